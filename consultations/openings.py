"""Whether a way to take part is open today, computed from the stages that have it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from consultations.enums import StageState
from consultations.models import Stage


@dataclass(frozen=True)
class Opening:
    """Open until a day, opening on a day, or closed since a day (the first on which it is closed)."""

    state: StageState
    day: date


def opening_of(stages: Iterable[Stage], channel: str, day: date) -> Opening | None:
    """Return how the channel stands on the day, or None when no stage has it.

    Stages that overlap or follow each other without a gap are one opening.
    """
    periods = _periods(stage for stage in stages if channel in stage.channels)
    for starts_on, ends_on in periods:
        if day < starts_on:
            return Opening(StageState.UPCOMING, starts_on)
        if day <= ends_on:
            return Opening(StageState.OPEN, ends_on)
    return Opening(StageState.CLOSED, periods[-1][1] + timedelta(days=1)) if periods else None


def _periods(stages: Iterable[Stage]) -> list[tuple[date, date]]:
    periods: list[tuple[date, date]] = []
    for stage in sorted(stages, key=lambda stage: stage.starts_on):
        if periods and stage.starts_on <= periods[-1][1] + timedelta(days=1):
            starts_on, ends_on = periods.pop()
            periods.append((starts_on, max(ends_on, stage.ends_on)))
        else:
            periods.append((stage.starts_on, stage.ends_on))
    return periods
