"""What writes to the outbox. Rooms call queue_email(); nothing else in the project sends mail."""

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from core import clock, nudge

from .enums import EmailStatus
from .links import unsubscribe_url
from .models import OutgoingEmail, OutgoingEmailQuerySet, Refusal
from .rendering import one_line, render

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

TRIED_FOR = timedelta(days=5)
"""How long an e-mail without a limit of its own is tried."""
NAME_LENGTH = 150


class InvalidAddressError(ValueError):
    """The address is not one that mail can be sent to. The message never holds the address itself."""


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
