from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from core import clock
from mail.enums import EmailStatus
from mail.links import unsubscribe_url
from mail.models import OutgoingEmail
from mail.services import refuse_kind
from tests.factories.accounts import make_user
from tests.factories.mail import make_email

S = EmailStatus
pytestmark = pytest.mark.django_db
OUTBOX = "admin:mail_outgoingemail_changelist"
SECRET = "s3cr3t-" + "k" * 36
LINK = f"https://example.org/en/conversations/report/{SECRET}/"


def make_staff(*permissions: str):
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="mail", codename__in=permissions))
    return user


@pytest.fixture
def reader(client):
    client.force_login(make_staff("view_outgoingemail", "read_outgoingemail", "send_outgoingemail"))


@pytest.fixture
def lister(client):
    client.force_login(make_staff("view_outgoingemail"))


def page_of(email) -> str:
    return reverse("admin:mail_outgoingemail_change", args=[email.pk])


def html_of(email) -> str:
    return reverse("admin:mail_outgoingemail_html", args=[email.pk])


def set_status(email, status):
    OutgoingEmail.objects.filter(pk=email.pk).update(
        status=status, sent_at=clock.now() if status == S.SENT else None, claimed_at=clock.now()
    )


def test_outbox_shows_what_needs_attention_first(client, reader):
    failed, unknown, sent, queued = (make_email() for _number in range(4))
    for email, status in [(failed, S.FAILED), (unknown, S.UNKNOWN), (sent, S.SENT)]:
        set_status(email, status)

    response = client.get(reverse(OUTBOX))

    assert list(response.context["cl"].result_list) == [unknown, failed, queued, sent]
    counts = {entry["status"]: entry["count"] for entry in response.context["summary"] if entry["count"]}
    assert counts == {S.FAILED: 1, S.UNKNOWN: 1, S.SENT: 1, S.QUEUED: 1}


def test_a_failed_mail_that_was_sent_again_needs_no_attention(client, reader):
    failed, newer = make_email(), make_email()
    set_status(failed, S.FAILED)
    client.post(reverse("admin:mail_outgoingemail_again", args=[failed.pk]))

    response = client.get(reverse(OUTBOX))

    copy = OutgoingEmail.objects.get(copy_of=failed)
    assert list(response.context["cl"].result_list) == [copy, newer, failed]


def test_outbox_can_be_searched_and_filtered(client, reader):
    awa, bruno = make_email(to_address="awa@example.org"), make_email(to_address="bruno@example.org", language="fr")

    found = client.get(reverse(OUTBOX), {"q": "bruno@"}).context["cl"].result_list
    french = client.get(reverse(OUTBOX), {"language__exact": "fr"}).context["cl"].result_list
    waiting = client.get(reverse(OUTBOX), {"status__exact": "queued"}).context["cl"].result_list

    assert list(found) == [bruno]
    assert list(french) == [bruno]
    assert list(waiting) == [bruno, awa]


def test_one_mail_is_shown_as_the_person_gets_it(client, reader):
    email = make_email(language="fr")

    page = client.get(page_of(email))
    html = client.get(html_of(email))

    assert email.subject in page.content.decode()
    assert page.context["text"] == email.text_body
    assert html.content.decode() == email.html_body


def test_the_html_is_sealed(client, reader):
    html = client.get(html_of(make_email()))
    policy = html["Content-Security-Policy"]

    assert html["X-Frame-Options"] == "SAMEORIGIN"
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("; frame-ancestors 'self'; sandbox")
    assert "unsafe" not in policy


def test_the_page_may_frame_only_this_site(client, reader):
    policy = client.get(page_of(make_email()))["Content-Security-Policy"]

    assert "frame-src 'self'" in policy
    assert "unsafe" not in policy


def test_keys_of_private_links_are_shown_to_nobody(client, reader, settings):
    email = make_email(context={"name": "Awa", "url": LINK}, may_unsubscribe=True)
    assert SECRET in email.html_body

    masked = client.get(page_of(email)).content.decode() + client.get(html_of(email)).content.decode()
    settings.DEBUG = True
    whole = client.get(html_of(email)).content.decode()

    assert SECRET not in masked
    assert unsubscribe_url(email.public_id) not in masked
    assert masked.count("https://example.org/en/conversations/report/…/") == 3
    assert SECRET in whole


def test_in_the_demo_the_outbox_is_the_mailbox(client, reader, settings):
    settings.DEBUG = True
    email = make_email(context={"name": "Awa", "url": LINK})

    page = client.get(page_of(email)).content.decode()

    assert f'<a href="{LINK}" rel="nofollow">{LINK}</a>' in page


