"""The conversations of a signed-in host, and the way from there to their reports."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from conversations.enums import LinkPurpose
from conversations.links import issue_secret, keep_private
from conversations.models import Conversation
from core import clock


@require_safe
@login_required
def my_conversations(request):
    """List what the person hosts: registered with the account, or with its verified address."""
    conversations = Conversation.objects.hosted_by(request.user).select_related("outcome__case")
    return keep_private(
        TemplateResponse(
            request, "conversations/mine.html", {"conversations": conversations.order_by("-starts_at", "-pk")}
        )
    )


@require_POST
@login_required
def open_report(request, public_id) -> HttpResponseRedirect:
    """Make a private link for a host who is signed in, and go there."""
    conversation = get_object_or_404(Conversation.objects.hosted_by(request.user), public_id=public_id)
    secret = issue_secret(conversation=conversation, purpose=LinkPurpose.REPORT, now=clock.now())
    return keep_private(redirect("conversations:report", token=secret))
