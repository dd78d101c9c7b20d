"""Every public page in three languages, on a phone and on a desk: accessible, self-contained, within its bytes."""

import gzip
import urllib.request

import pytest

from conversations.models import Conversation, Outcome

from .conftest import DESKTOP, PHONE

MAX_HTML_BYTES = 15 * 1024
MAX_PAGE_BYTES = 60 * 1024

PROCESS = "consultations/strategy-2023-2028"
PAGES = {
    "home": "",
    "consultation": f"{PROCESS}/",
    "stage": f"{PROCESS}/stages/big-picture/",
    "question": f"{PROCESS}/questions/focus/",
    "glossary": "glossary/",
    "search": "search/?q=transparence",
    "conversations": "conversations/",
    "guide": "conversations/guide/",
    "host": "conversations/host/",
    "outcomes": "outcomes/",
    "sign-in": "account/login/",
    "sign-up": "account/signup/",
}


def pages_of(language: str) -> dict[str, str]:
    conversation = Conversation.objects.announced().order_by("pk").first()
    outcome = Outcome.objects.published().order_by("pk").first()
    paths = {
        **PAGES,
        "conversation": f"conversations/{conversation.public_id}/",
        "outcome": f"outcomes/{outcome.public_id}/",
    }
    return {name: f"/{language}/{path}" for name, path in paths.items()}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_every_page_is_accessible_and_self_contained(visit, language, width):
    visitor = visit(language=language, width=width)

    for name, path in pages_of(language).items():
        visitor.open(path)
        visitor.check(f"{name}-{language}-{width}")
        assert visitor.page.locator("html").get_attribute("lang") == language
        assert visitor.page.locator("h1").count() == 1, name


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_leads_to_itself_in_the_other_languages(visit, language):
    visitor = visit(language=language)

    for name, path in pages_of(language).items():
        if name == "host":
            continue  # a form that is being filled in switches by buttons: test_host_journey
        visitor.open(path)
        links = visitor.page.locator("header a[hreflang]").evaluate_all("all => all.map(one => one.href)")
        assert len(links) == 3, path
        for link in links:
            assert visitor.page.request.get(link).status == 200, link


def weight(address: str) -> int:
    """Return what one answer weighs on the line, compressed as a proxy would."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as response:
        body = response.read()
        return len(body) if response.headers.get("Content-Encoding") == "gzip" else len(gzip.compress(body, 6))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_is_light_enough_for_a_slow_line(visit, site, language):
    visitor = visit(language=language)

    for name, path in pages_of(language).items():
        visitor.open(path)
        linked = visitor.page.locator("link[rel=stylesheet], script[src]").evaluate_all(
            "all => all.map(one => one.href || one.src)"
        )
        html = weight(site + path)
        assert html <= MAX_HTML_BYTES, f"{name}: {html} bytes of HTML"
        assert html + sum(map(weight, linked)) <= MAX_PAGE_BYTES, name


def test_reading_leaves_no_cookie(visit):
    visitor = visit(javascript=False)

    for name, path in pages_of("en").items():
        if name not in {"host", "sign-in", "sign-up"}:
            visitor.open(path)

    assert visitor.page.context.cookies() == []
