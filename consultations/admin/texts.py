"""The texts of a consultation and what stands in them."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.figures import in_words
from consultations.marks import texts_naming
from core.language import current

from .base import ProcessAdmin
from .forms import FigureForm, SectionForm


class SectionAdmin(ProcessAdmin):
    form = SectionForm
    list_display = ["title", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "title", "body", "pull_quote"]

    def view_on_site(self, obj) -> str:
        return f"{self.site_address('detail', obj)}#section-{obj.key}"


class PrincipleAdmin(ProcessAdmin):
    list_display = ["name", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "name", "text"]


class KeptWhileNamedMixin:
    """A figure or a term stays as long as a text names it."""

    def get_deleted_objects(self, objs, request):
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        named = [_("“%(text)s” names it") % {"text": row} for item in objs for row in texts_naming(item)]
        return to_delete, counts, perms_needed, [*protected, *named]


class FigureAdmin(KeptWhileNamedMixin, ProcessAdmin):
    form = FigureForm
    list_display = ["key", "as_shown", "as_of", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "value", "qualifier", "unit", "as_of"]

    @admin.display(description=gettext_lazy("as shown"))
    def as_shown(self, obj) -> str:
        return in_words(obj, current())


class KeptApartNameAdmin(ProcessAdmin):
    list_display = ["name", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "name"]
