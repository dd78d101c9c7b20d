"""The one source of "now", so that tests can set it and nothing depends on the minute it runs in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """Return this instant, in UTC."""
    return _held.get() or timezone.now()  # noqa: TID251 -- the one place


def today() -> date:
    """Return the day it is in UTC."""
    return now().date()


@contextmanager
def held_at(instant: datetime) -> Iterator[None]:
    """Let everything inside happen at an instant of the past: the demo tells its story on the days it happened."""
    token = _held.set(instant)
    try:
        yield
    finally:
        _held.reset(token)
