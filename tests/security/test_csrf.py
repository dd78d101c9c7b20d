"""Every form needs its token; the one exception is the mail programs' one-click unsubscribing (AZ-8)."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts import services

EXEMPT = {"mail:unsubscribe"}


def patterns(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


def test_only_unsubscribing_is_exempt():
    exempt = {name for name, entry in patterns(get_resolver()) if getattr(entry.callback, "csrf_exempt", False)}

    assert exempt == EXEMPT


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_logout",
        "account_request_login_code",
        "accounts:home",
        "usersessions_list",
        "admin:logout",
        "set_language",
    ],
)
def test_a_form_without_its_token_is_refused(name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(services.create_account(email="ana@example.org", is_staff=True))

    assert client.post(reverse(name), {"name": "Mallory"}).status_code == 403
