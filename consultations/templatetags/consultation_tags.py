from babel import Locale
from django import template
from django.utils.html import format_html

from consultations import figures
from core import formats, language, search

register = template.Library()


@register.simple_tag(takes_context=True)
def rich_text(context, obj, field: str, scope: str):
    """Show a short text with its figures and terms; `scope` is the part of the page it stands in."""
    return context["page"].texts.inline(obj, field, scope=scope)


@register.simple_tag(takes_context=True)
def rich_paragraphs(context, obj, field: str, scope: str):
    """Show a long text as paragraphs with its figures and terms."""
    return context["page"].texts.paragraphs(obj, field, scope=scope)


@register.simple_tag(takes_context=True)
def plain_text(context, obj, field: str):
    """Show a text without any markup, for places that take none."""
    return context["page"].texts.plain(obj, field)


@register.filter
def shown(obj, field: str):
    """Show a text without marks; in another language than the reader's it says so to screen readers."""
    code = language.shown_language(obj, field)
    text = getattr(obj, f"{field}_{code}") if code else ""
    return text if code in {None, language.current()} else format_html('<span lang="{}">{}</span>', code, text)


@register.simple_tag
def other_language(obj, *fields: str) -> str:
    """Return the name of the language of the first field that is not shown in the reader's, or nothing."""
    for field in fields:
        code = language.shown_language(obj, field)
        if code not in {None, language.current()}:
            return Locale(code).get_language_name(language.current())
    return ""


@register.simple_tag(takes_context=True)
def pull_quote_anchor(context, section) -> str:
    """Return the id of the sentence the section's pull quote is taken from, or nothing."""
    number = context["page"].texts.quoted_sentence(section)
    return "" if number is None else f"s-{section.key}-{number}"


@register.simple_tag
def figure_in_words(figure):
    return figures.as_html(figure, language.current(), capital=True)


@register.simple_tag
def date_range(first, last) -> str:
    return formats.date_range(first, last)


@register.filter
def marked(text, words: str):
    """Show a plain text with the searched words marked."""
    return search.marked(text, words)
