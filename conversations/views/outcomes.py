"""What came out of conversations, for everybody to read. Pages are kept under the version of their consultation."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from consultations.models import Consultation
from conversations.aggregates import shown_participations
from conversations.forms.outcomes import OutcomeFilterForm
from conversations.models import Outcome
from conversations.presenters import PublicOutcome, is_public
from core.pages import page_key, render_versioned

PAGE_SIZE = 20


@require_safe
def outcome_list(request: HttpRequest) -> HttpResponse:
    """List the published outcomes, the latest first."""
    versions = Consultation.objects.public().order_by("pk").values_list("pk", "content_version")
    key = page_key("outcomes", *(f"{pk}.{version}" for pk, version in versions))
    context = {"list": SimpleLazyObject(lambda: OutcomeList(request.GET))}
    return render_versioned(request, "conversations/outcome_list.html", context, key=key)


class OutcomeList:
    """One page of the list, read when the template asks for it."""

    def __init__(self, chosen):
        published = Outcome.objects.published()
        self.form = OutcomeFilterForm(chosen, outcomes=published)
        found = published.filter(**self.form.conditions()).latest_first().with_public_version()
        self.page: Page = Paginator(found, PAGE_SIZE).get_page(chosen.get("page"))
        self.entries = [(one, PublicOutcome.build(one.public_version, [], one.conversation)) for one in self.page]
        self.participations = shown_participations()


@require_safe
def outcome(request: HttpRequest, public_id) -> HttpResponse:
    """Show one published outcome; everything else answers as if it had never existed."""
    published = Outcome.objects.published().filter(public_id=public_id)
    row = published.values_list("pk", "public_version", "conversation__consultation__content_version").first()
    if row is None:
        raise Http404
    context = {"shown": SimpleLazyObject(lambda: ShownOutcome(get_object_or_404(published.with_public_version())))}
    return render_versioned(request, "conversations/outcome.html", context, key=page_key("outcome", *row))


class ShownOutcome:
    """A published outcome with all that its page says, read when the template asks for it."""

    def __init__(self, found: Outcome):
        version, conversation = found.public_version, found.conversation
        self.found, self.consultation = found, conversation.consultation
        self.conversation = conversation if is_public(conversation) else None
        self.outcome = PublicOutcome.build(version, list(version.answers.in_order()), conversation)
