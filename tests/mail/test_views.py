import pytest
from django.test import Client

from mail.enums import EmailStatus
from mail.links import unsubscribe_url
from mail.models import OutgoingEmail, Refusal
from mail.services import forget_old_emails, refuse_kind
from tests.factories.mail import make_email

pytestmark = pytest.mark.django_db


def path_of(email) -> str:
    return unsubscribe_url(email.public_id).removeprefix("http://localhost:8000")


def refusals() -> list[tuple]:
    return list(Refusal.objects.values_list("address", "kind"))


def rows() -> list[tuple]:
    return [*OutgoingEmail.objects.values_list(), *Refusal.objects.values_list()]


def test_looking_at_the_link_changes_nothing(client):
    email = make_email(may_unsubscribe=True)
    before = rows()

    answers = [client.get(path_of(email)) for _number in range(3)] + [client.head(path_of(email))]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert rows() == before
    assert "Stop receiving mails like this one?" in answers[0].content.decode()
    assert "Stop receiving mails like this one?" in answers[2].content.decode()


def test_one_click_works_without_cookies_or_token_and_twice():
    email = make_email(may_unsubscribe=True, to_address="Awa@example.org")
    provider = Client(enforce_csrf_checks=True)

    answers = [provider.post(path_of(email), {"List-Unsubscribe": "One-Click"}) for _number in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert refusals() == [("awa@example.org", "tests/hello")]


def test_one_click_works_as_form_urlencoded_body():
    email = make_email(may_unsubscribe=True)

    answer = Client(enforce_csrf_checks=True).post(
        path_of(email), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert refusals() == [(email.to_address, "tests/hello")]


def test_a_refusal_can_be_taken_back(client):
    email = make_email(may_unsubscribe=True)
    refuse_kind(email=email)

    answer = client.post(path_of(email), {"undo": "1"})

    assert refusals() == []
    assert "You will receive these mails again" in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "You will not receive mails like this one any more"),
        ("fr", "Vous ne recevrez plus de courriels comme celui-ci"),
        ("es", "Ya no recibirá correos como este"),
    ],
)
def test_the_page_speaks_the_mails_language(client, language, heading):
    email = make_email(may_unsubscribe=True, language=language)

    answer = client.post(path_of(email), headers={"Accept-Language": "en"})

    assert f"<h1>{heading}</h1>" in answer.content.decode()
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer["Content-Language"] == language


def test_the_page_is_kept_nowhere_and_told_to_nobody(client):
    answer = client.get(path_of(make_email(may_unsubscribe=True)))

    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "same-origin"  # not "no-referrer": the page has forms (core.http)


def test_the_link_holds_no_address_and_no_key():
    email = make_email(may_unsubscribe=True, to_address="awa@example.org")

    link = unsubscribe_url(email.public_id)

    assert link in email.text_body
    assert link in email.html_body
    assert "awa" not in link
    assert "example.org" not in link


def test_links_that_are_not_ours_or_not_refusable_or_forgotten_get_the_same_page(client):
    necessary = make_email()
    old = make_email(may_unsubscribe=True)
    OutgoingEmail.objects.filter(pk=old.pk).update(status=EmailStatus.FAILED, created_at="2020-01-01T00:00Z")
    forget_old_emails()
    forged = path_of(make_email(may_unsubscribe=True))[:-3] + "xx/"

    for path in [path_of(necessary), path_of(old), forged, "/unsubscribe/x/", "/unsubscribe/a.b/"]:
        answer = client.post(path)

        assert answer.status_code == 404
        assert "This link does not work any more" in answer.content.decode()
    assert refusals() == []


def test_other_methods_are_refused(client):
    assert client.put(path_of(make_email(may_unsubscribe=True))).status_code == 405
