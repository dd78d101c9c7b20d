"""The versions under which public pages are kept."""

from django.db.models import QuerySet

from .models import Consultation


def public_versions() -> list[str]:
    """Return the key and version of every public consultation: what a page that may show any of them depends on.

    A plain QuerySet, because rewriting it for translated columns costs more than the query, and there are none in it.
    """
    rows = QuerySet(Consultation).filter(is_public=True).order_by("pk").values_list("pk", "content_version")
    return [f"{pk}.{version}" for pk, version in rows]
