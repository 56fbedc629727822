"""Whether an address can be served, asked before all else: an old server there would answer the probe."""

import errno
import socket

from outsourcing.launch.faults import LaunchError


def require_free(listen: str, port: int) -> None:
    """Refuse a port that something else serves or that this user may not use."""
    if _answers(port):
        raise _taken(port)
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listen, port))
        except OSError as error:
            raise _refused(error, listen, port) from error


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


def _refused(error: OSError, listen: str, port: int) -> LaunchError:
    if error.errno == errno.EADDRINUSE:
        return _taken(port)
    return LaunchError(
        f"Cannot listen on {listen}, port {port}: {error.strerror}.",
        "Choose an address of this machine and a port from 1024 upwards, such as --port 8000.",
    )


def _taken(port: int) -> LaunchError:
    return LaunchError(
        f"Port {port} is taken: something on this machine already answers there.",
        f"Stop it, or choose another port, such as --port {port + 1}. Nothing was started or changed.",
    )
