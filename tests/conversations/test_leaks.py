"""What nobody may read is put into every place that could leak it; then every public page is read for it."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from conversations.aggregates import refresh_all
from conversations.enums import QuoteAttribution
from conversations.models import Outcome, ReportDraft
from core import clock
from core.language import CODES
from moderation.enums import CaseStatus
from moderation.services import decide, resubmit
from tests.factories.consultations import make_question, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.moderation import make_moderator, make_reason
from tests.factories.outcomes import make_outcome, make_outcome_version

S = CaseStatus
pytestmark = pytest.mark.django_db

CANARY = re.compile("Zanary[a-z]+")
EVERYTHING = ["key_points", "agreement", "disagreement", "quotes", "reason"]


@pytest.fixture
def question():
    return make_question()


def canary(name):
    """Return a word that stands nowhere else, one per place."""
    return f"Zanary{name}"


def conversation_with_canaries(question, name, **fields):
    return make_conversation(
        stage=make_stage(consultation=question.consultation),
        host_name=canary(f"{name}host"),
        host_email=f"{canary(f'{name}mail')}@example.org",
        organisation=canary(f"{name}organisation"),
        **fields,
    )


def version_with_canaries(question, name, outcome, **fields):
    """Return a version whose every text holds a word of its own."""
    texts = {column: canary(f"{name}{column.replace('_', '')}") for column in EVERYTHING}
    whole = {column: canary(f"{name}{column}") for column in ("organisations", "whoo", "how", "else")}
    answers = {question: {**texts, "top_three": [canary(f"{name}topthree")]}}
    fields = {"organisations": whole["organisations"], "anything_else": whole["else"], **fields}
    fields |= {"who_was_missing": whole["whoo"], "how_it_was_run": whole["how"]}
    return make_outcome_version(outcome=outcome, answers=answers, counts={("gender", "women"): 7919}, **fields)


def decide_on(outcome, to_status, note=""):
    outcome.case.refresh_from_db()
    reason = make_reason(for_status=to_status) if to_status in {S.REJECTED, S.WITHHELD} else None
    seen = outcome.case.revision
    decide(case=outcome.case, to_status=to_status, by=make_moderator(), seen_revision=seen, reason=reason, note=note)


SITEMAPS = [f"/sitemap-{section}.xml" for section in ("site", "consultations", "parts", "conversations", "outcomes")]


def addresses(question):
    """Return every public address in every language, unpublished outcomes and searches for canaries included."""
    consultation, big_question = question.consultation, question.big_question
    for code in CODES:
        with translation.override(code):
            yield reverse("home")
            yield reverse("consultations:detail", args=[consultation.slug])
            yield reverse("consultations:question", args=[consultation.slug, big_question.key])
            for stage in consultation.stages.all():
                yield reverse("consultations:stage", args=[consultation.slug, stage.slug])
            yield reverse("consultations:feed")
            yield reverse("conversations:list")
            yield reverse("conversations:list") + "?when=past"
            yield reverse("conversations:outcomes")
            for outcome in Outcome.objects.select_related("conversation"):
                yield reverse("conversations:outcome", args=[outcome.public_id])
                yield reverse("conversations:detail", args=[outcome.conversation.public_id])
            yield reverse("consultations:search") + "?q=rivers"
    yield from SITEMAPS


def leaked(client, question, **kwargs):
    found = set()
    for address in addresses(question):
        found |= set(CANARY.findall(client.get(address, **kwargs).content.decode()))
    return found


@pytest.mark.parametrize("status", [S.SUBMITTED, S.CHANGES_REQUESTED, S.REJECTED, S.WITHHELD])
def test_what_is_not_published_stands_on_no_public_page(client, question, status):
    conversation = conversation_with_canaries(question, "hidden")
    outcome = make_outcome(conversation=conversation)
    version_with_canaries(question, "hidden", outcome)
    ReportDraft.objects.create(
        conversation=conversation, language="en", steps={"people": {"data": {"x": [canary("draft")]}}}
    )
    if status != S.SUBMITTED:
        decide_on(outcome, S.PUBLISHED)  # what was public once must not stay anywhere
        decide_on(outcome, status, note=canary("note"))

    assert leaked(client, question) == set()


@pytest.mark.parametrize("status", [S.SUBMITTED, S.REJECTED])
def test_search_for_hidden_words_finds_nothing(client, question, status):
    outcome = make_outcome(conversation=conversation_with_canaries(question, "hidden"))
    version_with_canaries(question, "hidden", outcome)
    if status == S.REJECTED:
        decide_on(outcome, S.PUBLISHED)
        decide_on(outcome, status)
    addresses = [
        reverse("consultations:search") + f"?q={word}" for word in ("Zanaryhiddenkeypoints", "Zanaryhiddenmail")
    ]

    pages = [client.get(address) for address in addresses]

    assert [reverse("conversations:outcome", args=[outcome.public_id]) in page.content.decode() for page in pages] == [
        False,
        False,
    ]


def test_published_outcome_shows_what_was_agreed_and_nothing_internal(client, question):
    outcome = make_outcome(conversation=conversation_with_canaries(question, "p"))
    version_with_canaries(question, "p", outcome, quote_attribution=QuoteAttribution.NONE, may_name_host=False)
    decide_on(outcome, S.PUBLISHED, note=canary("note"))
    newer = version_with_canaries(question, "newer", outcome, quote_attribution=QuoteAttribution.NONE)
    resubmit(case=outcome.case, contribution_version=newer.version, language="en")
    refresh_all(now=clock.now())

    shown = leaked(client, question)

    names = {"keypoints", "agreement", "disagreement", "topthree", "else", "how", "whoo"}
    assert shown == {canary(f"p{name}") for name in names}


def test_counts_of_one_conversation_stand_on_no_page(client, question):
    outcome = make_outcome(conversation=conversation_with_canaries(question, "p"))
    version_with_canaries(question, "p", outcome)
    decide_on(outcome, S.PUBLISHED)
    refresh_all(now=clock.now())

    pages = [client.get(address).content.decode() for address in addresses(question)]

    assert [page for page in pages if "7919" in page or "7,919" in page] == []


def test_hidden_outcome_changes_no_number_on_a_public_page(client, question):
    make_outcome_version(outcome=make_outcome(conversation=conversation_with_canaries(question, "first")))

    def numbers():
        listing = client.get(reverse("conversations:outcomes"))
        return re.findall(r"\d+ outcomes?", listing.content.decode())

    before = numbers()
    outcome = make_outcome(conversation=conversation_with_canaries(question, "second", is_listed=False))
    version_with_canaries(question, "second", outcome)
    decide_on(outcome, S.WITHHELD)

    assert numbers() == before
