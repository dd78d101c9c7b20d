"""Pages of no room: the way in, and the pages for when something is refused or fails."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

RETRY_SECONDS = 30
LIMIT_SECONDS = 60


@require_safe
def choose_language(request):
    """Send a visitor of "/" to the language of the cookie, else of the browser, else to English."""
    code = get_language_from_request(request)
    response = HttpResponseRedirect(f"/{code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    response["Cache-Control"] = "no-store"
    return response


def database_away_page(request) -> HttpResponse:
    """Return the page in three languages that needs neither database nor session."""
    return HttpResponse(
        render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store"}
    )


def too_many_requests(request, exception=None) -> HttpResponse:
    """Answer somebody who has reached a limit; handler429 of allauth and of our own views."""
    return TemplateResponse(request, "429.html", status=429, headers={"Retry-After": LIMIT_SECONDS})


def csrf_failure(request, reason=""):
    return HttpResponse(status=403)
