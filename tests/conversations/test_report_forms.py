"""What a step accepts, and in which words it refuses."""

import re
from datetime import timedelta

import pytest
import time_machine

from conversations.models import ReportDraft
from conversations.reports import Report
from core import clock
from tests.factories.reports import make_conversation_to_report, typed

pytestmark = pytest.mark.django_db


def form_of(key, words, **fields):
    conversation = make_conversation_to_report(**fields)
    report = Report.of(conversation)
    step = report.definition.step(key)
    return report.form(step, typed(step, words))


def errors_of(key, words, **fields):
    form = form_of(key, words, **fields)
    form.is_valid()
    return {code: [str(error) for error in errors] for code, errors in form.errors.items()}


def test_a_meeting_in_the_future_is_no_report():
    tomorrow = clock.today() + timedelta(days=1)

    assert errors_of("meeting", {"held_on": tomorrow.isoformat()}, time_zone="UTC") == {
        "held_on": ["This day is still to come. A report is about a meeting that took place."]
    }


@time_machine.travel("2026-03-10T22:30:00Z", tick=False)
def test_today_is_the_day_where_the_conversation_took_place():
    assert errors_of("meeting", {"held_on": "2026-03-11"}, time_zone="Asia/Seoul") == {}
    assert "held_on" in errors_of("meeting", {"held_on": "2026-03-11"}, time_zone="Africa/Bamako")


def test_a_year_that_is_a_typing_error_is_named():
    assert errors_of("meeting", {"held_on": "2002-05-19"}) == {
        "held_on": ["This day is long before the consultation. Please check the year."]
    }


@pytest.mark.parametrize("typed_day", ["2026-02-30", "yesterday", "19/05/2026", "2026-13-01", "0000-00-00"])
def test_a_day_that_does_not_exist_is_refused(typed_day):
    assert errors_of("meeting", {"held_on": typed_day}) == {"held_on": ["Please write the day as 2026-01-31."]}


@pytest.mark.parametrize(
    ("head_count", "words"),
    [
        ("", "Please say how many people took part."),
        ("0", "Please give a number of 1 or more."),
        ("-3", "Please give a number of 1 or more."),
        ("100001", "Please give a number of 100000 or less."),
        ("about 20", "Please give a whole number, in digits."),
        ("2.5", "Please give a whole number, in digits."),
        ("9" * 5000, "Please give a whole number, in digits."),
    ],
)
def test_an_impossible_head_count_is_refused(head_count, words):
    assert errors_of("people", {"head_count": head_count}) == {"head_count": [words]}


def test_a_negative_count_of_a_group_is_refused():
    assert errors_of("people", {"head_count": "10", "count-gender-women": "-1"}) == {
        "count-gender-women": ["Please give a number of 0 or more."]
    }


def test_a_sum_above_the_head_count_names_what_was_counted():
    words = {"head_count": "10", "count-age-under_18": "6", "count-age-18_29": "5", "count-gender-women": "10"}

    assert errors_of("people", words) == {"count-age-under_18": ["Age: you counted 11 people, but 10 took part."]}


def test_counts_may_stay_below_the_head_count():
    assert errors_of("people", {"head_count": "10", "count-age-under_18": "2"}) == {}


def test_a_text_that_is_too_long_is_kept_and_its_length_told():
    long_text = "é" * 200_000

    form = form_of("question-hopes", {"key_points": long_text})

    assert form.errors == {
        "key_points": ["This text has 200000 characters; at most 10000 fit here. Please shorten it."]
    }
    assert long_text in form.as_div()


def test_control_characters_and_direction_overrides_do_not_reach_the_report():
    form = form_of("question-hopes", {"key_points": "one\x00\x08 \u202etwo\u2066\r\nthree"})

    assert form.is_valid()
    assert form.cleaned_data["key_points"] == "one two\nthree"


def test_the_participants_must_have_been_told():
    assert errors_of("consent", {})["participants_informed"] == [
        "We can only take a report that the participants know of."
    ]


def test_nothing_of_the_consent_and_no_position_is_preset():
    report = Report.of(make_conversation_to_report())

    html = report.form(report.definition.step("consent")).as_div()
    html += report.form(report.definition.step("trade-offs")).as_div()

    assert re.findall(r'value="([^"]*)" [^>]*checked', html) == [""]  # "not discussed"


def test_a_position_may_be_left_out():
    form = form_of("trade-offs", {"position-breadth": "", "reason-breadth": "Not discussed."})

    assert form.is_valid()
    assert form.cleaned_data == {"position-breadth": None, "reason-breadth": "Not discussed."}


@pytest.mark.parametrize("position", ["0", "6", "three", "1.0"])
def test_a_position_outside_the_scale_is_refused(position):
    assert "position-breadth" in errors_of("trade-offs", {"position-breadth": position})


def test_the_planned_day_and_language_are_suggested_until_something_is_written():
    conversation = make_conversation_to_report(host_language="fr")
    report = Report.of(conversation)

    assert report.form(report.definition.step("meeting"))["held_on"].value() == conversation.starts_at.date()
    assert report.form(report.definition.step("closing"))["language"].value() == "fr"
    assert not ReportDraft.objects.exists()
