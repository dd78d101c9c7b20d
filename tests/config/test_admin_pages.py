"""Every page of the administration opens, in three languages, without anything the security policy would block."""

import re

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<style|\sstyle=\"|<script>|\son[a-z]+=\"|\ssrc=\"(?:https?:)?//|<link[^>]+href=\"(?:https?:)?//")
MODELS = sorted((model for model in admin.site._registry), key=lambda model: model._meta.label)


@pytest.fixture
def administrator(client, settings):
    settings.STAFF_SECOND_FACTOR = False
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def demo(settings):
    settings.DEBUG = True  # the demo is refused elsewhere
    call_command("load_demo", verbosity=0)
    settings.DEBUG = False


def pages_of(model) -> list[str]:
    """Return the addresses of a model's pages: list, new one, first one there is, import and export."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    first = model._default_manager.order_by("pk").first()
    pages = [(f"{name}_changelist", []), (f"{name}_add", []), (f"{name}_import", []), (f"{name}_export", [])]
    pages += [(f"{name}_change", [first.pk])] if first else []
    found = []
    for route, args in pages:
        try:
            found.append(reverse(route, args=args))
        except NoReverseMatch:  # only some models have import and export
            continue
    return found


def test_every_page_of_every_model_opens_and_holds_nothing_inline(administrator, demo):
    found = {}
    for model in MODELS:
        for path in pages_of(model):
            response = administrator.get(path)
            may_add = admin.site._registry[model].has_add_permission(response.wsgi_request)
            expected = 403 if path.endswith("/add/") and not may_add else 200
            found[path] = (response.status_code - expected, INLINE.findall(response.content.decode()))

    assert len(found) > 50
    assert {path: trouble for path, trouble in found.items() if trouble != (0, [])} == {}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_start_page_opens_in_every_language(administrator, language):
    administrator.post(reverse("set_language"), {"language": language, "next": "/admin/"})

    page = administrator.get(reverse("admin:index")).content.decode()

    assert f'<html lang="{language}"' in page
    assert INLINE.findall(page) == []
