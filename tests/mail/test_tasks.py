import socket
import time
from datetime import timedelta

import pytest
from django.db import transaction

from config.celery import app
from core import clock, nudge
from mail.enums import EmailStatus
from mail.models import OutgoingEmail
from mail.tasks import forget_old_emails_task, send_due_emails_task
from tests.factories.mail import make_email

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanging_broker():
    """Put a broker in the place of Redis that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        before = app.conf.broker_url
        app.conf.broker_url = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        listener.settimeout(5)
        yield listener
        app.conf.broker_url = before


@pytest.mark.django_db(transaction=True)
def test_writing_a_mail_does_not_wait_for_redis_and_the_poll_sends_it(hanging_broker, sink):
    started = time.perf_counter()
    for _number in range(3):
        with transaction.atomic():
            make_email()
    seconds = time.perf_counter() - started
    asked, _address = hanging_broker.accept()
    asked.close()
    nudges_waiting = nudge._waiting.qsize()

    send_due_emails_task.apply(throw=True)

    assert seconds < 1
    assert nudges_waiting <= 1
    assert set(OutgoingEmail.objects.values_list("status", flat=True)) == {EmailStatus.SENT}
    assert len(sink.messages) == 3


def test_the_send_task_is_safe_to_run_twice(sink):
    make_email()

    results = [send_due_emails_task.apply(throw=True).get() for _number in range(2)]

    assert results == [1, 0]
    assert len(sink.messages) == 1


def test_old_mails_are_forgotten_but_their_history_stays():
    old, waiting, recent = make_email(), make_email(), make_email()
    long_ago = clock.now() - timedelta(days=61)
    sent = {"status": EmailStatus.SENT, "sent_at": long_ago, "created_at": long_ago}
    OutgoingEmail.objects.filter(pk=old.pk).update(last_error="450 reader@example.org", smtp_code=250, **sent)
    OutgoingEmail.objects.filter(pk=waiting.pk).update(created_at=long_ago)

    forgotten = forget_old_emails_task.apply(throw=True).get()

    old.refresh_from_db()
    assert forgotten == 1
    assert old.is_forgotten
    assert [old.to_name, old.subject, old.text_body, old.html_body, old.last_error] == [""] * 5
    assert (old.kind, old.status, old.smtp_code) == ("tests/hello", EmailStatus.SENT, 250)
    assert set(OutgoingEmail.objects.exclude(to_address="")) == {waiting, recent}
