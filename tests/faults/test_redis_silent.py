"""Redis refuses, or takes the call and never answers: what people send is kept, and nobody waits for it."""

import socket
import time
import uuid

import pytest
import redis
from django.urls import reverse

import core.cache
from config.celery import app
from conversations.enums import ConversationStatus, LinkPurpose
from conversations.models import Conversation
from core import nudge
from mail.models import OutgoingEmail
from tests.factories.conversations import make_conversation, make_link

pytestmark = pytest.mark.django_db(transaction=True)
LONGEST_WAIT = 1.5


@pytest.fixture(params=["refuses", "hangs"])
def silent_redis(request, settings, monkeypatch, tmp_path):
    """Point cache and broker to a socket that nobody serves, or behind which nobody ever answers."""
    path = tmp_path / "redis.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        if request.param == "hangs":
            server.listen(50)
        options = {"socket_timeout": 0.25, "socket_connect_timeout": 0.25}
        settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{path}", "OPTIONS": options}}
        monkeypatch.setattr(core.cache, "_resting_until", 0.0)
        monkeypatch.setitem(app.conf, "broker_url", f"redis+socket://{path}")
        yield
    core.cache._resting_until = 0.0


@pytest.mark.usefixtures("silent_redis")
def test_confirming_is_kept_and_does_not_wait(client):
    conversation = make_conversation(status=ConversationStatus.UNCONFIRMED)
    secret = make_link(conversation, purpose=LinkPurpose.CONFIRM)

    start = time.monotonic()
    response = client.post(reverse("conversations:confirm", args=[secret]))
    seconds = time.monotonic() - start

    assert response.status_code == 302
    assert Conversation.objects.get().status == ConversationStatus.ANNOUNCED
    assert [email.kind for email in OutgoingEmail.objects.all()] == ["conversations/confirmed"]
    assert seconds < LONGEST_WAIT


@pytest.mark.usefixtures("silent_redis")
def test_asking_for_a_new_link_is_counted_by_nobody_and_answered(client):
    make_conversation(host_email="awa@example.org")

    start = time.monotonic()
    response = client.post(reverse("conversations:new_link"), {"email": "awa@example.org"})
    seconds = time.monotonic() - start

    assert response.status_code == 200
    assert [email.kind for email in OutgoingEmail.objects.all()] == ["conversations/new_link"]
    assert seconds < LONGEST_WAIT


def test_the_worker_is_woken_again_once_redis_is_back(settings, monkeypatch, tmp_path):
    path = tmp_path / "redis.sock"
    with socket.socket(socket.AF_UNIX) as server, monkeypatch.context() as silence:
        server.bind(str(path))
        server.listen(50)
        silence.setitem(app.conf, "broker_url", f"redis+socket://{path}")
        nudge.after_commit("tests.while_silent")
        time.sleep(0.5)

    nudge.after_commit(name := f"tests.{uuid.uuid4()}")

    assert _is_asked_for(name, redis.Redis.from_url(settings.REDIS_URL), within=8)


def _is_asked_for(name: str, broker: redis.Redis, *, within: float) -> bool:
    """Say whether the task comes to stand in the worker's queue, and take it out again."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        for message in broker.lrange("celery", 0, -1):
            if name.encode() in message:
                return bool(broker.lrem("celery", 1, message))
        time.sleep(0.1)
    return False
