"""Answer those who run the site: does the process live, and is it ready to serve people.

Ready needs the database and its migrations. Redis, mail and whatever a room registers make it *degraded* only:
reading and contributing go on without them. The answers name no host and no error.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from core import clock
from core.cache import is_away

OK, DEGRADED, UNAVAILABLE = "ok", "degraded", "unavailable"
SLOWEST_MILLISECONDS = 1000

logger = logging.getLogger(__name__)
_checks: dict[str, Callable[[datetime], bool]] = {}
_migrations_seen_applied = False


def register(name: str, check: Callable[[datetime], bool]) -> None:
    """Add a check of a room: it takes the time and says whether all is well. False makes the site degraded."""
    _checks[name] = check


def probes(get_response):
    """Answer those who watch the site before anything looks at host name or scheme: they call it by its address."""
    views = {"/healthz": alive, "/readyz": ready}

    def middleware(request):
        view = views.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware


@require_safe
def alive(request) -> HttpResponse:
    """Answer as long as the process does; touches nothing else."""
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def ready(request) -> JsonResponse:
    """Answer 200 when people can be served, fully or degraded, and 503 when they cannot."""
    checks = {"database": _word(_database(), UNAVAILABLE)}
    if checks["database"] == OK:
        checks["migrations"] = _word(_migrations(), UNAVAILABLE)
    if UNAVAILABLE not in checks.values():
        checks["redis"] = _word(_redis(), DEGRADED)
        checks |= {name: _word(_registered(name), DEGRADED) for name in _checks}
    status = next((word for word in (UNAVAILABLE, DEGRADED) if word in checks.values()), OK)
    return JsonResponse(
        {"status": status, "checks": checks},
        status=503 if status == UNAVAILABLE else 200,
        headers={"Cache-Control": "no-store"},
    )


def _word(is_well: bool, otherwise: str) -> str:  # noqa: FBT001 -- private, one caller
    return OK if is_well else otherwise


def _database() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [SLOWEST_MILLISECONDS])
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    """Say whether no migration waits. Once none does, none will: new ones come with a new process."""
    global _migrations_seen_applied  # noqa: PLW0603 -- a fact of this process
    if not _migrations_seen_applied:
        executor = MigrationExecutor(connection)
        _migrations_seen_applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrations_seen_applied


def _redis() -> bool:
    cache.get("health")
    return not is_away()


def _registered(name: str) -> bool:
    try:
        return _checks[name](clock.now())
    except Exception:
        logger.exception("health check failed: %s", name)
        return False
