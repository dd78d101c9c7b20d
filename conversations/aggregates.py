"""Who took part, over all published conversations of a consultation; never over one of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Sum

from consultations.enums import StakeholderGroup
from consultations.models import Consultation
from consultations.services import touch
from conversations.enums import AgeBand, Dimension, Gender
from conversations.models import Outcome, OutcomeVersion, ParticipantCount, Participation
from core.small_numbers import FEWEST_SOURCES, Tally, publish

GROUPS = {Dimension.STAKEHOLDER_GROUP: StakeholderGroup, Dimension.AGE: AgeBand, Dimension.GENDER: Gender}
NOT_SOONER_THAN = timedelta(days=1)
NEWS = 5
"""So many conversations at least have come or gone before the numbers change."""


def figures_of(consultation: Consultation) -> dict:
    """Return the numbers as they may be shown: {"people": 430, "countries": 12, "age": {"total": …, "groups": …}}."""
    outcomes = Outcome.objects.published().filter(conversation__consultation=consultation)
    whole = outcomes.aggregate(
        people=Sum("public_version__head_count"), countries=Count("conversation__country", distinct=True)
    )
    versions = outcomes.values("public_version")
    return {
        "people": whole["people"] or 0,
        "countries": whole["countries"],
        **{dimension.value: _dimension(versions, dimension) for dimension in Dimension},
    }


def _dimension(versions, dimension: Dimension) -> dict:
    counts = ParticipantCount.objects.filter(version__in=versions, dimension=dimension)
    of_group = {
        row["group"]: Tally(row["people__sum"], row["sources"], row["people__max"])
        for row in counts.filter(people__gt=0)
        .values("group")
        .annotate(Sum("people"), Max("people"), sources=Count("version", distinct=True))
    }
    counted = OutcomeVersion.objects.filter(pk__in=counts.values("version")).aggregate(
        Sum("head_count"), Max("head_count"), Count("pk")
    )
    total = Tally(counted["head_count__sum"] or 0, counted["pk__count"], counted["head_count__max"] or 0)
    nobody = Tally(0, 0, 0)
    shown = publish(total=total, groups={name: of_group.get(name, nobody) for name in GROUPS[dimension].values})
    return {"total": shown.total, "groups": shown.groups}


@transaction.atomic
def refresh_participation(*, consultation: Consultation, now: datetime) -> bool:
    """Count again when a day has passed and enough conversations have come or gone; say whether it was done."""
    published = Outcome.objects.published().filter(conversation__consultation=consultation).count()
    kept = Participation.objects.select_for_update().filter(consultation=consultation).first()
    if kept and (now - kept.counted_at < NOT_SOONER_THAN or abs(published - kept.conversations) < NEWS):
        return False
    if kept is None and published < FEWEST_SOURCES:
        return False
    Participation.objects.update_or_create(
        consultation=consultation,
        defaults={"counted_at": now, "conversations": published, "figures": figures_of(consultation)},
    )
    touch(consultation)
    return True


def refresh_all(*, now: datetime) -> int:
    """Count again for every public consultation where it is time; return for how many. Safe to repeat."""
    due = Consultation.objects.filter(pk__in=Outcome.objects.published().values("conversation__consultation"))
    return sum(refresh_participation(consultation=consultation, now=now) for consultation in due)


@dataclass(frozen=True)
class Table:
    """How many participants belong to which group; None stands for a hidden number."""

    label: str
    total: int
    rows: list[tuple[str, int | None]]


@dataclass(frozen=True)
class ShownParticipation:
    """The numbers of one consultation in the reader's words."""

    kept: Participation

    @property
    def tables(self) -> list[Table]:
        """Return the tables of which something may be shown."""
        figures = [(dimension, self.kept.figures[dimension.value]) for dimension in Dimension]
        return [
            Table(
                label=dimension.label,
                total=figure["total"],
                rows=[(group.label, figure["groups"].get(group.value)) for group in GROUPS[dimension]],
            )
            for dimension, figure in figures
            if any(people is not None for people in figure["groups"].values())
        ]


def shown_participations() -> list[ShownParticipation]:
    """Return the numbers of every public consultation that has some, the newest first; one query."""
    kept = Participation.objects.filter(consultation__is_public=True).select_related("consultation")
    return [ShownParticipation(one) for one in kept.order_by("-consultation__starts_on", "-pk")]
