"""Redis away: passwords and codes wait, since nobody counts the attempts; everything else goes on (RL-2)."""

import pytest
from django.core.cache import caches
from django.urls import reverse

import core.cache
from accounts import services
from mail.models import OutgoingEmail

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence to remember"
CLOSED = {
    "account_login": {"login": "ana@example.org", "password": PASSWORD},
    "account_request_login_code": {"email": "ana@example.org"},
    "account_reset_password": {"email": "ana@example.org"},
    "account_signup": {"email": "new@example.org"},
}


@pytest.fixture
def _redis_away(settings, tmp_path, monkeypatch):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{tmp_path}/nobody.sock"}}
    monkeypatch.setattr(core.cache, "_resting_until", 0.0)
    yield
    core.cache._resting_until = 0.0


@pytest.mark.usefixtures("_redis_away")
@pytest.mark.parametrize("name", CLOSED)
def test_signing_in_is_closed_with_a_clear_sentence(client, name):
    services.create_account(email="ana@example.org", password=PASSWORD)

    response = client.post(reverse(name), CLOSED[name])

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Signing in is closed for a moment" in response.content.decode()
    assert "_auth_user_id" not in client.session
    assert not OutgoingEmail.objects.exists()


@pytest.mark.usefixtures("_redis_away")
@pytest.mark.parametrize("address", ["/en/conversations/", "/fr/account/login/", "/"])
def test_reading_goes_on(client, address):
    assert client.get(address).status_code in {200, 302}


@pytest.mark.usefixtures("_redis_away")
def test_who_is_signed_in_stays_so_and_may_leave(client):
    client.force_login(services.create_account(email="ana@example.org"))

    assert client.get(reverse("accounts:home")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


@pytest.mark.usefixtures("_redis_away")
def test_the_site_says_that_it_is_degraded(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"], response.json()["checks"]["redis"]) == (
        200,
        "degraded",
        "degraded",
    )


def test_signing_in_is_open_when_redis_is_back(client):
    services.create_account(email="ana@example.org", password=PASSWORD)

    client.post(reverse("account_login"), CLOSED["account_login"])

    assert "_auth_user_id" in client.session
    assert caches["default"].get("limit:probe") is None
