"""The same process at other dates: the demo always stands two days before its info sessions."""

import re
from datetime import date, datetime, timedelta

from .kinds import Day
from .layout import CONSULTATION, ITEM_SECTIONS, Layout
from .problems import Report
from .reading import items

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z")


def shift_process(*, report: Report, day: date, becomes: date) -> None:
    """Move the dates of the process so that `day` becomes another day. What lies before its start stays."""
    days = becomes - day
    start = report.data["consultation"]["starts"]
    for section, shape in ITEM_SECTIONS.items():
        for _path, item in items(report, section):
            _shift_days(item, shape, days, start)
    for event in report.data.get("events", []):
        _shift_instant(event, days, start)
    _shift_days(report.data["consultation"], CONSULTATION, days, start)


def _shift_days(item: dict, shape: Layout, days: timedelta, start: date) -> None:
    for name, kind in shape.fields.items():
        if isinstance(kind, Day) and name in item and item[name] >= start:
            item[name] += days


def _shift_instant(event, days: timedelta, start: date) -> None:
    text = event.get("starts") if isinstance(event, dict) else None
    if not isinstance(text, str) or not INSTANT.fullmatch(text):
        return
    instant = datetime.fromisoformat(text)
    if instant.date() >= start:
        form = "%Y-%m-%dT%H:%M:%SZ" if INSTANT.fullmatch(text)[1] else "%Y-%m-%dT%H:%MZ"
        event["starts"] = (instant + days).strftime(form)
