"""A moderator reads, asks, refuses and publishes by keyboard, in each language; a second one is told in time."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from accounts.models import User
from conversations.models import Outcome
from mail.models import OutgoingEmail
from moderation.models import Case
from tests.e2e.conftest import PHONE, Visitor

QUEUE = "/admin/moderation/case/"
CHANGED = "This contribution changed while you were reading"
NOT_SAVED = "The decision is not saved yet"
ASKED = "Merci de dire combien de jeunes étaient là."
LONGEST_WAY = 60


@pytest.fixture
def sign_in(visit):
    """Return a function that opens a window in a language and signs a demo person in."""

    def enter(email: str, language: str) -> Visitor:
        User.objects.filter(email=email).update(preferred_language=language)
        window = visit(language=language)
        window.open(f"/{language}/account/login/?next=/admin/")
        window.page.fill("[name=login]", email)
        window.page.fill("[name=password]", settings.DEMO_PASSWORD)
        window.page.keyboard.press("Enter")
        window.page.wait_for_url(lambda url: url.endswith("/admin/") and "?" not in url)
        assert window.page.get_attribute("html", "lang") == language
        return window

    return enter


def press(window: Visitor, selector: str, key: str = "Enter") -> None:
    """Go to the element by the Tab key alone and press a key on it."""
    target = window.page.locator(selector).first
    for _step in range(LONGEST_WAY):
        window.page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    else:
        pytest.fail(f"{selector} is not reached by keyboard")
    window.page.keyboard.press(key)


def choose(window: Visitor, status: str) -> None:
    """Choose the decision with the arrow keys, as one does in a group of radio buttons."""
    press(window, "[name=to_status]", "Space")
    while not window.page.is_checked(f"[name=to_status][value={status}]"):
        window.page.keyboard.press("ArrowDown")


def send(window: Visitor, button: str) -> None:
    """Press one of the buttons under the decision by keyboard and wait for the answer."""
    with window.page.expect_navigation():
        press(window, f"button[name={button}]")


def said(words: str, code: str) -> str:
    with override(code):
        return gettext(words)


def nth(number: int) -> Outcome:
    """Return one of the demo's outcomes, counted in the order in which they were sent."""
    return Outcome.objects.order_by("pk")[number - 1]


def case_of(number: int) -> Case:
    return nth(number).case


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_a_moderator_empties_the_queue_by_keyboard(sign_in, visit, code):
    moderator = sign_in("moderator@example.org", code)
    page = moderator.page
    moderator.check(f"moderator-{code}-start")

    moderator.open(QUEUE)
    moderator.check(f"moderator-{code}-queue")
    with page.expect_navigation():
        press(moderator, "#result_list tbody a")
    moderator.check(f"moderator-{code}-case")
    choose(moderator, "changes_requested")
    send(moderator, "preview")
    assert page.locator(".errornote h2").inner_text() == said(NOT_SAVED, code)
    moderator.check(f"moderator-{code}-words-missing")

    page.fill("[name=note]", ASKED)
    send(moderator, "preview")
    assert ASKED in page.locator(".mail-preview [lang=fr]").inner_text()
    moderator.check(f"moderator-{code}-mail-first")
    send(moderator, "next")
    assert case_of(5).status == "changes_requested"

    choose(moderator, "published")
    send(moderator, "next")
    assert (case_of(6).status, page.locator("#result_list").count()) == ("published", 0)
    moderator.check(f"moderator-{code}-queue-empty")

    moderator.open(reverse("admin:mail_outgoingemail_changelist"))
    moderator.check(f"moderator-{code}-outbox")
    email = OutgoingEmail.objects.filter(kind="conversations/decision_changes_requested").latest("pk")
    moderator.open(reverse("admin:mail_outgoingemail_change", args=[email.pk]))
    moderator.check(f"moderator-{code}-email")
    assert (email.language, ASKED in email.text_body) == ("fr", True)

    reader = visit(language=code, javascript=False, width=PHONE)
    reader.open(f"/{code}/outcomes/{nth(6).public_id}/")
    reader.check(f"moderator-{code}-published")
    assert reader.page.locator(".answer [lang=es]").count() > 0


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_second_moderator_is_told_and_loses_nothing(sign_in, code):
    path = reverse("admin:moderation_case_change", args=[case_of(5).pk])
    first, second = sign_in("moderator@example.org", "en"), sign_in("second-moderator@example.org", code)
    first.open(path)
    second.open(path)

    choose(first, "published")
    send(first, "save")
    choose(second, "changes_requested")
    second.page.fill("[name=note]", "Wait")
    send(second, "save")

    assert second.page.locator(".errornote h2").inner_text() == said(CHANGED, code)
    assert second.page.input_value("[name=note]") == "Wait"
    assert case_of(5).status == "published"
    second.check(f"moderator-{code}-too-late")


def test_a_decision_is_taken_back(sign_in):
    moderator = sign_in("moderator@example.org", "en")
    moderator.open(reverse("admin:moderation_case_change", args=[case_of(5).pk]))
    choose(moderator, "published")
    send(moderator, "save")

    with moderator.page.expect_navigation():
        moderator.page.get_by_role("link", name="Undo").click()
    assert moderator.page.is_checked("[name=to_status][value=submitted]")
    send(moderator, "save")

    assert case_of(5).status == "submitted"
    assert not Outcome.objects.published().filter(pk=nth(5).pk).exists()
