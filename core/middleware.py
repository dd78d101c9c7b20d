"""Our own middleware: headers on every response, the request log, and the page for when the database is away."""

import logging
import time
import uuid

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

from core import logs
from core.http import NOT_STORED
from core.views import database_away_page

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), "
        "browsing-topics=()"
    ),
}
BAD_REQUEST = 400
SERVER_ERROR = 500

request_logger = logging.getLogger("core.request")


def response_headers(get_response):
    """Set the headers that are the same on every response (HDR-1), and keep personal ones out of caches (HDR-7).

    A response is personal when it is an error, sets a cookie, or answers somebody who holds a session. A view's own
    word on caching counts more; files under STATIC_URL bring theirs.
    """

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS:
            response.setdefault("Strict-Transport-Security", _strict_transport())
        if _is_personal(request, response):
            response.setdefault("Cache-Control", NOT_STORED)
        return response

    return middleware


def _strict_transport() -> str:
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
    return "; ".join(parts)


def _is_personal(request, response) -> bool:
    return (
        response.status_code >= BAD_REQUEST or bool(response.cookies) or settings.SESSION_COOKIE_NAME in request.COOKIES
    )


def request_log(get_response):
    """Write one line per request, with the route's pattern in place of its path, and number the response (LOG-1)."""

    def middleware(request):
        request.request_id = uuid.uuid4().hex
        start = time.perf_counter()
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        request_logger.info(
            "method=%s route=%s status=%d ms=%d id=%s",
            request.method,
            logs.route(request),
            response.status_code,
            (time.perf_counter() - start) * 1000,
            request.request_id,
        )
        return response

    return middleware


def database_away(get_response):
    """Answer with a still page in three languages while PostgreSQL does not answer, instead of with an error.

    The same when somebody else held a row for too long. A view that fails for this reason is answered at once; a
    failure elsewhere (in other middleware) has already become an error page here, so the database itself is asked.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code == SERVER_ERROR and not _database_answers():
            return database_away_page(request)
        return response

    def process_exception(request, exception):
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        could_not_connect = connection.connection is None  # asking again would wait once more
        is_held_up = isinstance(exception.__cause__, (LockNotAvailable, DeadlockDetected))
        return database_away_page(request) if could_not_connect or is_held_up or not connection.is_usable() else None

    middleware.process_exception = process_exception
    return middleware


def _database_answers() -> bool:
    """Say whether there is a connection that works. Django closes a broken one before the next request."""
    try:
        connection.ensure_connection()
    except (OperationalError, InterfaceError):
        return False
    return connection.is_usable()
