import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from accounts import services
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_the_pages_to_sign_in_ask_the_database_for_nothing(client, django_assert_num_queries):
    for name in ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]:
        with django_assert_num_queries(0):
            client.get(reverse(name))


def test_own_page(client, django_assert_num_queries):
    client.force_login(services.create_account(email="ana@example.org"))

    with django_assert_num_queries(4):  # session, person, second step, number of sessions
        client.get(reverse("accounts:home"))


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_of_people_in_the_administration(client, item_count, settings, django_assert_num_queries):
    settings.STAFF_SECOND_FACTOR = True
    admin = services.create_account(email="admin@example.org", is_staff=True)
    admin.is_superuser = True
    admin.save()
    TOTP.activate(admin, "JBSWY3DPEHPK3PXP")
    client.force_login(admin)
    for _number in range(item_count):
        make_user()

    with django_assert_num_queries(7):
        client.get(reverse("admin:accounts_user_changelist"))
