from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from consultations.demo import load_demo
from conversations.models import Conversation, Outcome, OutcomeVersion
from core import clock
from mail.models import OutgoingEmail
from moderation.models import Decision

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 3, 10, 9, tzinfo=UTC)


def load(at: datetime = TODAY, **options) -> None:
    with time_machine.travel(at, tick=False):
        load_demo(**options)


def row_counts() -> list[int]:
    return [model.objects.count() for model in [Conversation, Outcome, Decision, OutgoingEmail]]


def test_the_demo_tells_what_happened_so_far():
    load()

    assert Conversation.objects.announced().count() == 12
    assert OutgoingEmail.objects.filter(valid_until__lt=TODAY).count() == 0
    assert Counter(Conversation.objects.values_list("host_language", flat=True)) == {"en": 5, "fr": 4, "es": 3}
    states = Outcome.objects.order_by("pk").values_list("case__status", "latest_version__language")
    assert list(states) == [
        ("published", "fr"),
        ("published", "es"),
        ("published", "en"),
        ("changes_requested", "en"),
        ("submitted", "fr"),
        ("submitted", "es"),
    ]


def test_everything_happens_on_its_own_day_and_nothing_in_the_future():
    load()

    sent = list(OutcomeVersion.objects.order_by("sent_at").values_list("outcome", flat=True))
    assert (sent, len(sent)) == (sorted(sent), 6)
    assert all(version.sent_at.date() >= version.held_on for version in OutcomeVersion.objects.all())
    instants = [*OutcomeVersion.objects.values_list("sent_at", flat=True)]
    instants += Decision.objects.values_list("decided_at", flat=True)
    instants += Conversation.objects.values_list("confirmed_at", flat=True)
    assert max(instants) <= TODAY


def test_loading_twice_adds_nothing():
    load()
    before = (
        Conversation.objects.count(),
        Outcome.objects.count(),
        Decision.objects.count(),
        OutgoingEmail.objects.count(),
    )

    load()

    after = (
        Conversation.objects.count(),
        Outcome.objects.count(),
        Decision.objects.count(),
        OutgoingEmail.objects.count(),
    )
    assert after == before


def test_an_earlier_day_tells_less_and_a_later_one_goes_on():
    load(today=date(2022, 5, 11))
    assert (Conversation.objects.count(), Outcome.objects.count()) == (5, 0)

    load(today=date(2022, 5, 17))

    assert (Conversation.objects.count(), Outcome.objects.count()) == (12, 6)


def test_a_late_day_still_tells_what_happened_while_the_stage_was_open():
    load(today=date(2023, 1, 15))

    assert (Conversation.objects.count(), Outcome.objects.published().count()) == (12, 3)


def test_on_another_day_what_has_no_report_moves_along_with_the_process():
    load()
    upcoming, reported = Conversation.objects.filter(outcome=None).order_by("pk"), Outcome.objects.order_by("pk")
    before = upcoming.first().starts_at, reported.first().conversation.starts_at

    load(TODAY + timedelta(days=5))

    assert upcoming.first().starts_at == before[0] + timedelta(days=5)
    assert reported.first().conversation.starts_at == before[1]


def test_a_held_clock_stands_still_only_inside():
    with clock.held_at(TODAY):
        assert clock.now() == TODAY
        assert clock.today() == date(2026, 3, 10)

    assert clock.now() != TODAY
