"""What a moderator reads of the queue: titles, counts, what comes next."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from core.contributions import moderated_kinds

from .enums import CaseStatus
from .models import Case

PLACE = ("kind", "language", "country")
"""The filters that stay when a moderator goes on to the next case."""


def titles_of(cases: Iterable[Case]) -> dict[int, str]:
    """Return the title of each case by its id, in one query per kind."""
    ids = defaultdict(list)
    for case in cases:
        ids[case.kind].append(case.pk)
    titles = {}
    for kind, case_ids in ids.items():
        if kind in moderated_kinds:
            titles |= moderated_kinds[kind].titles(case_ids)
    return titles


def found(words: str) -> Q:
    """Return what limits cases to those whose number or title has the words."""
    condition = Q(pk__in=[])
    for kind in moderated_kinds.values():
        condition |= Q(pk__in=kind.search(words))
    return condition


def counts_by_status() -> dict[str, int]:
    """Return how many cases stand where, with a zero for a status that nobody is in; one query."""
    found = Case.objects.order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(CaseStatus.values, 0) | dict(found)


def next_waiting(case: Case, place: dict[str, str]) -> Case | None:
    """Return the case that waits longest after this one in the same part of the queue, else the first of it."""
    waiting: QuerySet = Case.objects.waiting().exclude(pk=case.pk).filter(**place)
    later = Q(submitted_at__gt=case.submitted_at) | Q(submitted_at=case.submitted_at, pk__gt=case.pk)
    return waiting.filter(later).first() or waiting.first()
