"""No log line holds an address, an agent, an e-mail, a query, a token or a value that somebody sent (LOG-1)."""

import io
import logging

import pytest
from celery import shared_task
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path, reverse

import config.urls
from accounts import services
from core.logs import LineFormatter

pytestmark = pytest.mark.django_db

CANARIES = ["203.0.113.77", "CanaryBrowser", "canary@example.org", "canary-query", "canary-token", "canary-words"]


def failing(request, token):
    raise IntegrityError("Key (email)=(canary@example.org) already exists: canary-words")


def failing_twice(request, token):
    try:
        failing(request, token)
    except IntegrityError as error:
        raise RuntimeError("canary-words") from error


@shared_task(name="tests.fail")
def fail_task(words):
    raise ValueError(words)


@shared_task(name="tests.succeed")
def succeed_task(words):
    return words


urlpatterns = [
    path("quiet/<str:token>/", lambda request, token: HttpResponse("ok")),
    path("failing/<str:token>/", failing),
    path("failing-twice/<str:token>/", failing_twice),
    *config.urls.urlpatterns,
]


@pytest.fixture(autouse=True)
def _own_addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def visitor(client):
    """Return a client that carries a canary in everything it sends."""
    client.raise_request_exception = False
    client.defaults |= {
        "REMOTE_ADDR": "203.0.113.77",
        "HTTP_USER_AGENT": "CanaryBrowser/1.0",
        "HTTP_REFERER": "https://example.org/canary-token",
        "HTTP_X_REQUEST_ID": "canary-token",
    }
    return client


@pytest.fixture
def log(monkeypatch):
    """Return what the site's own handler writes."""
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one.formatter, LineFormatter))
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written


def test_a_request_is_one_line_with_its_route(visitor, log):
    response = visitor.get("/quiet/canary-token/?q=canary-query")

    line = log.getvalue().strip().split(" ", 3)[3]

    assert line.split(" ms=")[0] == "core.request method=GET route=quiet/<str:token>/ status=200"
    assert line.endswith(f"id={response['X-Request-ID']}")


def test_an_error_leaves_its_class_and_place_but_no_words(visitor, log):
    response = visitor.post("/failing-twice/canary-token/?q=canary-query", {"email": "canary@example.org"})

    text = log.getvalue()

    assert response.status_code == 500
    assert "failed method=POST route=failing-twice/<str:token>/" in text
    assert "django.db.utils.IntegrityError\n... which led to:\n" in text
    assert "builtins.RuntimeError" in text
    assert "in failing_twice" in text
    assert [canary for canary in CANARIES if canary in text] == []


def test_nothing_that_people_send_is_in_the_log(visitor, log):
    services.create_account(email="canary@example.org", password="canary-words and more")
    requests = [
        ("get", "/quiet/canary-token/?q=canary-query", {}),
        ("get", "/failing/canary-token/?q=canary-query", {}),
        ("get", "/canary-token/nowhere?q=canary-query", {}),
        ("get", "/?next=canary-query", {}),
        ("get", "/unsubscribe/canary-token/", {}),
        ("post", reverse("account_login"), {"login": "canary@example.org", "password": "canary-words"}),
        ("post", reverse("account_login"), {"login": "canary@example.org", "password": "canary-words and more"}),
        ("get", reverse("accounts:home"), {}),
        ("post", reverse("account_request_login_code"), {"email": "canary@example.org"}),
        ("post", reverse("account_signup"), {"email": "other.canary@example.org", "name": "canary-words"}),
    ]

    for method, address, data in requests:
        getattr(visitor, method)(address, data or None)
    visitor.get("/en/", headers={"Host": "canary-token.test"})
    text = log.getvalue()

    assert text.count("core.request") == len(requests) + 1
    assert [canary for canary in CANARIES if canary in text] == []


def test_tasks_leave_their_name_and_number_only(log, caplog):
    caplog.set_level(logging.INFO, "celery")
    fail_task.apply(args=["canary-words"])
    succeed_task.apply(args=["canary-words"])

    text = log.getvalue()

    assert "celery.app.trace task failed name=tests.fail id=" in text
    assert "celery.app.trace task ended name=tests.succeed id=" in text
    assert "builtins.ValueError" in text
    assert "canary-words" not in text


def test_user_text_cannot_forge_a_line():
    record = logging.LogRecord("core", logging.INFO, "", 0, "said: %s", ("a\r\n2026 INFO core forged\x1b[2J",), None)

    line = LineFormatter("{message}", style="{").format(record)

    assert line == "said: a  2026 INFO core forged [2J"


def test_a_traceback_kept_by_another_handler_is_written_anew():
    error = ValueError("canary-words")
    record = logging.LogRecord("core", logging.ERROR, "", 0, "failed", (), (ValueError, error, None))
    record.exc_text = "ValueError: canary-words"

    assert LineFormatter("{message}", style="{").format(record) == "failed\nbuiltins.ValueError"
