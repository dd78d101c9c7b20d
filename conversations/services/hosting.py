"""What changes an announced conversation: one table of moves, one function that moves, and who is told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from consultations.enums import Channel
from consultations.models import Stage
from consultations.services import touch
from conversations import periods
from conversations.emails import hosting as emails
from conversations.enums import ConversationStatus
from conversations.models import Conversation, ConversationMove

S = ConversationStatus

MOVES: dict[str, set[str]] = {
    S.UNCONFIRMED: {S.ANNOUNCED},
    S.ANNOUNCED: {S.HIDDEN, S.CANCELLED},
    S.HIDDEN: {S.ANNOUNCED},
    S.CANCELLED: {S.ANNOUNCED},
}
CHANGEABLE = {
    "title", "starts_at", "time_zone", "minutes", "format", "place", "access",
    "is_listed", "shows_host_name", "shows_organisation", "how_to_join",
}  # fmt: skip
NEW_LINKS_AT_ONCE = 20
REMINDERS_AT_ONCE = 500


class InvalidMoveError(Exception):
    """The conversation does not go from its status to the wanted one."""


class OtherFormError(Exception):
    """A form with the same token was sent before, with other words in it; `conversation` is what it registered."""

    def __init__(self, conversation):
        super().__init__(f"form of conversation {conversation.public_id}")
        self.conversation = conversation


class TooManyError(Exception):
    """The sender has registered so many conversations that somebody should look."""


@transaction.atomic
def register_conversation(
    *, stage: Stage, form_token, questions, now: datetime, within_limits: Callable[[], bool], by=None, **fields
) -> Conversation:
    """Register a conversation and ask its host to confirm the address; it is public only after that.

    The same form sent again, also at the same instant, returns what the first one registered and writes no second
    mail; `within_limits` is asked once for each new conversation. Raises TooManyError, and OtherFormError when the
    form was changed in between.
    """
    words = {"stage": stage, "consultation": stage.consultation, **fields}
    conversation, is_new = Conversation.objects.get_or_create(
        form_token=form_token, defaults={**words, "host_account": by, "registered_at": now}
    )
    if is_new:
        if not within_limits():
            raise TooManyError
        conversation.questions.set(questions)
        emails.queue_confirm_email(conversation, now=now)
    elif _differs(conversation, fields, questions):
        raise OtherFormError(conversation)
    return conversation


def _differs(conversation: Conversation, fields: dict, questions) -> bool:
    """Say whether a form says anything else than what was registered; the page's language is no part of it."""
    words = {name: value for name, value in fields.items() if name != "host_language"}
    return any(getattr(conversation, name) != value for name, value in words.items()) or (
        set(conversation.questions.all()) != set(questions)
    )


@transaction.atomic
def confirm_conversation(*, conversation: Conversation, now: datetime) -> Conversation:
    """Announce a conversation whose host opened the link in the mail. Confirming twice changes nothing."""
    row = _locked(conversation)
    if row.status == S.UNCONFIRMED:
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])
        _move(row, S.ANNOUNCED, now=now)
        emails.queue_confirmed_email(row, now=now)
    return row


@transaction.atomic
def change_conversation(*, conversation: Conversation, **changes) -> Conversation:
    """Change when, where and what is shown. Raises InvalidMoveError when it is not announced (any more)."""
    row = _locked(conversation)
    if row.status != S.ANNOUNCED:
        raise InvalidMoveError(f"{row.status} cannot be changed")
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise TypeError(f"not changeable: {', '.join(sorted(unknown))}")
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    touch(row.consultation)
    return row


@transaction.atomic
def cancel_conversation(*, conversation: Conversation, now: datetime) -> Conversation:
    """Cancel an announced conversation for its host. Cancelling twice changes nothing.

    Raises InvalidMoveError, also when a report was sent: then it took place.
    """
    row = _locked(conversation)
    if row.has_report:
        raise InvalidMoveError("a report was sent")
    return row if row.status == S.CANCELLED else _move(row, S.CANCELLED, now=now)


@transaction.atomic
def restore_conversation(*, conversation: Conversation, now: datetime) -> Conversation:
    """Announce a cancelled conversation again, as long as its start is to come. Raises InvalidMoveError."""
    row = _locked(conversation)
    if row.status == S.ANNOUNCED:
        return row
    if row.status != S.CANCELLED or row.starts_at <= now:
        raise InvalidMoveError(f"{row.status} cannot be restored")
    return _move(row, S.ANNOUNCED, now=now)


