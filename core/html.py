"""The only place where text is declared safe HTML (a house test counts)."""

import re
from functools import cache

from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from core import language, text

ICONS = settings.BASE_DIR / "templates" / "icons"
BLANK_LINES = re.compile(r"\n\s*\n")


@cache
def icon(name: str) -> SafeString:
    """Return the drawing as inline SVG, hidden from screen readers. Raises FileNotFoundError."""
    return mark_safe((ICONS / f"{name}.svg").read_text().strip())


def language_attributes(code: str) -> SafeString:
    """Return the attributes of an element whose text is in the language: lang="fr" dir="ltr"."""
    try:
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        direction = "auto"
    return format_html('lang="{}" dir="{}"', code, direction)


def paragraphs(value: object) -> SafeString:
    """Return what somebody wrote as escaped paragraphs with their line breaks, in an isolated box."""
    blocks = [block for block in BLANK_LINES.split(text.harmless(value).strip()) if block.strip()]
    body = format_html_join("", "<p>{}</p>", ((_with_breaks(block),) for block in blocks))
    return format_html('<div class="said">{}</div>', body) if blocks else mark_safe("")


def _with_breaks(block: str) -> SafeString:
    return mark_safe("<br>".join(conditional_escape(line.strip()) for line in block.strip().split("\n")))


def isolated(value: object) -> SafeString:
    """Return a name or title somebody wrote, on one line, so that it cannot disturb the text around it."""
    return format_html("<bdi>{}</bdi>", text.one_line(value))


def shown(obj, field: str) -> str | SafeString:
    """Return a translated text as the reader sees it; in another language than the page's it says so."""
    code = language.shown_language(obj, field)
    words = getattr(obj, f"{field}_{code}") if code else ""
    return words if code in {None, language.current()} else format_html('<span lang="{}">{}</span>', code, words)
