import pytest
from django.db import connection

from core import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_at_the_start(monkeypatch):
    monkeypatch.setattr(health, "_migrations_seen_applied", False)
    monkeypatch.setattr(health, "_checks", {})


def answer(client):
    response = client.get("/readyz")
    return response.status_code, response.json()


def test_alive_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def test_ready_when_all_is_well(client):
    health.register("mail", lambda now: True)

    checks = {"database": "ok", "migrations": "ok", "redis": "ok", "mail": "ok"}
    assert answer(client) == (200, {"status": "ok", "checks": checks})


def test_ready_asks_for_migrations_once(client, django_assert_max_num_queries):
    answer(client)

    with django_assert_max_num_queries(4):  # a savepoint, a limit, the question, the savepoint's release
        answer(client)


def test_a_room_that_is_not_well_makes_the_site_degraded(client):
    health.register("mail", lambda now: False)

    status, said = answer(client)

    assert (status, said["status"], said["checks"]["mail"]) == (200, "degraded", "degraded")


def test_a_check_that_breaks_counts_as_not_well_and_says_no_more(client):
    def broken(now):
        raise RuntimeError("host db.internal:5432 refused")

    health.register("mail", broken)

    response = client.get("/readyz")

    assert response.json()["status"] == "degraded"
    assert b"db.internal" not in response.content


def test_a_waiting_migration_makes_the_site_unready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts' AND name = '0002_roles'")

    assert answer(client) == (
        503,
        {"status": "unavailable", "checks": {"database": "ok", "migrations": "unavailable"}},
    )


def test_only_reading_is_allowed(client):
    assert [client.post(address).status_code for address in ["/healthz", "/readyz"]] == [405, 405]
