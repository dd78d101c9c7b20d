"""A reader on a phone finds out what the consultation is about, without a script, by keyboard."""

import pytest

from .conftest import PHONE

WORDS = {"en": "civic freedoms", "fr": "libertes civiques", "es": "libertades civicas"}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_opens_a_term_follows_a_quote_and_searches(visit, language, javascript):
    reader = visit(language=language, javascript=javascript, width=PHONE)
    page, name = reader.page, f"reader-{language}-{'js' if javascript else 'plain'}"

    reader.open(f"/{language}/consultations/strategy-2023-2028/")
    term = page.locator(".term button").first
    definition = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert not definition.is_visible()

    term.focus()
    page.keyboard.press("Enter")
    assert definition.is_visible()
    if javascript:  # axe is a script
        reader.check(f"{name}-term")
    page.keyboard.press("Escape")
    assert not definition.is_visible()

    page.locator("figure.quote a").first.click()
    assert page.locator(":target").is_visible()
    assert page.evaluate("document.cookie") == "" if javascript else page.context.cookies() == []

    page.locator(".site-nav a[href$='/search/']").click()
    page.locator("#q").fill(WORDS[language])
    page.keyboard.press("Enter")
    page.locator("main ol h3 a").first.click()
    assert page.locator(":target").get_attribute("id") == "section-ten-years"


NOTICES = {"en": 1, "fr": 0, "es": 1}


@pytest.mark.parametrize(("language", "notices"), NOTICES.items())
def test_a_reader_finds_what_was_published_in_another_language(visit, language, notices):
    reader = visit(language=language, javascript=False, width=PHONE)
    page, name = reader.page, f"reader-{language}-published"
    title = "Les commerçantes du marché et le budget de la commune"

    reader.open(f"/{language}/consultations/strategy-2023-2028/questions/focus/")
    page.select_option("[name=country]", "ML")
    page.locator("main form button").click()
    reader.check(f"{name}-question")
    page.get_by_role("link", name=title).click()
    reader.check(name)

    assert page.locator("h1").inner_text() == title
    assert page.locator(".notice").count() == notices
    assert page.locator(".answer > div:not([lang=fr])").count() == 0
    assert page.context.cookies() == []
