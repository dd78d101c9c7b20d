"""What every template may use without loading it."""

from babel import Locale
from django import template
from django.core.paginator import Page
from django.utils.translation import gettext as _

from core import formats, html, language
from core.forms import problems

register = template.Library()

register.simple_tag(html.icon, name="icon")
register.simple_tag(html.language_attributes, name="lang_attr")
register.filter("isolated", html.isolated)
register.filter("shown", html.shown)
register.filter("labelled", formats.labelled)
register.simple_tag(formats.date_range)


@register.filter
def paragraphs(value):
    """Show what somebody wrote: escaped, with paragraphs and line breaks, harmless to the text around it."""
    return html.paragraphs(value or "")


@register.filter
def number(value):
    """Write a number as the active language does; nothing for None."""
    return "" if value is None else formats.number(value)


@register.filter
def long_date(value):
    return formats.day(value) if value else ""


@register.filter
def short_date(value):
    return formats.day(value, length="medium") if value else ""


@register.filter
def local_time(value, zone="UTC"):
    """Show an instant in a time zone, with its offset on that date: {{ starts_at|local_time:zone }}."""
    return formats.local_time(value, str(zone or "UTC")) if value else ""


@register.filter
def language_name(code):
    """Return a language's own name: "fr" is Français."""
    return language.NAMES.get(code, code)


@register.simple_tag
def other_language(obj, *fields):
    """Return the name of the language in which the first untranslated one of the fields is shown, or nothing."""
    codes = (language.shown_language(obj, field) for field in fields)
    other = next((code for code in codes if code not in {None, language.current()}), None)
    return Locale(other).get_language_name(language.current()) if other else ""


@register.simple_tag(takes_context=True)
def language_links(context):
    """Return one dict per language: code, name, is_current, and the address of this same page in it.

    `url` is None on pages without a language in their address; the switch then remembers the choice in a cookie.
    """
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    current = language.current()
    return [
        {"code": code, "name": name, "is_current": code == current, "url": language.same_page(path, code)}
        for code, name in language.NAMES.items()
    ]


@register.simple_tag
def form_problems(*forms):
    """Return the errors of forms (and formsets) as (target id, text), in the order of their fields."""
    return problems(*forms)


@register.simple_tag(takes_context=True)
def page_query(context, page: int, key: str = "page"):
    """Return the query string of this page with another page number: ?country=ML&page=2."""
    query = context["request"].GET.copy()
    query[key] = page
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: Page):
    """Return the page numbers to offer, with None for a gap."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]


@register.filter
def state_label(state):
    """Return the words for a stage's or call's state: open, upcoming or closed."""
    return {"open": _("Open now"), "upcoming": _("Coming"), "closed": _("Closed")}[str(state)]


@register.filter
def state_icon(state):
    return html.icon({"open": "chat", "upcoming": "clock", "closed": "check"}[str(state)])


@register.simple_tag
def steps_range(total):
    return range(1, total + 1)
