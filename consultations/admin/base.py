"""What the pages of every model of the process have in common."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Q, TextField, URLField
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from consultations.models import Consultation
from consultations.process import layout
from consultations.services import touch
from consultations.uses import uses_above
from core.admin import TrilingualAdmin
from core.formats import labelled
from core.language import CODES, NAMES, columns

from .forms import ProcessForm

LONG = 120
"""A text of so many characters gets the whole width."""


class MissingLanguageFilter(admin.SimpleListFilter):
    """Rows of which a text is missing in a language."""

    title = _("missing language")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return list(NAMES.items())

    def queryset(self, request, queryset):
        if self.value() not in CODES:
            return queryset
        missing = Q()
        for kind in layout.TEXTS_OF_MODEL.get(queryset.model, {}).values():
            if kind.required:
                column = f"{kind.column}_{self.value()}"
                missing |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
        return queryset.filter(missing) if missing else queryset.none()


class FieldsMixin:
    """Lists of words are chosen by ticking, addresses are https unless they say otherwise, texts have room."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, ArrayField) and db_field.base_field.choices:
            return forms.MultipleChoiceField(
                label=capfirst(db_field.verbose_name),
                choices=db_field.base_field.choices,
                required=not db_field.blank,
                widget=forms.CheckboxSelectMultiple,
            )
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        elif isinstance(db_field, CharField) and not db_field.choices and db_field.max_length >= LONG:
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "vLargeTextField"})
        elif isinstance(db_field, TextField):
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 5})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ProcessAdmin(FieldsMixin, TrilingualAdmin):
    """A model of the process: its key is fixed once it exists, because addresses, marks and files name it."""

    form = ProcessForm
    key_field = "key"
    list_per_page = 50
    show_full_result_count = False
    save_on_top = False

    def get_list_filter(self, request):
        own = ["consultation"] if self.key_field == "key" else []
        return [*own, *self.list_filter, MissingLanguageFilter]

    def get_search_fields(self, request):
        return [self.key_field, *columns(*self._text_columns())]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset if self.model is Consultation else queryset.select_related("consultation")

    def get_readonly_fields(self, request, obj=None):
        fixed = [self.key_field] if self.model is Consultation else [self.key_field, "consultation"]
        return [*super().get_readonly_fields(request, obj), *(fixed if obj else [])]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        touch(self.consultation_of(form.instance))

    def delete_model(self, request, obj):
        consultation = self.consultation_of(obj)
        super().delete_model(request, obj)
        touch(consultation)

    def delete_queryset(self, request, queryset):
        consultations = list(Consultation.objects.filter(pk__in=queryset.values("consultation")))
        super().delete_queryset(request, queryset)
        for consultation in consultations:
            touch(consultation)

    @admin.display(description=_("consultation"), ordering="consultation")
    def of_consultation(self, obj) -> str:
        return str(obj.consultation)

    def get_deleted_objects(self, objs, request):
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        used = [labelled(count, label) for obj in objs for label, count in uses_above(obj)]
        return to_delete, counts, perms_needed, [*protected, *used]

    def consultation_of(self, obj) -> Consultation:
        return obj if self.model is Consultation else obj.consultation

    def site_address(self, name: str, obj, **kwargs) -> str:
        return reverse(f"consultations:{name}", kwargs={"slug": self.consultation_of(obj).slug, **kwargs})

    def _text_columns(self) -> list[str]:
        return [kind.column for kind in layout.TEXTS_OF_MODEL.get(self.model, {}).values()]


class ProcessInline(FieldsMixin, TranslationTabularInline):
    """The items of a row at a glance: their order and dates here, their texts on their own page."""

    form = ProcessForm
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request, obj=None) -> bool:
        return False
