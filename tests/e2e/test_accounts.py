"""Signing in with a real browser: a code by mail without JavaScript, and a passkey with it."""

import re

import pytest

from mail.models import OutgoingEmail
from tests.e2e.conftest import PHONE

PASSWORD = "writing-together"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WORDS = {
    "en": ("Send me a code", "Go on", "Your account"),
    "fr": ("Recevoir un code", "Continuer", "Votre compte"),
    "es": ("Recibir un código", "Continuar", "Su cuenta"),
}
PEOPLE = {"en": "facilitator@example.org", "fr": "host@example.org", "es": "member@example.org"}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_phone_without_javascript_signs_in_by_a_code(visit, language):
    send, go_on, heading = WORDS[language]
    visitor = visit(language=language, javascript=False, width=PHONE)

    visitor.open(f"/{language}/account/login/code/")
    visitor.page.fill("input[name=email]", PEOPLE[language])
    visitor.page.get_by_role("button", name=send).click()
    code = re.search(r"[B-Z]{4}-[B-Z]{4}", OutgoingEmail.objects.latest("pk").text_body)[0]
    visitor.page.fill("input[name=code]", code.lower())
    visitor.page.get_by_role("button", name=go_on).click()

    assert visitor.page.locator("h1").inner_text() == heading


def test_a_passkey_is_added_and_signs_in_alone(visit):
    visitor = visit()
    page = visitor.page
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    visitor.open("/en/account/login/")
    page.fill("input[name=login]", "member@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    visitor.open("/en/account/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.check("input[name=passwordless]")
    visitor.check("account-add-key")
    page.get_by_role("button", name="Add the key").click()
    page.wait_for_url("**/recovery-codes/")
    visitor.check("account-recovery-codes")
    visitor.open("/es/account/")
    page.get_by_role("button", name="Cerrar la sesión").click()
    visitor.open("/en/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/")

    assert page.locator("h1").inner_text() == "Su cuenta"
    assert visitor.problems == []


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_account_pages_are_accessible(visit, width):
    visitor = visit(width=width)

    for language in ["en", "fr", "es"]:
        for page in ["login/", "login/code/", "signup/", "password/reset/"]:
            visitor.open(f"/{language}/account/{page}")
            visitor.check(f"account-{page.replace('/', '-')}{language}-{width}")
    visitor.open("/en/account/login/")
    visitor.page.fill("input[name=login]", "member@example.org")
    visitor.page.fill("input[name=password]", PASSWORD)
    visitor.page.get_by_role("button", name="Sign in").click()
    visitor.page.wait_for_url("**/account/")
    for page in ["", "email/", "2fa/", "password/change/", "sessions/", "logout/"]:
        visitor.open(f"/en/account/{page}")
        visitor.check(f"account-{page.replace('/', '-')}en-{width}")
