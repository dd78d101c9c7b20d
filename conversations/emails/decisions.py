"""Mails to the host after a moderator's decision, in the language of the report."""

from conversations import periods
from conversations.enums import LinkPurpose
from conversations.links import issue_secret
from conversations.models import OutcomeVersion
from core import clock
from core.contributions import MailPreview
from mail.rendering import render
from mail.services import queue_email
from moderation.enums import CaseStatus
from moderation.models import Decision

KINDS = {
    CaseStatus.PUBLISHED: "conversations/decision_published",
    CaseStatus.CHANGES_REQUESTED: "conversations/decision_changes_requested",
    CaseStatus.REJECTED: "conversations/decision_rejected",
    CaseStatus.WITHHELD: "conversations/decision_withheld",
}
NO_TOKEN = "private-link"  # noqa: S105 -- stands where the secret will be, in a mail that is only previewed


def queue_decision_email(version: OutcomeVersion, decision: Decision) -> None:
    """Tell the host what was decided on the version, once per decision, with a fresh private link to the report.

    A case that was only put back into the queue makes no mail: nothing is decided then.
    """
    if decision.to_status not in KINDS:
        return
    conversation = version.outcome.conversation
    token = issue_secret(conversation=conversation, purpose=LinkPurpose.REPORT, now=clock.now())
    queue_email(
        kind=KINDS[decision.to_status],
        to_address=conversation.host_email,
        to_name=conversation.host_name,
        language=version.language,
        context=_context(version, decision, token),
        dedupe_key=f"conversations/decision:{decision.pk}",
    )


def preview_decision_email(version: OutcomeVersion, decision: Decision) -> MailPreview | None:
    """Return the mail that the decision would make, without its secret; None when it makes none."""
    if decision.to_status not in KINDS:
        return None
    mail = render(KINDS[decision.to_status], version.language, _context(version, decision, NO_TOKEN))
    return MailPreview(version.language, mail.subject, mail.text)


def _context(version: OutcomeVersion, decision: Decision, token: str) -> dict:
    conversation = version.outcome.conversation
    return {
        "conversation": conversation,
        "outcome": version.outcome,
        "reason": decision.reason,
        "note": decision.note,
        "token": token,
        "works_until": periods.link_works_until(conversation.stage, clock.now()),
    }
