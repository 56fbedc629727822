"""How many messages wait in each queue of Celery, asked so briefly that a frozen Redis holds up nobody."""

from collections.abc import Mapping, Sequence

from redis import Redis, RedisError

PATIENCE = 1.0


def queue_lengths(url: str, queues: Sequence[str]) -> Mapping[str, int] | None:
    """Messages by queue, or nothing where Redis does not answer within a second."""
    address = url.replace("redis+socket://", "unix://", 1)
    try:
        with Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as redis:
            pipeline = redis.pipeline(transaction=False)
            for queue in queues:
                pipeline.llen(queue)
            return dict(zip(queues, map(int, pipeline.execute()), strict=True))
    except (RedisError, OSError, ValueError):
        return None
