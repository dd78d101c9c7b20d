"""Staff come in only with a second step, wherever they go and whichever door they take (MFA-1)."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

from accounts import roles, services

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence to remember"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def staff():
    return services.create_account(
        email="staff@example.org", password=PASSWORD, is_staff=True, roles=(roles.SUPPORT_UNIT,)
    )


def sign_in(client, **extra):
    return client.post(reverse("account_login"), {"login": "staff@example.org", "password": PASSWORD, **extra})


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize(
    "name", ["admin:index", "admin:moderation_case_changelist", "accounts:home", "conversations:list"]
)
def test_staff_without_a_second_step_are_sent_to_set_one_up(client, staff, name):
    client.force_login(staff)

    response = client.get(reverse(name))

    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


def test_staff_without_a_second_step_can_set_one_up_and_go_on(client, staff):
    sign_in(client)
    asked = client.get(reverse("mfa_activate_totp"))
    client.post(asked["Location"], {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("admin:index")).status_code == 200


def test_recovery_codes_alone_are_no_second_step(client, staff):
    RecoveryCodes.activate(staff)
    client.force_login(staff)

    assert client.get(reverse("admin:index"))["Location"] == reverse("mfa_index")


def test_a_password_alone_does_not_sign_in_who_has_a_second_step(client, staff):
    TOTP.activate(staff, SECRET)

    response = sign_in(client)
    admin_page = client.get(reverse("admin:index"))

    assert response["Location"] == reverse("mfa_authenticate")
    assert admin_page.status_code == 302
    assert "_auth_user_id" not in client.session


def test_password_and_second_step_sign_in(client, staff):
    TOTP.activate(staff, SECRET)
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.get(reverse("admin:index")).status_code == 200


def test_a_code_by_mail_does_not_replace_the_second_step(client, staff):
    from tests.accounts.test_sign_in import last_code

    TOTP.activate(staff, SECRET)
    client.post(reverse("account_request_login_code"), {"email": "staff@example.org"})

    response = client.post(reverse("account_confirm_login_code"), {"code": last_code()})

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_the_administration_has_no_door_of_its_own(client, staff):
    form = {"username": "staff@example.org", "password": PASSWORD}

    page = client.get("/admin/login/?next=/admin/")
    posted = client.post("/admin/login/?next=/admin/", form)

    for response in [page, posted]:
        assert (response.status_code, response["Location"]) == (302, "/en/account/login/?next=%2Fadmin%2F")
    assert "_auth_user_id" not in client.session


def test_people_who_are_not_staff_may_not_enter_the_administration(client):
    client.force_login(services.create_account(email="ana@example.org"))

    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/").status_code == 302


def test_people_who_are_not_staff_need_no_second_step(client):
    client.force_login(services.create_account(email="ana@example.org"))

    assert client.get(reverse("accounts:home")).status_code == 200


def test_staff_cannot_take_their_last_second_step_away(client, staff):
    factor = TOTP.activate(staff, SECRET).instance
    codes = RecoveryCodes.activate(staff).generate_codes()
    client.force_login(staff)
    client.post(reverse("mfa_reauthenticate"), {"code": codes[0]})

    client.post(reverse("mfa_deactivate_totp"))

    assert list(services.second_factors(staff)) == [factor]


def test_guessing_the_second_step_is_limited(client, staff):
    TOTP.activate(staff, SECRET)
    sign_in(client)

    for _attempt in range(6):
        response = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    late = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert "Too many attempts" in response.content.decode()
    assert "Too many attempts" in late.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_demo_may_do_without(client, staff, settings):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(staff)

    assert client.get(reverse("admin:index")).status_code == 200
