"""Texts as pages show them: figures in words, glossary terms explained where they first stand, quoted sentences."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from consultations import figures as figure_words
from consultations import quotes
from consultations.models import Figure, Section, Term
from consultations.texts import FigureMark, TermMark, Token, Words, parse
from core import language

LINE_BREAK = SafeString("<br>")
NOTHING = SafeString("")


def term_name(term: Term, code: str) -> str:
    """Return the first form of the term in the language, or in the first other one that has any."""
    for candidate in language.fallback_order(code):
        if forms := term.forms.get(candidate):
            return forms[0]
    return term.key


class Texts:
    """The texts of one consultation, made ready for one page in the active language.

    A `scope` is a part of the page, such as a section: in each, the first mention of a term opens its definition and
    the later ones are plain words.
    """

    def __init__(self, *, figures: Iterable[Figure], terms: Iterable[Term]):
        self.figures = {figure.key: figure for figure in figures}
        self.terms = {term.key: term for term in terms}
        self.explained: dict[str, set[str]] = defaultdict(set)

    def plain(self, obj, field: str) -> str:
        """Return the text the reader sees, without any markup."""
        code = language.shown_language(obj, field)
        return self.plain_in(getattr(obj, f"{field}_{code}"), code) if code else ""

    def plain_in(self, text: str, code: str) -> str:
        """Return a text of the language without any markup."""
        return "".join(self._plain_token(token, following, code) for token, following in _with_next(parse(text)))

    def inline(self, obj, field: str, *, scope: str) -> SafeString:
        """Return a short text; in another language than the reader's it says so to screen readers."""
        code = language.shown_language(obj, field)
        if code is None:
            return NOTHING
        html = self._tokens(parse(getattr(obj, f"{field}_{code}")), code, scope)
        return html if code == language.current() else format_html('<span lang="{}">{}</span>', code, html)

    def paragraphs(self, obj, field: str, *, scope: str) -> SafeString:
        """Return a long text as paragraphs."""
        code = language.shown_language(obj, field)
        if code is None:
            return NOTHING
        quoted = self.quoted_sentence(obj) if field == "body" else None
        attribute = NOTHING if code == language.current() else format_html(' lang="{}"', code)
        return format_html_join(
            "\n",
            "<p{}>{}</p>",
            (
                (attribute, self._sentences(paragraph, code, scope, quoted))
                for paragraph in quotes.paragraphs(getattr(obj, f"{field}_{code}"))
            ),
        )

    def quoted_sentence(self, section) -> int | None:
        """Return the number of the sentence that the pull quote is taken from, both in one language."""
        code = language.shown_language(section, "body")
        if not isinstance(section, Section) or language.shown_language(section, "pull_quote") != code:
            return None
        body, quote = getattr(section, f"body_{code}"), getattr(section, f"pull_quote_{code}")
        sentence = quotes.find_sentence(body, quote, terms=self._names(code)) if code else None
        return sentence.number if sentence else None

    def _names(self, code: str) -> dict[str, str]:
        return {key: term_name(term, code) for key, term in self.terms.items()}

    def _sentences(self, paragraph: list[quotes.Sentence], code: str, scope: str, quoted: int | None) -> SafeString:
        return format_html_join("", "{}", ((self._sentence(one, code, scope, quoted),) for one in paragraph))

    def _sentence(self, sentence: quotes.Sentence, code: str, scope: str, quoted: int | None) -> SafeString:
        html = self._tokens(sentence.tokens, code, scope)
        if sentence.number != quoted:
            return html
        return format_html('<span class="quoted" id="s-{}-{}">{}</span>', scope, sentence.number, html)

    def _tokens(self, tokens: tuple[Token, ...], code: str, scope: str) -> SafeString:
        pieces = []
        for number, (token, following) in enumerate(_with_next(tokens)):
            match token:
                case Words():
                    pieces.append(format_html_join(LINE_BREAK, "{}", ((line,) for line in token.text.split("\n"))))
                case FigureMark():
                    pieces.append(self._figure(token, following, code, capital=number == 0))
                case TermMark():
                    pieces.append(self._term(token, code, scope))
        return format_html_join("", "{}", ((piece,) for piece in pieces))

    def _plain_token(self, token: Token, following: Token | None, code: str) -> str:
        match token:
            case Words():
                return token.text
            case FigureMark():
                figure = self.figures.get(token.key)
                with_unit = figure and not _begins_with_unit(following, figure, code)
                return figure_words.in_words(figure, code, with_unit=with_unit) if figure else token.key
            case TermMark():
                return token.words or self._names(code).get(token.key, token.key)

    def _figure(self, mark: FigureMark, following: Token | None, code: str, *, capital: bool) -> SafeString:
        figure = self.figures.get(mark.key)
        if figure is None:
            return conditional_escape(mark.key)
        with_unit = not _begins_with_unit(following, figure, code)
        return figure_words.as_html(figure, code, with_unit=with_unit, capital=capital)

    def _term(self, mark: TermMark, code: str, scope: str) -> SafeString:
        term = self.terms.get(mark.key)
        words = mark.words or (term_name(term, code) if term else mark.key)
        if term is None or mark.key in self.explained[scope]:
            return conditional_escape(words)
        self.explained[scope].add(mark.key)
        before, space, last = words.rpartition(" ")
        definition_code = language.shown_language(term, "definition") or code
        return format_html(
            '<label class="term">{first}<span class="term__end">{last}'
            '<button type="button" class="term__button" popovertarget="{id}"></button></span></label>'
            '<span popover class="definition" id="{id}" lang="{lang}"><b>{name}</b> {definition}</span>',
            id=f"t-{scope}-{term.key}",
            first=f"{before}{space}",
            last=last,
            lang=definition_code,
            name=capfirst(term_name(term, definition_code)),
            definition=getattr(term, f"definition_{definition_code}") or "",
        )


def _with_next(tokens: tuple[Token, ...]) -> Iterable[tuple[Token, Token | None]]:
    return zip_longest(tokens, tokens[1:])


def _begins_with_unit(following: Token | None, figure: Figure, code: str) -> bool:
    """Say whether the text goes on with what the figure counts: "{figure:founders} governments"."""
    unit = figure_words.unit(figure, code).casefold()
    return bool(unit) and isinstance(following, Words) and following.text.lstrip().casefold().startswith(unit)
