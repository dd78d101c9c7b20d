"""The marks inside a text: {figure:key} for a number kept as data, [[key]] or [[key|words shown]] for a glossary term.

Marks may stand in a consultation's summary, scope and "who decides", a stage's summary, a section's body, a
principle's text and an update's body; figures also in a pull quote. Everything here is pure: no query, no HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

KEY = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
WORDS = r"[^\[\]|{}]*[^\[\]|{}\s]"
MARK = re.compile(rf"\{{figure:(?P<figure>{KEY})\}}|\[\[(?P<term>{KEY})(?:\|(?P<words>{WORDS}))?\]\]")
BROKEN_MARK = re.compile(r"\{\s*figures?\b[^{}\n]{0,60}\}?|\[\[[^\[\]\n]{0,60}(?:\]\])?|\]\]", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """Text that is shown as it is."""

    text: str


@dataclass(frozen=True)
class FigureMark:
    """The place of a figure."""

    key: str


@dataclass(frozen=True)
class TermMark:
    """The place of a glossary term; without words of its own, the term's name is shown."""

    key: str
    words: str = ""


Token = Words | FigureMark | TermMark


def parse(text: str) -> tuple[Token, ...]:
    """Return the text as tokens, in order. What is not a whole mark stays words (see broken_marks)."""
    tokens: list[Token] = []
    end = 0
    for match in MARK.finditer(text):
        if match.start() > end:
            tokens.append(Words(text[end : match.start()]))
        tokens.append(_mark(match))
        end = match.end()
    if end < len(text):
        tokens.append(Words(text[end:]))
    return tuple(tokens)


def _mark(match: re.Match) -> FigureMark | TermMark:
    if match["figure"]:
        return FigureMark(match["figure"])
    return TermMark(match["term"], match["words"] or "")


def figure_keys(text: str) -> list[str]:
    """Return the keys of the figures in the text, in order, as often as they stand there."""
    return [token.key for token in parse(text) if isinstance(token, FigureMark)]


def term_keys(text: str) -> list[str]:
    """Return the keys of the terms marked in the text, in order, as often as they stand there."""
    return [token.key for token in parse(text) if isinstance(token, TermMark)]


def broken_marks(text: str) -> list[str]:
    """Return pieces that look like a mark and are none: "[[ogp", "{figure:Two Words}"."""
    words = "\n".join(token.text for token in parse(text) if isinstance(token, Words))
    return [match[0] for match in BROKEN_MARK.finditer(words)]


def plain(text: str, *, figures: Mapping[str, str], terms: Mapping[str, str]) -> str:
    """Return the text without marks, given what to write for each figure and the name of each term."""
    return "".join(_plain_token(token, figures, terms) for token in parse(text))


def _plain_token(token: Token, figures: Mapping[str, str], terms: Mapping[str, str]) -> str:
    match token:
        case Words():
            return token.text
        case FigureMark():
            return figures.get(token.key, token.key)
        case TermMark():
            return token.words or terms.get(token.key, token.key)
