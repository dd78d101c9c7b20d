from django import template

from consultations import figures
from core import language, search

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


@register.simple_tag(takes_context=True)
def pull_quote_anchor(context, section) -> str:
    """Return the id of the sentence the section's pull quote is taken from, or nothing."""
    number = context["page"].texts.quoted_sentence(section)
    return "" if number is None else f"s-{section.key}-{number}"


@register.simple_tag
def figure_at_large(figure):
    """Show a figure in words, its number large."""
    return figures.at_large(figure, language.current())


@register.filter
def marked(text, words: str):
    """Show a plain text with the searched words marked."""
    return search.marked(text, words)
