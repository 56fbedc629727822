"""The port is looked at before anything is started."""

import socket
from collections.abc import Iterator

import pytest

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.ports import require_free


@pytest.fixture
def somebody() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_a_port_somebody_serves_is_refused_with_a_way_out(somebody: int) -> None:
    with pytest.raises(LaunchError) as refusal:
        require_free("127.0.0.1", somebody)

    assert f"Port {somebody} is taken" in str(refusal.value)
    assert f"--port {somebody + 1}" in str(refusal.value)


def test_a_port_is_free_again_as_soon_as_its_server_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])

    require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(LaunchError, match=r"Cannot listen on 192\.0\.2\.1"):
        require_free("192.0.2.1", 8000)
