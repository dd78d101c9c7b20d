"""Turns a kind, a language and a context into subject, text and HTML. Nothing here touches the database."""

import re
from dataclasses import dataclass
from datetime import UTC

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from core.context import site
from core.text import harmless, one_line

SUBJECT_LENGTH = 255


@dataclass(frozen=True)
class RenderedEmail:
    subject: str
    text: str
    html: str


def render(kind: str, language: str, context: dict, *, unsubscribe_url: str = "") -> RenderedEmail:
    """Render emails/<kind>.{subject.txt,txt,html} in the language, with times in UTC unless the template says a zone.

    Templates also get `site_name`, `site_url`, `language`, `subject` and `unsubscribe_url`.
    """
    with translation.override(language), timezone.override(UTC):
        values = {
            **site(None),
            "site_url": settings.SITE_URL,
            "language": language,
            "unsubscribe_url": unsubscribe_url,
            **context,
        }
        values["subject"] = one_line(_fill(f"emails/{kind}.subject.txt", values, autoescape=False))[:SUBJECT_LENGTH]
        text = _fill(f"emails/{kind}.txt", values, autoescape=False)
        html = _fill(f"emails/{kind}.html", values, autoescape=True)
    return RenderedEmail(values["subject"], _tidy(text), html.strip() + "\n")


def _fill(name: str, values: dict, *, autoescape: bool) -> str:
    return harmless(get_template(name).template.render(Context(values, autoescape=autoescape)))


def _tidy(text: str) -> str:
    """Close the gaps that template tags leave: no space at a line's end, never two empty lines."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
