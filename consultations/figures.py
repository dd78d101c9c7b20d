"""Figures in words: the number, what it counts and how exact it is, in the grammar of a language."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from consultations.enums import FigureQualifier
from consultations.models import Figure
from core import formats, language

NO_BREAK_SPACE = "\u00a0"
PHRASES = {
    FigureQualifier.MORE_THAN: _("more than %(figure)s"),
    FigureQualifier.LESS_THAN: _("less than %(figure)s"),
    FigureQualifier.ABOUT: _("about %(figure)s"),
}


def in_words(figure: Figure, code: str, *, with_unit: bool = True) -> str:
    """Return "more than 4,500 commitments" in the language; without the unit when a text goes on with it itself."""
    number = formats.number(figure.value, code, decimals=figure.decimals)
    return _phrase(figure, code) % {
        "figure": NO_BREAK_SPACE.join(filter(None, [number, with_unit and unit(figure, code)]))
    }


def as_html(figure: Figure, code: str, *, with_unit: bool = True, capital: bool = False) -> SafeString:
    """Return the words with the number itself and its day; `capital` when they begin a sentence."""
    words = in_words(figure, code, with_unit=with_unit)
    with override(code):
        as_of = _("as of %(day)s") % {"day": formats.day(figure.as_of, code)}
    return format_html(
        '<data value="{}" title="{}">{}</data>', plain_value(figure), as_of, capfirst(words) if capital else words
    )


def at_large(figure: Figure, code: str) -> SafeString:
    """Return the words with the number set apart, for lists of figures."""
    number = formats.number(figure.value, code, decimals=figure.decimals)
    large = format_html('<data class="number" value="{}">{}</data> {}', plain_value(figure), number, unit(figure, code))
    return format_html(_phrase(figure, code).replace("%(figure)s", "{}"), large)


def unit(figure: Figure, code: str) -> str:
    """Return what the figure counts, in the language or the next one that has it."""
    return getattr(figure, f"unit_{language.shown_language(figure, 'unit', code) or code}") or ""


def _phrase(figure: Figure, code: str) -> str:
    with override(code):
        return str(PHRASES[figure.qualifier]) if figure.qualifier else "%(figure)s"


def plain_value(figure: Figure) -> str:
    """Return the number as machines write it: 4500, 4.50."""
    return f"{Decimal(figure.value):.{figure.decimals}f}"
