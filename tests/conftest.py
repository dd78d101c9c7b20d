"""What every test starts from: a real PostgreSQL and Redis, English, an empty cache, a clock that tests may set."""

import os

import pytest

from core import embedded

_services = embedded.services()


def pytest_configure(config):
    """Start the servers once, before Django looks for its database; the workers of xdist share the first one's."""
    os.environ.setdefault("DEBUG", "true")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    os.environ["CACHE_DATABASE"] = str(1 + int(worker.removeprefix("gw")) % 15)
    _services.__enter__()


def pytest_unconfigure(config):
    _services.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _clean_slate():
    from django.core.cache import cache
    from django.utils import timezone, translation

    translation.activate("en")
    timezone.deactivate()
    cache.clear()
    yield
    translation.activate("en")
    timezone.deactivate()
