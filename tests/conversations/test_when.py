"""Clock times that a zone has twice, never, or only in another year."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from consultations.models import Stage
from conversations.models import Conversation
from tests.conversations.test_hosting_views import typed
from tests.factories.consultations import make_big_question, make_question, make_stage

BEFORE_BOTH_CHANGES = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def stage(db) -> Stage:
    with time_machine.travel(BEFORE_BOTH_CHANGES, tick=False):
        stage = make_stage(ends_on=(BEFORE_BOTH_CHANGES + timedelta(days=300)).date())
        make_question(big_question=make_big_question(consultation=stage.consultation), key="energy")
        yield stage


def post(client, **fields):
    return client.post(reverse("conversations:host"), typed(time_zone="Europe/Paris", **fields))


def test_a_time_that_is_left_out_is_asked_back_with_both_possibilities(client, stage):
    response = post(client, day="2026-03-29", time="02:30")

    assert response.context["form"].errors.as_data()["time"][0].message == (
        "On this day the clocks in Paris are put forward, and 02:30 is left out. "
        "Do you mean 01:30 (UTC+1) or 03:30 (UTC+2)?"
    )


def test_a_time_that_comes_twice_is_asked_back_with_both_possibilities(client, stage):
    response = post(client, day="2026-10-25", time="02:30")

    assert response.context["form"].errors.as_data()["time"][0].message == (
        "On this day the clocks in Paris are put back, and 02:30 comes twice: 02:30 (UTC+2) and 02:30 (UTC+1). "
        "Please choose one of the two below."
    )
    assert 'name="clock_turn"' in response.content.decode()


@pytest.mark.parametrize(("choice", "hour"), [("first", 0), ("second", 1)])
def test_the_choice_between_the_two_counts(client, stage, choice, hour):
    post(client, day="2026-10-25", time="02:30", clock_turn=choice)

    assert Conversation.objects.get().starts_at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_the_question_is_not_asked_on_other_days(client, stage):
    response = post(client, day="", time="02:30")

    assert 'name="clock_turn"' not in response.content.decode()


@pytest.mark.parametrize("year", ["0001", "9999", "1026", "2206"])
def test_impossible_years_are_asked_back(client, stage, year):
    response = post(client, day=f"{year}-05-01")

    assert set(response.context["form"].errors) <= {"day", "time"}
    assert Conversation.objects.count() == 0


def test_the_offset_is_the_one_of_that_date(client, stage):
    post(client, day="2026-07-01", time="14:00")

    assert Conversation.objects.get().starts_at == datetime(2026, 7, 1, 12, tzinfo=UTC)
