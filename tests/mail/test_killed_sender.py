"""A sender that is really killed, at the two moments that matter."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from core import clock
from mail.delivery import send_due_emails
from mail.enums import EmailStatus
from mail.models import OutgoingEmail
from tests.factories.mail import make_email
from tests.mail.sink import Sink

S = EmailStatus
SEND = "import django; django.setup(); from mail.delivery import send_due_emails; send_due_emails()"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def start_sender() -> subprocess.Popen:
    values = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    database = (
        f"postgresql://{values['USER']}:{values['PASSWORD']}@:{values['PORT']}/{values['NAME']}?host={values['HOST']}"
    )
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "true",
        "DATABASE_URL": database,
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
    }
    return subprocess.Popen([sys.executable, "-c", SEND], cwd=settings.BASE_DIR, env={**os.environ, **own})


def kill_when(is_time, sender: subprocess.Popen) -> None:
    give_up = time.monotonic() + 20
    while not is_time() and time.monotonic() < give_up:
        time.sleep(0.02)
    sender.kill()
    sender.wait()


def poll_eleven_minutes_later() -> dict:
    OutgoingEmail.objects.filter(status=S.SENDING).update(claimed_at=clock.now() - timedelta(minutes=11))
    send_due_emails()
    return dict(OutgoingEmail.objects.values_list("to_address", "status"))


def test_killed_before_the_hand_over_only_that_mail_is_in_doubt_and_the_next_one_leaves(sink):
    done, current, waiting = make_email(), make_email(), make_email()
    sink.answers[current.to_address] = [Sink.HANG]
    kill_when(lambda: current.to_address in sink.asked, start_sender())

    statuses = poll_eleven_minutes_later()

    assert statuses == {done.to_address: S.SENT, current.to_address: S.UNKNOWN, waiting.to_address: S.SENT}
    assert sink.recipients == [[done.to_address], [waiting.to_address]]


def test_killed_after_the_hand_over_nobody_gets_the_mail_twice(sink):
    current, waiting = make_email(), make_email()
    sink.after_data[current.to_address] = [Sink.HANG]
    kill_when(lambda: sink.messages, start_sender())

    statuses = poll_eleven_minutes_later()

    assert statuses == {current.to_address: S.UNKNOWN, waiting.to_address: S.SENT}
    assert sink.recipients == [[current.to_address], [waiting.to_address]]
