"""Every page of an account opens in each language, and none is kept in a cache."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import translation

from accounts import services

pytestmark = pytest.mark.django_db

PUBLIC = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
]
STILL = ["account_password_reset_completed", "account_inactive"]
OWN = [
    "accounts:home",
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
]
LANGUAGES = ["en", "fr", "es"]


def address(name: str, code: str) -> str:
    with translation.override(code):
        return reverse(name)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_public_account_page_opens(client, name, code):
    response = client.get(address(name, code))

    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    assert f'<html lang="{code}"' in response.content.decode()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", STILL)
def test_page_that_only_says_something_opens_and_sets_no_cookie(client, name, code):
    response = client.get(address(name, code))

    assert (response.status_code, dict(response.cookies)) == (200, {})


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", OWN)
def test_own_account_page_opens(client, name, code):
    client.force_login(services.create_account(email="ana@example.org", name="Ana"))

    response = client.get(address(name, code))

    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)


@pytest.mark.parametrize("name", [name for name in OWN if name != "account_logout"])
def test_own_account_page_asks_strangers_to_sign_in(client, name):
    response = client.get(reverse(name))

    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/en/account/login/")


WITH_PASSWORD = ["account_change_password", "account_reauthenticate"]
WITH_FACTOR = [
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
]


@pytest.mark.parametrize("name", WITH_PASSWORD)
def test_pages_of_somebody_with_a_password_open(client, name):
    client.force_login(services.create_account(email="ana@example.org", password="a sentence to remember"))

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", WITH_FACTOR)
def test_pages_of_somebody_with_a_second_factor_open_after_proof(client, name):
    user = services.create_account(email="ana@example.org")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user)
    client.force_login(user)
    client.post(reverse("mfa_reauthenticate"), {"code": codes.generate_codes()[0]})

    response = client.get(reverse(name))

    assert response.status_code == 200
    assert b"****" not in response.content
