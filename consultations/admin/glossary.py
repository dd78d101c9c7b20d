"""The glossary, by form and as a table."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV

from consultations.models import Term
from consultations.resources import GlossaryResource

from .base import ProcessAdmin
from .forms import TermForm
from .texts import KeptWhileNamedMixin


class TermAdmin(KeptWhileNamedMixin, ImportExportMixin, ProcessAdmin):
    form = TermForm
    resource_classes = [GlossaryResource]
    formats = [CSV]
    by_language = ("forms",)
    skip_export_form = True
    list_display = ["name", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = [
        "consultation",
        "key",
        "position",
        "forms_en",
        "definition_en",
        "forms_fr",
        "definition_fr",
        "forms_es",
        "definition_es",
    ]

    @admin.display(description=_("name"), ordering="key")
    def name(self, obj: Term) -> str:
        return next(iter(next(iter(obj.forms.values()), [])), obj.key)

    def view_on_site(self, obj: Term) -> str:
        return f"{reverse('consultations:glossary')}#term-{obj.key}"
