"""A host writes the report on a phone, without JavaScript, in each language; and with it, in two windows."""

from datetime import timedelta

import pytest

from consultations.models import Consultation
from conversations.models import Outcome, ReportDraft
from core import clock
from tests.e2e.conftest import DESKTOP, PHONE
from tests.factories.conversations import make_conversation, make_link

TITLE = "Budgets by the river"
WORDS = {
    "en": "We want to see the budget.",
    "fr": "Nous voulons voir le budget.",
    "es": "Queremos ver el presupuesto.",
}


@pytest.fixture
def secret(site):
    stage = Consultation.objects.get().stages.first()
    conversation = make_conversation(
        stage=stage, starts_at=clock.now() - timedelta(days=2), title=TITLE, is_listed=True
    )
    return make_link(conversation)


def stored() -> dict:
    """Return what is stored of the step that the tests write in."""
    return ReportDraft.objects.get(conversation__title=TITLE).steps["question-more-energy"]["data"]


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_a_host_reports_on_a_phone_without_javascript(visit, secret, code):
    host = visit(language=code, javascript=False, width=PHONE)
    page = host.page
    save = page.locator("main form button[type=submit]").first

    host.open(f"/{code}/conversations/report/{secret}/")
    host.check(f"report-{code}-overview")
    page.locator(".actions a").first.click()
    host.check(f"report-{code}-meeting")
    save.click()
    page.fill("[name=head_count]", "0")
    save.click()
    host.check(f"report-{code}-error")
    page.fill("[name=head_count]", "23")
    save.click()
    while page.locator("[name=key_points]").count():
        page.fill("[name=key_points]", WORDS[code])
        page.fill("[name=quotes]", f"« {WORDS[code]} » – Moussa")
        host.check(f"report-{code}-question")
        save.click()
    page.locator("[name^=position-][value='2']").first.check()
    host.check(f"report-{code}-trade-offs")
    save.click()
    page.locator(f"[name=language][value={code}]").check()
    host.check(f"report-{code}-closing")
    save.click()
    page.check("[name=participants_informed]")
    for name in ["may_publish", "may_contact"]:
        page.locator(f"[name={name}][value=yes]").check()
    for name in ["may_name_host", "may_name_organisation"]:
        page.locator(f"[name={name}][value=no]").check()
    page.locator("[name=quote_attribution][value=anonymous]").check()
    host.check(f"report-{code}-consent")
    save.click()
    host.check(f"report-{code}-preview")
    preview = page.locator(".preview").inner_text()
    page.locator("main form button[type=submit]").click()
    host.check(f"report-{code}-receipt")
    host.open(f"/{code}/conversations/report/{secret}/")
    host.check(f"report-{code}-sent")

    version = Outcome.objects.get(conversation__title=TITLE).latest_version
    assert (version.language, version.head_count) == (code, 23)
    assert WORDS[code] in preview
    assert "Moussa" not in preview


def test_what_is_typed_saves_itself_and_two_windows_are_told(visit, secret):
    first, second = visit(), visit(width=PHONE)
    path = f"/en/conversations/report/{secret}/question-more-energy/"
    first.open(path)
    second.open(path)

    first.page.fill("[name=key_points]", "From the first window")
    first.page.get_by_text("Saved at").wait_for()
    second.page.fill("[name=key_points]", "From the second window")
    second.page.get_by_text("Somebody else has changed this step.").wait_for()
    second.check("report-autosave-conflict")
    second.page.get_by_role("button", name="Save and go on").click()
    second.check("report-conflict")
    second.page.get_by_role("button", name="Save my choice").click()

    assert stored()["key_points"] == "From the first window\n\nFrom the second window"


def test_a_long_answer_saves_itself_too(visit, secret):
    host = visit()
    host.open(f"/fr/conversations/report/{secret}/question-more-energy/")

    for name in ("key_points", "agreement", "disagreement"):
        host.page.fill(f"[name={name}]", "été " * 2400)
    host.page.locator("[data-autosave-state]", has_text="Enregistré").wait_for()

    assert len(stored()["disagreement"]) > 9000


def test_without_a_connection_the_page_says_so_and_saves_later(visit, secret):
    host = visit()
    host.open(f"/en/conversations/report/{secret}/question-more-energy/")

    host.page.context.set_offline(True)
    host.page.fill("[name=key_points]", "Written in a bus")
    host.page.get_by_text("Not saved: no connection, we keep trying").wait_for()
    host.page.context.set_offline(False)
    host.page.get_by_text("Saved at").wait_for()

    assert stored()["key_points"] == "Written in a bus"


@pytest.mark.parametrize("code", ["en", "fr", "es"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_guide_is_readable_on_screen_and_as_a_page_to_print(visit, code, width):
    reader = visit(language=code, width=width)

    reader.open(f"/{code}/conversations/guide/")
    reader.check(f"guide-{code}-{width}")
    reader.open(f"/{code}/conversations/guide/?print")
    reader.check(f"guide-{code}-{width}-print")
