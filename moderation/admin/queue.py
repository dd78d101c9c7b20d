"""The queue in the administration: the list of what waits, and one page per case where it is decided."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_countries import countries

from core import clock
from core.contributions import moderated_kinds
from moderation import queue
from moderation.enums import CaseStatus
from moderation.forms import DecisionForm
from moderation.models import Case, Decision
from moderation.permissions import can_decide_case, can_see_case
from moderation.services import InvalidMoveError, NotPublishableError, StaleCaseError, decide

from .filters import AgeFilter, CountryFilter, KindFilter, LanguageFilter, StatusFilter

CONFLICT = 409


class QueueList(ChangeList):
    """The list with the title of each contribution, asked of its room once per kind."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        titles = queue.titles_of(self.result_list)
        for case in self.result_list:
            case.shown_title = titles.get(case.pk, str(case))


class CaseAdmin(admin.ModelAdmin):
    list_display = ["shown_title", "kind_label", "language", "country_name", "waiting", "status"]
    list_filter = [StatusFilter, KindFilter, LanguageFilter, CountryFilter, AgeFilter]
    list_per_page = 50
    ordering = ["submitted_at", "pk"]
    search_fields = ["pk"]  # draws the box; get_search_results asks the kinds
    search_help_text = _("Number or title")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    actions = None

    class Media:
        css = {"all": ["css/moderation.css"]}

    # Who may what

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return can_decide_case(request.user, obj)

    # The list

    def get_changelist(self, request, **kwargs):
        return QueueList

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()
        return (queryset.filter(queue.found(words)) if words else queryset), False

    def changelist_view(self, request, extra_context=None):
        counts = queue.counts_by_status()
        current = request.GET.get(StatusFilter.parameter_name) or CaseStatus.SUBMITTED
        summary = [
            {"status": status, "label": label, "count": counts[status], "is_current": status == current}
            for status, label in CaseStatus.choices
        ]
        context = {"title": _("Contributions"), "summary": summary, **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description=_("contribution"))
    def shown_title(self, case: Case) -> str:
        return case.shown_title

    @admin.display(description=_("kind"))
    def kind_label(self, case: Case) -> str:
        return moderated_kinds[case.kind].label if case.kind in moderated_kinds else case.kind

    @admin.display(description=_("country"))
    def country_name(self, case: Case) -> str:
        return countries.name(case.country) or case.country or "–"

    @admin.display(description=_("waiting"))
    def waiting(self, case: Case) -> str:
        if case.status != CaseStatus.SUBMITTED:
            return "–"
        days = (clock.now() - case.submitted_at).days
        return ngettext("%d day", "%d days", days) % days if days else _("since today")

    # One case

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one case and, sent back, decide on it."""
        case = self.get_object(request, unquote(object_id))
        if case is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not can_see_case(request.user, case):
            raise PermissionDenied
        if request.method != "POST":
            wanted = {"to_status": request.GET.get("to_status")}
            return self._case_page(request, case, DecisionForm(case=case, initial=wanted))
        if not can_decide_case(request.user, case):
            raise PermissionDenied
        return self._receive(request, case, DecisionForm(request.POST, case=case))

    def _receive(self, request, case: Case, form: DecisionForm):
        if not form.is_valid():
            return self._case_page(request, case, form)
        if "preview" in request.POST:
            return self._case_page(request, case, form, mail=self._preview(request, case, form))
        try:
            decide(case=case, by=request.user, **form.decision())
        except StaleCaseError as error:
            return self._tell_what_happened_meanwhile(request, error)
        except NotPublishableError as error:
            form.add_error("to_status", str(error))
        except InvalidMoveError:
            form.add_error("to_status", _("This contribution cannot go there from where it stands."))
        else:
            self._tell_and_offer_to_undo(request, case)
            return HttpResponseRedirect(self._next_address(request, case))
        return self._case_page(request, case, form)

    def _tell_what_happened_meanwhile(self, request, error: StaleCaseError):
        """Show the case as it is now, with what the moderator wrote: deciding again is then a choice."""
        data = request.POST.copy()
        data["seen_revision"] = error.case.revision
        form = DecisionForm(data, case=error.case)
        return self._case_page(request, error.case, form, meanwhile=error.decision, status=CONFLICT)

    def _tell_and_offer_to_undo(self, request, case: Case) -> None:
        address = reverse("admin:moderation_case_change", args=[case.pk])
        case.refresh_from_db()
        text = format_html(
            '{}: {}. <a href="{}?to_status={}#decision">{}</a>',
            queue.titles_of([case]).get(case.pk, str(case)),
            case.get_status_display(),
            address,
            CaseStatus.SUBMITTED,
            _("Undo"),
        )
        self.message_user(request, text, messages.SUCCESS)

    def _next_address(self, request, case: Case) -> str:
        kept = request.GET.get("_changelist_filters", "")
        if "next" in request.POST:
            filters = QueryDict(kept)
            place = {name: filters[name] for name in queue.PLACE if filters.get(name)}
            following = queue.next_waiting(case, place)
            if following:
                address = reverse("admin:moderation_case_change", args=[following.pk])
                return f"{address}?{request.GET.urlencode()}" if kept else address
            self.message_user(request, _("Nothing else is waiting here."), messages.INFO)
        address = reverse("admin:moderation_case_changelist")
        return f"{address}?{kept}" if kept else address

    def _preview(self, request, case: Case, form: DecisionForm):
        values = form.decision()
        decision = Decision(
            case=case,
            from_status=case.status,
            to_status=values["to_status"],
            reason=values["reason"],
            note=values["note"],
            contribution_version=case.contribution_version,
            decided_by=request.user,
            decided_at=clock.now(),
        )
        return moderated_kinds[case.kind].preview_mail(case, decision) or "none"

    def _case_page(self, request, case: Case, form: DecisionForm, *, mail=None, meanwhile=None, status=200):
        kind = moderated_kinds[case.kind]
        context = {
            **self.admin_site.each_context(request),
            **kind.review_context(case),
            "title": queue.titles_of([case]).get(case.pk, str(case)),
            "opts": self.opts,
            "media": self.media,
            "case": case,
            "kind": kind,
            "country_name": countries.name(case.country),
            "waiting": self.waiting(case),
            "trail": list(case.decisions.select_related("decided_by", "reason")),
            "form": form if can_decide_case(request.user, case) else None,
            "mail": mail,
            "meanwhile": meanwhile,
        }
        return TemplateResponse(request, "admin/moderation/case/case.html", context, status=status)
