"""Who may do what with the outbox. That a mail was sent is one thing to know; what it says is another."""

from datetime import timedelta

from django.conf import settings

from core import clock

CODE_LIFE = timedelta(days=1)


def can_read_email(user, email) -> bool:
    """Say whether the person may read what the e-mail says.

    Nobody reads one that still opens an account: whoever asked for another person's code would find it here.
    """
    return user.has_perm("mail.read_outgoingemail") and (settings.DEBUG or not holds_live_code(email))


def can_send_email_again(user) -> bool:
    return user.has_perm("mail.send_outgoingemail")


def holds_live_code(email) -> bool:
    """Say whether the e-mail is one that is useful for a short time only, and still is: a code to sign in."""
    if email.valid_until is None or email.valid_until - email.not_before > CODE_LIFE:
        return False
    return email.valid_until > clock.now()
