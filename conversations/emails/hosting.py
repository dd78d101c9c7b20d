"""Mails to the host of a conversation, from the first confirmation to the reminder of the report."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from conversations import periods
from conversations.enums import ConversationStatus, LinkPurpose
from conversations.links import issue_link, issue_secret, link_url
from mail.services import queue_email


def queue_confirm_email(conversation, *, now: datetime) -> None:
    """Ask the host to confirm the address; the mail is worthless once its link has expired."""
    _queue(
        "confirm",
        conversation,
        context={
            "link": issue_link(conversation, LinkPurpose.CONFIRM, now),
            "last_day": periods.last_day(now + periods.CONFIRM_WITHIN),
        },
        dedupe_key=f"conversations/confirm:{conversation.public_id}",
        valid_until=now + periods.CONFIRM_WITHIN,
    )


def queue_confirmed_email(conversation, *, now: datetime) -> None:
    """Send the host the private link, and what to prepare."""
    secret = issue_secret(conversation=conversation, purpose=LinkPurpose.REPORT, now=now)
    _queue(
        "confirmed",
        conversation,
        context={
            "report_link": link_url("conversations:report", conversation=conversation, secret=secret),
            "manage_link": link_url("conversations:manage", conversation=conversation, secret=secret),
            "guide_link": _public_url("conversations:guide", conversation),
            "last_day": periods.last_day(periods.link_works_until(conversation.stage, now)),
            "accepted_on": periods.last_day(periods.reports_accepted_until(conversation.stage)),
        },
        dedupe_key=f"conversations/confirmed:{conversation.public_id}",
    )


def queue_new_link_email(conversations: list, *, now: datetime) -> None:
    """Send fresh links for all conversations of one host, in the language of the newest."""
    newest = conversations[0]
    links = [
        {
            "conversation": conversation,
            "link": issue_link(conversation, _purpose_now(conversation), now),
            "confirms": conversation.status == ConversationStatus.UNCONFIRMED,
        }
        for conversation in conversations
    ]
    _queue(
        "new_link",
        newest,
        context={"links": links},
        dedupe_key=f"conversations/new_link:{newest.public_id}:{now:%Y%m%d%H%M}",
    )


def queue_renewed_link_email(conversation, *, now: datetime) -> None:
    """Send the one link that works after all earlier ones were stopped."""
    _queue(
        "renewed_link",
        conversation,
        context={"link": issue_link(conversation, _purpose_now(conversation), now)},
        dedupe_key=f"conversations/renewed_link:{conversation.public_id}:{now:%Y%m%d%H%M%S%f}",
    )


def queue_report_reminder_email(conversation, *, now: datetime) -> None:
    """Remind the host once that the report is awaited, with a fresh link, until the stage closes."""
    _queue(
        "report_reminder",
        conversation,
        context={
            "link": issue_link(conversation, LinkPurpose.REPORT, now),
            "accepted_on": periods.last_day(periods.reports_accepted_until(conversation.stage)),
        },
        dedupe_key=f"conversations/report_reminder:{conversation.public_id}",
        valid_until=periods.reports_accepted_until(conversation.stage),
        may_unsubscribe=True,
    )


def _purpose_now(conversation) -> LinkPurpose:
    return LinkPurpose.CONFIRM if conversation.status == ConversationStatus.UNCONFIRMED else LinkPurpose.REPORT


def _public_url(page: str, conversation) -> str:
    with translation.override(conversation.host_language):
        return settings.SITE_URL + reverse(page)


def _queue(event: str, conversation, *, context: dict, **options) -> None:
    queue_email(
        kind=f"conversations/{event}",
        to_address=conversation.host_email,
        to_name=conversation.host_name,
        language=conversation.host_language,
        context={"conversation": conversation, **context},
        **options,
    )
