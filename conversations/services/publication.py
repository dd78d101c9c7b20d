"""Publishing and withdrawing outcomes: what a decision does to the outcome it speaks of."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultations.services import touch
from conversations.aggregates import refresh_participation
from conversations.emails.decisions import queue_decision_email
from conversations.enums import QuoteAttribution
from conversations.models import Outcome, OutcomeVersion, PublishedText
from conversations.presenters import PublicOutcome
from moderation.enums import CaseStatus
from moderation.models import Case, Decision
from moderation.services import NotPublishableError

OPENNESS = [QuoteAttribution.NONE, QuoteAttribution.ANONYMOUS, QuoteAttribution.ATTRIBUTED]


@transaction.atomic
def apply_decision(case: Case, decision: Decision) -> None:
    """Publish the decided version or withdraw what is public, and write to the host.

    Raises NotPublishableError when the host did not agree to publication.
    """
    outcome = Outcome.objects.select_related("conversation__consultation", "conversation__stage").get(case=case)
    version = outcome.versions.get(version=decision.contribution_version)
    if decision.to_status == CaseStatus.PUBLISHED:
        _publish(outcome, version, decision)
    else:
        withdraw(outcome=outcome)
    queue_decision_email(version, decision)


@transaction.atomic
def withdraw(*, outcome: Outcome) -> None:
    """Take the outcome off the site. Safe to repeat."""
    if outcome.public_version_id is None:
        return
    outcome.public_version = outcome.published_at = None
    outcome.save(update_fields=["public_version", "published_at"])
    PublishedText.objects.filter(outcome=outcome).delete()
    touch(outcome.conversation.consultation)


@transaction.atomic
def withdraw_what_is_not_agreed_to_any_more(*, version: OutcomeVersion) -> None:
    """Take the public version down when the newer one takes an agreement back: that does not wait for a moderator.

    Call it after the case is locked.
    """
    outcomes = Outcome.objects.select_related("public_version", "conversation__consultation")
    outcome = outcomes.get(pk=version.outcome_id)
    if outcome.public_version and _takes_back(outcome.public_version, version):
        withdraw(outcome=outcome)


def _publish(outcome: Outcome, version: OutcomeVersion, decision: Decision) -> None:
    if not version.may_publish:
        raise NotPublishableError(_("The host did not agree to publication. You can withhold it or ask for changes."))
    outcome.public_version, outcome.published_at = version, decision.decided_at
    outcome.save(update_fields=["public_version", "published_at"])
    text = PublicOutcome.from_version(version).plain_text
    PublishedText.objects.update_or_create(outcome=outcome, defaults={"language": version.language, "text": text})
    refresh_participation(consultation=outcome.conversation.consultation, now=decision.decided_at)
    touch(outcome.conversation.consultation)


def _takes_back(public: OutcomeVersion, version: OutcomeVersion) -> bool:
    return (
        (public.may_publish and not version.may_publish)
        or (public.may_name_host and not version.may_name_host)
        or (public.may_name_organisation and not version.may_name_organisation)
        or OPENNESS.index(version.quote_attribution) < OPENNESS.index(public.quote_attribution)
    )
