"""What goes over the line, read back by a real mail server and a strict parser."""

import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import one_line
from mail.delivery import send_due_emails
from mail.links import unsubscribe_url
from mail.message import build_message
from mail.models import OutgoingEmail
from tests.factories.mail import make_email


def parsed(row):
    return email.message_from_bytes(build_message(row), policy=email.policy.default)


def unsaved(**fields) -> OutgoingEmail:
    defaults = {"to_address": "awa@example.org", "message_id": "<1@example.org>", "language": "fr", "subject": "S"}
    return OutgoingEmail(**{**defaults, **fields}, text_body="Bonjour\n", html_body="<p>Bonjour</p>\n")


@pytest.mark.django_db
def test_the_server_receives_all_headers_and_both_bodies(sink):
    row = make_email(
        language="fr", context={"name": "Awa Traoré", "url": "https://example.org/x/"}, may_unsubscribe=True
    )

    send_due_emails()

    (message,) = sink.messages
    assert message["From"] == "Cocrea <no-reply@example.org>"
    assert message["To"] == f"Awa Traoré <{row.to_address}>"
    assert message["Subject"] == "Hello Awa Traoré, état"
    assert message["Message-ID"] == row.message_id
    assert message["Content-Language"] == "fr"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["List-Unsubscribe"].strip() == f"<{unsubscribe_url(row.public_id)}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message.get_body(["plain"]).get_content() == row.text_body
    assert message.get_body(["html"]).get_content() == row.html_body


@pytest.mark.django_db
def test_a_necessary_mail_offers_no_unsubscription(sink):
    make_email()

    send_due_emails()

    (message,) = sink.messages
    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None


@pytest.mark.django_db
def test_lines_that_begin_with_a_dot_or_from_arrive_whole(sink):
    row = make_email()
    text = ".\n..two\nFrom here\n.\n" + "word " * 400 + "\n"
    OutgoingEmail.objects.update(text_body=text)

    send_due_emails()

    assert sink.recipients == [[row.to_address]]
    assert sink.messages[0].get_body(["plain"]).get_content() == text


def test_the_message_is_seven_bits_with_short_lines():
    row = unsaved(subject="é" * 255, to_name="Ñandú, María " * 10)

    data = build_message(row)

    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("field", ["to_name", "subject", "to_address", "message_id"])
@pytest.mark.parametrize("ending", ["\r\nBcc: x@example.org", "\nBcc: x@example.org", "\rBcc: x@example.org"])
def test_a_row_with_a_line_break_is_never_written(field, ending):
    row = unsaved()
    setattr(row, field, getattr(row, field) + ending)

    with pytest.raises(ValueError, match=r"newlines|Invalid|header"):
        build_message(row)


@given(name=st.text(max_size=150), subject=st.text(max_size=255))
def test_no_name_or_subject_makes_a_second_recipient_or_header(name, subject):
    row = unsaved(to_name=one_line(name), subject=one_line(subject))

    message = parsed(row)

    assert [address.addr_spec for address in message["To"].addresses] == ["awa@example.org"]
    assert sorted(message.keys()) == sorted(parsed(unsaved()).keys())
