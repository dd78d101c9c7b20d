import pytest
from django.urls import reverse

from consultations.enums import QuestionKind
from conversations.answers import page
from conversations.contributions import OutcomePages, search_published
from conversations.enums import QuoteAttribution
from conversations.models import PublishedText
from conversations.services.hosting import change_conversation, hide_conversation
from core import clock
from moderation.enums import CaseStatus
from moderation.services import decide
from tests.factories.consultations import make_big_question, make_question, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.moderation import make_moderator, make_reason
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def big_question():
    return make_big_question()


@pytest.fixture
def question(big_question):
    return make_question(big_question=big_question)


def reported(big_question, answers, *, language="en", country="ML", is_published=True, **fields):
    stage = make_stage(consultation=big_question.consultation)
    outcome = make_outcome(conversation=make_conversation(stage=stage, country=country), language=language)
    make = make_published_version if is_published else make_outcome_version
    return make(outcome=outcome, answers=answers, **fields)


def said(big_question, *, language="", country="", number=1):
    _template, context = page(big_question, language=language, country=country, number=number)
    return [[answer.key_points for answer in one.answers] for one in context["said"]]


def decide_on(version, to_status, **why):
    version.outcome.case.refresh_from_db()
    decide(
        case=version.outcome.case,
        to_status=to_status,
        by=make_moderator(),
        seen_revision=version.outcome.case.revision,
        **why,
    )


def test_published_answers_are_shown_the_latest_first_under_their_conversation(big_question, question):
    second = make_question(big_question=big_question)
    reported(big_question, {question: {"key_points": "Rivers"}})
    reported(big_question, {question: {"key_points": "Budgets"}, second: {"key_points": "Schools"}})
    reported(big_question, {make_question(): {"key_points": "Another question"}})
    reported(big_question, {question: {"key_points": "Waits"}}, is_published=False)

    assert said(big_question) == [["Budgets", "Schools"], ["Rivers"]]


def test_conversation_that_says_nothing_publicly_on_the_question_is_left_out(big_question, question):
    reported(big_question, {question: {"key_points": ""}})
    reported(big_question, {question: {"quotes": "Ours"}}, quote_attribution=QuoteAttribution.NONE)
    reported(big_question, {question: {"quotes": "Ours"}}, quote_attribution=QuoteAttribution.ANONYMOUS)

    assert said(big_question) == [[""]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"language": "fr"}, [["Rivières"]]),
        ({"country": "SN"}, [["Teranga"]]),
        ({"country": "SN", "language": "fr"}, []),
        ({"country": "nonsense"}, []),
        ({"number": 99}, [["Teranga"], ["Rivières"]]),
    ],
)
def test_answers_are_filtered(big_question, question, filters, expected):
    reported(big_question, {question: {"key_points": "Rivières"}}, language="fr")
    reported(big_question, {question: {"key_points": "Teranga"}}, country="SN")

    assert said(big_question, **filters) == expected


def test_trade_off_shows_how_many_conversations_stand_where(big_question):
    trade_off = make_question(big_question=big_question, kind=QuestionKind.TRADE_OFF)
    for position in (1, 4, 4):
        reported(big_question, {trade_off: {"position": position}})
    reported(big_question, {trade_off: {"position": 5}}, is_published=False)

    _template, context = page(big_question, language="", country="", number=1)

    assert [(one.counts, one.total) for one in context["distributions"]] == [([1, 0, 0, 2, 0], 3)]


@pytest.mark.parametrize("item_count", [1, 3])
def test_answers_cost_the_same_for_one_and_for_three(big_question, item_count, django_assert_num_queries):
    questions = [make_question(big_question=big_question) for _number in range(item_count)]
    trade_off = make_question(big_question=big_question, kind=QuestionKind.TRADE_OFF)
    for _number in range(item_count):
        answers = {one: {"key_points": "Budgets"} for one in questions}
        reported(big_question, {**answers, trade_off: {"position": 2}})

    with django_assert_num_queries(6):
        _template, context = page(big_question, language="", country="", number=1)

    assert len(context["said"]) == item_count


