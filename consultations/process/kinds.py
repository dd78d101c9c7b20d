"""What a field of the process file may be: how it is checked, stored in a row, and written back from it.

Each kind has three methods: `check` reports what is wrong with a value, `columns` turns a checked value into columns,
`value` turns a row back into what stands in the file (None: the field is left out).
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Choices as Enumeration
from django.utils.translation import gettext as _

from consultations.texts import KEY
from core.language import CODES

from .problems import Path, Report
from .rules import Marks, check_characters, in_language

MAX_KEY = 50
WHOLE_DIGITS, DECIMALS = 14, 4


@dataclass(frozen=True)
class Kind(ABC):
    column: str
    required: bool = True

    @abstractmethod
    def check(self, value: Any, path: Path, report: Report) -> None:
        """Report everything that is wrong with the value that stands at the path."""

    def columns(self, value: Any) -> dict:
        return {self.column: value}

    def value(self, row) -> Any:
        return getattr(row, self.column)


@dataclass(frozen=True)
class Key(Kind):
    """A stable short name."""

    def check(self, value, path, report):
        if not isinstance(value, str) or not re.fullmatch(KEY, value) or len(value) > MAX_KEY:
            report.add(path, _("A key is a word of small letters, digits and hyphens, at most 50 characters."))


@dataclass(frozen=True)
class Text(Kind):
    """A text in every language of the consultation."""

    limit: int | None = None
    marks: Marks = Marks.NONE

    @property
    def may_hold_marks(self) -> bool:
        return self.marks is not Marks.NONE

    def check(self, value, path, report):
        if not isinstance(value, dict):
            report.add(path, _("Write this text once per language, for example {en: …, fr: …, es: …}."))
            return
        languages = languages_of(report)
        for code in languages:
            if value.get(code) is None or value[code] == "":
                report.add((*path, code) if code in value else path, _missing(code))
        for code, text in value.items():
            if code not in languages:
                report.add((*path, code), _("“%(code)s” is not a language of this consultation.") % {"code": code})
            elif text is not None:
                self._check_one(text, (*path, code), report)

    def _check_one(self, text, path, report):
        if not isinstance(text, str):
            report.add(path, _("This must be text: put it in quotes."))
        elif text and not text.strip():
            report.add(path, _missing(path[-1]))
        elif self.limit and len(text) > self.limit:
            numbers = {"length": len(text), "limit": self.limit}
            report.add(path, _("The text has %(length)d characters; at most %(limit)d fit.") % numbers)
        elif sentence := check_characters(text):
            report.add(path, sentence)

    def columns(self, value):
        return {f"{self.column}_{code}": (value or {}).get(code, "") for code in CODES}

    def value(self, row):
        texts = {code: getattr(row, f"{self.column}_{code}") for code in CODES}
        return {code: text for code, text in texts.items() if text} or None


@dataclass(frozen=True)
class Day(Kind):
    def check(self, value, path, report):
        if not isinstance(value, date):
            report.add(path, _("This must be a day such as 2022-05-09, without quotes."))


@dataclass(frozen=True)
class Number(Kind):
    """A whole or decimal number; how many digits stand after the point is kept."""

    def check(self, value, path, report):
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            report.add(path, _("This must be a number such as 4500 or 2.5, without quotes and separators."))
        elif abs(value) >= 10**WHOLE_DIGITS or decimals_of(value) > DECIMALS:
            report.add(path, _("At most 14 digits before the point and 4 after it fit."))

    def columns(self, value):
        return {self.column: Decimal(value), "decimals": decimals_of(value)}

    def value(self, row):
        return row.number


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a list."""

    words: type[Enumeration] | tuple[str, ...] = ()

    def check(self, value, path, report):
        _check_word(value, _known(self.words), path, report)

    def columns(self, value):
        return {self.column: value or ""}

    def value(self, row):
        return getattr(row, self.column) or None


@dataclass(frozen=True)
class Words(Kind):
    """Several words of a list, each once."""

    words: type[Enumeration] | tuple[str, ...] = ()
    may_be_empty: bool = False

    def check(self, value, path, report):
        if not isinstance(value, list):
            report.add(path, _("This must be a list, for example [en, fr]."))
            return
        if not value and not self.may_be_empty:
            report.add(path, _("The list is empty."))
        for number, word in enumerate(value):
            if word in value[:number]:
                report.add((*path, number), _("“%(word)s” stands twice in the list.") % {"word": word})
            else:
                _check_word(word, _known(self.words), (*path, number), report)

    def columns(self, value):
        return {self.column: value or []}

    def value(self, row):
        return list(getattr(row, self.column)) or ([] if self.may_be_empty else None)


@dataclass(frozen=True)
class Address(Kind):
    """The address of a page."""

    limit: int = 200

    def check(self, value, path, report):
        try:
            URLValidator(schemes=["https", "http"])(value)
        except ValidationError:
            report.add(path, _("This must be the address of a page, beginning with https://."))
        else:
            if len(value) > self.limit:
                numbers = {"length": len(value), "limit": self.limit}
                report.add(path, _("The text has %(length)d characters; at most %(limit)d fit.") % numbers)


@dataclass(frozen=True)
class Forms(Kind):
    """The approved forms of a term: a list of words per language."""

    def check(self, value, path, report):
        if not isinstance(value, dict):
            report.add(path, _("Write the forms once per language, for example {en: [plan, plans], fr: …, es: …}."))
            return
        languages = languages_of(report)
        for code in languages:
            if not value.get(code):
                report.add((*path, code) if code in value else path, _missing(code))
        for code, forms in value.items():
            if code not in languages:
                report.add((*path, code), _("“%(code)s” is not a language of this consultation.") % {"code": code})
            elif forms:
                self._check_forms(forms, (*path, code), report)

    def _check_forms(self, forms, path, report):
        if not isinstance(forms, list):
            report.add(path, _("This must be a list of words, for example [plan, plans]."))
            return
        for number, form in enumerate(forms):
            if not isinstance(form, str) or not form.strip() or "\n" in form:
                report.add((*path, number), _("Each form is a word or a few words on one line."))
            elif sentence := check_characters(form):
                report.add((*path, number), sentence)

    def value(self, row):
        return {code: row.forms[code] for code in CODES if row.forms.get(code)}


@dataclass(frozen=True)
class Reference(Kind):
    """The key of another item; `reading` checks that it exists, `importing` turns it into the row."""

    def check(self, value, path, report):
        if not isinstance(value, str):
            report.add(path, _("This must be the key of a big question."))

    def columns(self, value):
        return {}

    def value(self, row):
        return getattr(row, self.column).key


def languages_of(report: Report) -> list[str]:
    """Return the languages in which the file's texts stand; all of ours while it does not say so properly."""
    named = (report.data.get("consultation") or {}).get("languages") if isinstance(report.data, dict) else None
    known = [code for code in named if code in CODES] if isinstance(named, list) else []
    return known or CODES


def _missing(code: str) -> str:
    return _("The text is missing %(in_language)s.") % {"in_language": in_language(code)}


def _known(words: type[Enumeration] | tuple[str, ...]) -> list[str]:
    return list(words) if isinstance(words, tuple) else list(words.values)


def _check_word(value, known: list[str], path: Path, report: Report) -> None:
    if value not in known:
        words = {"word": value, "known": ", ".join(known)}
        report.add(path, _("“%(word)s” is not one of: %(known)s.") % words)


def decimals_of(number: int | Decimal) -> int:
    """Return how many digits stand after the point."""
    return max(0, -Decimal(number).as_tuple().exponent)
