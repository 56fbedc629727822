"""Dockerfile, compose.yaml and systemd units keep what the guide promises of them."""

import os
import re
import shutil
import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from outsourcing.launch.places import PYTHON, ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
PRODUCT = {name for name, service in SERVICES.items() if service["image"].startswith("parity:")}
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
EXAMPLE = (ROOT / "deploy" / "env.example").read_text("utf-8")
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def test_everything_that_is_needed_has_its_service() -> None:
    assert set(SERVICES) == {"database", "redis", "prepare", "web", "worker", "uploads", "beat", "backup"}
    assert {"prepare", "web", "worker", "uploads", "beat", "backup"} == PRODUCT


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_that_stays_says_whether_it_is_healthy(name: str) -> None:
    service = SERVICES[name]
    check = service["healthcheck"]

    # What runs once ends by itself, and says by its code how it went.
    assert "test" in check or (check == {"disable": True} and service["restart"] == "no")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_images_are_named_by_version(name: str) -> None:
    assert re.search(r":[^:]*\d", SERVICES[name]["image"])
    assert "latest" not in SERVICES[name]["image"]


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_the_product_can_change_nothing_but_its_data(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "user" not in service, "the image has a user of its own"
    assert set(service["volumes"]) <= {"files:/data", "backups:/backups"}


def test_database_and_redis_are_reached_from_inside_only() -> None:
    assert COMPOSE["networks"]["back"] == {"internal": True}
    for name in ("database", "redis"):
        assert SERVICES[name]["networks"] == ["back"]
        assert "ports" not in SERVICES[name]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]


def test_redis_keeps_what_it_holds_and_asks_for_a_password() -> None:
    command = " ".join(SERVICES["redis"]["command"])

    assert "appendonly yes" in command
    assert "requirepass %s" in command
    assert "maxmemory-policy noeviction" in command


def test_uploads_are_read_apart_and_under_a_limit() -> None:
    assert "-Q uploads" in SERVICES["uploads"]["command"]
    assert SERVICES["uploads"]["mem_limit"] == SERVICES["uploads"]["memswap_limit"] == "768m"
    assert "-Q default" in " ".join(SERVICES["worker"]["command"])


def test_no_secret_has_a_default() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    named = re.findall(r"\$\{(\w+)(:?[-?])?", text)

    assert {name for name, kind in named if name in SECRETS and kind != ":?"} == set()
    assert {name for name, _ in named} >= SECRETS
    for name in SECRETS:
        assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)


def test_the_image_runs_as_nobody_in_particular_and_holds_no_development_tools() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]

    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert last.index("USER ") > last.index("RUN ")
    assert "HEALTHCHECK" in last
    assert "npm" not in last
    assert "--require-hashes" in DOCKERFILE
    assert all(re.search(r":\S*\d", image) for image in re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE))


def test_pg_dump_in_the_image_is_that_of_the_server() -> None:
    server = SERVICES["database"]["image"].partition(":")[2].partition("-")[0]

    assert f"postgresql-client-{server}" in DOCKERFILE


def test_what_must_not_be_in_an_image_is_left_out() -> None:
    left_out = (ROOT / ".dockerignore").read_text("utf-8").split()

    assert {".git", ".env", ".parity", ".venv", "**/*.sqlite3*"} <= set(left_out)


@pytest.mark.parametrize(
    "unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name
)
def test_a_unit_runs_without_rights(unit: Path) -> None:
    text = unit.read_text("utf-8")

    for line in ("User=parity", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="):
        assert f"\n{line}\n" in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = re.sub(r"/srv/parity/\.venv/bin/\w+", "/bin/true", unit.read_text("utf-8"))
        (tmp_path / unit.name).write_text(
            text.replace("User=parity", "User=root").replace("Group=parity", "")
        )
    services = [str(path) for path in sorted(tmp_path.iterdir())]

    done = subprocess.run(
        ["systemd-analyze", "verify", *services], capture_output=True, text=True, check=False
    )

    ours = [line for line in done.stderr.splitlines() if "parity" in line and "Failed to add" not in line]
    assert ours == []


class Healthz(BaseHTTPRequestHandler):
    """Answers as the product does: only to its own name."""

    def do_GET(self) -> None:
        named = self.headers["Host"] == "parity.example" and self.path == "/healthz"
        self.send_response(200 if named else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base calls it so
        """Say nothing."""


def test_the_health_check_asks_under_a_name_that_is_answered() -> None:
    server = HTTPServer(("127.0.0.1", 0), Healthz)
    Thread(target=server.serve_forever, daemon=True).start()
    listen = f"0.0.0.0:{server.server_port}"

    answered = _health(LISTEN=listen, ALLOWED_HOSTS="parity.example, other.example")
    refused = _health(LISTEN=listen, ALLOWED_HOSTS="other.example")
    server.shutdown()
    server.server_close()
    silent = _health(LISTEN=listen, ALLOWED_HOSTS="parity.example")

    assert (answered, refused, silent) == (0, 1, 1)


def _health(**environment: str) -> int:
    command = [PYTHON, str(ROOT / "deploy" / "health.py")]
    return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode
