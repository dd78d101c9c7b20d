"""What changed between two versions of a report, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from conversations.enums import Dimension
from conversations.models import OutcomeVersion
from core.formats import labelled

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_WORDS = 3000
"""Longer texts are compared line by line, which stays fast."""

VERSION_FIELDS = [
    "language",
    "held_on",
    "head_count",
    "organisations",
    "who_was_missing",
    "how_it_was_run",
    "anything_else",
    "may_publish",
    "may_name_host",
    "may_name_organisation",
    "quote_attribution",
    "may_contact",
]
ANSWER_FIELDS = ["key_points", "agreement", "disagreement", "quotes", "top_three", "position", "reason"]


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they are in both texts, only in the new one or only in the old one."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece]


def changes_between(old: OutcomeVersion, new: OutcomeVersion) -> list[Change]:
    """Return what differs, in the order in which the report is read."""
    before, after = described(old), described(new)
    return [
        Change(label, compare(before.get(label, ""), after.get(label, "")))
        for label in dict.fromkeys([*after, *before])
        if before.get(label, "") != after.get(label, "")
    ]


def described(version: OutcomeVersion) -> dict[str, str]:
    """Return everything a version says as texts under their labels."""
    return dict(_described(version))


def _described(version: OutcomeVersion) -> Iterator[tuple[str, str]]:
    for name in VERSION_FIELDS:
        yield _label(version, name), _words(version, name)
    for answer in version.answers.in_order():
        for name in ANSWER_FIELDS:
            yield f"{answer.question} – {_label(answer, name)}", _words(answer, name)
    for count in version.participant_counts.order_by("dimension", "group"):
        group = dict(Dimension(count.dimension).groups)[count.group]
        yield labelled(group, count.get_dimension_display()), str(count.people)


def _label(row, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def _words(row, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(value)
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return "" if value is None else str(value)


def compare(old: str, new: str) -> list[Piece]:
    """Return both texts woven into one: what stayed, what was added, what was removed."""
    before, after = _split(old), _split(new)
    pieces = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        removed, added = "".join(before[old_start:old_end]), "".join(after[new_start:new_end])
        if kind == "equal":
            pieces.append(Piece(SAME, added))
            continue
        if removed:
            pieces.append(Piece(REMOVED, removed))
        if added:
            pieces.append(Piece(ADDED, added))
    return pieces


def _split(text: str) -> list[str]:
    words = re.findall(r"\s+|\S+", text)
    return words if len(words) <= MOST_WORDS else text.splitlines(keepends=True)
