"""A cache that may be away: pages are slower without Redis, never broken."""

import logging
import time

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

REST_SECONDS = 5
_resting_until = 0.0


def is_away() -> bool:
    """Say whether Redis failed a moment ago and is being left alone."""
    return time.monotonic() < _resting_until


def _forgiving(name: str, when_away):
    def method(self, *args, **kwargs):
        global _resting_until  # noqa: PLW0603 -- one circuit breaker per process
        if is_away():
            return when_away(*args)
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            _resting_until = time.monotonic() + REST_SECONDS
            logger.warning("cache away: %s", type(error).__name__)
            return when_away(*args)

    method.__name__ = name
    return method


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache; while Redis does not answer, reads miss and writes are dropped.

    After one failure Redis is left alone for five seconds, so that a hanging server costs one short wait, not one
    per call.
    """

    add = _forgiving("add", lambda *_args: True)
    get = _forgiving("get", lambda _key, default=None, *_args: default)
    set = _forgiving("set", lambda *_args: None)
    touch = _forgiving("touch", lambda *_args: False)
    delete = _forgiving("delete", lambda *_args: False)
    get_many = _forgiving("get_many", lambda *_args: {})
    has_key = _forgiving("has_key", lambda *_args: False)
    incr = _forgiving("incr", lambda *_args: 1)
    set_many = _forgiving("set_many", lambda *_args: [])
    delete_many = _forgiving("delete_many", lambda *_args: None)
    clear = _forgiving("clear", lambda *_args: False)
