"""The glossary as a reader of one language sees it."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.models import Term
from core import language, search


@dataclass(frozen=True)
class Entry:
    """A term under its name in the reader's language, or in another one when it has none there."""

    term: Term
    language: str
    name: str
    other_forms: list[str]
    names_elsewhere: list[tuple[str, str]]
    """(language, name) in the other languages."""


def entries(terms: Iterable[Term], code: str) -> list[Entry]:
    """Return the terms in the alphabetical order of their names; accents do not count."""
    found = (_entry(term, code) for term in terms)
    return sorted(found, key=lambda entry: search.bare(entry.name))


def _entry(term: Term, code: str) -> Entry:
    written = [candidate for candidate in language.fallback_order(code) if term.forms.get(candidate)]
    shown = written[0] if written else code
    name, *other_forms = term.forms.get(shown) or [term.key]
    elsewhere = [(candidate, term.forms[candidate][0]) for candidate in written if candidate != shown]
    return Entry(term=term, language=shown, name=name, other_forms=other_forms, names_elsewhere=elsewhere)
