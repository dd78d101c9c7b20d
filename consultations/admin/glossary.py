"""The glossary, by form and as a table."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from import_export.tmp_storages import CacheStorage

from consultations.models import Term
from consultations.resources import GlossaryResource

from .base import ProcessAdmin
from .forms import GlossaryImportForm, TermForm
from .texts import KeptWhileNamedMixin


class TermAdmin(KeptWhileNamedMixin, ImportExportMixin, ProcessAdmin):
    form = TermForm
    resource_classes = [GlossaryResource]
    formats = [CSV]
    by_language = ("forms",)
    skip_export_form = True
    import_form_class = GlossaryImportForm
    tmp_storage_class = CacheStorage  # the second step may be served by another machine
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

    def has_import_permission(self, request) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("name"), ordering="key")
    def name(self, obj: Term) -> str:
        return next(iter(next(iter(obj.forms.values()), [])), obj.key)

    def view_on_site(self, obj: Term) -> str:
        return f"{reverse('consultations:glossary')}#term-{obj.key}"
