"""What everybody sees of announced conversations."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from consultations.versions import public_versions
from conversations.enums import ConversationStatus
from conversations.forms.filters import PAST, ListFilterForm
from conversations.models import Conversation
from core import clock
from core.pages import page_key, render_versioned

PAGE_SIZE = 20


@require_safe
def conversation_list(request):
    """List the announced conversations, those to come or those held, by country, language and day."""
    minute = int(clock.now().timestamp()) // 60  # what is to come is soon past
    key = page_key("conversations", *public_versions(), minute)
    context = {"found": SimpleLazyObject(lambda: _found_conversations(request))}
    return render_versioned(request, "conversations/list.html", context, key=key)


def _found_conversations(request) -> dict:
    """Return one page of the list as its form narrows it, and how."""
    announced = Conversation.objects.announced()
    form = ListFilterForm(request.GET, found=list(announced.values_list("country", "languages").distinct()))
    form.is_valid()
    chosen = form.cleaned_data
    is_past = chosen["when"] == PAST
    rows = announced.past(clock.now()) if is_past else announced.upcoming(clock.now())
    if chosen["country"]:
        rows = rows.filter(country=chosen["country"])
    if chosen["language"]:
        rows = rows.filter(languages__contains=[chosen["language"]])
    rows = rows.starting_between(chosen["first_day"], chosen["last_day"])
    return {
        "page": Paginator(rows.for_reading(), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "is_past": is_past,
        "is_narrowed": any(chosen[name] for name in ("country", "language", "first_day", "last_day")),
    }


@require_safe
def conversation_detail(request, public_id):
    """Show one announced conversation; of a cancelled one only that it was cancelled."""
    listed = Conversation.objects.filter(is_listed=True, consultation__is_public=True)
    conversation = get_object_or_404(listed.for_reading(), public_id=public_id)
    if conversation.status == ConversationStatus.CANCELLED and conversation.confirmed_at:
        return TemplateResponse(request, "conversations/cancelled.html", status=410)
    if conversation.status != ConversationStatus.ANNOUNCED:
        raise Http404
    context = {
        "conversation": conversation,
        "questions": conversation.questions.asked_in_conversations(),
        "is_past": conversation.starts_at < clock.now(),
    }
    return TemplateResponse(request, "conversations/detail.html", context)
