from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from core import clock
from mail.enums import EmailStatus
from mail.models import OutgoingEmail, Refusal
from mail.services import Health, InvalidAddressError, health, is_well, refuse_kind, take_back_refusal
from tests.factories.mail import make_email

pytestmark = pytest.mark.django_db


def test_queue_email_renders_in_the_readers_language():
    email = make_email(language="fr")

    assert email.subject == "Hello Awa, état"
    assert email.text_body.startswith("Awa: en attente\n\nhttps://example.org/en/x/\n\n--\nCocrea\n")
    assert '<html lang="fr" dir="ltr">' in email.html_body
    assert email.status == EmailStatus.QUEUED


def test_queue_email_twice_with_one_key_writes_one_mail():
    first = make_email(dedupe_key="once")
    second = make_email(dedupe_key="once")

    assert first.pk == second.pk
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_with_one_key_write_one_mail():
    def queue(_number):
        try:
            with transaction.atomic():
                return make_email(dedupe_key="race").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        keys = set(pool.map(queue, range(10)))

    assert len(keys) == 1
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r",
        "a\x00@example.org",
        "a@example.org,b@example.org",
        "a@example.org;b@example.org",
        "Awa <a@example.org>",
        "a@example.org\u2028b@example.org",
        "a@example.org\x85",
    ],
)
def test_queue_email_refuses_what_is_not_one_address(address):
    with pytest.raises(InvalidAddressError):
        make_email(to_address=address)

    assert OutgoingEmail.objects.count() == 0


def test_queue_email_makes_one_line_of_names_and_subjects():
    email = make_email(to_name="Awa\r\nBcc: x@example.org\u202e", context={"name": "A\r\nX: y\x00\u2028z", "url": "x"})

    assert email.to_name == "Awa Bcc: x@example.org"
    assert email.subject == "Hello A X: y z, status"


def test_queue_email_does_not_write_to_who_refused_the_kind():
    wanted = make_email(may_unsubscribe=True, to_address="Awa@example.org")
    waiting = make_email(may_unsubscribe=True, to_address="awa@example.org")
    refuse_kind(email=wanted)

    unwanted = make_email(may_unsubscribe=True, to_address="awa@Example.org")
    necessary = make_email(to_address="awa@example.org")

    waiting.refresh_from_db()
    assert unwanted is None
    assert waiting.status == EmailStatus.CANCELLED
    assert necessary.status == EmailStatus.QUEUED


def test_refusing_twice_and_taking_it_back_twice_are_harmless():
    email = make_email(may_unsubscribe=True)

    refuse_kind(email=email)
    refuse_kind(email=email)
    assert Refusal.objects.count() == 1

    take_back_refusal(email=email)
    take_back_refusal(email=email)
    assert Refusal.objects.count() == 0


def test_queue_email_has_a_stable_message_id_and_an_end():
    email = make_email()

    assert email.message_id == f"<{email.public_id.hex}@localhost>"
    assert email.valid_until - email.not_before == timedelta(days=5)
    assert email.not_before <= clock.now()


def test_health_counts_what_waits_too_long_failed_or_is_in_doubt():
    now = clock.now()
    make_email(not_before=now - timedelta(seconds=90))
    make_email(not_before=now + timedelta(hours=1))
    failed, old_failure = make_email(), make_email()
    OutgoingEmail.objects.filter(pk=failed.pk).update(status=EmailStatus.FAILED, claimed_at=now)
    OutgoingEmail.objects.filter(pk=old_failure.pk).update(
        status=EmailStatus.FAILED, claimed_at=now - timedelta(days=2)
    )

    assert health(now) == Health(seconds_overdue=90, failed=1, unknown=0)
    assert is_well(now)


@pytest.mark.parametrize("trouble", ["late", "unknown"])
def test_the_site_is_degraded_when_mail_does_not_leave_or_is_in_doubt(client, trouble):
    email = make_email()
    if trouble == "late":
        OutgoingEmail.objects.update(not_before=clock.now() - timedelta(minutes=6))
    else:
        OutgoingEmail.objects.filter(pk=email.pk).update(status=EmailStatus.UNKNOWN, claimed_at=clock.now())

    answer = client.get("/readyz", secure=True)

    assert (answer.status_code, answer.json()["checks"]["mail"]) == (200, "degraded")
