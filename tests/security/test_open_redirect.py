"""Wherever `next` points, people stay on this site (DJ-5)."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.urls import reverse

from accounts import services

pytestmark = pytest.mark.django_db

PASSWORD = "a sentence to remember"
EVIL = [
    "//evil.test",
    "///evil.test",
    "////evil.test",
    "//evil.test/%2f..",
    "//evil.test\\@testserver",
    "\\\\evil.test",
    "/\\evil.test",
    "\\/evil.test",
    "/\\/evil.test",
    "\\evil.test",
    "http://evil.test",
    "https://evil.test",
    "HTTPS://evil.test",
    "https:evil.test",
    "https:/evil.test",
    "https:///evil.test",
    "https:\\\\evil.test",
    "http:evil.test",
    "http:///evil.test",
    "http:\\evil.test",
    "ftp://evil.test",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "javascript://testserver/%0aalert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://evil.test/1",
    "file:///etc/passwd",
    "mailto:a@evil.test",
    " //evil.test",
    "\t//evil.test",
    "\n//evil.test",
    "\r\n//evil.test",
    "/\t/evil.test",
    "/\n/evil.test",
    "/\r/evil.test",
    "\x00//evil.test",
    "\x0b//evil.test",
    "\x1f//evil.test",
    "\x7f//evil.test",
    "\u2028//evil.test",
    "\u00a0//evil.test",
    "\u3000//evil.test",
    "https://testserver@evil.test",
    "https://testserver:80@evil.test",
    "//testserver@evil.test",
    "https://evil.test#testserver",
    "https://evil.test?testserver",
    "https://evil.test\\testserver",
    "https://testserver.evil.test",
    "https://eviltestserver",
    "https://evil.test:443",
    "https://[::1]",
    "//[::1]",
    "http://127.0.0.1",
    "http://2130706433",
    "https://ⓔⓥⓘⓛ.test",
    "//evil。test",
    "http://testserver",
    "https://testserver",
    "//testserver",
    "https://[evil.test",
    "///\\evil.test",
    "%0d%0aLocation:https://evil.test",
    "/en/\r\nSet-Cookie: a=b",
]
OWN = ["/en/", "/fr/conversations/", "/admin/", "/en/?q=a//b", "/%2f%2fevil.test"]


def host_reached(location: str) -> str:
    """Return where a browser goes: it drops control characters and takes a backslash for a slash."""
    cleaned = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    return urlsplit(urljoin("http://testserver/en/", re.sub(r"^(https?:)?/{2,}", r"\1//", cleaned))).hostname


def test_there_are_sixty_ways_out_to_try():
    assert len(set(EVIL)) >= 60


@pytest.mark.parametrize("target", EVIL)
def test_no_way_out_counts_as_safe(rf, target):
    with context.request_context(rf.get("/")):
        assert not get_adapter().is_safe_url(target)


@pytest.mark.parametrize("target", ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)"])
def test_signing_in_stays_on_this_site(client, target):
    services.create_account(email="ana@example.org", password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD, "next": target})

    assert response["Location"] == reverse("accounts:home")


@pytest.mark.parametrize("target", EVIL)
def test_signing_out_and_choosing_a_language_stay_on_this_site(client, target):
    client.force_login(services.create_account(email="ana@example.org"))

    chosen = client.post(reverse("set_language"), {"language": "fr", "next": target})
    left = client.post(reverse("account_logout"), {"next": target})

    assert host_reached(chosen.get("Location", "/")) == "testserver"
    assert left["Location"] == "/"


@pytest.mark.parametrize("target", OWN)
def test_signing_in_leads_to_the_page_asked_for(client, target):
    services.create_account(email="ana@example.org", password=PASSWORD)

    response = client.post(reverse("account_login"), {"login": "ana@example.org", "password": PASSWORD, "next": target})

    assert response["Location"] == target
