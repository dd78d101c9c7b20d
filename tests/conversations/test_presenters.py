"""Consent, applied once: what the public object of an outcome holds."""

import time

import pytest

from conversations.enums import QuoteAttribution
from conversations.presenters import PublicOutcome, public_quotes
from tests.factories.consultations import make_question
from tests.factories.outcomes import make_outcome, make_outcome_version
from tests.factories.reports import make_conversation_to_report


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("“We want to see it.” – Moussa", "“We want to see it.”"),
        ("“We want to see it.”– Moussa", "“We want to see it.”"),
        ("« Nous voulons voir. » — Awa Traoré – enseignante, Ségou", "« Nous voulons voir. »"),
        ('"Queremos verlo." - Ana', '"Queremos verlo."'),
        ("Moussa: “We want to see it.”", "“We want to see it.”"),
        ("“We want to see it.” (Moussa, farmer)", "“We want to see it.”"),
        ("We want to see it. – Moussa", "We want to see it."),
        ("We want to see it.–Moussa", "We want to see it."),
        ("We want to see it | Moussa", "We want to see it"),
        ("We want to see it – Awa – teacher", "We want to see it"),
        ("We want to see it. (Moussa)", "We want to see it."),
        ("A well-known budget", "A well-known budget"),
        ("– We want to see the budget, all of it, today.", "– We want to see the budget, all of it, today."),
    ],
)
def test_an_anonymous_quote_does_not_say_who_spoke(line, shown):
    assert public_quotes(line, QuoteAttribution.ANONYMOUS) == [shown]


@pytest.mark.parametrize("line", ["– Moussa", "- Awa Traoré, a teacher", "| Moussa"])
def test_a_line_with_a_name_only_is_left_out(line):
    assert public_quotes(f"Open it.\n{line}", QuoteAttribution.ANONYMOUS) == ["Open it."]


def test_quotes_are_shown_as_written_only_when_that_was_allowed():
    quotes = "“Open it.” – Moussa\n\n“Now.” – Awa"

    assert public_quotes(quotes, QuoteAttribution.NONE) == []
    assert public_quotes(quotes, QuoteAttribution.ATTRIBUTED) == ["“Open it.” – Moussa", "“Now.” – Awa"]


@pytest.mark.django_db
def test_names_are_there_only_when_the_host_allowed_them():
    outcome = make_outcome(conversation=make_conversation_to_report(host_name="Awa", organisation="River Watch"))

    silent = PublicOutcome.from_version(make_outcome_version(outcome=outcome))
    named = PublicOutcome.from_version(
        make_outcome_version(outcome=outcome, may_name_host=True, may_name_organisation=True)
    )

    assert (silent.host_name, silent.organisation) == ("", "")
    assert (named.host_name, named.organisation) == ("Awa", "River Watch")


@pytest.mark.django_db
def test_breakdowns_and_organisations_present_are_not_in_the_public_object():
    version = make_outcome_version(organisations="Unnamed Group", counts={("age", "18_29"): 17})

    public = repr(PublicOutcome.from_version(version))

    assert "Unnamed Group" not in public
    assert "17" not in public.replace(str(version.held_on), "")


@pytest.mark.django_db
def test_the_title_of_an_unlisted_conversation_stays_private():
    conversation = make_conversation_to_report(title="At the house of Awa", is_listed=False, country="ML")

    public = PublicOutcome.from_version(make_outcome_version(outcome=make_outcome(conversation=conversation)))

    assert (public.title, public.is_title_of_host) == ("A conversation in this country: Mali", False)


@pytest.mark.django_db
def test_a_position_is_said_in_words():
    question = make_question(kind="trade_off")
    words = [
        PublicOutcome.from_version(make_outcome_version(answers={question: {"position": place}})).positions[0].words
        for place in (1, 2, 3, 4, 5, None)
    ]

    assert words == [
        "clearly towards “Wide”",
        "rather towards “Wide”",
        "in the middle",
        "rather towards “Narrow”",
        "clearly towards “Narrow”",
        "",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "–" + "a" * 60 + ".",
        "a" + " – b" * 2000,
        "a" + " " * 9000 + "b",
        "a" + " |" * 4000,
        "." + "(" * 9000,
        "«" * 30_000,
    ],
    ids=["one long word", "many dashes", "a wide gap", "many bars", "many brackets", "many quotation marks"],
)
def test_no_line_takes_long_to_read(line):
    start = time.process_time()

    public_quotes(line, QuoteAttribution.ANONYMOUS)

    assert time.process_time() - start < 1


def test_a_line_of_nothing_but_names_is_left_out():
    assert public_quotes("Open it." + " – Awa" * 1200, QuoteAttribution.ANONYMOUS) == []
