"""A process survives the way into the database and back: every value, type and order."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from consultations.demo import PROCESS_FILE
from consultations.process import export_process, import_process, read_process, source
from consultations.process.rules import check_characters
from consultations.texts import broken_marks, parse
from tests.factories.process import SMALL_PROCESS, small_process


def exported(text: str) -> str:
    return export_process(consultation=import_process(text=text).consultation)


def in_order(data):
    """Return the data so that two of them are equal only when types and the order of lists are too."""
    if isinstance(data, dict):
        return {key: in_order(value) for key, value in data.items()}
    if isinstance(data, list):
        return [in_order(value) for value in data]
    return type(data), str(data)


@pytest.mark.django_db
def test_the_reference_process_survives_import_and_export():
    text = PROCESS_FILE.read_text(encoding="utf-8")

    again = exported(text)

    assert in_order(source.load(again).data) == in_order(source.load(text).data)
    assert exported(again) == again


@pytest.mark.django_db
def test_sections_of_other_rooms_are_carried_with_their_order_and_types():
    events = """\
events:
  - {key: b, starts: "2022-05-19T04:00Z", on: 2022-05-19, share: 2.50, open: true, note: null, list: []}
  - {key: a, minutes: 60}
event_titles:
  z: {en: Last}
  a: {en: First}
"""
    data = source.load(exported(SMALL_PROCESS + events)).data

    assert list(data["events"][0].items()) == [
        ("key", "b"),
        ("starts", "2022-05-19T04:00Z"),
        ("on", date(2022, 5, 19)),
        ("share", Decimal("2.50")),
        ("open", True),
        ("note", None),
        ("list", []),
    ]
    assert str(data["events"][0]["share"]) == "2.50"
    assert list(data["event_titles"]) == ["z", "a"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["4500", "2.5", "3.0", "0", "-7", "0.0001", "99999999999999", "-12.3400"])
def test_a_figure_keeps_its_type_and_its_digits(number):
    text = small_process(("value: 77", f"value: {number}"))

    again = source.load(exported(text)).data["figures"][0]["value"]

    assert in_order(again) == in_order(source.load(text).data["figures"][0]["value"])
    assert str(again) == number


@pytest.mark.django_db
def test_the_order_of_items_is_kept_and_may_change():
    two_stages = small_process(
        (
            "figures:",
            "  - {slug: second, starts: 2022-06-01, ends: 2022-06-02, channels: [], title: {en: S, fr: D}}\nfigures:",
        )
    )
    data = source.load(two_stages).data
    assert [stage["slug"] for stage in source.load(exported(two_stages)).data["stages"]] == ["first", "second"]
    data["stages"].reverse()

    again = exported(source.dump(data))

    assert [stage["slug"] for stage in source.load(again).data["stages"]] == ["second", "first"]
    assert source.load(again).data["stages"][0]["channels"] == []


def test_reading_keeps_the_line_of_everything():
    report = read_process(SMALL_PROCESS)

    assert report.lines["consultation", "title", "fr"] == 6
    assert report.lines["questions", 0, "parts", 0, "pole_b"] == 35
    assert report.lines["conversation_questions", 0] == 37


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not check_characters(text) and not broken_marks(text) and len(parse(text)) == 1
)
keys = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
texts = st.fixed_dictionaries({"en": words, "fr": words})
numbers = st.integers(-(10**14) + 1, 10**14 - 1) | st.decimals(-1000, 1000, places=3, allow_nan=False)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def lists(item: dict):
    return st.lists(st.fixed_dictionaries(item), min_size=1, max_size=4, unique_by=lambda value: value["key"])


sections = st.fixed_dictionaries(
    {
        "figures": lists({"key": keys, "value": numbers, "as_of": days, "unit": texts}),
        "principles": lists({"key": keys, "name": texts, "text": texts}),
        "updates": lists({"key": keys, "date": days, "title": texts, "body": texts}),
        "glossary": lists(
            {
                "key": keys,
                "forms": st.fixed_dictionaries(
                    {
                        code: st.lists(words.filter(lambda w: "\n" not in w), min_size=1, max_size=3)
                        for code in ["en", "fr"]
                    }
                ),
                "definition": texts,
            }
        ),
    }
)


class TestGeneratedProcesses(HypothesisTestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(sections)
    def test_every_process_survives(self, generated):
        frame = source.load(SMALL_PROCESS.replace("{figure:countries}", "7").replace("[[plan]]", "plan")).data
        text = source.dump({**frame, **generated})
        assume(len(text) < source.MAX_CHARACTERS)

        again = source.load(exported(text)).data

        assert in_order(again) == in_order(source.load(text).data)
        assert in_order({name: again[name] for name in generated}) == in_order(generated)
