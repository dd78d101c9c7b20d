"""Outcomes as moderators meet them: how they are named, found and shown in the queue."""

import re
from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from conversations.aggregates import GROUPS
from conversations.comparing import changes_between
from conversations.emails.decisions import preview_decision_email
from conversations.enums import Dimension
from conversations.models import Outcome, OutcomeVersion
from conversations.presenters import PublicOutcome
from conversations.services.publication import apply_decision
from core.contributions import MailPreview, ModeratedKind
from moderation.models import Case, Decision

KIND = "outcome"
NUMBER = re.compile(r"(?:C-)?0*(\d{1,9})", re.IGNORECASE)


def titles(case_ids: Iterable[int]) -> dict[int, str]:
    found = Outcome.objects.filter(case__in=case_ids).select_related("conversation")
    return {outcome.case_id: f"{outcome.reference} {outcome.conversation.title}" for outcome in found}


def search(words: str) -> QuerySet:
    """Return the cases whose permanent number or whose conversation's title was typed in."""
    condition = Q(conversation__title__icontains=words)
    number = NUMBER.fullmatch(words)
    if number:
        condition |= Q(number=int(number[1]))
    return Outcome.objects.filter(condition).values("case_id")


def review_context(case: Case) -> dict:
    """Return all that a moderator needs: what would be public, what never is, what changed since the last version."""
    outcome = Outcome.objects.select_related("conversation__consultation", "conversation__stage", "public_version").get(
        case=case
    )
    versions = list(outcome.versions.all())
    by_number = {version.version: version for version in versions}
    version = by_number[case.contribution_version]
    previous = by_number.get(version.version - 1)
    answers = list(version.answers.in_order())
    return {
        "found": outcome,
        "version": version,
        "conversation": outcome.conversation,
        "outcome": PublicOutcome.build(version, answers, outcome.conversation),
        "answers": answers,
        "counts": _counts(version),
        "versions": versions,
        "previous": previous,
        "changes": changes_between(previous, version) if previous else [],
    }


def preview_mail(case: Case, decision: Decision) -> MailPreview | None:
    versions = OutcomeVersion.objects.select_related("outcome__conversation__stage")
    version = versions.get(outcome__case=case, version=case.contribution_version)
    return preview_decision_email(version, decision)


def _counts(version: OutcomeVersion) -> list[tuple[str, list[tuple[str, int]]]]:
    rows = version.participant_counts.order_by("dimension", "pk")
    return [
        (Dimension(dimension).label, [(_group_label(dimension, row.group), row.people) for row in group])
        for dimension, group in groupby(rows, key=lambda row: row.dimension)
    ]


def _group_label(dimension: str, group: str) -> str:
    return dict(GROUPS[Dimension(dimension)].choices).get(group, group)


OUTCOME = ModeratedKind(
    code=KIND,
    label=_("Outcome of a conversation"),
    titles=titles,
    search=search,
    review_template="conversations/_review.html",
    review_context=review_context,
    preview_mail=preview_mail,
    on_decided=apply_decision,
)
