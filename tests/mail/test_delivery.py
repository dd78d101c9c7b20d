import threading
from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from mail import delivery
from mail.delivery import claim_batch, send_due_emails
from mail.enums import EmailStatus
from mail.models import OutgoingEmail
from mail.services import refuse_kind
from tests.factories.mail import make_email
from tests.mail.sink import Sink, free_port

S = EmailStatus
pytestmark = pytest.mark.django_db


def minutes_until_next_try(email) -> int:
    return round((email.not_before - clock.now()).total_seconds() / 60)


def test_a_mail_leaves_and_its_row_says_so(sink):
    email = make_email()

    sent = send_due_emails()

    email.refresh_from_db()
    assert sent == 1
    assert (email.status, email.smtp_code, email.attempts, email.last_error) == (S.SENT, 250, 1, "")
    assert sink.recipients == [[email.to_address]]


def test_many_mails_leave_over_one_connection_per_batch(sink):
    for _number in range(delivery.BATCH_SIZE + 1):
        make_email()

    sent = send_due_emails()

    assert sent == delivery.BATCH_SIZE + 1
    assert sink.connections == 2


def test_without_a_mail_server_the_outbox_is_the_mailbox():
    email = make_email()

    send_due_emails()

    email.refresh_from_db()
    assert (email.status, email.smtp_code) == (S.SENT, None)


def test_a_mail_that_is_not_due_waits(sink):
    email = make_email(not_before=clock.now() + timedelta(hours=1))

    send_due_emails()

    email.refresh_from_db()
    assert email.status == S.QUEUED
    assert sink.messages == []


def test_a_temporary_no_is_tried_again_later_with_the_same_message_id(sink):
    email = make_email()
    sink.answers[email.to_address] = ["450 4.2.1 mailbox busy"]

    send_due_emails()
    email.refresh_from_db()
    assert (email.status, email.smtp_code, email.attempts) == (S.QUEUED, 450, 1)
    assert email.last_error == "450 4.2.1 mailbox busy"
    assert minutes_until_next_try(email) == 1

    OutgoingEmail.objects.update(not_before=clock.now())
    send_due_emails()
    email.refresh_from_db()
    assert (email.status, email.smtp_code, email.attempts, email.last_error) == (S.SENT, 250, 2, "")
    assert [message["Message-ID"] for message in sink.messages] == [email.message_id]


def test_waits_grow_to_half_an_hour():
    waits = [delivery.back_off(attempts) for attempts in range(8)]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30, 30, 30)]


def test_a_mail_that_would_be_too_late_next_time_expires_at_once(sink):
    email = make_email(valid_until=clock.now() + timedelta(seconds=50))
    sink.answers[email.to_address] = ["450 later"]

    send_due_emails()

    email.refresh_from_db()
    assert (email.status, email.last_error) == (S.EXPIRED, "450 later")


def test_one_rejected_recipient_stops_nobody_else(sink):
    before, rejected, after = make_email(), make_email(), make_email()
    sink.answers[rejected.to_address] = ["550 5.1.1 no such user"]

    send_due_emails()

    rows = {row.pk: (row.status, row.smtp_code) for row in OutgoingEmail.objects.all()}
    assert rows == {before.pk: (S.SENT, 250), rejected.pk: (S.FAILED, 550), after.pk: (S.SENT, 250)}
    assert sink.connections == 1


def test_a_rejected_text_fails(sink):
    email, other = make_email(), make_email()
    sink.after_data[email.to_address] = ["554 5.7.1 looks like spam"]

    send_due_emails()

    email.refresh_from_db()
    other.refresh_from_db()
    assert (email.status, email.smtp_code) == (S.FAILED, 554)
    assert other.status == S.SENT


