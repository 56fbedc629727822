"""The data folder of one installation, and the environment its programs are started with."""

import fcntl
import os
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from outsourcing.launch.faults import LaunchError
from outsourcing.launch.places import ROOT


@dataclass(frozen=True)
class Installation:
    """One data folder and the address it is served at."""

    data: Path
    listen: str = "127.0.0.1"
    port: int = 8000
    # A demo never touches a database that the environment happens to name.
    own_database_only: bool = False

    @property
    def address(self) -> str:
        """What people type into the browser on this machine."""
        return f"http://localhost:{self.port}"

    def log(self, name: str) -> Path:
        """The file that one program writes what it says to."""
        return self.data / "logs" / f"{name}.log"

    def create(self) -> None:
        """Make the folder, readable by this user only."""
        try:
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
            for folder in ("logs", "beat", "static"):
                (self.data / folder).mkdir(exist_ok=True)
        except OSError as error:
            raise LaunchError(
                f"Cannot make the data folder {self.data}: {error.strerror}.",
                "Choose a folder that belongs to you with --data FOLDER.",
            ) from error

    def claim(self) -> IO[str]:
        """Refuse a data folder that another start is using; holds until the file is closed."""
        guard = (self.data / "in-use.lock").open("w")
        try:
            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            guard.close()
            raise LaunchError(
                f"The data folder {self.data} is in use by another start of Parity.",
                "Stop that one, or choose another folder with --data FOLDER.",
            ) from error
        return guard

    def environment(self, redis_url: str) -> dict[str, str]:
        """The environment of its programs; what the person has set already wins."""
        database = {"DATABASE_URL": f"sqlite:///{self.data / 'parity.sqlite3'}"}
        own = {
            **database,
            "ALLOWED_HOSTS": ",".join(_hosts(self.listen)),
            "BASE_URL": self.address,
            "EMAIL_URL": f"filemail:///{self.data / 'mail'}",
        }
        fixed = {
            "DJANGO_SETTINGS_MODULE": "outsourcing.settings.local",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            # Else each thread keeps memory of its own that it hardly uses: a tenth of a web process.
            "MALLOC_ARENA_MAX": "1",
            "MALLOC_TRIM_THRESHOLD_": "131072",
            "DATA_FOLDER": str(self.data),
            "REDIS_URL": redis_url,
        }
        if self.own_database_only:
            fixed.update(database)
        return {**own, **os.environ, **fixed, "SECRET_KEY": self._secret_key(os.environ)}

    def remember_redis(self, url: str) -> None:
        """Note where Redis answers, for management commands beside the running product."""
        self._redis_note.write_text(url)

    def remembered_redis(self) -> str:
        """Where Redis answered last; where nothing listens, owed work waits for the next sweep."""
        with suppress(FileNotFoundError):
            return self._redis_note.read_text()
        return "redis+socket:///nonexistent/redis.sock"

    @property
    def _redis_note(self) -> Path:
        return self.data / "redis-url"

    def _secret_key(self, given: Mapping[str, str]) -> str:
        """A key made once for this folder: signed links and sessions outlive a restart."""
        if key := given.get("SECRET_KEY"):
            return key
        path = self.data / "secret-key"
        with suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path.read_text()


def _hosts(listen: str) -> list[str]:
    names = ["localhost", "127.0.0.1", "[::1]"]
    if listen not in {"127.0.0.1", "localhost", "::1"}:
        names += [socket.gethostname(), socket.getfqdn()]
    if listen not in {"0.0.0.0", "::", *names}:  # noqa: S104 - a comparison
        names.append(listen)
    return names
