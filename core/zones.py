"""Time zones as people choose them, and clock times that a zone has twice or not at all."""

import functools
import importlib.resources
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.translation import gettext_lazy as _

from core import language

REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic Ocean"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific Ocean"),
    "Arctic": _("Arctic"),
    "Antarctica": _("Antarctica"),
}


class UnclearTimeError(Exception):
    """The clocks of the zone show the time twice or never; `instants` are the two that may be meant, in order."""

    def __init__(self, instants: list[datetime], *, is_repeated: bool):
        super().__init__(f"{'twice' if is_repeated else 'never'}: {instants}")
        self.instants, self.is_repeated = instants, is_repeated


@functools.cache
def names() -> frozenset[str]:
    """Return the zones that people may choose: one per place of the IANA list, and UTC."""
    table = importlib.resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    places = (line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(["UTC", *places])


def city(zone: str, code: str | None = None) -> str:
    """Return the place that a zone is named after, in the language: "Europe/London" is "Londres" in French."""
    known = Locale(code or language.current()).time_zones.get(zone, {})
    return known.get("city") or zone.rpartition("/")[2].replace("_", " ")


def choices() -> list:
    """Return the choices of a zone field in the active language, grouped by region and sorted by place."""
    return [("UTC", "UTC"), *((str(REGIONS[region]), places) for region, places in _places(language.current()))]


@functools.cache
def _places(code: str) -> list[tuple[str, list[tuple[str, str]]]]:
    grouped = {region: [] for region in REGIONS}
    for zone in names() - {"UTC"}:
        grouped[zone.partition("/")[0]].append((zone, city(zone, code)))
    return [(region, sorted(places, key=lambda place: place[1])) for region, places in grouped.items()]


def instant(local: datetime, zone: str) -> datetime:
    """Return the instant at which the clocks of the zone show the time.

    Raises UnclearTimeError with two instants when they are put forward or back just then. `fold` of the given time
    decides nothing: who knows which one is meant takes it from the error.
    """
    offset_before, offset_after = (local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    if offset_before == offset_after:
        return offset_before
    is_repeated = offset_before.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local
    raise UnclearTimeError(sorted([offset_before, offset_after]), is_repeated=is_repeated)
