"""Pages of no room: the way in, and the pages for when something is refused or fails.

What a person wrote is shown again wherever that is safe.
"""

import re

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from core.http import NOT_STORED

RETRY_SECONDS = 30
LIMIT_SECONDS = 60
LONGEST_CHOICE = 30
SECRET_FIELD = re.compile(r"csrf|pass|secret|token|code|otp|credential|captcha", re.IGNORECASE)
TECHNICAL_FIELD = re.compile(r"(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|^(switch_language|version|revision|writer|turn)$")
ACCOUNT_PATH = re.compile(r"^/[a-z]{2}/account/")
ADMIN_PATH = re.compile(r"^/admin/")
FOREIGN_FORM = ("Origin checking failed", "Referer checking failed")


@require_safe
def choose_language(request):
    """Send a visitor of "/" to the language of the cookie, else of the browser, else to English."""
    code = translation.get_language_from_request(request)
    response = HttpResponseRedirect(f"/{code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE}/")
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request, reason=""):
    """Show again what was posted, as text to copy and, on public pages, as a form that sends it once more.

    Nothing is repeated of a form that came from another site, and nothing of a sign-in.
    """
    return _with_kept_text(request, "403_csrf.html", status=403, repeat=not reason.startswith(FOREIGN_FORM))


def too_many_requests(request, exception=None, *, seconds: int = LIMIT_SECONDS):
    """Answer somebody who has reached a limit: when to come back, and what was written. allauth's handler429 too."""
    minutes = max(1, round(seconds / 60))
    response = _with_kept_text(request, "429.html", status=429, repeat=True, minutes=minutes)
    response["Retry-After"] = str(seconds)
    return response


def _with_kept_text(request, template: str, *, status: int, repeat: bool, **context):
    posted = _posted(request) if repeat else []
    context |= {
        "kept": _worth_showing(posted),
        "posted": posted,
        "may_send_again": bool(posted) and not ADMIN_PATH.match(request.path),
    }
    return _page(request, template, context, status)


def _posted(request) -> list[tuple[str, str]]:
    """Return the fields that were posted, without secrets; none of a sign-in or account page."""
    if request.method != "POST" or ACCOUNT_PATH.match(request.path):
        return []
    return [(name, value) for name, values in request.POST.lists() if not SECRET_FIELD.search(name) for value in values]


def _worth_showing(posted: list[tuple[str, str]]) -> list[str]:
    return [value for name, value in posted if _is_worth_showing(name, value)]


def _is_worth_showing(name: str, value: str) -> bool:
    """Say whether a person would copy it: words that they wrote, not the value of a choice or a number."""
    is_written = len(value.split()) > 1 or len(value) > LONGEST_CHOICE
    return is_written and not TECHNICAL_FIELD.search(name)


def _page(request, template: str, context: dict, status: int):
    response = render(request, template, context, status=status)
    response["Cache-Control"] = NOT_STORED
    return response


# Handlers, named in config/urls.py


def bad_request(request, exception=None):
    return _error_page(request, "400.html", 400)


def permission_denied(request, exception=None):
    return _error_page(request, "403.html", 403)


def page_not_found(request, exception=None):
    return _error_page(request, "404.html", 404)


def _error_page(request, template: str, status: int):
    """Render an error page in the reader's language, also when no middleware has found it out yet."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        return _page(request, template, {}, status)


# Pages without database, session and context, in three languages at once


def server_error(request) -> HttpResponse:
    return _all_languages("500.html", 500)


def database_away_page(request) -> HttpResponse:
    """Say when to come back, and give back what was written, to be copied."""
    response = _all_languages("503.html", 503, kept=_worth_showing(_posted(request)))
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _all_languages(template: str, status: int, **context) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status, headers={"Cache-Control": "no-store"})
