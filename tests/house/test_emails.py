"""Every kind of e-mail can be read in every language."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from core.language import CODES
from mail.previews import previews
from mail.rendering import render

TEMPLATES = settings.BASE_DIR / "templates" / "emails"
KINDS = sorted({str(path.relative_to(TEMPLATES)).split(".")[0] for path in TEMPLATES.rglob("*/[!_]*.*")})
LARGEST_HTML = 30_000
LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\bNone\b|%\([a-z_]+\)s|<django")
LOADED_OR_INLINE = re.compile(r"<(?:img|script|link|iframe|object|video|audio)\b|url\(|@import|\sstyle=", re.IGNORECASE)
ENGLISH_QUOTES = re.compile("[“”]")
TOO_CLOSE_IN_FRENCH = re.compile("(?<![\u202f\u00a0])[:;!?»](?=\\s|$)|«(?!\u202f|\u00a0)")
VOID_ELEMENTS = {"meta", "br", "hr"}


class Outline(HTMLParser):
    """Fails on elements that are not closed where they were opened; keeps the links."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.links = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_every_kind_has_a_preview():
    assert sorted(previews) == KINDS


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", sorted(previews))
def test_the_mail_is_complete(kind, code):
    email = render(kind, code, previews[kind](), unsubscribe_url=f"{settings.SITE_URL}/unsubscribe/x/")

    links = Outline(email.html).links
    assert email.subject
    assert len(email.subject) <= 150
    assert f'<html lang="{code}"' in email.html
    assert len(email.html.encode()) <= LARGEST_HTML
    for text in [email.subject, email.text, email.html]:
        assert LEFTOVERS.findall(text) == []
    assert LOADED_OR_INLINE.findall(email.html) == []
    assert [link for link in links if not link.startswith(f"{settings.SITE_URL}/") and link != settings.SITE_URL] == []
    assert [link for link in links if link not in email.text] == []


@pytest.mark.parametrize("kind", sorted(previews))
def test_the_three_languages_are_three_texts(kind):
    texts = {render(kind, code, previews[kind]()).text for code in CODES}

    assert len(texts) == len(CODES)


@pytest.mark.parametrize("kind", sorted(previews))
def test_french_and_spanish_are_set_as_their_readers_expect(kind):
    french, spanish = (render(kind, code, previews[kind]()) for code in ["fr", "es"])

    for text in [french.subject, french.text, spanish.subject, spanish.text]:
        assert ENGLISH_QUOTES.findall(text) == []
    for line in [french.subject, *french.text.splitlines()]:
        assert TOO_CLOSE_IN_FRENCH.findall(line) == [], line
