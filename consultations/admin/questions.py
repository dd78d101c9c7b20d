"""The question bank."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from consultations.models import Question
from consultations.uses import uses_above

from .base import ProcessAdmin, ProcessInline
from .forms import QuestionForm


class QuestionInline(ProcessInline):
    model = Question
    form = QuestionForm
    fields = ["position", "key", "role", "kind"]
    readonly_fields = ["key", "role", "kind"]


class BigQuestionAdmin(ProcessAdmin):
    list_display = ["title", "key", "position", "of_consultation"]
    ordering = ["consultation", "position", "pk"]
    fields = ["consultation", "key", "position", "title"]
    inlines = [QuestionInline]

    def view_on_site(self, obj) -> str:
        return self.site_address("question", obj, key=obj.key)


class QuestionAdmin(ProcessAdmin):
    form = QuestionForm
    list_display = ["text", "key", "of_big_question", "role", "kind", "position"]
    list_filter = ["big_question", "role", "kind"]
    ordering = ["consultation", "big_question__position", "role", "position", "pk"]
    fields = ["consultation", "big_question", "key", "position", "role", "kind", "text", "pole_a", "pole_b"]

    def get_readonly_fields(self, request, obj=None):
        """Fix the kind of what was asked or answered: its answers would lose their meaning."""
        fixed = ["kind"] if obj and uses_above(obj) else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("big_question")

    @admin.display(description=_("big question it serves"), ordering="big_question__position")
    def of_big_question(self, obj) -> str:
        return str(obj.big_question)

    def view_on_site(self, obj) -> str:
        return self.site_address("question", obj, key=obj.big_question.key)