def test_question_page_shows_the_answers(client, big_question, question):
    reported(big_question, {question: {"key_points": "Les rivières", "top_three": ["A", "B"]}}, language="fr")
    reported(big_question, {question: {"key_points": "Canary of a draft"}}, is_published=False)
    address = reverse("consultations:question", args=[big_question.consultation.slug, big_question.key])

    html = client.get(address).content.decode()

    assert ("Les rivières" in html, "Canary of a draft" in html) == (True, False)


def test_question_page_changes_with_every_publication_and_withdrawal(client, big_question, question):
    waiting = reported(big_question, {question: {"key_points": "Rivers"}}, is_published=False)
    address = reverse("consultations:question", args=[big_question.consultation.slug, big_question.key])
    shown = ["Rivers" in client.get(address).content.decode()]

    for status, why in ((CaseStatus.PUBLISHED, {}), (CaseStatus.SUBMITTED, {}), (CaseStatus.PUBLISHED, {})):
        decide_on(waiting, status, **why)
        shown.append("Rivers" in client.get(address).content.decode())

    assert shown == [False, True, False, True]


def test_question_page_forgets_the_name_of_a_conversation_that_is_public_no_more(client, big_question, question):
    version = reported(big_question, {question: {"key_points": "Rivers"}})
    conversation = version.outcome.conversation
    change_conversation(conversation=conversation, title="Fishers of the bend", is_listed=True)
    address = reverse("consultations:question", args=[big_question.consultation.slug, big_question.key])
    shown = ["Fishers of the bend" in client.get(address).content.decode()]

    change_conversation(conversation=conversation, is_listed=False)
    shown.append("Fishers of the bend" in client.get(address).content.decode())
    change_conversation(conversation=conversation, is_listed=True)
    shown.append("Fishers of the bend" in client.get(address).content.decode())
    hide_conversation(conversation=conversation, by=make_moderator(), note="A person is in danger.", now=clock.now())
    shown.append("Fishers of the bend" in client.get(address).content.decode())

    assert shown == [True, False, True, False]


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("rivieres", True), ("Rivières", True), ("rivière", True), ("fisher", False), ("secret", False), ("", False)],
)
def test_search_finds_published_words_and_nothing_else(big_question, question, words, is_found):
    version = reported(
        big_question,
        {question: {"key_points": "Les rivières sont à nous.", "quotes": "Our secret – a fisher"}},
        language="fr",
        is_published=False,
        quote_attribution=QuoteAttribution.NONE,
    )
    before = search_published("rivieres", "en")

    decide_on(version, CaseStatus.PUBLISHED)

    found = [hit.url for hit in search_published(words, "en")]
    assert before == []
    assert found == ([reverse("conversations:outcome", args=[version.outcome.public_id])] if is_found else [])


def test_search_shows_the_readers_language_first(big_question, question):
    for language in ("en", "es"):
        waiting = reported(
            big_question, {question: {"key_points": "Participation radio"}}, language=language, is_published=False
        )
        decide_on(waiting, CaseStatus.PUBLISHED)

    assert [hit.language for hit in search_published("radio", "es")] == ["es", "en"]


def test_withdrawn_outcome_leaves_the_search_and_the_sitemap(big_question, question):
    version = reported(big_question, {question: {"key_points": "Rivers"}}, is_published=False)
    decide_on(version, CaseStatus.PUBLISHED)
    listed = OutcomePages().items()

    decide_on(version, CaseStatus.WITHHELD, reason=make_reason(for_status=CaseStatus.WITHHELD))

    assert len(listed) == 2
    assert OutcomePages().items() == [("conversations:outcomes",)]
    assert (search_published("rivers", "en"), PublishedText.objects.count()) == ([], 0)


@pytest.mark.parametrize("name", ["country", "language"])
def test_an_unreadable_choice_is_no_failure(client, big_question, question, name):
    reported(big_question, {question: {"key_points": "Said"}})
    address = reverse("consultations:question", args=[big_question.consultation.slug, big_question.key])

    responses = [client.get(page, {name: "M\x00L"}) for page in (address, reverse("conversations:outcomes"))]

    assert [response.status_code for response in responses] == [200, 200]
