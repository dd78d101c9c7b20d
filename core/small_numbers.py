"""The one function through which counts of people become public (SUP-1).

A small group is hidden, and hidden so that nobody computes it back: beside it one other group is always hidden, the
same one whatever its size, so that a reader who knows the total, every shown number and these very rules is left with
at least ten possible values for each hidden group (SUP-2; tests/core/test_small_numbers.py tries them all).
"""

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 10
"""Fewer people are never shown."""
STEP = 5
"""Counts are shown as multiples of this."""
FEWEST_SOURCES = 5
"""Counts from fewer conversations are not shown at all."""


@dataclass(frozen=True)
class Tally:
    """People counted, in how many conversations, and how many of them in the one with most of them."""

    people: int
    sources: int
    largest: int

    @property
    def is_dominated(self) -> bool:
        """Say whether one conversation holds more than half, so that the sum would describe that one."""
        return self.largest * 2 > self.people


@dataclass(frozen=True)
class PublicCounts:
    """What everybody may see; None where a number is hidden."""

    total: int | None
    groups: dict[str, int | None]


def publish(*, total: Tally, groups: Mapping[str, Tally]) -> PublicCounts:
    """Return the counts as they may be shown.

    `groups` stand in the order in which they are listed; the last ones are the first to be hidden beside a small one.
    Nobody is hidden like a few: a zero says something about every single person who was there.
    """
    if total.people < THRESHOLD or total.sources < FEWEST_SOURCES or total.is_dominated:
        return PublicCounts(None, dict.fromkeys(groups))
    hidden = _hidden(groups)
    shown = {name: None if name in hidden else rounded(tally.people) for name, tally in groups.items()}
    return PublicCounts(rounded(total.people), shown)


def _hidden(groups: Mapping[str, Tally]) -> set[str]:
    hidden = {name for name, tally in groups.items() if tally.people < THRESHOLD or tally.is_dominated}
    if not hidden:
        return hidden
    first, *others = reversed(groups)
    hidden.add(first)
    for name in others:
        if len(hidden) > 1 and sum(groups[one].people for one in hidden) >= THRESHOLD:
            break
        hidden.add(name)
    return hidden


def rounded(people: int) -> int:
    """Return the nearest multiple of five."""
    return STEP * ((people + STEP // 2) // STEP)
