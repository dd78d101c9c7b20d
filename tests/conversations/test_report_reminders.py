"""One reminder, a week after a conversation without a report, while the stage is open."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from conversations.enums import ConversationStatus
from conversations.models import Conversation, ConversationLink
from conversations.services import hosting
from conversations.tasks import forget_unconfirmed_task, queue_report_reminders_task
from mail.models import OutgoingEmail, Refusal
from tests.factories.consultations import make_stage
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 20, 17, tzinfo=UTC)
END = START + timedelta(minutes=90)


def make_past_conversation(**fields) -> Conversation:
    stage = make_stage(starts_on=START.date() - timedelta(days=10), ends_on=START.date() + timedelta(days=30))
    return make_conversation(**{"stage": stage, "starts_at": START, "minutes": 90, **fields})


def run(moment: datetime) -> list[str]:
    """Let beat do its work at the moment; return the titles that were remembered of so far."""
    with time_machine.travel(moment, tick=False):
        queue_report_reminders_task()
    kept = OutgoingEmail.objects.filter(kind="conversations/report_reminder").order_by("pk")
    return [email.to_address for email in kept]


def test_the_reminder_is_written_on_the_seventh_day_and_once():
    conversation = make_past_conversation()

    assert run(END + timedelta(days=6)) == []
    assert run(END + timedelta(days=7, seconds=-1)) == []
    assert run(END + timedelta(days=7)) == [conversation.host_email]
    assert run(END + timedelta(days=7, minutes=1)) == [conversation.host_email]
    assert run(END + timedelta(days=20)) == [conversation.host_email]


def test_a_beat_that_was_down_catches_up():
    conversation = make_past_conversation()

    assert run(END + timedelta(days=10)) == [conversation.host_email]


def test_no_reminder_once_the_report_is_sent():
    make_outcome(conversation=make_past_conversation())

    assert run(END + timedelta(days=8)) == []


def test_no_reminder_once_the_stage_is_closed():
    make_past_conversation(starts_at=START + timedelta(days=25))

    assert run(END + timedelta(days=32)) == []


@pytest.mark.parametrize(
    "status", [ConversationStatus.UNCONFIRMED, ConversationStatus.HIDDEN, ConversationStatus.CANCELLED]
)
def test_no_reminder_of_what_is_not_announced(status):
    make_past_conversation(status=status)

    assert run(END + timedelta(days=8)) == []


def test_a_conversation_that_is_not_listed_is_remembered_too():
    conversation = make_past_conversation(is_listed=False)

    assert run(END + timedelta(days=8)) == [conversation.host_email]


def test_who_refused_reminders_gets_none():
    conversation = make_past_conversation()
    Refusal.objects.create(address=conversation.host_email, kind="conversations/report_reminder")

    assert run(END + timedelta(days=8)) == []


@pytest.mark.django_db(transaction=True)
def test_beats_that_run_at_once_write_one_reminder_each():
    for _number in range(6):
        make_past_conversation()
    start = threading.Barrier(4)

    def beat():
        start.wait()
        try:
            hosting.queue_report_reminders(now=END + timedelta(days=8))
        finally:
            connection.close()

    threads = [threading.Thread(target=beat) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert OutgoingEmail.objects.count() == 6
    assert ConversationLink.objects.count() == 6
    assert Conversation.objects.filter(reminded_at=None).count() == 0


@pytest.mark.parametrize(
    ("language", "subject", "accepted_until"),
    [
        ("en", "What came out of your conversation?", "3 July 2026"),
        ("fr", "Qu’est-il ressorti de votre conversation\u202f?", "3 juillet 2026"),
        ("es", "¿Qué resultó de su conversación?", "3 de julio de 2026"),
    ],
)
def test_the_reminder_is_in_the_language_of_the_host(language, subject, accepted_until):
    make_past_conversation(host_language=language)

    run(END + timedelta(days=7))

    email = OutgoingEmail.objects.get()
    assert (email.language, email.subject, email.may_unsubscribe) == (language, subject, True)
    assert accepted_until in email.text_body
    assert email.text_body.count(f"/{language}/conversations/report/") == 1


def test_more_than_one_batch_is_worked_off(monkeypatch):
    monkeypatch.setattr(hosting, "REMINDERS_AT_ONCE", 2)
    for _number in range(3):
        make_past_conversation()

    assert len(run(END + timedelta(days=8))) == 2
    assert len(run(END + timedelta(days=8))) == 3


def test_registrations_that_were_never_confirmed_are_forgotten_after_a_month():
    old = make_past_conversation(status=ConversationStatus.UNCONFIRMED, registered_at=START)
    kept = [
        make_past_conversation(status=ConversationStatus.UNCONFIRMED, registered_at=START + timedelta(days=5)),
        make_past_conversation(registered_at=START),
    ]

    with time_machine.travel(START + timedelta(days=31), tick=False):
        forget_unconfirmed_task()

    assert sorted(Conversation.objects.values_list("pk", flat=True)) == [row.pk for row in kept]
    assert old.pk not in [row.pk for row in kept]
