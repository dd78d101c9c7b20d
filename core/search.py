"""Search in PostgreSQL's full text, the same for every room: words, vectors, excerpts, marked words.

Accents never matter: the configurations cocrea_en, cocrea_fr and cocrea_es take them away before stemming.
"""

import re
import unicodedata

from django.contrib.postgres.search import CombinedSearchQuery, SearchConfig, SearchQuery, SearchVectorField
from django.db.models import F, Func, Value
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Cast, NullIf
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.language import CODES
from core.text import harmless

LONGEST_WORDS = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 3
EXCERPT_LENGTH = 220
EMPTY = Cast(Value(""), SearchVectorField())
WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Return the words to look for, without signs; at most twelve."""
    return WORD.findall(harmless(text)[:LONGEST_WORDS])[:MOST_WORDS]


def query(words: str) -> SearchQuery | CombinedSearchQuery | None:
    """Return what finds texts of any language that have all the words or words that begin so; None without words."""
    parts = [f"'{word}':*" if len(word) >= SHORTEST_BEGINNING else f"'{word}'" for word in words_in(words)]
    if not parts:
        return None
    first, *others = (SearchQuery(" & ".join(parts), config=_config(code), search_type="raw") for code in CODES)
    for other in others:
        first = first | other
    return first


def vector(expression: Combinable | str, code: str, *, weight: str = "B") -> Func:
    """Return the search vector of a text in a language; of an empty text NULL, so that Coalesce can fall back."""
    text = F(expression) if isinstance(expression, str) else expression
    parsed = Func(_config(code), NullIf(text, Value("")), function="to_tsvector", output_field=SearchVectorField())
    template = f"setweight(%(expressions)s, '{weight}')"
    return Func(parsed, template=template, output_field=SearchVectorField())


def together(*vectors: Combinable) -> Combinable:
    """Return several vectors as one."""
    whole, *others = vectors
    for other in others:
        whole = CombinedExpression(whole, "||", other, output_field=SearchVectorField())
    return whole


def _config(code: str) -> SearchConfig:
    return SearchConfig(f"cocrea_{code}")


def excerpt(text: str, words: str) -> str:
    """Return a piece of a plain text around the first of the words found in it."""
    text = " ".join(text.split())
    if len(text) <= EXCERPT_LENGTH:
        return text
    stems = _stems(words)
    first = next((found.start() for found in WORD.finditer(text) if _fits(found[0], stems)), 0)
    start = max(0, min(first - EXCERPT_LENGTH // 3, len(text) - EXCERPT_LENGTH))
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, start + EXCERPT_LENGTH) if start + EXCERPT_LENGTH < len(text) else len(text)
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def marked(text: str, words: str) -> SafeString:
    """Return a plain text as HTML in which the words, and words that begin like them, are marked."""
    stems = _stems(words)
    pieces: list[tuple[str | SafeString]] = []
    end = 0
    for found in WORD.finditer(text):
        if _fits(found[0], stems):
            pieces += [(text[end : found.start()],), (format_html("<mark>{}</mark>", found[0]),)]
            end = found.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def _stems(words: str) -> tuple[str, ...]:
    return tuple(_stem(bare(word)) for word in words_in(words) if len(word) >= SHORTEST_BEGINNING)


def _stem(word: str) -> str:
    """Cut what plurals and conjugations usually change; only for marking, never for finding."""
    if len(word) <= 4:  # noqa: PLR2004 -- nothing to cut
        return word
    return word[:-2] if len(word) > 6 else word[:-1]  # noqa: PLR2004


def bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _fits(word: str, stems: tuple[str, ...]) -> bool:
    return bool(stems) and bare(word).startswith(stems)
