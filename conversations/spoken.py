"""The languages that people speak with each other: many more than those of the site."""

import functools
import re
import unicodedata

from babel import Locale

from core import language

COMMON = ["en", "fr", "es", "ar", "pt", "ru", "zh", "hi", "id", "sw", "uk", "de", "it"]
OTHER_NAMES = {"castellano": "es", "farsi": "fa", "mandarin": "zh", "moore": "mos", "peul": "ff", "pulaar": "ff"}
CODE = re.compile(r"[a-z]{2,3}")


class UnknownLanguageError(Exception):
    """Nobody knows a language of this name; `name` is what was typed."""

    def __init__(self, name: str):
        super().__init__(name)
        self.name = name


def name(code: str) -> str:
    """Return the language's name in the active language, or its code when nobody has named it."""
    return Locale(language.current()).languages.get(code, code)


def names(codes: list[str]) -> str:
    """Return the names of several languages, as one text: "French, Bambara"."""
    return ", ".join(name(code) for code in codes)


def read(typed: str) -> list[str]:
    """Return the codes of languages typed by name or code, separated by commas. Raises UnknownLanguageError.

    Names are understood in the site's languages and in the language itself, with or without accents. A code of three
    letters (ISO 639-3) is taken as it is: most of the world's languages have no name here.
    """
    return [_code(part.strip()) for part in re.split("[,;\n]", typed) if part.strip()]


def _code(typed: str) -> str:
    known = _codes_by_name()
    plain = _plain(typed)
    if plain in known:
        return known[plain]
    if CODE.fullmatch(plain) and (len(plain) == 3 or plain in Locale("en").languages):  # noqa: PLR2004 -- ISO 639-3
        return plain
    raise UnknownLanguageError(typed)


@functools.cache
def _codes_by_name() -> dict[str, str]:
    found = dict(OTHER_NAMES)
    for site_language in language.CODES:
        for code, known_name in Locale(site_language).languages.items():
            if CODE.fullmatch(code):
                found.setdefault(_plain(known_name), code)
    for code in COMMON:
        found.setdefault(_plain(Locale(code).get_language_name(code)), code)
    return found


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
