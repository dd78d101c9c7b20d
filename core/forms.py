"""How forms are drawn, and the list of what is wrong with them."""

from dataclasses import dataclass

from django.forms import BaseFormSet
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class SiteFormRenderer(TemplatesSetting):
    """Forms are drawn by the templates under templates/django/forms/ and components/."""


@dataclass(frozen=True)
class Problem:
    """One error of a form: its text, and the id of the field it belongs to (empty for the whole form)."""

    text: str
    target: str = ""


def problems(*forms) -> list[Problem]:
    """Return the errors of bound forms and formsets, in the order in which a person meets them."""
    found = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            found += [Problem(text) for text in form.non_form_errors()]
            found += problems(*form.forms)
        else:
            found += [Problem(text) for text in form.non_field_errors()]
            for field in form.visible_fields():
                found += [Problem(f"{field.label} – {text}", first_id(field)) for text in field.errors]
    return found


def first_id(field: BoundField) -> str:
    """Return the id of the first thing in the field that can take the focus."""
    return field.id_for_label or field.subwidgets[0].id_for_label
