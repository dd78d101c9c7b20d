"""The outbox: writing and sending e-mails, as a ratio to a bare smtplib loop that sends the same bytes."""

import subprocess
import sys
import time
from smtplib import SMTP

from django.conf import settings

EMAILS = 500
KIND = "accounts/login_code"


def measure() -> str:
    """Return a Markdown table of e-mails per second: written, sent by one sender, sent by a bare loop."""
    from mail.models import OutgoingEmail

    OutgoingEmail.objects.all().delete()
    written = _rate(_write)
    with subprocess.Popen([sys.executable, "-m", "bench.sink"], stdout=subprocess.PIPE, text=True) as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sink.stdout.readline())
        sent = _rate(_send_all)
        bare = _rate(_send_bare)
        sink.terminate()
    if OutgoingEmail.objects.filter(status="sent").count() != EMAILS:
        sys.exit("Not every e-mail was sent.")
    rows = [("written to the outbox", written), ("sent by one sender", sent), ("sent by a bare smtplib loop", bare)]
    table = [f"| {name} | {rate:,.0f} | {rate / bare:.2f} |" for name, rate in rows]
    return "\n".join(["## Mail", "", "| E-mails | a second | ratio |", "|---|---|---|", *table, ""])


def _write() -> None:
    from mail.previews import previews
    from mail.services import queue_email

    context = previews[KIND]()
    for number in range(EMAILS):
        queue_email(
            kind=KIND,
            to_address=f"reader{number}@example.org",
            language=settings.LANGUAGES[number % 3][0],
            context=context,
            dedupe_key=f"bench:{number}",
        )


def _send_all() -> None:
    from mail.delivery import send_due_emails

    while send_due_emails():
        pass


def _send_bare() -> None:
    from mail.message import build_message
    from mail.models import OutgoingEmail

    data = build_message(OutgoingEmail.objects.first())
    with SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as smtp:
        for number in range(EMAILS):
            smtp.sendmail("no-reply@example.org", f"reader{number}@example.org", data)


def _rate(work) -> float:
    started = time.perf_counter()
    work()
    return EMAILS / (time.perf_counter() - started)
