"""What writes to the outbox. Rooms call queue_email(); nothing else in the project sends mail."""

from datetime import datetime

from django.db import transaction

from .models import OutgoingEmail


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
    """
    raise NotImplementedError
