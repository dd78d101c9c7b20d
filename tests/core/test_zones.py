from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from core import zones


def test_every_zone_that_is_offered_exists():
    assert [name for name in sorted(zones.names()) if not ZoneInfo(name)] == []
    assert {"UTC", "Africa/Bamako", "America/Argentina/Buenos_Aires", "Asia/Kolkata"} <= zones.names()


@pytest.mark.parametrize(("code", "city"), [("en", "London"), ("fr", "Londres"), ("es", "Londres")])
def test_places_have_their_names_in_the_language(code, city):
    assert zones.city("Europe/London", code) == city


def test_choices_are_grouped_by_region_and_hold_every_zone_once():
    with translation.override("fr"):
        utc, *regions = zones.choices()

    assert utc == ("UTC", "UTC")
    assert regions[0][0] == "Afrique"
    offered = [zone for _region, places in regions for zone, _city in places]
    assert sorted([*offered, "UTC"]) == sorted(zones.names())


@pytest.mark.parametrize(
    ("local", "zone", "instant"),
    [
        ("2026-07-01T14:00", "Europe/Paris", datetime(2026, 7, 1, 12, tzinfo=UTC)),
        ("2026-01-01T14:00", "Europe/Paris", datetime(2026, 1, 1, 13, tzinfo=UTC)),
        ("2026-01-01T14:00", "Asia/Kathmandu", datetime(2026, 1, 1, 8, 15, tzinfo=UTC)),
    ],
)
def test_an_instant_follows_the_clocks_of_its_zone(local, zone, instant):
    assert zones.instant(datetime.fromisoformat(local), zone) == instant


@pytest.mark.parametrize(
    ("local", "zone", "is_repeated", "minutes_apart"),
    [
        ("2026-10-25T02:30", "Europe/Paris", True, 60),
        ("2026-03-29T02:30", "Europe/Paris", False, 60),
        ("2026-04-05T01:45", "Australia/Lord_Howe", True, 30),
        ("2011-12-30T12:00", "Pacific/Apia", False, 24 * 60),
    ],
)
def test_a_time_that_is_unclear_comes_with_two_instants_in_order(local, zone, is_repeated, minutes_apart):
    with pytest.raises(zones.UnclearTimeError) as unclear:
        zones.instant(datetime.fromisoformat(local), zone)

    earlier, later = unclear.value.instants
    assert unclear.value.is_repeated is is_repeated
    assert (later - earlier).total_seconds() / 60 == minutes_apart
