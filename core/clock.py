"""The one source of "now", so that tests can set it and nothing depends on the minute it runs in."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, in UTC."""
    return timezone.now()  # noqa: TID251 -- the one place


def today() -> date:
    """Return the day it is in UTC."""
    return now().date()
