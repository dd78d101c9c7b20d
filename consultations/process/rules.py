"""What holds for one text in several languages. Import and the admin's forms ask here, so that they agree."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from consultations import quotes, texts
from core.text import CONTROLS, DIRECTION_OVERRIDES

Finding = tuple[str, str]
"""The language of the text that is wrong, and what is wrong, in a sentence."""

NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Marks(Enum):
    """Which marks a text may hold."""

    NONE = "none"
    FIGURES = "figures"
    ALL = "all"


@dataclass(frozen=True)
class Known:
    """The keys that marks may name, and how each term is called in each language."""

    figures: frozenset[str] = frozenset()
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """{"ogp": {"en": "Open Government Partnership", ...}}"""

    def term_names(self, code: str) -> dict[str, str]:
        return {key: names[code] for key, names in self.terms.items() if code in names}


def in_language(code: str) -> str:
    """Return "in French" in the active language."""
    return {
        "en": pgettext("a text is missing …", "in English"),
        "fr": pgettext("a text is missing …", "in French"),
        "es": pgettext("a text is missing …", "in Spanish"),
    }.get(code, dict(settings.LANGUAGES).get(code, code))


def check_characters(text: str) -> str | None:
    """Return what is wrong with the characters of a text, or None."""
    found = CONTROLS.search(text) or DIRECTION_OVERRIDES.search(text) or NO_CHARACTERS.search(text)
    if found:
        name = f"U+{ord(found[0]):04X}"
        return _("The invisible character %(name)s may not stand in a text.") % {"name": name}
    return None


def check_marks(by_language: Mapping[str, str], *, marks: Marks, known: Known) -> Iterator[Finding]:
    """Yield what is wrong with the marks of one text in its languages."""
    for code, text in by_language.items():
        yield from ((code, sentence) for sentence in _check_marks_of(text, marks, known))
    yield from _check_same(
        by_language, texts.figure_keys, _("The figure “%(key)s” stands here %(there)s but not %(here)s.")
    )
    yield from _check_same(by_language, texts.term_keys, _("The term “%(key)s” is marked %(there)s but not %(here)s."))


def _check_marks_of(text: str, marks: Marks, known: Known) -> Iterator[str]:
    for piece in texts.broken_marks(text):
        yield _("“%(piece)s” is not a whole mark: write {figure:key}, [[key]] or [[key|words]].") % {"piece": piece}
    figures, terms = set(texts.figure_keys(text)), set(texts.term_keys(text))
    if figures and marks is Marks.NONE:
        yield _("Figures are not shown in this field.")
    if terms and marks is not Marks.ALL:
        yield _("Glossary terms are not shown in this field.")
    for key in sorted(figures - known.figures):
        yield _("There is no figure “%(key)s”.") % {"key": key}
    for key in sorted(terms - known.terms.keys()):
        yield _("There is no term “%(key)s” in the glossary.") % {"key": key}


def _check_same(
    by_language: Mapping[str, str], keys_of: Callable[[str], list[str]], sentence: str
) -> Iterator[Finding]:
    keys = {code: set(keys_of(text)) for code, text in by_language.items()}
    everywhere = set().union(*keys.values())
    for code, found in keys.items():
        for key in sorted(everywhere - found):
            there = next(other for other, others in keys.items() if key in others)
            yield code, sentence % {"key": key, "there": in_language(there), "here": in_language(code)}


def check_pull_quote(bodies: Mapping[str, str], pull_quotes: Mapping[str, str], *, known: Known) -> Iterator[Finding]:
    """Yield the languages in which the words of the pull quote do not stand in one sentence of the body, in order."""
    for code, quote in pull_quotes.items():
        if not quotes.find_sentence(bodies.get(code, ""), quote, terms=known.term_names(code)):
            yield code, _("No sentence of the text has these words in this order: a pull quote shortens one sentence.")
