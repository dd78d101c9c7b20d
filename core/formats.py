"""Numbers, days and times as each language writes them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_decimal
from django.utils.translation import gettext

from core import language, zones

LOCALES = {"en": "en_GB", "fr": "fr", "es": "es"}  # "9 May 2022": the day before the month, in every language
UNGROUPED_BELOW = {"es": 10_000}  # Spanish writes 4500, but 12.500


def labelled(value: object, label: object) -> str:
    """Return "Reason: off topic", with the colon of the active language: French puts a space before it."""
    return gettext("%(label)s: %(value)s") % {"label": label, "value": value}


def number(value: Decimal | float, code: str | None = None, *, decimals: int | None = None) -> str:
    """Return the number as written in the language: 4,500 in English, 4 500 in French, 4500 in Spanish.

    `decimals` says how many digits stand after the point, zeros too; without it as many as the value needs.
    """
    code = code or language.current()
    grouped = abs(value) >= UNGROUPED_BELOW.get(code, 0)
    pattern = None if decimals is None else f"#,##0.{'0' * decimals}".rstrip(".")
    return format_decimal(value, pattern, locale=LOCALES[code], group_separator=grouped)


def day(value: date, code: str | None = None, *, length: str = "long") -> str:
    """Return the day in words: "9 May 2022", "9 mai 2022", "9 de mayo de 2022"; length "medium" shortens the month."""
    code = code or language.current()
    words = format_date(value, length, locale=LOCALES[code])
    return f"1er{words[1:]}" if code == "fr" and value.day == 1 else words


def date_range(first: date, last: date, code: str | None = None) -> str:
    """Return two days in words: "9 May – 31 Aug 2022", "9 mai – 31 août 2022", "9 de mayo – 31 de agosto de 2022"."""
    return format_interval(first, last, "yMMMMd", locale=LOCALES[code or language.current()])


def local_time(value: datetime, zone: str = "UTC", code: str | None = None) -> str:
    """Return the instant in a time zone, with the zone's offset on that day: "17 May 2022, 15:00 (Lagos, UTC+1)"."""
    code = code or language.current()
    here = value.astimezone(ZoneInfo(zone))
    clock = format_time(here, "HH:mm", locale=LOCALES[code])
    if zone == "UTC":
        return f"{day(here, code)}, {clock} (UTC)"
    return f"{day(here, code)}, {clock} ({zones.city(zone, code)}, {offset(here)})"


def offset(here: datetime) -> str:
    """Return the distance of a local time from UTC: "UTC+1", "UTC−3:30", "UTC+0"."""
    minutes = int(here.utcoffset().total_seconds() // 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
