"""What changes a case. The one table of moves, the one function that decides."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import clock
from core.contributions import moderated_kinds

from .enums import CaseStatus
from .models import Case, Decision, Reason

S = CaseStatus

MOVES: dict[str, set[str]] = {
    S.SUBMITTED: {S.PUBLISHED, S.CHANGES_REQUESTED, S.REJECTED, S.WITHHELD},
    S.CHANGES_REQUESTED: {S.SUBMITTED, S.PUBLISHED, S.REJECTED, S.WITHHELD},
    S.PUBLISHED: {S.SUBMITTED, S.CHANGES_REQUESTED, S.WITHHELD, S.REJECTED},
    S.REJECTED: {S.SUBMITTED, S.PUBLISHED, S.CHANGES_REQUESTED, S.WITHHELD},
    S.WITHHELD: {S.SUBMITTED, S.PUBLISHED, S.CHANGES_REQUESTED, S.REJECTED},
}
NEED_REASON = {S.REJECTED, S.WITHHELD}
NEED_NOTE = {S.CHANGES_REQUESTED}


class InvalidMoveError(Exception):
    """The case does not go from its status to the wanted one."""


class MissingReasonError(Exception):
    """A rejection or a withholding has no reason, the reason belongs to another status, or words are missing."""


class NotPublishableError(Exception):
    """Raised by a kind's on_decided: its author did not agree to publication. The text says so to a moderator."""


class StaleCaseError(Exception):
    """The case changed after the person opened it; `decision` is the latest one, or None when there is none yet."""

    def __init__(self, case: Case, decision: Decision | None):
        super().__init__(f"case {case.public_id} is at revision {case.revision}")
        self.case, self.decision = case, decision


def open_case(*, kind: str, language: str, country: str, submitted_at: datetime) -> Case:
    """Open the case of a new contribution and return it."""
    return Case.objects.create(
        kind=kind, status=S.SUBMITTED, language=language, country=country, submitted_at=submitted_at
    )


@transaction.atomic
def resubmit(*, case: Case, contribution_version: int, language: str) -> Case:
    """Put a case back into the queue because its author sent a new version of the text, maybe in another language.

    Allowed in every status: the author may correct what waits, what was refused and what is public. What is public
    stays as it is until somebody decides on the new version.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    from_status = case.status
    case.status = S.SUBMITTED
    case.contribution_version, case.language = contribution_version, language
    case.submitted_at = clock.now()
    case.revision += 1
    case.save()
    _leave_trace(case=case, from_status=from_status, by=None)
    return case


@transaction.atomic
def decide(
    *, case: Case, to_status: str, by: User, seen_revision: int, reason: Reason | None = None, note: str = ""
) -> Decision:
    """Decide on a case, leave a trace, and let the contribution's room publish, withdraw and write to the author.

    Raises InvalidMoveError, StaleCaseError, MissingReasonError, NotPublishableError; then nothing has changed.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    note = note.strip()
    if case.revision != seen_revision:
        raise StaleCaseError(case, case.decisions.select_related("decided_by", "reason").last())
    if to_status not in MOVES[case.status]:
        raise InvalidMoveError(f"{case.status} → {to_status}")
    _check_words(to_status, reason, note)

    from_status, case.status = case.status, to_status
    case.revision += 1
    case.save(update_fields=["status", "revision"])
    decision = _leave_trace(case=case, from_status=from_status, by=by, reason=reason, note=note)
    moderated_kinds[case.kind].on_decided(case, decision)
    return decision


def _check_words(to_status: str, reason: Reason | None, note: str) -> None:
    if to_status in NEED_REASON and reason is None:
        raise MissingReasonError(to_status)
    if reason is not None and reason.for_status != to_status:
        raise MissingReasonError(f"{reason.code} is no reason for {to_status}")
    if to_status in NEED_NOTE and not note:
        raise MissingReasonError(to_status)


def _leave_trace(
    *, case: Case, from_status: str, by: User | None, reason: Reason | None = None, note: str = ""
) -> Decision:
    return Decision.objects.create(
        case=case,
        from_status=from_status,
        to_status=case.status,
        reason=reason,
        note=note,
        contribution_version=case.contribution_version,
        decided_by=by,
        decided_at=clock.now(),
    )
