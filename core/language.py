"""The site's languages: names, fallback order, and the names of translated columns."""

from django.conf import settings
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import translation

CODES = [code for code, _name in settings.LANGUAGES]
NAMES = dict(settings.LANGUAGES)


def current() -> str:
    """Return the code of the active language: "en", "fr" or "es"."""
    active = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    return active if active in NAMES else settings.LANGUAGE_CODE


def fallback_order(code: str) -> list[str]:
    """Return all languages in the order in which a reader of `code` is shown a text."""
    return [code, *(other for other in CODES if other != code)]


def columns(*fields: str) -> list[str]:
    """Return the translated columns of the fields: columns("title") is title_en, title_fr, title_es."""
    return [f"{field}_{code}" for field in fields for code in CODES]


def shown_language(obj, field: str, code: str | None = None) -> str | None:
    """Return the language in which a reader sees the field, or None when it is empty in all of them."""
    for candidate in fallback_order(code or current()):
        if getattr(obj, f"{field}_{candidate}", None):
            return candidate
    return None


def fallback_expression(field: str, code: str | None = None) -> Coalesce:
    """Return what a reader sees of the field, as a database expression: searches fall back as display does."""
    names = [f"{field}_{candidate}" for candidate in fallback_order(code or current())]
    return Coalesce(*(NullIf(F(name), Value("")) for name in names), Value(""), output_field=TextField())


def same_page(full_path: str, code: str) -> str | None:
    """Return the address of the same page, query string included, in another language.

    None when the address names no language. The prefix is exchanged and nothing looked up: it works on error pages.
    """
    first, slash, rest = full_path.removeprefix("/").partition("/")
    return f"/{code}/{rest}" if slash and first in NAMES else None
