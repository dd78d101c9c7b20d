"""What writes to the outbox. Rooms call queue_email(); nothing else in the project sends mail."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from core import clock, nudge
from core.text import one_line

from .enums import EmailStatus
from .links import unsubscribe_url
from .models import OutgoingEmail, OutgoingEmailQuerySet, Refusal
from .rendering import render

S = EmailStatus

MOVES: dict[str, set[str]] = {
    S.QUEUED: {S.SENDING, S.EXPIRED, S.CANCELLED},
    S.SENDING: {S.SENT, S.QUEUED, S.FAILED, S.UNKNOWN, S.EXPIRED, S.CANCELLED},
    S.UNKNOWN: {S.SENT, S.FAILED},  # its sender was only slow, and said so later
    S.SENT: set(),
    S.FAILED: set(),
    S.EXPIRED: set(),
    S.CANCELLED: set(),
}

SENT_AGAIN_FROM = frozenset({S.SENT, S.FAILED, S.EXPIRED, S.UNKNOWN})
TRIED_FOR = timedelta(days=5)
"""How long an e-mail without a limit of its own is tried."""
NAME_LENGTH = 150


COPIED_FIELDS = [
    "kind",
    "language",
    "to_address",
    "to_name",
    "subject",
    "text_body",
    "html_body",
    "may_unsubscribe",
]
FORGOTTEN_AFTER = timedelta(days=60)
RECENTLY = timedelta(days=1)
LATE_SECONDS = 300


class InvalidAddressError(ValueError):
    """The address is not one that mail can be sent to. The message never holds the address itself."""


class CannotSendAgainError(Exception):
    """The e-mail is on its way already, is not wanted, or has been forgotten."""


@dataclass(frozen=True)
class Health:
    """How the outbox does, in numbers."""

    seconds_overdue: int
    """How long the longest waiting e-mail has been due."""
    failed: int
    unknown: int
    """How many of either in the last 24 hours."""


@transaction.atomic
def queue_email(
    *,
    kind: str,
    to_address: str,
    language: str,
    context: dict,
    dedupe_key: str,
    to_name: str = "",
    not_before: datetime | None = None,
    valid_until: datetime | None = None,
    may_unsubscribe: bool = False,
) -> OutgoingEmail | None:
    """Write one e-mail to the outbox, rendered in the reader's language; the worker sends it after the commit.

    `kind` is "<app>/<event>" and names the templates emails/<kind>.{subject.txt,txt,html}. Calling twice with one
    `dedupe_key` writes one mail. Returns the row, or None when the address refused this kind (`may_unsubscribe`).
    Addresses of pages are written in the templates, so that they are in the reader's language:
    {% load mail_tags %}{% absolute_url "conversations:report" token %}.
    Raises InvalidAddressError.
    """
    address = clean_address(to_address)
    if may_unsubscribe and Refusal.objects.of(address, kind).exists():
        return None
    now = clock.now()
    due = not_before or now
    public_id = uuid.uuid4()
    rendered = render(kind, language, context, unsubscribe_url=unsubscribe_url(public_id) if may_unsubscribe else "")
    email, is_new = OutgoingEmail.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "public_id": public_id,
            "kind": kind,
            "language": language,
            "to_address": address,
            "to_name": one_line(to_name)[:NAME_LENGTH],
            "subject": rendered.subject,
            "text_body": rendered.text,
            "html_body": rendered.html,
            "message_id": make_message_id(public_id),
            "may_unsubscribe": may_unsubscribe,
            "not_before": due,
            "valid_until": valid_until or due + TRIED_FOR,
        },
    )
    if is_new and due <= now:
        nudge.after_commit("mail.send_due_emails")
    return email


def clean_address(address: str) -> str:
    """Return the address as it is stored; raises InvalidAddressError for what is not exactly one address."""
    address = address.strip(" ")
    try:
        validate_email(address)
    except ValidationError:
        raise InvalidAddressError("not one e-mail address") from None
    return address


def make_message_id(public_id: uuid.UUID) -> str:
    return f"<{public_id.hex}@{urlsplit(settings.SITE_URL).hostname}>"


@transaction.atomic
def refuse_kind(*, email: OutgoingEmail) -> None:
    """Write to the e-mail's address no more mails of its kind; those that wait are cancelled. Safe to repeat."""
    Refusal.objects.get_or_create(address=email.to_address.lower(), kind=email.kind)
    same = OutgoingEmail.objects.filter(to_address__iexact=email.to_address, kind=email.kind, may_unsubscribe=True)
    move(same.filter(status=S.QUEUED), S.CANCELLED)


