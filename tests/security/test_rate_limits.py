"""Guessing and flooding come to an end, each with a page that says when to come back (RL-1)."""

import pytest
from django.urls import reverse

from accounts import services
from mail.models import OutgoingEmail

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence to remember"


def post(client, name: str, data: dict, address: str = "203.0.113.7"):
    return client.post(reverse(name), data, REMOTE_ADDR=address)


def test_five_wrong_passwords_close_an_account_to_guessing_from_everywhere(client):
    services.create_account(email="ana@example.org", password=PASSWORD)

    for number in range(5):
        post(client, "account_login", {"login": "ana@example.org", "password": "wrong"}, f"203.0.113.{number}")
    page = post(client, "account_login", {"login": "ana@example.org", "password": PASSWORD}, "198.51.100.1")

    assert "Too many attempts" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_closing_one_account_leaves_the_others_open(client):
    services.create_account(email="ana@example.org", password=PASSWORD)
    for _attempt in range(6):
        post(client, "account_login", {"login": "other@example.org", "password": "wrong"})

    post(client, "account_login", {"login": "ana@example.org", "password": PASSWORD})

    assert "_auth_user_id" in client.session


def test_three_codes_a_minute_for_one_address(client):
    services.create_account(email="ana@example.org")

    for number in range(5):
        post(client, "account_request_login_code", {"email": "ana@example.org"}, f"203.0.113.{number}")
        client.cookies.clear()

    assert OutgoingEmail.objects.count() == 3


@pytest.mark.parametrize("email", ["known@example.org", "unknown@example.org"])
def test_five_new_passwords_an_hour_for_one_address_known_or_not(client, email):
    services.create_account(email="known@example.org")

    responses = [post(client, "account_reset_password", {"email": email}, f"203.0.113.{number}") for number in range(6)]

    assert [response.status_code for response in responses] == [302] * 5 + [429]
    assert int(responses[-1]["Retry-After"]) > 0
    assert responses[-1]["Cache-Control"] == "no-store, private"


def test_twenty_new_accounts_an_hour_from_one_network(client):
    statuses = []
    for number in range(21):
        client.cookies.clear()
        statuses.append(post(client, "account_signup", {"email": f"person{number}@example.org"}).status_code)
    client.cookies.clear()
    elsewhere = post(client, "account_signup", {"email": "person99@example.org"}, "198.51.100.1")

    assert statuses == [302] * 20 + [429]
    assert elsewhere.status_code == 302


def test_looking_at_a_form_uses_nothing_up(client):
    statuses = {client.get(reverse("account_reset_password")).status_code for _ in range(30)}

    assert statuses == {200}
