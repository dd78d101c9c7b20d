from datetime import date

import pytest

from consultations.models import Stage
from consultations.openings import Opening, opening_of


def stage(first: str, last: str, *channels: str) -> Stage:
    return Stage(starts_on=date.fromisoformat(first), ends_on=date.fromisoformat(last), channels=list(channels))


STAGES = [
    stage("2022-05-09", "2022-08-31", "events", "stories"),
    stage("2022-08-01", "2022-12-20", "events"),
    stage("2022-12-21", "2023-02-15", "events"),
    stage("2023-04-01", "2023-04-30", "stories"),
]


@pytest.mark.parametrize(
    ("channel", "day", "opening"),
    [
        ("events", "2022-05-08", Opening("upcoming", date(2022, 5, 9))),
        ("events", "2022-05-09", Opening("open", date(2023, 2, 15))),
        ("events", "2023-02-15", Opening("open", date(2023, 2, 15))),
        ("events", "2023-02-16", Opening("closed", date(2023, 2, 16))),
        ("stories", "2022-08-31", Opening("open", date(2022, 8, 31))),
        ("stories", "2022-09-01", Opening("upcoming", date(2023, 4, 1))),
        ("stories", "2024-01-01", Opening("closed", date(2023, 5, 1))),
        ("surveys", "2022-06-01", None),
    ],
)
def test_a_channel_is_open_as_long_as_its_stages_follow_each_other(channel, day, opening):
    assert opening_of(STAGES, channel, date.fromisoformat(day)) == opening


def test_a_long_stage_is_not_cut_by_a_short_one_inside():
    stages = [stage("2022-01-01", "2022-12-31", "events"), stage("2022-02-01", "2022-03-01", "events")]

    assert opening_of(stages, "events", date(2022, 6, 1)) == Opening("open", date(2022, 12, 31))
