import re
import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from conversations.enums import ConversationStatus, QuoteAttribution
from moderation.enums import CaseStatus
from tests.factories.consultations import make_consultation, make_question, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

S = CaseStatus
pytestmark = pytest.mark.django_db


def outcome_url(outcome, language="en"):
    with translation.override(language):
        return reverse("conversations:outcome", args=[outcome.public_id])


def list_url(query=""):
    return reverse("conversations:outcomes") + query


def published(language="en", **conversation):
    return make_published_version(
        outcome=make_outcome(conversation=make_conversation(**conversation), language=language)
    ).outcome


def shown(response):
    return [found for found, _public in response.context["list"].entries]


def test_outcome_page_shows_the_words_in_their_language(client):
    question = make_question()
    version = make_published_version(
        outcome=make_outcome(language="fr"), answers={question: {"key_points": "Publier les contrats."}}, head_count=23
    )

    page = client.get(outcome_url(version.outcome)).content.decode()

    assert "Publier les contrats." in page
    assert re.search(r'lang="fr"[^>]*>(\s*<[^>]+>)*\s*Publier', page)
    assert "<dd>23</dd>" in page
    assert version.outcome.reference in page
    assert "Français" in page


def test_outcome_page_has_no_language_notice_for_readers_of_its_language(client):
    outcome = published(language="fr")

    assert "notice--quiet" not in client.get(outcome_url(outcome, "fr")).content.decode()
    assert "notice--quiet" in client.get(outcome_url(outcome, "es")).content.decode()


@pytest.mark.parametrize("status", [S.SUBMITTED, S.CHANGES_REQUESTED, S.REJECTED, S.WITHHELD])
def test_what_is_not_published_answers_like_what_never_existed(client, status):
    hidden = make_outcome(status=status)
    make_outcome_version(outcome=hidden)

    answer, never = client.get(outcome_url(hidden)), client.get(reverse("conversations:outcome", args=[uuid.uuid4()]))

    assert (answer.status_code, never.status_code) == (404, 404)
    assert answer.content.decode().replace(str(hidden.public_id), "") == never.content.decode().replace(
        never.request["PATH_INFO"].split("/")[-2], ""
    )


def test_outcome_of_a_consultation_that_is_not_public_is_hidden(client):
    stage = make_stage(consultation=make_consultation(is_public=False))
    outcome = published(stage=stage)

    assert client.get(outcome_url(outcome)).status_code == 404
    assert shown(client.get(list_url())) == []


@pytest.mark.parametrize(
    ("conversation", "has_title"),
    [
        ({"is_listed": True}, True),
        ({"is_listed": False}, False),
        ({"is_listed": True, "status": ConversationStatus.HIDDEN}, False),
    ],
)
def test_conversation_that_was_not_announced_stays_unnamed(client, conversation, has_title):
    outcome = published(title="Our evening", **conversation)

    detail, listing = client.get(outcome_url(outcome)).content.decode(), client.get(list_url()).content.decode()
    address = reverse("conversations:detail", args=[outcome.conversation.public_id])

    assert ["Our evening" in detail, "Our evening" in listing, address in detail] == [has_title] * 3


@pytest.mark.parametrize(
    ("attribution", "visible"),
    [
        (QuoteAttribution.NONE, (False, False)),
        (QuoteAttribution.ANONYMOUS, (True, False)),
        (QuoteAttribution.ATTRIBUTED, (True, True)),
    ],
)
def test_quotes_are_shown_as_agreed(client, attribution, visible):
    version = make_published_version(
        answers={make_question(): {"quotes": "The river is ours – a fisher"}}, quote_attribution=attribution
    )

    page = client.get(outcome_url(version.outcome)).content.decode()

    assert ("The river is ours" in page, "a fisher" in page) == visible


def test_list_shows_the_latest_first_and_counts(client):
    first, second = published(), published()
    make_outcome_version()  # waits

    response = client.get(list_url())

    assert shown(response) == [second, first]
    assert "2 outcomes" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?country=SN", ["sn"]),
        ("?language=fr", ["fr"]),
        ("?country=SN&language=fr", []),
        ("?country=XX", []),
        ("?language=nonsense", []),
        ("?page=99", ["sn", "fr"]),
    ],
)
def test_list_is_filtered_by_country_and_language(client, query, expected):
    outcomes = {"fr": published(language="fr"), "sn": published(country="SN")}

    response = client.get(list_url(query))

    assert shown(response) == [outcomes[name] for name in expected]


def test_country_filter_offers_only_countries_with_published_outcomes(client):
    published(country="SN")
    make_outcome_version(outcome=make_outcome(conversation=make_conversation(country="BR")))

    form = client.get(list_url()).context["list"].form

    assert [code for code, _name in form.fields["country"].choices] == ["", "SN"]


def test_list_has_pages_of_twenty(client):
    for _number in range(21):
        published()

    assert [len(shown(client.get(list_url(query)))) for query in ("", "?page=2")] == [20, 1]


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_one_outcome_and_for_three(client, item_count, django_assert_num_queries):
    for _number in range(item_count):
        published()
    make_outcome_version()  # must not leak

    with django_assert_num_queries(5):
        response = client.get(list_url())
    with django_assert_num_queries(1):
        client.get(list_url())

    assert len(shown(response)) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_outcome_costs_the_same_for_one_answer_and_for_three(client, item_count, django_assert_num_queries):
    answers = {make_question(): {"key_points": "Budgets"} for _number in range(item_count)}
    outcome = make_published_version(answers=answers).outcome

    with django_assert_num_queries(3):
        response = client.get(outcome_url(outcome))
    with django_assert_num_queries(1):
        client.get(outcome_url(outcome))

    assert response.content.decode().count("Budgets") == item_count
