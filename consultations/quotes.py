"""Sentences, and the sentence that a pull quote refers to.

A pull quote shortens one sentence of the body: all its words stand in that sentence, in the same order. It is
therefore never a second text that can drift away from the first: the page links it to the sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from consultations.texts import MARK, FigureMark, TermMark, Token, Words, parse

PARAGRAPH_BREAK = re.compile(r"\n\s*\n\s*")
SENTENCE_END = re.compile(
    r"""[.!?…]+                     # the sign itself; French writes a space before ! and ?
        (?:\s?»|[”’"')\]])*         # quotes and brackets that close with the sentence
        \s+
        (?=[«“‘"'(\[¿¡\s]*[^\W_a-zà-öø-ÿœ])  # then a capital, a digit or a mark""",
    re.VERBOSE,
)
ABBREVIATION = re.compile(
    r"(?:^|[\s(«“])(?:[^\W\d_]|\w\.\w|mr|mrs|dr|dra|sr|sra|ud|uds|mme|art|no|núm|pp|vs|cf|ej|ex)\.$", re.IGNORECASE
)
WORD = re.compile(r"\w+")
MASK = "Ｍ"  # a capital letter that no text uses: a mark may begin a sentence


@dataclass(frozen=True)
class Sentence:
    """One sentence as tokens, with the space after it; numbered from 0 through the whole text."""

    number: int
    tokens: tuple[Token, ...]


def paragraphs(text: str) -> list[list[Sentence]]:
    """Return the text as paragraphs of sentences. An empty line ends a paragraph."""
    found: list[list[Sentence]] = []
    number = 0
    for paragraph in PARAGRAPH_BREAK.split(text.strip()):
        pieces = _split(paragraph)
        found.append([Sentence(number + offset, parse(piece)) for offset, piece in enumerate(pieces)])
        number += len(pieces)
    return found


def sentences(text: str) -> list[Sentence]:
    """Return all sentences of the text, in order."""
    return [sentence for paragraph in paragraphs(text) for sentence in paragraph]


def find_sentence(body: str, quote: str, *, terms: Mapping[str, str] | None = None) -> Sentence | None:
    """Return the sentence of the body that has all words of the quote in their order, or None.

    `terms` gives the name of each term in the language of both texts, because [[key]] shows that name. When several
    sentences fit, the shortest is meant.
    """
    terms = terms or {}
    wanted = _words(parse(quote), terms)
    found = [(_words(sentence.tokens, terms), sentence) for sentence in sentences(body)]
    fitting = [(len(words), sentence.number) for words, sentence in found if wanted and _stand_in_order(wanted, words)]
    return found[min(fitting)[1]][1] if fitting else None


def _stand_in_order(wanted: list[str], words: list[str]) -> bool:
    remaining = iter(words)
    return all(word in remaining for word in wanted)


def _words(tokens: tuple[Token, ...], terms: Mapping[str, str]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        match token:
            case Words():
                words += WORD.findall(token.text.casefold())
            case FigureMark():
                words.append(f"{{figure:{token.key}}}")
            case TermMark():
                words += WORD.findall((token.words or terms.get(token.key, token.key)).casefold())
    return words


def _split(paragraph: str) -> list[str]:
    masked = MARK.sub(lambda match: MASK * len(match[0]), paragraph)
    ends = [match.end() for match in SENTENCE_END.finditer(masked) if not _is_abbreviation(masked, match)]
    starts = [0, *ends]
    return [paragraph[start:end] for start, end in zip(starts, [*ends, len(paragraph)], strict=True) if start < end]


def _is_abbreviation(text: str, match: re.Match) -> bool:
    return bool(ABBREVIATION.search(text[max(0, match.start() - 8) : match.start() + 1]))
