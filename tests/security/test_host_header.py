"""A request cannot say where it is: foreign hosts are refused, and no answer repeats them (DJ-3)."""

import pytest
from django.urls import reverse

HOSTS = [
    "evil.test",
    "testserver.evil.test",
    "evil.test:80",
    "testserver:80@evil.test",
    "testserver evil.test",
    "evil.test#testserver",
    "testserver/evil.test",
    "[::1]evil",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused(client, host):
    response = client.get("/en/account/login/", headers={"Host": host})

    assert response.status_code == 400
    assert "evil" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Forwarded-Server"])
def test_no_answer_repeats_a_forwarded_host(client, header):
    for address in [reverse("account_login"), "/", "/admin/"]:
        response = client.get(address, headers={header: "evil.test"})

        assert "evil.test" not in response.content.decode()
        assert "evil.test" not in response.get("Location", "")


def test_those_who_watch_the_site_may_call_it_by_its_address(client):
    response = client.get("/healthz", headers={"Host": "10.0.0.7:8000"})

    assert (response.status_code, response.content) == (200, b"ok")
