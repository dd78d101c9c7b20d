"""Writes an e-mail of the outbox as the bytes that go over the line."""

from email.charset import QP, Charset

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from .links import unsubscribe_url
from .models import OutgoingEmail

_utf8 = Charset("utf-8")
_utf8.body_encoding = QP  # seven bits only: no server on the way has a reason to rewrite what was signed


def build_message(email: OutgoingEmail) -> bytes:
    """Return the whole message. The same row always has the same Message-ID, recipient and text.

    Raises ValueError for what cannot be written into a header.
    """
    message = EmailMultiAlternatives(
        subject=email.subject,
        body=email.text_body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_named(email.to_name, email.to_address)],
        headers=_headers(email),
    )
    message.encoding = _utf8
    message.attach_alternative(email.html_body, "text/html")
    return message.message().as_bytes(linesep="\r\n")


def _headers(email: OutgoingEmail) -> dict[str, str]:
    headers = {
        "Message-ID": email.message_id,
        "Content-Language": email.language,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if email.may_unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url(email.public_id)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _named(name: str, address: str) -> str:
    if not name:
        return address
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
