"""Public pages that cost little the second time.

Whole responses are never kept by the framework. A page names the version of what it shows; its parts are kept in the
cache under that version, and a reader who already has that version is told so before anything is rendered.
"""

import functools
import hashlib
from datetime import date

from django.conf import settings
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from core import clock, language

SOURCES = ["core", "accounts", "moderation", "consultations", "conversations", "config", "templates", "locale"]
SUFFIXES = {".py", ".html", ".po", ".css", ".js"}


@functools.cache
def release() -> str:
    """Return a fingerprint of the code, templates and texts that are running: a new release shows new pages."""
    digest = hashlib.blake2b(digest_size=6)
    for folder in [*SOURCES, "static"]:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def page_key(*parts: object, day: date | None = None) -> str:
    """Return the key of what a page shows: active language, release, day (states change at midnight) and `parts`."""
    day = day or clock.today()
    return ":".join([language.current(), release(), day.isoformat(), *(str(part) for part in parts)])


def is_plain_reader(request) -> bool:
    """Say whether the request carries nothing that could make its page different from everybody else's."""
    return not request.COOKIES.keys() - {settings.LANGUAGE_COOKIE_NAME}


def render_versioned(request, template: str, context: dict, *, key: str):
    """Return the page, or 304 when a plain reader already has it; pages of known people are stored nowhere."""
    if not is_plain_reader(request):
        response = TemplateResponse(request, template, context)
        response["Cache-Control"] = "private, no-store"
        return response
    etag = quote_etag(hashlib.blake2b(f"{request.get_full_path()} {key}".encode(), digest_size=12).hexdigest())
    response = get_conditional_response(request, etag=etag) or TemplateResponse(request, template, context)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