def test_a_code_is_hidden_while_it_works(client, reader, settings):
    code = make_email(context={"name": "4711", "url": "x"}, valid_until=clock.now() + timedelta(minutes=15))

    assert "4711" not in client.get(page_of(code)).content.decode()
    assert client.get(html_of(code)).status_code == 403

    OutgoingEmail.objects.update(valid_until=clock.now())
    assert "4711" in client.get(page_of(code)).content.decode()
    assert client.get(html_of(code)).status_code == 200


def test_without_the_permission_nobody_reads_or_sends(client, lister):
    email = make_email(context={"name": "Confidential", "url": LINK})

    page = client.get(page_of(email))

    assert page.status_code == 200
    assert "Confidential" not in page.content.decode()
    assert "Send again" not in page.content.decode()
    assert client.get(html_of(email)).status_code == 403
    assert client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk])).status_code == 403
    assert (
        client.get(reverse(OUTBOX)).context["cl"].model_admin.get_actions(client.get(page_of(email)).wsgi_request) == {}
    )


def test_who_may_read_but_not_see_the_outbox_sees_nothing(client):
    client.force_login(make_staff("read_outgoingemail"))
    email = make_email()

    assert [client.get(path).status_code for path in (reverse(OUTBOX), page_of(email), html_of(email))] == [403] * 3


def test_nothing_can_be_added_changed_or_deleted(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    email = make_email()
    before = OutgoingEmail.objects.values().get()

    answers = [
        client.get(reverse("admin:mail_outgoingemail_add")),
        client.post(page_of(email), {"to_address": "x@example.org"}),
        client.post(reverse("admin:mail_outgoingemail_delete", args=[email.pk]), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert OutgoingEmail.objects.values().get() == before


def test_send_again_makes_a_copy_and_leaves_a_trace(client, reader):
    email = make_email(to_name="Awa")
    set_status(email, S.SENT)

    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    copy = OutgoingEmail.objects.get(copy_of=email)
    assert (copy.status, copy.to_address, copy.to_name) == (S.QUEUED, email.to_address, "Awa")
    assert (copy.subject, copy.text_body, copy.html_body) == (email.subject, email.text_body, email.html_body)
    assert copy.message_id != email.message_id
    assert LogEntry.objects.get().object_id == str(email.pk)


def test_send_again_twice_makes_one_copy(client, reader):
    email = make_email()
    set_status(email, S.FAILED)

    for _number in range(2):
        client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    assert email.copies.count() == 1


@pytest.mark.parametrize("status", [S.QUEUED, S.SENDING, S.CANCELLED])
def test_send_again_refuses_what_waits_or_is_not_wanted(client, reader, status):
    email = make_email()
    OutgoingEmail.objects.update(status=status, claimed_at=clock.now(), claim=email.public_id)

    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    assert OutgoingEmail.objects.count() == 1


def test_send_again_respects_a_later_refusal(client, reader):
    email = make_email(may_unsubscribe=True)
    set_status(email, S.SENT)
    refuse_kind(email=email)

    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    assert OutgoingEmail.objects.count() == 1


def test_the_action_reports_the_real_number(client, reader):
    failed, sent, queued = (make_email() for _number in range(3))
    set_status(failed, S.FAILED)
    set_status(sent, S.SENT)

    response = client.post(
        reverse(OUTBOX),
        {"action": "send_selected_again", "_selected_action": [failed.pk, sent.pk, queued.pk]},
        follow=True,
    )

    assert "2 e-mails will be sent again." in response.content.decode()
    assert OutgoingEmail.objects.exclude(copy_of=None).count() == 2


def test_a_forgotten_mail_says_so(client, reader):
    email = make_email()
    OutgoingEmail.objects.update(
        status=S.FAILED, to_address="", to_name="", subject="", text_body="", html_body="", last_error=""
    )

    page = client.get(page_of(email)).content.decode()
    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    assert "more than 60 days old" in page
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.parametrize("column", ["text_body__contains", "html_body__contains", "subject__contains"])
def test_words_of_mails_cannot_be_guessed_through_the_address(client, reader, column):
    make_email(context={"name": "Awa", "url": LINK})

    response = client.get(reverse(OUTBOX), {column: SECRET[:9]})

    assert response.status_code == 400


def test_a_live_code_sent_again_stays_unreadable(client, reader, settings):
    settings.DEBUG = False
    email = make_email(context={"name": "135790", "url": LINK}, valid_until=clock.now() + timedelta(minutes=15))
    set_status(email, S.SENT)

    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    copy = email.copies.get()
    assert copy.valid_until == email.valid_until
    assert client.get(html_of(copy)).status_code == 403
    assert "135790" not in client.get(page_of(copy)).content.decode()


def test_a_code_that_is_too_old_is_not_sent_again(client, reader):
    email = make_email(valid_until=clock.now() - timedelta(minutes=1), not_before=clock.now() - timedelta(minutes=16))
    set_status(email, S.EXPIRED)

    client.post(reverse("admin:mail_outgoingemail_again", args=[email.pk]))

    assert not email.copies.exists()
