"""Announced conversations for the support unit: facts to read, and hiding with a reason."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from conversations.models import ConversationMove
from conversations.permissions import can_hide_conversations, can_see_hosts
from conversations.services import hosting
from conversations.spoken import COMMON
from conversations.spoken import name as language_name
from core import clock, formats
from core.admin import OfferedFiltersOnly

FACTS = ["title", "public_id", "status", "consultation", "stage", "registered_at", "confirmed_at", "reminded_at"]
MEETING = ["start", "minutes", "format", "country", "place", "spoken", "access", "expected_size", "discussed"]
PUBLIC = ["is_listed", "shows_host_name", "shows_organisation", "how_to_join"]
HOST = ["host_name", "host_email", "host_language", "organisation", "stakeholder_group"]


class ReasonActionForm(ActionForm):
    note = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=500)


class SpokenLanguageFilter(admin.SimpleListFilter):
    title = gettext_lazy("language spoken")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return [(code, language_name(code)) for code in COMMON]

    def queryset(self, request, queryset):
        return queryset.filter(languages__contains=[self.value()]) if self.value() else queryset


class ReportFilter(admin.SimpleListFilter):
    title = gettext_lazy("report")
    parameter_name = "report"

    def lookups(self, request, model_admin):
        return [("sent", _("sent")), ("awaited", _("not sent"))]

    def queryset(self, request, queryset):
        if self.value() == "awaited":
            return queryset.waiting_for_report()
        return queryset.exclude(outcome=None) if self.value() == "sent" else queryset


class MoveInline(admin.TabularInline):
    model = ConversationMove
    fields = readonly_fields = ["moved_at", "from_status", "to_status", "moved_by", "note"]
    extra = 0

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("conversations.view_conversation")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("moved_by")


class ConversationAdmin(OfferedFiltersOnly, admin.ModelAdmin):
    """Nothing is typed here: hosts change their conversation through their link, the support unit hides and shows."""

    list_display = ["title", "status", "country", "spoken", "starts_at", "is_listed", "has_report"]
    list_filter = ["status", ReportFilter, SpokenLanguageFilter, "stage", "country"]
    list_per_page = 50
    list_select_related = ["outcome"]
    ordering = ["-starts_at"]
    actions = ["hide_selected", "unhide_selected"]
    action_form = ReasonActionForm
    inlines = [MoveInline]

    def get_search_fields(self, request):
        names = ["title", "place"]
        return [*names, "host_name", "host_email", "organisation"] if can_see_hosts(request.user) else names

    def get_fieldsets(self, request, obj=None):
        sets = [
            (None, {"fields": FACTS}),
            (gettext_lazy("Meeting"), {"fields": MEETING}),
            (gettext_lazy("Public"), {"fields": PUBLIC}),
        ]
        return [*sets, (gettext_lazy("Host"), {"fields": HOST})] if can_see_hosts(request.user) else sets

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_hide_permission(self, request):
        return can_hide_conversations(request.user)

    @admin.display(description=gettext_lazy("languages spoken"))
    def spoken(self, conversation):
        return conversation.spoken_languages

    @admin.display(description=gettext_lazy("starts at"))
    def start(self, conversation):
        return formats.local_time(conversation.starts_at, conversation.time_zone)

    @admin.display(description=gettext_lazy("questions"))
    def discussed(self, conversation):
        return "; ".join(str(question) for question in conversation.questions.asked_in_conversations())

    @admin.display(description=gettext_lazy("report sent"), boolean=True)
    def has_report(self, conversation):
        return conversation.has_report

    @admin.action(description=gettext_lazy("Hide the selected conversations"), permissions=["hide"])
    def hide_selected(self, request, queryset):
        self._move_selected(request, queryset, hosting.hide_conversation)

    @admin.action(description=gettext_lazy("Show the selected conversations again"), permissions=["hide"])
    def unhide_selected(self, request, queryset):
        self._move_selected(request, queryset, hosting.unhide_conversation)

    def _move_selected(self, request, queryset, move) -> None:
        note = request.POST.get("note", "").strip()
        if not note:
            self.message_user(request, _("Please write the reason next to the action."), messages.ERROR)
            return
        done, refused = 0, []
        for conversation in queryset:
            try:
                move(conversation=conversation, by=request.user, note=note, now=clock.now())
            except hosting.InvalidMoveError:
                refused.append(conversation.title)
            else:
                done += 1
        text = ngettext("%(number)s conversation changed.", "%(number)s conversations changed.", done)
        self.message_user(request, text % {"number": formats.number(done)}, messages.SUCCESS)
        if refused:
            text = _("Not possible from their status: %(titles)s") % {"titles": ", ".join(refused)}
            self.message_user(request, text, messages.WARNING)
