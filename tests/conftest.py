"""What every test starts from: a real PostgreSQL and Redis, English, an empty cache, a clock that tests may set."""

import os

import pytest

from core import embedded

CACHE_SECONDS = 5  # a busy machine is not a Redis that is away; tests about that set their own
REDIS_DATABASES = 16
FAST_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"  # Argon2 is slow on purpose

_services = embedded.services()


def pytest_configure(config):
    """Start the servers once, before Django looks for its database; each worker of xdist has a cache of its own."""
    from django.conf import settings

    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    settings.CACHES["default"]["OPTIONS"] = {
        "db": 1 + number % (REDIS_DATABASES - 1),
        "socket_timeout": CACHE_SECONDS,
        "socket_connect_timeout": CACHE_SECONDS,
    }
    _services.__enter__()


def pytest_unconfigure(config):
    _services.__exit__(None, None, None)


@pytest.fixture(scope="session", autouse=True)
def _messages():
    from core import message_files

    message_files.compile_all()


@pytest.fixture(autouse=True)
def _clean_slate(settings):
    settings.PASSWORD_HASHERS = [FAST_HASHER, *settings.PASSWORD_HASHERS]
    yield from _in_english()


def _in_english():
    from django.core.cache import cache
    from django.utils import timezone, translation

    from core.pages import forget_kept

    translation.activate("en")
    timezone.deactivate()
    cache.clear()
    forget_kept()
    yield
    translation.activate("en")
    timezone.deactivate()
