"""What changes a case. The one table of moves, the one function that decides."""

from .enums import CaseStatus

S = CaseStatus

MOVES: dict[str, set[str]] = {
    S.SUBMITTED: {S.PUBLISHED, S.CHANGES_REQUESTED, S.REJECTED, S.WITHHELD},
    S.CHANGES_REQUESTED: {S.SUBMITTED, S.PUBLISHED, S.REJECTED, S.WITHHELD},
    S.PUBLISHED: {S.SUBMITTED, S.CHANGES_REQUESTED, S.WITHHELD, S.REJECTED},
    S.REJECTED: {S.SUBMITTED, S.PUBLISHED, S.CHANGES_REQUESTED, S.WITHHELD},
    S.WITHHELD: {S.SUBMITTED, S.PUBLISHED, S.CHANGES_REQUESTED, S.REJECTED},
}


class InvalidMoveError(Exception):
    """The case does not go from its status to the wanted one."""


class StaleCaseError(Exception):
    """The case changed after the person opened it; `decision` is the latest one, or None when the text changed."""

    def __init__(self, case, decision):
        super().__init__(f"case {case.public_id} is at revision {case.revision}")
        self.case, self.decision = case, decision


def open_case(*, kind, language, country, submitted_at):
    """Open the case of a new contribution and return it."""
    raise NotImplementedError


def resubmit(*, case, contribution_version):
    """Put a case back into the queue because its author sent a new version of the text."""
    raise NotImplementedError


def decide(*, case, to_status, by, seen_revision, reason=None, note=""):
    """Decide on a case, leave a trace, and let the contribution's room publish, withdraw and write to the author.

    Raises InvalidMoveError, StaleCaseError, MissingReasonError.
    """
    raise NotImplementedError
