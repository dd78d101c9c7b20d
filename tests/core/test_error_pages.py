"""Pages for when something is refused or fails: in the reader's language, and with what was written."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from core import views

LANGUAGES = {"en": "This page does not exist", "fr": "Cette page n’existe pas", "es": "Esta página no existe"}
LOST = "CSRF token missing."


@pytest.fixture
def ask(rf):
    """Return a function that calls a view of core.views with a request as a stranger sends it."""

    def call(view, path="/fr/conversations/host/", data=None, **kwargs):
        request = rf.get(path) if data is None else rf.post(path, data)
        request.user = AnonymousUser()
        response = view(request, **kwargs)
        response.page = response.content.decode()
        return response

    return call


def texts_to_copy(page: str) -> list[str]:
    return re.findall(r"<textarea[^>]*readonly>\n(.*?)</textarea>", page, re.DOTALL)


@pytest.mark.parametrize(("code", "words"), LANGUAGES.items())
def test_a_missing_page_answers_in_the_language_of_its_address(client, code, words):
    response = client.get(f"/{code}/nothing/")

    assert response.status_code == 404
    assert f"<h1>{words}</h1>" in response.content.decode()
    assert f'<html lang="{code}"' in response.content.decode()


def test_a_missing_page_without_language_answers_in_the_readers(client):
    response = client.get("/nothing/", headers={"accept-language": "es-PE,es;q=0.9"})

    assert LANGUAGES["es"] in response.content.decode()


@pytest.mark.parametrize("view", [views.bad_request, views.permission_denied, views.page_not_found])
def test_error_pages_have_one_heading_and_are_not_stored(ask, view):
    response = ask(view)

    assert response.page.count("<h1") == 1
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("view", "status"), [(views.server_error, 500), (views.database_away_page, 503)])
def test_the_last_resort_speaks_three_languages_without_touching_the_database(ask, view, status):
    response = ask(view)  # no database mark: a query would fail

    assert response.status_code == status
    assert re.findall(r'<section lang="(\w\w)">', response.page) == ["en", "fr", "es"]
    assert len(set(re.findall(r"<h[12]>(.*?)</h[12]>", response.page))) == 3
    assert response["Cache-Control"] == "no-store"


def test_a_lost_token_keeps_the_text_and_offers_to_send_it_again(ask):
    said = "Deux choses\r\n<b>importantes</b>"
    data = {"key_points": said, "languages": ["fr", "bm"], "csrfmiddlewaretoken": "old", "switch_language": "es"}

    response = ask(views.csrf_failure, "/fr/conversations/report/x/?step=2", data, reason=LOST)

    assert response.status_code == 403
    assert texts_to_copy(response.page) == ["Deux choses\r\n&lt;b&gt;importantes&lt;/b&gt;"]
    assert re.findall(r'<input type="hidden" name="([^"]+)"', response.page) == [
        "csrfmiddlewaretoken",
        "key_points",
        "languages",
        "languages",
        "switch_language",
    ]
    assert '<form method="post" action="/fr/conversations/report/x/?step=2">' in response.page
    assert 'value="old"' not in response.page
    assert "no-store" in response["Cache-Control"]


def test_secrets_are_never_shown_again(ask):
    secrets = {"password": "s3cret-1", "new_password1": "s3cret-2", "code": "s3cret-3", "access_token": "s3cret-4"}

    response = ask(views.csrf_failure, "/en/x/", {**secrets, "note": "to keep"}, reason=LOST)

    assert texts_to_copy(response.page) == ["to keep"]
    assert "s3cret" not in response.page


def test_nothing_of_an_account_page_is_repeated(ask):
    response = ask(views.csrf_failure, "/en/account/login/", {"login": "awa@example.org"}, reason=LOST)

    assert "awa@example.org" not in response.page
    assert "Send again" not in response.page


def test_in_the_admin_the_text_is_kept_but_not_sent_again(ask):
    response = ask(views.csrf_failure, "/admin/moderation/case/1/change/", {"note": "Dear host"}, reason=LOST)

    assert texts_to_copy(response.page) == ["Dear host"]
    assert "Send again" not in response.page


@pytest.mark.parametrize(
    "reason", ["Origin checking failed - https://evil.example does not match.", "Referer checking failed - no Referer."]
)
def test_a_form_from_another_site_is_not_repeated(ask, reason):
    response = ask(views.csrf_failure, "/en/x/", {"note": "call this number"}, reason=reason)

    assert response.status_code == 403
    assert "call this number" not in response.page


@pytest.mark.django_db
def test_the_page_is_what_a_browser_without_token_gets():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/fr/account/login/", {"login": "x"})

    assert response.status_code == 403
    assert "Veuillez l’envoyer encore une fois" in response.content.decode()


def test_a_limit_says_when_to_come_back_and_keeps_the_text(ask):
    response = ask(views.too_many_requests, "/en/x/", {"note": "to keep"}, seconds=600)

    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert "Please try again in 10 minutes." in response.page
    assert texts_to_copy(response.page) == ["to keep"]
