from datetime import timedelta
from itertools import count

from conversations.enums import Dimension, QuoteAttribution
from conversations.models import Answer, Conversation, Outcome, OutcomeVersion, ParticipantCount
from core import clock
from moderation.enums import CaseStatus
from moderation.models import Case

from .conversations import make_conversation

_numbers = count(1)


def make_outcome(*, conversation: Conversation | None = None, status: str = CaseStatus.SUBMITTED, **fields) -> Outcome:
    """Return an outcome without any version yet, whose case has the status."""
    conversation = conversation or make_conversation(starts_at=clock.now() - timedelta(days=2))
    case = Case.objects.create(
        kind="outcome",
        status=status,
        language=fields.pop("language", "en"),
        country=conversation.country.code,
        submitted_at=clock.now(),
    )
    return Outcome.objects.create(conversation=conversation, case=case, **{"number": next(_numbers), **fields})


def make_outcome_version(
    *, outcome: Outcome | None = None, answers: dict | None = None, counts: dict | None = None, **fields
) -> OutcomeVersion:
    """Return the next version of an outcome: it may be published, and names neither host nor organisation.

    `answers` maps questions to the columns of their answers: {question: {"key_points": "Budgets"}}.
    `counts` maps groups to people: {("stakeholder_group", "media"): 4}; a dimension is one of `Dimension`.
    """
    outcome = outcome or make_outcome()
    latest = outcome.versions.last()
    defaults = {
        "version": latest.version + 1 if latest else 1,
        "sent_at": clock.now(),
        "language": outcome.case.language,
        "held_on": outcome.conversation.starts_at.date(),
        "head_count": 23,
        "participants_informed": True,
        "may_publish": True,
        "may_name_host": False,
        "may_name_organisation": False,
        "quote_attribution": QuoteAttribution.ANONYMOUS,
        "may_contact": True,
    }
    version = OutcomeVersion.objects.create(outcome=outcome, **{**defaults, **fields})
    for question, columns in (answers or {}).items():
        Answer.objects.create(version=version, question=question, **columns)
    for (dimension, group), people in (counts or {}).items():
        ParticipantCount.objects.create(version=version, dimension=Dimension(dimension), group=group, people=people)
    outcome.latest_version = version
    outcome.save(update_fields=["latest_version"])
    return version


def make_published_version(**fields) -> OutcomeVersion:
    """Return a version that everybody may see: its case is published and the outcome points to it."""
    version = make_outcome_version(**fields)
    outcome = version.outcome
    outcome.case.status = CaseStatus.PUBLISHED
    outcome.case.contribution_version = version.version
    outcome.case.save()
    outcome.public_version, outcome.published_at = version, clock.now()
    outcome.save()
    return version
