"""Readers get no cookie; those that people need cannot be read by scripts or other sites (HDR-8)."""

import pytest
from django.urls import reverse

from accounts import services

pytestmark = pytest.mark.django_db

READ = ["/", "/healthz", "/readyz", "/en/conversations/", "/fr/account/password/reset/done/"]


@pytest.mark.parametrize("address", READ)
def test_reading_sets_no_cookie(client, address):
    response = client.get(address)

    assert response.status_code < 400
    assert dict(response.cookies) == {}


def test_a_form_sets_only_its_own_cookie(client):
    response = client.get(reverse("account_login"))

    assert list(response.cookies) == ["csrftoken"]
    assert (response.cookies["csrftoken"]["httponly"], response.cookies["csrftoken"]["samesite"]) == (True, "Lax")


def test_cookies_of_somebody_signed_in_are_closed_to_scripts(client):
    services.create_account(email="ana@example.org", password="a sentence to remember")

    response = client.post(reverse("account_login"), {"login": "ana@example.org", "password": "a sentence to remember"})

    assert {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in response.cookies.items()} == {
        "sessionid": (True, "Lax"),
        "csrftoken": (True, "Lax"),
        "language": (True, "Lax"),
    }


@pytest.mark.parametrize(
    ("cookie", "accepted", "expected"),
    [
        ("", "fr-CA,fr;q=0.9,en;q=0.5", "/fr/"),
        ("", "es-419", "/es/"),
        ("", "pt-BR,pt", "/en/"),
        ("", "", "/en/"),
        ("es", "fr", "/es/"),
        ("xx", "fr", "/fr/"),
        ("../evil", "", "/en/"),
    ],
)
def test_the_way_in_goes_by_cookie_then_browser_then_english(client, cookie, accepted, expected):
    if cookie:
        client.cookies["language"] = cookie

    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response["Location"]) == (302, expected)
    assert response["Vary"] == "Accept-Language, Cookie"
