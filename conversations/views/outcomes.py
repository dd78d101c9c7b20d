"""What came out of conversations, for everybody to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from conversations.aggregates import shown_participations
from conversations.forms.outcomes import OutcomeFilterForm
from conversations.models import Outcome
from conversations.presenters import PublicOutcome, is_public

PAGE_SIZE = 20


@require_safe
def outcome_list(request: HttpRequest) -> HttpResponse:
    """List the published outcomes, the latest first."""
    published = Outcome.objects.published()
    form = OutcomeFilterForm(request.GET, outcomes=published)
    found = published.filter(**form.conditions()).latest_first()
    page = Paginator(found.with_public_version(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "participations": shown_participations(),
        "entries": [(one, PublicOutcome.build(one.public_version, [], one.conversation)) for one in page],
    }
    return TemplateResponse(request, "conversations/outcome_list.html", context)


@require_safe
def outcome(request: HttpRequest, public_id) -> HttpResponse:
    """Show one published outcome; everything else answers as if it had never existed."""
    found = get_object_or_404(Outcome.objects.published().with_public_version(), public_id=public_id)
    version, conversation = found.public_version, found.conversation
    context = {
        "found": found,
        "outcome": PublicOutcome.build(version, list(version.answers.in_order()), conversation),
        "conversation": conversation if is_public(conversation) else None,
        "consultation": conversation.consultation,
    }
    return TemplateResponse(request, "conversations/outcome.html", context)
