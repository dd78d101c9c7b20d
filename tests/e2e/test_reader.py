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
