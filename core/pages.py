"""Public pages that cost little the second time.

No middleware keeps whole responses. A page names the version of everything it shows. A reader who already has that
version is told so before anything is rendered; for readers of whom nothing is known the rendered page is kept in
the process under the version; for the others, templates keep their large parts under it (`{% cache 3600 … key %}`).
"""

import functools
import hashlib
import os
import time
from collections import OrderedDict
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import autoreload
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from core import clock, language

SOURCES = ["core", "accounts", "moderation", "consultations", "conversations", "config", "templates", "locale"]
IS_RELOADING = os.environ.get(autoreload.DJANGO_AUTORELOAD_ENV) == "true"
MOST_KEPT = 300  # pages of up to 60 kB each, in every process
SUFFIXES = {".py", ".html", ".po", ".css", ".js"}

_kept: OrderedDict[str, bytes] = OrderedDict()


def release() -> str:
    """Return a fingerprint of the code, templates and texts that are running: a new release shows new pages.

    Under runserver, where templates change while it runs, every page is new.
    """
    return str(time.monotonic_ns()) if IS_RELOADING else _fingerprint()


@functools.cache
def _fingerprint() -> str:
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
    """Return the page, or 304 when a plain reader already has it; pages of known people are stored nowhere.

    `key` changes whenever anything that a plain reader is shown changes (page_key); the address comes to it here.
    """
    if not is_plain_reader(request):
        response = TemplateResponse(request, template, context)
        response["Cache-Control"] = "private, no-store"
        return response
    digest = hashlib.blake2b(f"{request.get_full_path()} {key}".encode(), digest_size=16).hexdigest()
    etag = quote_etag(digest)
    response = get_conditional_response(request, etag=etag) or _kept_or_new(request, template, context, digest)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def _kept_or_new(request, template: str, context: dict, digest: str) -> HttpResponse:
    if request.GET:  # anybody can make up any number of these addresses
        return TemplateResponse(request, template, context)
    kept = _kept.get(digest)
    if kept is not None:
        return HttpResponse(kept)
    response = TemplateResponse(request, template, context)
    response.add_post_render_callback(functools.partial(_keep, request, digest))
    return response


def _keep(request, digest: str, response: HttpResponse) -> None:
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):  # a page with somebody's form token is theirs alone
        return
    _kept[digest] = response.content
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)


def forget_kept() -> None:
    """Render every page anew, as after a start."""
    _kept.clear()
