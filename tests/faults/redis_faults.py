"""What can be wrong with Redis, and how it is put right again."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from redis import Redis

from tests.services.redis import RealRedis

OTHER_PASSWORD = "changed-behind-our-back"


@dataclass(frozen=True)
class RedisFault:
    """One fault: how it comes and how it goes."""

    name: str
    come: Callable[[RealRedis], None]
    go: Callable[[RealRedis], None]

    def __str__(self) -> str:
        return self.name


def _client(server: RealRedis, password: str | None = None) -> Redis:
    return Redis(unix_socket_path=str(server.redis.socket), password=password)


def _fill_up(server: RealRedis) -> None:
    client = _client(server)
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("maxmemory", 1)


def _make_room(server: RealRedis) -> None:
    _client(server).config_set("maxmemory", 0)


def _change_password(server: RealRedis) -> None:
    client = _client(server)
    client.config_set("requirepass", OTHER_PASSWORD)
    # Whoever was connected before would stay let in.
    _client(server, OTHER_PASSWORD).client_kill_filter(_type="normal", skipme=True)


def _change_back(server: RealRedis) -> None:
    _client(server, OTHER_PASSWORD).config_set("requirepass", "")


def _lose_everything(server: RealRedis) -> None:
    server.stop()
    shutil.rmtree(server.data)
    server.data.mkdir()
    server.start()


def _stay(_server: RealRedis) -> None:
    """It is back already, and knows nothing."""


STOPPED = RedisFault("stopped", RealRedis.stop, RealRedis.start)
FROZEN = RedisFault("frozen", RealRedis.freeze, RealRedis.thaw)
EMPTIED = RedisFault("restarted empty", _lose_everything, _stay)
FULL = RedisFault("out of memory", _fill_up, _make_room)
LOCKED = RedisFault("wrong password", _change_password, _change_back)
ALL = (STOPPED, FROZEN, EMPTIED, FULL, LOCKED)