def test_a_server_that_refuses_connections_makes_all_wait(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    make_email()
    make_email()

    sent = send_due_emails()

    assert sent == 0
    assert list(OutgoingEmail.objects.values_list("status", "last_error", "attempts")) == [
        (S.QUEUED, "ConnectionRefusedError", 1),
        (S.QUEUED, "ConnectionRefusedError", 1),
    ]


def test_a_server_that_closes_makes_the_mail_wait_and_takes_the_next(sink):
    email, other = make_email(), make_email()
    sink.answers[email.to_address] = ["421 closing"]

    send_due_emails()

    email.refresh_from_db()
    other.refresh_from_db()
    assert (email.status, email.smtp_code) == (S.QUEUED, 421)
    assert other.status == S.SENT
    assert sink.connections == 2


def test_a_server_that_hangs_makes_the_mail_wait(sink):
    email, other = make_email(), make_email()
    sink.answers[email.to_address] = [Sink.HANG]

    send_due_emails()

    email.refresh_from_db()
    other.refresh_from_db()
    assert (email.status, email.last_error) == (S.QUEUED, "SMTPServerDisconnected")
    assert other.status == S.SENT


@pytest.mark.parametrize("answer", ["451 try later", "530 5.7.0 must issue STARTTLS first", "550 who are you"])
def test_a_server_that_refuses_our_own_address_makes_all_wait(sink, answer):
    make_email()
    make_email()
    sink.sender_answers = [answer]

    send_due_emails()

    assert list(OutgoingEmail.objects.values_list("status", "last_error")) == [(S.QUEUED, answer)] * 2
    assert sink.asked == []


def test_a_wrong_password_makes_all_wait(sink, settings):
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "wrong"
    email = make_email()

    send_due_emails()

    email.refresh_from_db()
    assert (email.status, email.last_error) == (S.QUEUED, "SMTPNotSupportedError")


def test_a_mail_that_cannot_be_written_fails_alone(sink):
    broken, other = make_email(), make_email()
    OutgoingEmail.objects.filter(pk=broken.pk).update(subject="two\nlines")

    send_due_emails()

    broken.refresh_from_db()
    other.refresh_from_db()
    assert (broken.status, broken.last_error) == (S.FAILED, "BadHeaderError")
    assert other.status == S.SENT


def test_a_line_that_breaks_twice_leaves_the_rest_for_later(sink):
    emails = [make_email() for _number in range(4)]
    for email in emails:
        sink.answers[email.to_address] = [Sink.DROP]

    send_due_emails()

    assert list(OutgoingEmail.objects.values_list("status", "attempts")) == [(S.QUEUED, 1)] * 4
    assert sink.connections == 2


@pytest.mark.parametrize("trouble", [Sink.DROP, Sink.HANG])
def test_no_answer_after_the_text_is_in_doubt_and_never_sent_again(sink, trouble):
    email = make_email()
    sink.after_data[email.to_address] = [trouble]

    send_due_emails()
    OutgoingEmail.objects.update(not_before=clock.now())
    send_due_emails()

    email.refresh_from_db()
    assert (email.status, email.smtp_code) == (S.UNKNOWN, None)
    assert len(sink.messages) == 1


def test_a_mail_that_no_sender_came_to_goes_back_to_the_queue(sink):
    email = make_email()
    dead = claim_batch()
    OutgoingEmail.objects.update(claimed_at=clock.now() - timedelta(minutes=11))

    send_due_emails()
    delivery._send_batch(dead, stop_at=float("inf"))  # it was only asleep: the mail is not its own any more

    email.refresh_from_db()
    assert (email.status, email.attempts) == (S.SENT, 1)
    assert len(sink.messages) == 1


def test_a_slow_sender_may_still_say_that_its_mail_left(sink):
    email = make_email()
    (claimed,) = claim_batch()
    delivery._begin(claimed)
    OutgoingEmail.objects.update(claimed_at=clock.now() - timedelta(minutes=11))
    send_due_emails()
    email.refresh_from_db()
    assert email.status == S.UNKNOWN

    delivery._settle(claimed, S.SENT, sent_at=clock.now())

    email.refresh_from_db()
    assert email.status == S.SENT


def test_an_overdue_mail_expires(sink):
    email = make_email(not_before=clock.now() - timedelta(hours=2), valid_until=clock.now() - timedelta(hours=1))

    send_due_emails()

    email.refresh_from_db()
    assert email.status == S.EXPIRED
    assert sink.messages == []


def test_a_mail_that_became_too_late_or_unwanted_after_the_claim_is_not_sent(sink):
    late, unwanted = make_email(), make_email(may_unsubscribe=True)
    batch = claim_batch()
    refuse_kind(email=unwanted)
    batch[0].valid_until = clock.now()

    delivery._send_batch(batch, stop_at=float("inf"))

    late.refresh_from_db()
    unwanted.refresh_from_db()
    assert (late.status, unwanted.status) == (S.EXPIRED, S.CANCELLED)
    assert sink.messages == []


def test_a_sender_whose_time_is_over_gives_its_mails_back(sink):
    email = make_email()
    batch = claim_batch()

    delivery._send_batch(batch, stop_at=0)

    email.refresh_from_db()
    assert (email.status, email.attempts) == (S.QUEUED, 0)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_never_send_one_mail_twice(sink):
    addresses = [make_email().to_address for _number in range(50)]
    start = threading.Barrier(2)

    def send():
        start.wait()
        try:
            send_due_emails()
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _number in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sorted(address for (address,) in sink.recipients) == sorted(addresses)
    assert set(OutgoingEmail.objects.values_list("status", flat=True)) == {S.SENT}
