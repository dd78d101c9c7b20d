"""Signing in and up, by code and by password, in three languages, with the same answer for everybody."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from accounts import services
from accounts.models import User
from mail.models import OutgoingEmail

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence to remember"
CODE = re.compile(r"^    ([B-Z]{4}-[B-Z]{4})$", re.MULTILINE)


def address(name: str, code: str = "en") -> str:
    with translation.override(code):
        return reverse(name)


def last_code() -> str:
    return CODE.search(OutgoingEmail.objects.first().text_body).group(1)


def kinds() -> list[tuple[str, str, str]]:
    return list(OutgoingEmail.objects.order_by("pk").values_list("kind", "to_address", "language"))


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def visible(response) -> str:
    """Return the page without what differs from request to request: its token, and the address somebody typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"[\w.]+@example\.org", "", page)


SUBJECTS = {
    "en": "Your code to sign in",
    "fr": "Votre code de connexion",
    "es": "Su código para iniciar sesión",
}


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_sign_in_by_a_code_written_in_the_persons_language(client, code):
    services.create_account(email="ana@example.org", preferred_language=code)

    client.post(address("account_request_login_code"), {"email": "Ana@Example.org"})
    mail = OutgoingEmail.objects.get()
    response = client.post(address("account_confirm_login_code"), {"code": last_code().lower().replace("-", "")})

    assert (mail.kind, mail.language, mail.subject) == ("accounts/login_code", code, SUBJECTS[code])
    assert response["Location"] == address("accounts:home", code)
    assert response.cookies["language"].value == code
    assert is_signed_in(client)


def test_a_wrong_code_does_not_sign_in_and_the_third_ends_it(client):
    services.create_account(email="ana@example.org")
    client.post(address("account_request_login_code"), {"email": "ana@example.org"})

    statuses = [client.post(address("account_confirm_login_code"), {"code": "BBBB-BBBB"}).status_code for _ in "123"]
    late = client.post(address("account_confirm_login_code"), {"code": last_code()})

    assert (statuses, late.status_code) == ([200, 200, 302], 302)
    assert not is_signed_in(client)


def test_sign_in_by_password(client):
    services.create_account(email="ana@example.org", password=PASSWORD)

    client.post(address("account_login"), {"login": "ANA@example.org ", "password": PASSWORD})

    assert is_signed_in(client)
    assert kinds() == []


def test_sign_up_without_a_password_confirms_the_address_by_a_code(client):
    client.post(address("account_signup", "fr"), {"email": "Bruno@example.org", "name": "Bruno"})
    before = is_signed_in(client)
    client.post(address("account_email_verification_sent", "fr"), {"code": last_code()})
    user = User.objects.get()

    assert (before, is_signed_in(client)) == (False, True)
    assert kinds() == [("accounts/email_code", "bruno@example.org", "fr")]
    assert (user.name, user.preferred_language, user.has_usable_password()) == ("Bruno", "fr", False)
    assert user.emailaddress_set.get().verified


def test_sign_up_with_a_password_asks_for_a_long_one(client):
    response = client.post(address("account_signup"), {"email": "bruno@example.org", "password1": "short"})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"password1"}
    assert not User.objects.exists()


def test_a_new_password_by_code(client):
    user = services.create_account(email="ana@example.org", password=PASSWORD)
    client.post(address("account_reset_password"), {"email": "ana@example.org"})
    client.post(address("account_confirm_password_reset_code"), {"code": last_code()})
    new = {"password1": "another sentence by far", "password2": "another sentence by far"}

    client.post(address("account_complete_password_reset"), new)
    user.refresh_from_db()

    assert user.check_password("another sentence by far")
    assert [kind for kind, _to, _language in kinds()] == ["accounts/password_reset_code", "accounts/security_notice"]
    assert not is_signed_in(client)


def test_a_new_address_counts_only_after_its_code(client):
    user = services.create_account(email="ana@example.org")
    client.force_login(user)

    client.post(address("account_email"), {"email": "ana@new.example.org", "action_add": "1"})
    user.refresh_from_db()
    before = user.email
    client.post(address("account_email_verification_sent"), {"code": last_code()})
    user.refresh_from_db()

    assert (before, user.email) == ("ana@example.org", "ana@new.example.org")
    assert ("accounts/security_notice", "ana@example.org", "en") in kinds()


ENTRANCES = {
    "account_request_login_code": ("email", "account_confirm_login_code"),
    "account_reset_password": ("email", "account_confirm_password_reset_code"),
    "account_signup": ("email", "account_email_verification_sent"),
}


