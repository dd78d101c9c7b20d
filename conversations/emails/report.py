"""Mails about a report."""

from conversations.enums import LinkPurpose
from conversations.links import issue_secret
from conversations.models import Conversation, Outcome, OutcomeVersion
from mail.previews import register_preview
from mail.services import queue_email


def queue_receipt_email(version: OutcomeVersion) -> None:
    """Confirm to the host, in the language of the report, what was sent, its number and the link to follow it."""
    outcome, conversation = version.outcome, version.outcome.conversation
    secret = issue_secret(conversation=conversation, purpose=LinkPurpose.REPORT, now=version.sent_at)
    queue_email(
        kind="conversations/receipt",
        to_address=conversation.host_email,
        to_name=conversation.host_name,
        language=version.language,
        context={"conversation": conversation, "outcome": outcome, "version": version, "secret": secret},
        dedupe_key=f"conversations/receipt:{outcome.public_id}:{version.version}",
    )


def _example() -> dict:
    conversation = Conversation(title="Budgets by the river", host_name="Awa Example")
    outcome = Outcome(conversation=conversation, number=123)
    version = OutcomeVersion(outcome=outcome, version=2, may_publish=True)
    return {"conversation": conversation, "outcome": outcome, "version": version, "secret": "example"}


register_preview("conversations/receipt", _example)
