from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from conversations.enums import LinkPurpose, QuoteAttribution
from conversations.links import open_link
from conversations.models import Outcome
from conversations.services.publication import withdraw, withdraw_what_is_not_agreed_to_any_more
from core import clock
from mail.models import OutgoingEmail
from moderation.enums import CaseStatus
from moderation.services import NotPublishableError, decide, resubmit
from tests.factories.moderation import make_moderator, make_reason
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

S = CaseStatus
pytestmark = pytest.mark.django_db


def decide_on(version, to_status, **why):
    case = version.outcome.case
    case.refresh_from_db()
    if to_status in {S.REJECTED, S.WITHHELD}:
        why = {"reason": make_reason(for_status=to_status), **why}
    if to_status == S.CHANGES_REQUESTED:
        why = {"note": "Please say who was there.", **why}
    return decide(case=case, to_status=to_status, by=make_moderator(), seen_revision=case.revision, **why)


def public_version_of(version):
    return Outcome.objects.get(pk=version.outcome_id).public_version


def test_publishing_makes_the_decided_version_public():
    version = make_outcome_version()
    before = version.outcome.conversation.consultation.content_version

    decision = decide_on(version, S.PUBLISHED)

    outcome = Outcome.objects.published().get()
    assert (outcome.public_version, outcome.published_at) == (version, decision.decided_at)
    assert outcome.conversation.consultation.content_version == before + 1


def test_outcome_without_agreement_is_never_published():
    version = make_outcome_version(may_publish=False)

    with pytest.raises(NotPublishableError, match="did not agree"):
        decide_on(version, S.PUBLISHED)

    assert public_version_of(version) is None
    assert OutgoingEmail.objects.count() == 0


@pytest.mark.parametrize("to_status", [S.CHANGES_REQUESTED, S.REJECTED, S.WITHHELD, S.SUBMITTED])
def test_every_other_decision_takes_it_down(to_status):
    version = make_published_version()
    before = version.outcome.conversation.consultation.content_version

    decide_on(version, to_status)

    outcome = Outcome.objects.select_related("conversation__consultation").get()
    assert (outcome.public_version, outcome.published_at) == (None, None)
    assert outcome.conversation.consultation.content_version == before + 1


def test_published_version_stays_until_the_newer_one_is_decided():
    first = make_published_version()
    second = make_outcome_version(outcome=first.outcome)
    withdraw_what_is_not_agreed_to_any_more(version=second)
    resubmit(case=first.outcome.case, contribution_version=2, language="en")
    public_while_waiting = public_version_of(first)

    decide_on(second, S.PUBLISHED)

    assert (public_while_waiting, public_version_of(first)) == (first, second)


@pytest.mark.parametrize(
    "agreement",
    [
        {"may_publish": False},
        {"may_name_host": False},
        {"may_name_organisation": False},
        {"quote_attribution": QuoteAttribution.ANONYMOUS},
        {"quote_attribution": QuoteAttribution.NONE},
    ],
)
def test_agreement_taken_back_takes_effect_at_once(agreement):
    everything = {
        "may_name_host": True,
        "may_name_organisation": True,
        "quote_attribution": QuoteAttribution.ATTRIBUTED,
    }
    public = make_published_version(**everything)
    newer = make_outcome_version(outcome=public.outcome, **{**everything, **agreement})

    withdraw_what_is_not_agreed_to_any_more(version=newer)

    assert public_version_of(public) is None


def test_more_agreement_than_before_leaves_the_public_version():
    public = make_published_version(may_name_host=False, quote_attribution=QuoteAttribution.NONE)
    newer = make_outcome_version(
        outcome=public.outcome, may_name_host=True, quote_attribution=QuoteAttribution.ATTRIBUTED
    )

    withdraw_what_is_not_agreed_to_any_more(version=newer)

    assert public_version_of(public) == public


def test_withdraw_twice_counts_once():
    version = make_published_version()
    outcome = Outcome.objects.select_related("conversation__consultation").get()

    withdraw(outcome=outcome)
    withdraw(outcome=outcome)

    consultation = version.outcome.conversation.consultation
    before = consultation.content_version
    consultation.refresh_from_db()
    assert consultation.content_version == before + 1


@pytest.mark.parametrize(
    ("language", "to_status", "subject"),
    [
        ("en", S.PUBLISHED, "Your report C-000007 is published"),
        ("fr", S.PUBLISHED, "Votre compte rendu C-000007 est publié"),
        ("es", S.PUBLISHED, "Su informe C-000007 está publicado"),
        ("en", S.CHANGES_REQUESTED, "Please change something in your report C-000007"),
        ("fr", S.CHANGES_REQUESTED, "Merci de modifier un point de votre compte rendu C-000007"),
        ("es", S.CHANGES_REQUESTED, "Por favor, cambie algo en su informe C-000007"),
        ("en", S.REJECTED, "About your report C-000007"),
        ("fr", S.REJECTED, "Au sujet de votre compte rendu C-000007"),
        ("es", S.REJECTED, "Acerca de su informe C-000007"),
        ("fr", S.WITHHELD, "Au sujet de votre compte rendu C-000007"),
    ],
)
def test_host_is_told_in_the_language_of_the_report(language, to_status, subject):
    outcome = make_outcome(number=7, language=language)
    version = make_outcome_version(outcome=outcome)

    decide_on(version, to_status)

    mail = OutgoingEmail.objects.get()
    assert (mail.language, mail.subject, mail.to_address) == (language, subject, outcome.conversation.host_email)
    assert f"/{language}/conversations/report/" in mail.text_body
    assert f"/{language}/conversations/report/" in mail.html_body


def test_refusal_says_why_in_the_reports_language_and_in_the_moderators_words():
    version = make_outcome_version(outcome=make_outcome(language="es"))
    reason = make_reason(
        title_en="Advertising", title_es="Es publicidad", explanation_en="It sells.", explanation_es="Vende algo."
    )

    decide_on(version, S.REJECTED, reason=reason, note="Es el folleto de una empresa.")

    text = OutgoingEmail.objects.get().text_body
    assert [
        line for line in ("Es publicidad", "Vende algo.", "Es el folleto de una empresa.") if line not in text
    ] == []
    assert "Advertising" not in text


def test_link_in_the_mail_opens_the_report():
    version = make_outcome_version()

    decide_on(version, S.CHANGES_REQUESTED)

    line = next(line for line in OutgoingEmail.objects.get().text_body.splitlines() if "/report/" in line)
    token = resolve(urlsplit(line).path).kwargs["token"]
    assert open_link(token, LinkPurpose.REPORT, clock.now()).conversation == version.outcome.conversation


def test_each_decision_makes_one_mail_and_putting_back_makes_none():
    version = make_outcome_version()

    decide_on(version, S.PUBLISHED)
    decide_on(version, S.SUBMITTED)
    decide_on(version, S.WITHHELD)

    kinds = list(OutgoingEmail.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["conversations/decision_published", "conversations/decision_withheld"]


def test_conversation_page_links_to_the_public_version_while_a_newer_one_waits(client):
    first = make_published_version()
    make_outcome_version(outcome=first.outcome)
    resubmit(case=first.outcome.case, contribution_version=2, language="en")
    address = reverse("conversations:outcome", args=[first.outcome.public_id])

    page = client.get(reverse("conversations:detail", args=[first.outcome.conversation.public_id])).content.decode()

    assert address in page