@pytest.mark.parametrize("name", ENTRANCES)
def test_known_and_unknown_address_get_the_same_answer(client, name):
    field, next_page = ENTRANCES[name]
    services.create_account(email="known@example.org")

    answers = []
    for email in ["known@example.org", "unknown@example.org"]:
        client.cookies.clear()
        response = client.post(address(name), {field: email})
        page = client.get(response["Location"])
        wrong = client.post(address(next_page), {"code": "BBBB-BBBB"})
        answers.append((response.status_code, response["Location"], visible(page), wrong.status_code, visible(wrong)))

    assert answers[0] == answers[1]
    assert sorted(OutgoingEmail.objects.values_list("to_address", flat=True)) == [
        "known@example.org",
        "unknown@example.org",
    ]


def test_wrong_password_and_unknown_address_get_the_same_answer(client):
    services.create_account(email="known@example.org", password=PASSWORD)

    pages = [
        visible(client.post(address("account_login"), {"login": email, "password": "not the sentence"}))
        for email in ["known@example.org", "unknown@example.org"]
    ]

    assert pages[0] == pages[1]
    assert kinds() == []


def test_no_mail_holds_the_host_of_the_request(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    services.create_account(email="known@example.org")

    for name, email in [("account_request_login_code", "unknown@example.org"), ("account_signup", "known@example.org")]:
        client.post(address(name), {"email": email}, headers={"Host": "evil.test", "X-Forwarded-Host": "evil.test"})

    mails = OutgoingEmail.objects.all()
    assert len(mails) == 2
    assert [mail for mail in mails if "evil.test" in mail.text_body + mail.html_body] == []
    assert all(settings.SITE_URL in mail.text_body for mail in mails)


def test_closing_other_sessions(client, django_user_model):
    services.create_account(email="ana@example.org", password=PASSWORD)
    other = type(client)()
    for browser in [other, client]:
        browser.post(
            address("account_login"),
            {"login": "ana@example.org", "password": PASSWORD},
            headers={"User-Agent": "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"},
            REMOTE_ADDR="203.0.113.7",
        )

    page = client.get(address("usersessions_list")).content.decode()
    client.post(address("usersessions_list"))

    assert page.count("Firefox, Android") == 2
    assert "203.0.113.7" not in page
    assert other.get(address("accounts:home")).status_code == 302
    assert client.get(address("accounts:home")).status_code == 200


def test_session_list_holds_neither_address_nor_browser_text(client):
    from allauth.usersessions.models import UserSession

    services.create_account(email="ana@example.org", password=PASSWORD)
    client.post(
        address("account_login"),
        {"login": "ana@example.org", "password": PASSWORD},
        headers={"User-Agent": "Canary/1.0 (X11; Linux) Firefox/128.0"},
        REMOTE_ADDR="203.0.113.7",
    )

    session = UserSession.objects.get()

    assert session.user_agent == "Firefox, Linux"
    assert session.ip.startswith("fd")


def test_profile_keeps_language_and_zone_and_goes_on_in_the_new_language(client):
    user = services.create_account(email="ana@example.org")
    client.force_login(user)
    data = {"name": "Ana", "preferred_language": "es", "time_zone": "Africa/Bamako"}

    response = client.post(address("accounts:home"), data)
    user.refresh_from_db()

    assert response["Location"] == address("accounts:home", "es")
    assert response.cookies["language"].value == "es"
    assert (user.name, user.preferred_language, user.time_zone) == ("Ana", "es", "Africa/Bamako")


def test_a_code_leads_to_the_page_that_asked_to_sign_in(client):
    services.create_account(email="ana@example.org")
    wanted = address("usersessions_list")
    asked = client.get(wanted)["Location"]
    entrance = client.get(asked).context["request_login_code_url"]

    sent = client.post(entrance, {"email": "ana@example.org", "next": wanted})
    form = client.get(sent["Location"]).context["redirect_field_value"]
    response = client.post(address("account_confirm_login_code"), {"code": last_code(), "next": form})

    assert response["Location"] == wanted


def test_a_closed_account_does_not_sign_in_and_gets_the_answer_of_an_unknown_one(client):
    services.create_account(email="closed@example.org", password=PASSWORD, name="Closed")
    User.objects.update(is_active=False)

    by_code = client.post(address("account_request_login_code"), {"email": "closed@example.org"})
    client.cookies.clear()
    by_password = client.post(address("account_login"), {"login": "closed@example.org", "password": PASSWORD})

    assert by_code["Location"] == address("account_confirm_login_code")
    assert by_password["Location"] == address("account_inactive")
    assert [kind for kind, _to, _language in kinds()] == ["accounts/unknown_account"]
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions(client):
    client.force_login(services.create_account(email="ana@example.org"))
    User.objects.update(is_active=False)

    assert client.get(address("accounts:home")).status_code == 302
