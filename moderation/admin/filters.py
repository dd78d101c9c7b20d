"""The filters of the queue; each costs at most one query."""

from datetime import timedelta

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_countries import countries

from core import clock
from core.contributions import moderated_kinds
from moderation.enums import CaseStatus
from moderation.models import Case

AGES = [2, 7, 14, 30]
EVERY_STATUS = "all"


class StatusFilter(SimpleListFilter):
    """What waits is shown first; the other statuses are one click away."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return [*CaseStatus.choices, (EVERY_STATUS, _("every status"))]

    def value(self):
        return super().value() or CaseStatus.SUBMITTED

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]  # "every status" has its own line

    def queryset(self, request, queryset):
        if self.value() == EVERY_STATUS:
            return queryset
        return queryset.filter(status=self.value())


class KindFilter(SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.code, kind.label) for kind in moderated_kinds.values()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class LanguageFilter(SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return settings.LANGUAGES

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


class CountryFilter(SimpleListFilter):
    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        used = Case.objects.exclude(country="").order_by().values_list("country", flat=True).distinct()
        return sorted(((code, countries.name(code) or code) for code in used), key=lambda choice: choice[1])

    def queryset(self, request, queryset):
        return queryset.filter(country=self.value()) if self.value() else queryset


class AgeFilter(SimpleListFilter):
    title = _("age")
    parameter_name = "age"

    def lookups(self, request, model_admin):
        return [(days, ngettext("%d day or more", "%d days or more", days) % days) for days in AGES]

    def queryset(self, request, queryset):
        if self.value() in map(str, AGES):
            return queryset.filter(submitted_at__lte=clock.now() - timedelta(days=int(self.value())))
        return queryset
