from datetime import timedelta

import pytest
from django.urls import reverse

from conversations.aggregates import figures_of, refresh_all, refresh_participation
from conversations.models import Participation
from core import clock
from tests.factories.consultations import make_consultation, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

pytestmark = pytest.mark.django_db

WOMEN, MEN, ANOTHER = ("gender", "women"), ("gender", "men"), ("gender", "another")


@pytest.fixture
def stage():
    return make_stage(consultation=make_consultation())


def reported(stage, counts=None, *, country="ML", make=make_published_version, **fields):
    outcome = make_outcome(conversation=make_conversation(stage=stage, country=country))
    return make(outcome=outcome, counts=counts, **fields)


def test_sums_leave_out_what_is_not_published(stage):
    for country in ("ML", "SN", "SN", "ML", "ML"):
        reported(stage, {WOMEN: 6, MEN: 8}, country=country, head_count=20)
    reported(stage, {WOMEN: 40, MEN: 50}, country="BR", head_count=99, make=make_outcome_version)

    figures = figures_of(stage.consultation)

    assert (figures["people"], figures["countries"]) == (100, 2)
    assert figures["gender"] == {"total": 100, "groups": {"women": 30, "men": None, "another": None}}


def test_a_few_people_of_a_group_are_hidden_and_cannot_be_computed(stage):
    for another in (1, 1, 0, 0, 2):
        reported(stage, {WOMEN: 10, MEN: 5, ANOTHER: another}, head_count=20)

    assert figures_of(stage.consultation)["gender"]["groups"] == {"women": 50, "men": None, "another": None}


def test_four_conversations_are_too_few(stage):
    for _number in range(4):
        reported(stage, {WOMEN: 15, MEN: 15, ANOTHER: 15}, head_count=50)

    groups = figures_of(stage.consultation)["gender"]["groups"]

    assert set(groups.values()) == {None}
    assert refresh_participation(consultation=stage.consultation, now=clock.now()) is False


def test_numbers_change_once_a_day_and_only_with_five_more_conversations(stage):
    now, day = clock.now(), timedelta(days=1)
    for _number in range(5):
        reported(stage, head_count=10)
    done = [refresh_all(now=now)]

    for _number in range(5):
        reported(stage, head_count=10)
    done.append(refresh_all(now=now + day / 2))
    done.append(refresh_all(now=now + day))
    reported(stage, head_count=10)
    done.append(refresh_all(now=now + 3 * day))

    assert done == [1, 0, 1, 0]
    assert Participation.objects.get().figures["people"] == 100


def test_page_shows_sums_and_never_the_counts_of_one_conversation(client, stage):
    for _number in range(5):
        version = reported(stage, {WOMEN: 17, MEN: 18, ANOTHER: 19}, head_count=54)
    refresh_all(now=clock.now())

    listing = client.get(reverse("conversations:outcomes")).content.decode()
    detail = client.get(reverse("conversations:outcome", args=[version.outcome.public_id])).content.decode()

    assert [f">{number}</td>" in listing for number in (85, 90, 95, 17)] == [True, True, True, False]
    assert ("Women" in detail, ">17<" in detail) == (False, False)
