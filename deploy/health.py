"""Asks the web server of this machine whether it lives, for health checks; standard library only."""

import os
import sys
from http.client import HTTPConnection, HTTPException

LISTEN = os.environ.get("LISTEN", "127.0.0.1:8000")
# A name that the product answers to; any other is refused before it is looked at.
HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()


def is_healthy() -> bool:
    """Whether /healthz says so within four seconds."""
    port = int(LISTEN.rpartition(":")[2])
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": HOST})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_healthy() else 1)
