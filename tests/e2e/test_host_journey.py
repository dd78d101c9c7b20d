"""A host registers a conversation on a phone, without JavaScript and without an account, in each language."""

import re
from datetime import timedelta

import pytest

from conversations.models import Conversation
from core import clock
from mail.models import OutgoingEmail
from tests.e2e.conftest import DESKTOP, PHONE

TITLES = {"en": "Budgets by the river", "fr": "Des budgets au bord du fleuve", "es": "Presupuestos junto al río"}


def newest_link(kind: str, page: str) -> str:
    email = OutgoingEmail.objects.filter(kind=f"conversations/{kind}").latest("pk")
    return re.search(rf"http\S+/conversations/{page}/\S+", email.text_body).group()


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_a_host_registers_confirms_and_cancels_on_a_phone_without_javascript(visit, code):
    host = visit(language=code, javascript=False, width=PHONE)
    page = host.page
    submit = page.locator("main form button[type=submit]")

    host.open(f"/{code}/conversations/host/")
    host.check(f"host-{code}-empty")
    submit.click()
    host.check(f"host-{code}-errors")
    page.fill("[name=title]", TITLES[code])
    page.check("[name=common_languages][value=fr]")
    page.fill("[name=other_languages]", "Bambara")
    page.fill("[name=day]", (clock.today() + timedelta(days=5)).isoformat())
    page.fill("[name=time]", "14:30")
    page.select_option("[name=time_zone]", "Africa/Bamako")
    page.check("[name=format][value=in_person]")
    page.select_option("[name=country]", "ML")
    page.fill("[name=place]", "Bamako")
    page.check("[name=access][value=open]")
    page.fill("[name=expected_size]", "20")
    page.fill("[name=host_name]", "Awa Example")
    page.fill("[name=host_email]", "awa@example.org")
    page.select_option("[name=stakeholder_group]", "civil_society")
    page.check("[name=is_listed]")
    submit.click()
    host.check(f"host-{code}-sent")

    host.open(newest_link("confirm", "confirm"))
    host.check(f"host-{code}-confirm")
    submit.click()
    host.check(f"host-{code}-confirmed")
    conversation = Conversation.objects.get(title=TITLES[code])
    assert (conversation.status, conversation.host_language) == ("announced", code)

    host.open(f"/{code}/conversations/?country=ML&language=bm")
    host.check(f"host-{code}-list")
    page.get_by_role("link", name=TITLES[code]).click()
    host.check(f"host-{code}-detail")
    assert "Awa Example" not in page.content()

    host.open(newest_link("confirmed", "manage"))
    host.check(f"host-{code}-manage")
    page.locator("a[href$='/cancel/']").click()
    host.check(f"host-{code}-cancel")
    submit.click()
    host.check(f"host-{code}-cancelled")
    conversation.refresh_from_db()
    assert conversation.status == "cancelled"


def test_the_time_zone_of_the_device_is_suggested(chromium, site):
    context = chromium.new_context(timezone_id="Africa/Nairobi", viewport={"width": DESKTOP, "height": 900})
    page = context.new_page()

    page.goto(f"{site}/en/conversations/host/")
    page.wait_for_function("document.querySelector('[name=time_zone]').value === 'Africa/Nairobi'")

    context.close()


def test_what_was_typed_survives_the_language_switch(visit):
    host = visit(language="fr", width=PHONE)
    page = host.page

    host.open("/fr/conversations/host/")
    page.fill("[name=title]", "Des budgets au bord du fleuve")
    page.uncheck("[name=questions][value=more-energy]")
    page.get_by_role("button", name="Español").click()

    assert page.locator("html").get_attribute("lang") == "es"
    assert page.input_value("[name=title]") == "Des budgets au bord du fleuve"
    assert page.is_checked("[name=questions][value=more-energy]") is False
    assert page.is_checked("[name=questions][value=how-to-help]") is True
    host.check("host-switched")
