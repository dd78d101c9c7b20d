from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from conversations.forms.links import NewLinkForm
from conversations.links import keep_private
from conversations.services import hosting
from core import clock, language_switch, ratelimit

HOUR = 3600


@require_http_methods(["GET", "POST"])
def ask_new_link(request):
    """Send fresh private links to an address on file; the answer is the same whether there is one or not."""
    form = NewLinkForm(request.POST or None)
    context = {"form": form, "language_switch_form": "new-link-form"}
    if not language_switch.is_sent(request, form):
        return keep_private(TemplateResponse(request, "conversations/new_link.html", context))
    email = form.cleaned_data["email"]
    if not _may_ask(request, email):
        form.add_error(None, _("Too many links were asked for. Please try again in an hour."))
        response = TemplateResponse(request, "conversations/new_link.html", context, status=429)
        return keep_private(response)
    hosting.send_new_links(email=email, now=clock.now())
    return keep_private(TemplateResponse(request, "conversations/new_link_sent.html"))


def _may_ask(request, email: str) -> bool:
    """Count the attempt; an address without a conversation is counted like any other."""
    by_network = ratelimit.allow(f"new-link:network:{ratelimit.network(request)}", limit=10, seconds=HOUR)
    return ratelimit.allow(f"new-link:address:{ratelimit.pseudonym(email)}", limit=3, seconds=HOUR) and by_network
