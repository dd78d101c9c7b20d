"""The one public page of the room: refusing a kind of e-mail, and taking that back."""

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http import private_page

from . import services
from .models import OutgoingEmail


@csrf_exempt  # RFC 8058: mail programs post without cookies; the signed token is the permission
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Show what the link is for; a POST refuses the mail's kind, a POST with `undo` takes the refusal back."""
    email = OutgoingEmail.objects.for_unsubscribe_token(token)
    if email is None:
        return TemplateResponse(request, "mail/unsubscribe.html", {"email": None}, status=404)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(email.language)
    if request.method == "POST":
        change = services.take_back_refusal if "undo" in request.POST else services.refuse_kind
        change(email=email)
    context = {"email": email, "is_refused": services.is_refused(email), "is_done": request.method == "POST"}
    return TemplateResponse(request, "mail/unsubscribe.html", context)
