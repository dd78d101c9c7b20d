"""Who may do what with the outbox. That a mail was sent is one thing to know; what it says is another."""

from django.conf import settings

from core import clock


def can_read_email(user, email) -> bool:
    """Say whether the person may read what the e-mail says.

    Nobody reads one that still opens an account: whoever asked for another person's code would find it here.
    """
    return user.has_perm("mail.read_outgoingemail") and (settings.DEBUG or not holds_live_code(email))


def can_send_email_again(user) -> bool:
    return user.has_perm("mail.send_outgoingemail")


def holds_live_code(email) -> bool:
    """Say whether the e-mail brings a code to sign in that still does."""
    return email.is_short_lived and email.valid_until > clock.now()