def take_back_refusal(*, email: OutgoingEmail) -> None:
    """Write mails of this kind to the e-mail's address again. Safe to repeat."""
    Refusal.objects.of(email.to_address, email.kind).delete()


def is_refused(email: OutgoingEmail) -> bool:
    """Say whether the person does not want this e-mail."""
    return email.may_unsubscribe and Refusal.objects.of(email.to_address, email.kind).exists()


def move(emails: OutgoingEmailQuerySet, to: EmailStatus, **fields) -> int:
    """Bring those of the e-mails that may go there to the status, and return how many did."""
    origins = [origin for origin, targets in MOVES.items() if to in targets]
    return emails.filter(status__in=origins).update(status=to, **fields)


@transaction.atomic
def send_again(*, email: OutgoingEmail) -> OutgoingEmail:
    """Queue a copy of an e-mail, with a Message-ID of its own; the old row keeps its history.

    A copy of a code lives no longer than the code. Raises CannotSendAgainError while a copy waits, when the person
    refused the kind, when nothing is left to send.
    """
    first = OutgoingEmail.objects.select_for_update().get(pk=email.copy_of_id or email.pk)
    if first.copies.filter(status__in=[S.QUEUED, S.SENDING]).exists():
        raise CannotSendAgainError("it is on its way")
    if not may_be_sent_again(email) or is_refused(email):
        raise CannotSendAgainError("nobody would get it")
    now, public_id = clock.now(), uuid.uuid4()
    copy = OutgoingEmail.objects.create(
        public_id=public_id,
        copy_of=first,
        message_id=make_message_id(public_id),
        dedupe_key=f"again:{public_id}",
        not_before=now,
        valid_until=email.valid_until if email.is_short_lived else now + TRIED_FOR,
        **{name: getattr(email, name) for name in COPIED_FIELDS},
    )
    nudge.after_commit("mail.send_due_emails")
    return copy


def may_be_sent_again(email: OutgoingEmail) -> bool:
    """Say whether the e-mail has come to an end that staff may not leave it at, and still has words to send."""
    is_too_late = email.is_short_lived and email.valid_until <= clock.now()
    return email.status in SENT_AGAIN_FROM and not email.is_forgotten and not is_too_late


def forget_old_emails() -> int:
    """Blank whom old e-mails went to and what they said; that they were sent stays. Return how many."""
    old = OutgoingEmail.objects.exclude(status__in=[S.QUEUED, S.SENDING]).exclude(to_address="")
    blank = dict.fromkeys(["to_address", "to_name", "subject", "text_body", "html_body", "last_error"], "")
    return old.filter(created_at__lt=clock.now() - FORGOTTEN_AFTER).update(**blank)


def health(now: datetime) -> Health:
    """Return how long the oldest due e-mail waits, and how many failed or are in doubt since yesterday."""
    oldest = OutgoingEmail.objects.due(now).values_list("not_before", flat=True).first()
    recent = OutgoingEmail.objects.filter(claimed_at__gt=now - RECENTLY)
    return Health(
        seconds_overdue=int((now - oldest).total_seconds()) if oldest else 0,
        failed=recent.filter(status=S.FAILED).count(),
        unknown=recent.filter(status=S.UNKNOWN).count(),
    )


def is_well(now: datetime) -> bool:
    """Say whether mail leaves in time and nothing is in doubt. One mistyped address that failed is no illness."""
    state = health(now)
    return state.seconds_overdue <= LATE_SECONDS and state.unknown == 0
