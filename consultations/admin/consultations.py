"""Consultations and stages, and the process file as upload and download."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation, Stage
from consultations.process import ProcessFileError, export_process, import_process
from core import clock

from .base import ProcessAdmin, ProcessInline
from .forms import ImportForm


class StageInline(ProcessInline):
    model = Stage
    fields = ["position", "slug", "starts_on", "ends_on"]
    readonly_fields = ["slug"]


class ConsultationAdmin(ProcessAdmin):
    key_field = "slug"
    list_display = ["title", "slug", "starts_on", "ends_on", "is_public"]
    list_filter = ["is_public"]
    ordering = ["-starts_on", "pk"]
    inlines = [StageInline]
    fieldsets = [
        (None, {"fields": ["slug", "is_public", "languages", "starts_on", "ends_on", "title", "summary"]}),
        (gettext_lazy("Frame"), {"fields": ["in_scope", "out_of_scope", "who_decides", "covers"]}),
        (gettext_lazy("Who takes part"), {"fields": ["regions", "stakeholder_groups"]}),
    ]
    change_list_template = "admin/consultations/consultation/change_list.html"
    change_form_template = "admin/consultations/consultation/change_form.html"

    def view_on_site(self, obj) -> str:
        return self.site_address("detail", obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(self.import_view), name="consultations_consultation_import"),
            path("<int:pk>/export/", view(self.export_view), name="consultations_consultation_export"),
            *super().get_urls(),
        ]

    def export_view(self, request, pk):
        """Hand out the process file of a consultation."""
        consultation = get_object_or_404(Consultation, pk=pk)
        if not self.has_view_permission(request, consultation):
            raise PermissionDenied
        response = HttpResponse(export_process(consultation=consultation), content_type="application/yaml")
        response["Content-Disposition"] = f'attachment; filename="{consultation.slug}.yaml"'
        return response

    def import_view(self, request):
        """Read a process file: say what it would change, or every problem, or write it."""
        if not self.has_add_permission(request) or not self.has_change_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        result, problems = None, []
        if request.method == "POST" and form.is_valid():
            try:
                result = import_process(text=form.cleaned_data["file"], dry_run=form.cleaned_data["dry_run"])
            except ProcessFileError as error:
                problems = error.problems
            else:
                if not form.cleaned_data["dry_run"]:
                    self.message_user(request, _counts(result), messages.SUCCESS)
                    return redirect(self._list_address())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Import a process file"),
            "form": form,
            "problems": problems,
            "counts": _counts(result) if result else "",
        }
        return TemplateResponse(request, "admin/consultations/consultation/import.html", context)

    def _list_address(self) -> str:
        return reverse(f"{self.admin_site.name}:consultations_consultation_changelist")


def _counts(result) -> str:
    numbers = {"created": result.created, "changed": result.changed, "removed": result.removed}
    return _("%(created)d created, %(changed)d changed, %(removed)d removed") % numbers


class StageAdmin(ProcessAdmin):
    key_field = "slug"
    list_display = ["title", "state", "starts_on", "ends_on", "position", "of_consultation"]
    list_filter = ["consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "slug", "position", "starts_on", "ends_on", "channels", "title", "summary", "output"]

    @admin.display(description=gettext_lazy("state today"))
    def state(self, obj) -> str:
        return obj.state_on(clock.today()).label

    def view_on_site(self, obj) -> str:
        return self.site_address("stage", obj, stage_slug=obj.slug)
