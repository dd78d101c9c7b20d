"""Numbers and days as each language writes them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from core import language

LOCALES = {"en": "en_GB", "fr": "fr", "es": "es"}  # "9 May 2022": the day before the month, in every language
UNGROUPED_BELOW = {"es": 10_000}  # Spanish writes 4500, but 12.500


def number(value: Decimal | int, code: str | None = None) -> str:
    """Return the number as written in the language: 4,500 in English, 4 500 in French, 4500 in Spanish."""
    code = code or language.current()
    grouped = abs(value) >= UNGROUPED_BELOW.get(code, 0)
    return format_decimal(value, locale=LOCALES[code], group_separator=grouped)


def day(value: date, code: str | None = None) -> str:
    """Return the day in words: "9 May 2022", "9 mai 2022", "9 de mayo de 2022"."""
    return format_date(value, "long", locale=LOCALES[code or language.current()])
