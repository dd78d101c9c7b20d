"""Writing a report and sending it."""

import secrets

from django.db import connection, transaction

from conversations import periods
from conversations.definition import report_definition
from conversations.emails import report as emails
from conversations.models import Answer, Conversation, Outcome, OutcomeVersion, ParticipantCount, ReportDraft
from conversations.reports import Report
from conversations.services.publication import withdraw_what_is_not_agreed_to_any_more
from core import clock
from moderation.enums import CaseStatus
from moderation.services import open_case, resubmit

CASE_KIND = "outcome"
NUMBERS = range(100_000, 1_000_000)
NUMBERING = 7_263_001
"""PostgreSQL's advisory lock under which permanent numbers are given."""
ALWAYS_CORRECTED = {CaseStatus.CHANGES_REQUESTED, CaseStatus.SUBMITTED, CaseStatus.PUBLISHED}


class StepConflictError(Exception):
    """Somebody else saved the step after this person read it. `stored` is what the step now holds."""

    def __init__(self, stored: dict):
        super().__init__(f"the step is at revision {stored['revision']}")
        self.stored = stored


class ReportIncompleteError(Exception):
    """Something that is needed is missing or wrong."""


class ReportChangedError(Exception):
    """The report is not any more what its sender saw in the preview."""


class ReportingClosedError(Exception):
    """The stage and its days of grace are over."""


@transaction.atomic
def save_step(
    *, conversation: Conversation, step: str, data: dict, revision: int, writer: str = "", turn: int = 0
) -> dict:
    """Store what was typed in one step, valid or not, and return the stored step.

    `revision` is the one at which the person read the step; `writer` names the open page and `turn` counts what it
    sent, so that a page never contradicts itself. Raises StepConflictError when another page saved other words.
    """
    ReportDraft.objects.get_or_create(conversation=conversation, defaults={"language": conversation.host_language})
    draft = ReportDraft.objects.select_for_update().get(conversation=conversation)
    stored = draft.steps.get(step, {"revision": 0, "writer": "", "turn": 0, "data": None})
    if stored["data"] == data:
        return stored
    is_next_of_same_page = writer and stored["writer"] == writer and turn > stored["turn"]
    if stored["revision"] != revision and not is_next_of_same_page:
        raise StepConflictError(stored)

    saved_at = clock.now()
    draft.steps[step] = {
        "revision": stored["revision"] + 1,
        "writer": writer,
        "turn": turn,
        "saved_at": saved_at.isoformat(),
        "data": data,
    }
    draft.is_changed, draft.saved_at = True, saved_at
    draft.save()
    return draft.steps[step]


@transaction.atomic
def send_report(*, conversation: Conversation, fingerprint: str) -> OutcomeVersion:
    """Send the report as previewed: the outcome with its permanent number, or its next version, into the queue.

    Sending the same report again returns the version that already exists. Raises ReportIncompleteError,
    ReportChangedError, ReportingClosedError.
    """
    draft = ReportDraft.objects.select_for_update().filter(conversation=conversation).first()
    if draft is None:
        raise ReportIncompleteError
    outcome = Outcome.objects.select_related("case", "latest_version").filter(conversation=conversation).first()
    if outcome and not draft.is_changed:
        return outcome.latest_version
    if not can_still_send(conversation, outcome):
        raise ReportingClosedError
    report = Report(conversation, draft, report_definition(conversation.consultation))
    if report.fingerprint != fingerprint:
        raise ReportChangedError
    if not report.is_complete:
        raise ReportIncompleteError

    version = _store_version(report, outcome)
    draft.language, draft.sent_version, draft.is_changed = version.language, version.version, False
    draft.save(update_fields=["language", "sent_version", "is_changed"])
    emails.queue_receipt_email(version)
    return version


def can_still_send(conversation: Conversation, outcome: Outcome | None) -> bool:
    """Say whether a report is accepted now.

    What waits or is public may always be corrected: consent can be taken back at any time.
    """
    if outcome and outcome.case.status in ALWAYS_CORRECTED:
        return True
    return clock.now() < periods.reports_accepted_until(conversation.stage)


def _store_version(report: Report, outcome: Outcome | None) -> OutcomeVersion:
    version, answers, counts = report.contents()
    version.sent_at = clock.now()
    if outcome is None:
        outcome = _open_outcome(report.conversation, version)
    else:
        version.version = outcome.latest_version.version + 1
        resubmit(case=outcome.case, contribution_version=version.version, language=version.language)
    version.outcome = outcome
    version.save()
    withdraw_what_is_not_agreed_to_any_more(version=version)
    for row in [*answers, *counts]:
        row.version = version
    Answer.objects.bulk_create(answers)
    ParticipantCount.objects.bulk_create(counts)
    outcome.latest_version = version
    outcome.save(update_fields=["latest_version"])
    return version


def _open_outcome(conversation: Conversation, version: OutcomeVersion) -> Outcome:
    version.version = 1
    case = open_case(
        kind=CASE_KIND, language=version.language, country=conversation.country.code, submitted_at=version.sent_at
    )
    return Outcome.objects.create(conversation=conversation, case=case, number=_new_number())


def _new_number() -> int:
    """Draw a number that no outcome has. Counting up would tell everybody how many reports are not public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
    while True:
        number = secrets.choice(NUMBERS)
        if not Outcome.objects.filter(number=number).exists():
            return number