@transaction.atomic
def hide_conversation(*, conversation: Conversation, by, note: str, now: datetime) -> Conversation:
    """Take an announced conversation out of sight, with the reason. Raises InvalidMoveError."""
    return _move(_locked(conversation), S.HIDDEN, by=by, note=note, now=now)


@transaction.atomic
def unhide_conversation(*, conversation: Conversation, by, note: str, now: datetime) -> Conversation:
    """Show a hidden conversation again, with the reason. Raises InvalidMoveError."""
    row = _locked(conversation)
    if row.status != S.HIDDEN:
        raise InvalidMoveError(f"{row.status} is not hidden")
    return _move(row, S.ANNOUNCED, by=by, note=note, now=now)


@transaction.atomic
def send_new_links(*, email: str, now: datetime) -> int:
    """Send fresh private links for every conversation of an address in one mail; return how many there were.

    What was reported can be corrected or taken back at any time; a link to anything else ends with its stage.
    """
    found = Conversation.objects.select_related("stage", "outcome").filter(host_email=email).order_by("-pk")
    conversations = [
        conversation
        for conversation in found
        if conversation.has_report or now < periods.closes_at(conversation.stage) + periods.LINK_GRACE
    ][:NEW_LINKS_AT_ONCE]
    if conversations:
        emails.queue_new_link_email(conversations, now=now)
    return len(conversations)


@transaction.atomic
def renew_links(*, conversation: Conversation, now: datetime) -> None:
    """Stop every private link to a conversation and send its host a new one: a link has come into wrong hands."""
    conversation.links.filter(revoked_at=None).update(revoked_at=now)
    emails.queue_renewed_link_email(conversation, now=now)


@transaction.atomic
def queue_report_reminders(*, now: datetime) -> int:
    """Remind hosts of the report that is awaited, once each, while their stage is open; return how many were written.

    Any number of these may run at once or again: each row is taken by one of them and marked.
    """
    due = (
        Conversation.objects.select_related("stage", "consultation")
        .filter(status=S.ANNOUNCED, reminded_at=None, stage__ends_on__gte=now.date())
        .waiting_for_report()
        .ended_before(now - periods.REMIND_AFTER)
        .order_by("starts_at", "pk")
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
    )
    conversations = list(due[:REMINDERS_AT_ONCE])
    for conversation in conversations:
        emails.queue_report_reminder_email(conversation, now=now)
    Conversation.objects.filter(pk__in=[conversation.pk for conversation in conversations]).update(reminded_at=now)
    return len(conversations)


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete registrations whose address was never confirmed; return how many there were. Safe to repeat."""
    before = now - periods.FORGET_UNCONFIRMED_AFTER
    _deleted, rows = Conversation.objects.filter(status=S.UNCONFIRMED, registered_at__lt=before).delete()
    return rows.get("conversations.Conversation", 0)


def open_stages(now: datetime, *, grace: timedelta = timedelta()):
    """Return the stages in which conversations may be registered now, those of the newest consultation first.

    With a grace, also those that have closed no longer ago than that.
    """
    stages = Stage.objects.filter(starts_on__lte=now.date(), ends_on__gte=(now - grace).date())
    return (
        stages.with_channel(Channel.CONVERSATIONS)
        .filter(consultation__is_public=True)
        .select_related("consultation")
        .order_by("-consultation__starts_on", "consultation", "-ends_on", "pk")
    )


def _locked(conversation: Conversation) -> Conversation:
    """Lock the row against other changes; links to it, which mails bring along, may be written meanwhile."""
    rows = Conversation.objects.select_related("stage", "consultation")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=conversation.pk)


def _move(row: Conversation, to_status: str, *, now: datetime, by=None, note: str = "") -> Conversation:
    if to_status not in MOVES[row.status]:
        raise InvalidMoveError(f"{row.status} → {to_status}")
    ConversationMove.objects.create(
        conversation=row, from_status=row.status, to_status=to_status, moved_by=by, note=note, moved_at=now
    )
    row.status = to_status
    row.save(update_fields=["status"])
    touch(row.consultation)
    return row
