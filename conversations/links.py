"""Private links to a conversation: made for mails, opened by pages."""

from datetime import datetime
from functools import wraps

from django.conf import settings
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation

from conversations import periods
from conversations.enums import ConversationStatus, LinkPurpose
from conversations.forms.links import NewLinkForm
from conversations.models import ConversationLink
from core import clock

FIRST_PAGES = {LinkPurpose.CONFIRM: "conversations:confirm", LinkPurpose.REPORT: "conversations:report"}


class LinkUnusableError(Exception):
    """The link is unknown, expired or revoked; whoever holds it is told the same in all three cases."""


def issue_secret(*, conversation, purpose: LinkPurpose, now: datetime) -> str:
    """Store a new link to the conversation and return its secret, which `link_url` makes addresses of."""
    if purpose == LinkPurpose.CONFIRM:
        expires_at = now + periods.CONFIRM_WITHIN
    else:
        expires_at = periods.link_works_until(conversation.stage, now)
    return ConversationLink.objects.issue(conversation=conversation, purpose=purpose, expires_at=expires_at)


def link_url(page: str, *, conversation, secret: str) -> str:
    """Return the absolute address of a private page in the host's language, for a mail."""
    with translation.override(conversation.host_language):
        return settings.SITE_URL + reverse(page, kwargs={"token": secret})


def issue_link(conversation, purpose: LinkPurpose, now: datetime) -> str:
    """Store a new link and return the absolute address of its first page."""
    secret = issue_secret(conversation=conversation, purpose=purpose, now=now)
    return link_url(FIRST_PAGES[purpose], conversation=conversation, secret=secret)


def open_link(token: str, purpose: LinkPurpose, now: datetime) -> ConversationLink:
    """Return the valid link of a secret, with its conversation, stage and consultation.

    Raises LinkUnusableError. A link to report opens nothing while the conversation is not confirmed.
    """
    links = ConversationLink.objects.select_related("conversation__stage", "conversation__consultation")
    link = links.for_secret(token).valid(now).filter(purpose=purpose).first()
    if link is None:
        raise LinkUnusableError
    if purpose == LinkPurpose.REPORT and link.conversation.status == ConversationStatus.UNCONFIRMED:
        raise LinkUnusableError
    return link


def with_private_link(purpose: LinkPurpose):
    """Decorate a view(request, conversation, *, token, …) that only a private link opens.

    Without a usable link the reader gets the page that offers a new one. The page is never stored, and its address
    is never handed on.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(request, token, **kwargs):
            try:
                link = open_link(token, purpose, clock.now())
            except LinkUnusableError:
                response = link_unusable(request)
            else:
                response = view(request, link.conversation, token=token, **kwargs)
            return keep_private(response)

        return wrapper

    return decorate


def keep_private(response):
    """Mark the response of a private page: not stored; core.http says why Referrer-Policy stays same-origin."""
    response["Cache-Control"] = "no-store, private"
    return response


def link_unusable(request):
    """Return the page that says that a private link does not work and offers to send a new one."""
    return TemplateResponse(request, "conversations/link_unusable.html", {"form": NewLinkForm()}, status=404)
