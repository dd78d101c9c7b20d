"""Whom a limit counts: the sender's network as our own proxies saw it, whatever a request claims (DJ-4)."""

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.urls import reverse

from accounts import services
from core import ratelimit

FORGED = [
    {"X-Forwarded-For": "198.51.100.9"},
    {"X-Forwarded-For": "198.51.100.9, 198.51.100.10"},
    {"X-Real-IP": "198.51.100.9"},
    {"Forwarded": "for=198.51.100.9"},
    {"X-Client-IP": "198.51.100.9"},
    {"CF-Connecting-IP": "198.51.100.9"},
    {"True-Client-IP": "198.51.100.9"},
]


def request_from(rf, address: str, **headers):
    return rf.get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize("headers", FORGED)
def test_a_forged_header_changes_nothing_without_proxies(rf, settings, headers):
    settings.TRUSTED_PROXIES = 0

    plain, forged = request_from(rf, "203.0.113.7"), request_from(rf, "203.0.113.7", **headers)

    assert ratelimit.network(plain) == ratelimit.network(forged)


def test_only_what_our_proxies_wrote_counts(rf, settings):
    settings.TRUSTED_PROXIES = 2
    real = request_from(rf, "10.0.0.2", **{"X-Forwarded-For": "203.0.113.7, 10.0.0.1"})
    forged = request_from(rf, "10.0.0.2", **{"X-Forwarded-For": "198.51.100.9, 203.0.113.7, 10.0.0.1"})
    short = request_from(rf, "10.0.0.2", **{"X-Forwarded-For": "198.51.100.9"})

    assert str(ratelimit.client_address(real)) == "203.0.113.7"
    assert str(ratelimit.client_address(forged)) == "203.0.113.7"
    assert str(ratelimit.client_address(short)) == "10.0.0.2"


@pytest.mark.parametrize("nonsense", ["unknown", "203.0.113.7:4711", "<script>", "1.2.3", "\x00"])
def test_a_header_that_is_no_address_is_passed_over(rf, settings, nonsense):
    settings.TRUSTED_PROXIES = 1

    request = request_from(rf, "203.0.113.7", **{"X-Forwarded-For": nonsense})

    assert str(ratelimit.client_address(request)) == "203.0.113.7"


def test_a_unix_socket_has_no_address_and_does_no_harm(rf):
    assert str(ratelimit.client_address(request_from(rf, ""))) == "127.0.0.1"


def test_neighbours_in_one_ipv6_network_count_together(rf):
    first, second = request_from(rf, "2001:db8:1:2::1"), request_from(rf, "2001:db8:1:2:ffff::9")
    other = request_from(rf, "2001:db8:1:3::1")

    assert ratelimit.network(first) == ratelimit.network(second)
    assert ratelimit.network(first) != ratelimit.network(other)


def test_allauth_counts_a_pseudonym_and_never_learns_the_address(rf):
    first, same, other = (
        get_ip(request_from(rf, address)) for address in ["203.0.113.7", "203.0.113.7", "203.0.113.8"]
    )

    assert first == same != other
    assert first.startswith("fd")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FORGED[:2])
def test_changing_the_header_does_not_buy_more_attempts(client, headers):
    services.create_account(email="ana@example.org", password="a sentence to remember")
    attempt = {"login": "ana@example.org", "password": "wrong"}

    for number in range(6):
        forged = dict.fromkeys(headers, f"198.51.100.{number}")
        page = client.post(reverse("account_login"), attempt, headers=forged)

    assert "Too many attempts" in page.content.decode()


@pytest.mark.django_db
def test_a_pseudonym_is_another_one_tomorrow(rf, time_machine):
    time_machine.move_to("2026-03-01 12:00Z")
    today = ratelimit.network(request_from(rf, "203.0.113.7"))
    time_machine.move_to("2026-03-02 12:00Z")

    assert ratelimit.network(request_from(rf, "203.0.113.7")) != today
