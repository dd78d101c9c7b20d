"""Carries waiting e-mails to the mail server. Any number of senders may run at once: each mail has one.

A batch is claimed and committed first, then sent over one connection; the beginning and the result of each mail are
committed on their own. So a sender that dies takes nothing with it: the one mail it was handing over is shown as "in
doubt", the others go back to the queue, and nobody gets one twice unless staff say so.
"""

import logging
import time
import uuid
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from core import clock
from core.text import one_line

from .enums import EmailStatus
from .models import OutgoingEmail
from .services import is_refused, move
from .smtp import DeliveryError, InDoubtError, RejectedError, SmtpConnection, TryLaterError, UnreachableError

logger = logging.getLogger(__name__)

BATCH_SIZE = 20
RUN_SECONDS = 25
BACK_OFF_MINUTES = (1, 2, 5, 10, 20, 30)
STUCK_AFTER = timedelta(minutes=10)
ERROR_LENGTH = 200


def send_due_emails() -> int:
    """Send what is due and return how many e-mails left. After half a minute the rest is left to the next run."""
    stop_at = time.monotonic() + RUN_SECONDS
    now = clock.now()
    move(OutgoingEmail.objects.overdue(now), EmailStatus.EXPIRED)
    stuck = OutgoingEmail.objects.stuck(now - STUCK_AFTER)
    move(stuck.filter(begun_at=None), EmailStatus.QUEUED)
    move(stuck, EmailStatus.UNKNOWN, last_error="the sender stopped")
    sent = 0
    while time.monotonic() < stop_at and (batch := claim_batch()):
        sent_of_batch, is_reachable = _send_batch(batch, stop_at)
        sent += sent_of_batch
        if not is_reachable:
            break
    return sent


@transaction.atomic
def claim_batch() -> list[OutgoingEmail]:
    """Take the longest waiting e-mails that no other sender is taking; theirs are skipped, not waited for."""
    now = clock.now()
    batch = list(OutgoingEmail.objects.due(now).select_for_update(skip_locked=True)[:BATCH_SIZE])
    claim = uuid.uuid4()
    move(_rows(batch), EmailStatus.SENDING, claim=claim, claimed_at=now, begun_at=None)
    for email in batch:
        email.claim, email.claimed_at = claim, now
    return batch


def _send_batch(batch: list[OutgoingEmail], stop_at: float) -> tuple[int, bool]:
    """Send the batch over one connection; return how many left and whether the server can be reached."""
    sent, is_reachable = 0, True
    with _connection() as connection:
        for position, email in enumerate(batch):
            if time.monotonic() > stop_at:
                _release(batch[position:])
                break
            try:
                sent += _send(email, connection)
            except UnreachableError as error:
                for waiting in batch[position:]:
                    _try_later(waiting, error)
                is_reachable = False
                break
    return sent, is_reachable


def _connection() -> AbstractContextManager[SmtpConnection | None]:
    """Without a mail server (the demo) the outbox itself is the mailbox."""
    return SmtpConnection() if settings.EMAIL_HOST else nullcontext()


def _send(email: OutgoingEmail, connection: SmtpConnection | None) -> bool:
    """Send one claimed e-mail, if it is still wanted, and store what became of it; raises UnreachableError."""
    if unwanted := _status_when_unwanted(email):
        _settle(email, unwanted)
        return False
    if not _begin(email):
        return False
    try:
        code = connection.send(email) if connection else None
    except TryLaterError as error:
        _try_later(email, error)
    except RejectedError as error:
        _settle_error(email, EmailStatus.FAILED, error)
    except InDoubtError as error:
        _settle_error(email, EmailStatus.UNKNOWN, error)
    else:
        _settle(email, EmailStatus.SENT, sent_at=clock.now(), smtp_code=code, last_error="", attempts=F("attempts") + 1)
        return True
    return False


def _status_when_unwanted(email: OutgoingEmail) -> EmailStatus | None:
    """Look once more just before sending: time has passed since the mail was written."""
    if email.valid_until and email.valid_until <= clock.now():
        return EmailStatus.EXPIRED
    return EmailStatus.CANCELLED if is_refused(email) else None


def _begin(email: OutgoingEmail) -> int:
    """Note that the hand-over begins, unless the e-mail was taken from this sender in the meantime."""
    mine = _rows([email]).filter(claim=email.claim, status=EmailStatus.SENDING)
    return mine.update(begun_at=clock.now())


def _try_later(email: OutgoingEmail, error: DeliveryError) -> None:
    """Let the e-mail wait longer each time; when it would then be too late, it expires now, visibly."""
    next_try = clock.now() + back_off(email.attempts)
    if email.valid_until and next_try >= email.valid_until:
        _settle_error(email, EmailStatus.EXPIRED, error)
    else:
        _settle_error(email, EmailStatus.QUEUED, error, not_before=next_try)


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after so many earlier attempts."""
    return timedelta(minutes=BACK_OFF_MINUTES[min(attempts, len(BACK_OFF_MINUTES) - 1)])


def _settle_error(email: OutgoingEmail, status: EmailStatus, error: DeliveryError, **fields) -> None:
    reason = one_line(str(error))[:ERROR_LENGTH]
    _settle(email, status, smtp_code=error.code, last_error=reason, attempts=F("attempts") + 1, **fields)
    logger.warning("mail %s is %s after %s %s", email.public_id, status, type(error).__name__, error.code or "")


def _settle(email: OutgoingEmail, status: EmailStatus, **fields) -> int:
    """Store what became of an e-mail, unless it was taken from this sender."""
    return move(_rows([email]).filter(claim=email.claim), status, **fields)


def _release(emails: list[OutgoingEmail]) -> None:
    move(_rows(emails).filter(claim=emails[0].claim), EmailStatus.QUEUED)


def _rows(emails: list[OutgoingEmail]):
    return OutgoingEmail.objects.filter(pk__in=[email.pk for email in emails])
