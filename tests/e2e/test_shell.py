"""The shell of the site in a real browser: switching the language, errors of forms, the way past the navigation."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from moderation.models import Reason
from tests.e2e.conftest import PHONE
from tests.factories.accounts import make_user

HOST_FORM = "/en/conversations/host/"


def test_switching_the_language_keeps_what_was_typed_without_javascript(visit):
    host = visit(javascript=False, width=PHONE)
    host.open(HOST_FORM)
    host.page.fill("[name=title]", "Ce que veut Bamako")

    host.page.click("button[name=switch_language][value=fr]")

    assert host.page.url == host.site + "/fr/conversations/host/"
    assert host.page.get_attribute("html", "lang") == "fr"
    assert host.page.input_value("[name=title]") == "Ce que veut Bamako"
    assert host.page.locator(".error-summary, .field--error").count() == 0
    host.check("host-form-after-language-switch-fr-phone")


def test_a_form_with_errors_begins_with_a_summary_that_leads_to_each_field(visit):
    host = visit()
    host.open(HOST_FORM)

    host.page.click("main form button[type=submit]")
    host.page.wait_for_selector(".error-summary")

    assert host.page.title().startswith("Error: ")
    assert host.page.evaluate("document.activeElement.className") == "error-summary"
    host.check("host-form-with-errors-en")
    link = host.page.locator(".error-summary a").first
    link.click()
    assert "#" + host.page.evaluate("document.activeElement.id") == link.get_attribute("href")


def test_the_first_key_leads_past_the_navigation(visit):
    reader = visit()
    reader.open("/en/")

    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip-link"
    reader.page.keyboard.press("Enter")

    assert reader.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_missing_page_is_a_good_page(visit, language):
    reader = visit(language=language, width=PHONE)

    response = reader.page.goto(f"{reader.site}/{language}/nothing/here/")

    assert response.status == 404
    reader.check(f"missing-page-{language}-phone")


@pytest.fixture
def translator(visit):
    """Return a signed-in member of staff on the page of a reason whose French title is missing."""
    staff = visit()
    reason = Reason.objects.create(
        code="hard-to-follow", title_en="Unclear", explanation_en="We did not understand it."
    )
    client = Client()
    client.force_login(make_user(is_staff=True, is_superuser=True))
    name = settings.SESSION_COOKIE_NAME
    staff.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": staff.site}])
    staff.open(reverse("admin:moderation_reason_change", args=[reason.pk]))
    return staff


def test_languages_are_tabs_that_say_what_is_missing(translator):
    tabs = translator.page.get_by_role("tab")

    assert tabs.all_inner_texts() == ["English", "Français\nempty: 2", "Español\nempty: 2"]
    assert translator.page.get_by_role("tabpanel").count() == 1
    translator.check("admin-language-tabs-en")


def test_tabs_are_used_by_keyboard_and_told_anew_while_one_writes(translator):
    page = translator.page
    page.get_by_role("tab", name="English").focus()

    page.keyboard.press("ArrowRight")
    page.fill("[name=title_fr]", "Pas clair")

    assert page.evaluate("document.activeElement.name") == "title_fr"
    assert page.get_by_role("tab", selected=True).inner_text() == "Français\nempty: 1"
    assert not page.is_visible("[name=title_en]")


def test_a_missing_text_in_a_hidden_tab_brings_its_tab_forward(translator):
    page = translator.page
    page.fill("[name=title_en]", "")
    page.get_by_role("tab", name="Español").click()

    page.click("[name=_save]")

    page.wait_for_selector("[name=title_en]:visible")
    assert page.get_by_role("tab", selected=True).inner_text().startswith("English")
