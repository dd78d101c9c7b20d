"""The conversation with the mail server, and what each of its answers means for the e-mail."""

import re
import ssl
from email.utils import parseaddr
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import punycode

from .message import build_message
from .models import OutgoingEmail

GO_AHEAD = 354
CLOSING = 421
MOST_BREAKS = 2


class DeliveryError(Exception):
    """The e-mail did not leave, or perhaps it did: the subclass says which. `code` is the server's, if it gave one."""

    def __init__(self, reason: str, code: int | None = None):
        super().__init__(reason)
        self.code = code


class TryLaterError(DeliveryError):
    """Not now: the server said 4xx, or the line broke before the e-mail was handed over."""


class UnreachableError(DeliveryError):
    """The server takes nobody's mail at the moment: there is no use in trying the others."""


class RejectedError(DeliveryError):
    """Never: the server said 5xx, or the e-mail cannot be written."""


class InDoubtError(DeliveryError):
    """The line broke between handing over the e-mail and the server's answer: it may have left or not."""


class SmtpConnection:
    """One connection for many e-mails; opened at the first, and once more after the line broke."""

    def __init__(self):
        self._smtp: SMTP | None = None
        self._breaks = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info) -> None:
        if self._smtp:
            try:
                self._smtp.quit()
            except (OSError, SMTPException):
                self._smtp.close()

    def send(self, email: OutgoingEmail) -> int:
        """Hand over the e-mail and return the server's code; raises one of the DeliveryErrors."""
        try:
            data = build_message(email)
        except ValueError as error:
            raise RejectedError(type(error).__name__) from error
        smtp = self._opened()
        try:
            self._announce(smtp, email.to_address)
            smtp.send(_as_data(data))
        except (OSError, SMTPException) as error:
            self._break()
            raise TryLaterError(type(error).__name__) from error
        try:
            code, text = smtp.getreply()
        except (OSError, SMTPException) as error:
            self._break()
            raise InDoubtError(type(error).__name__) from error
        self._judge(code, text)
        return code

    def _opened(self) -> SMTP:
        if self._breaks >= MOST_BREAKS:
            raise UnreachableError("the line keeps breaking")
        if self._smtp is None:
            try:
                self._smtp = _connect()
            except (OSError, SMTPException) as error:
                raise UnreachableError(type(error).__name__, getattr(error, "smtp_code", None)) from error
        return self._smtp

    def _announce(self, smtp: SMTP, to_address: str) -> None:
        code, text = smtp.mail(_ascii(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
        if code >= 400:  # noqa: PLR2004 -- our own address is refused: that is about no single e-mail
            self._break()
            raise UnreachableError(_words(code, text), code)
        self._judge(*smtp.rcpt(_ascii(to_address)))
        self._judge(*smtp.docmd("DATA"), wanted=GO_AHEAD)

    def _judge(self, code: int, text: bytes, wanted: int | None = None) -> None:
        if code == wanted or (wanted is None and code // 100 == 2):  # noqa: PLR2004 -- 2xx: accepted
            return
        if code == CLOSING or not self._start_over():
            self._break()
        verdict = RejectedError if code // 100 == 5 else TryLaterError  # noqa: PLR2004 -- 5xx: for good
        raise verdict(_words(code, text), code)

    def _start_over(self) -> bool:
        try:
            return self._smtp.rset()[0] // 100 == 2  # noqa: PLR2004 -- 2xx: accepted
        except (OSError, SMTPException):
            return False

    def _break(self) -> None:
        self._breaks += 1
        self._smtp.close()
        self._smtp = None


def _connect() -> SMTP:
    values = {"local_hostname": urlsplit(settings.SITE_URL).hostname, "timeout": settings.EMAIL_TIMEOUT}
    if settings.EMAIL_USE_SSL:
        smtp = SMTP_SSL(settings.EMAIL_HOST, settings.EMAIL_PORT, context=ssl.create_default_context(), **values)
    else:
        smtp = SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, **values)
    try:
        if settings.EMAIL_USE_TLS:
            smtp.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        smtp.ehlo_or_helo_if_needed()
    except (OSError, SMTPException):
        smtp.close()
        raise
    return smtp


def _as_data(message: bytes) -> bytes:
    """Return the message as SMTP wants it: no line that is only a dot, and such a line at the end."""
    body = re.sub(rb"(?m)^\.", b"..", message)
    return body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _ascii(address: str) -> str:
    name, _at, domain = address.rpartition("@")
    return f"{name}@{punycode(domain)}"


def _words(code: int, text: bytes) -> str:
    return f"{code} {text.decode(errors='replace')}"
