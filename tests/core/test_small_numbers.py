from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.small_numbers import FEWEST_SOURCES, THRESHOLD, PublicCounts, Tally, publish

NAMES = ["a", "b", "c", "d"]


def spread(people: int) -> Tally:
    """Return a tally of people who came from many conversations."""
    return Tally(people, sources=FEWEST_SOURCES, largest=people // FEWEST_SOURCES)


def publish_numbers(numbers) -> PublicCounts:
    groups = {name: spread(people) for name, people in zip(NAMES, numbers, strict=False)}
    return publish(total=spread(sum(numbers)), groups=groups)


def hidden_in(numbers) -> list[int]:
    return [index for index, name in enumerate(NAMES[: len(numbers)]) if publish_numbers(numbers).groups[name] is None]


def test_large_groups_are_shown_in_steps_of_five():
    assert publish_numbers([12, 13, 48]) == PublicCounts(75, {"a": 10, "b": 15, "c": 50})


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ([9, 30, 30], [0, 2]),  # the last one is hidden beside a small one
        ([30, 30, 9], [1, 2]),  # ... and the one before it when the small one is the last
        ([3, 30, 30, 4], [0, 2, 3]),  # two whose sum is small need a third
        ([0, 30, 30], [0, 2]),
        ([30, 30, 30], []),
    ],
)
def test_small_groups_take_another_one_with_them(numbers, hidden):
    assert hidden_in(numbers) == hidden


@pytest.mark.parametrize(
    "total",
    [
        Tally(9, sources=9, largest=1),
        Tally(100, sources=4, largest=30),
        Tally(100, sources=20, largest=51),
    ],
)
def test_nothing_is_shown_of_few_people_few_conversations_or_one_that_outweighs_all(total):
    assert publish(total=total, groups={"a": spread(60), "b": spread(40)}) == PublicCounts(None, {"a": None, "b": None})


def test_group_that_came_to_one_conversation_is_hidden():
    groups = {"a": Tally(30, sources=5, largest=20), "b": spread(60), "c": spread(60)}

    assert publish(total=spread(150), groups=groups).groups == {"a": None, "b": 60, "c": None}


@given(st.lists(st.integers(0, 22), min_size=2, max_size=4).filter(lambda numbers: sum(numbers) >= THRESHOLD))
@settings(max_examples=150, deadline=None)
def test_who_knows_the_total_the_shown_numbers_and_the_rules_is_left_with_ten_values_for_each_hidden_group(numbers):
    """Try everything that the hidden groups could be. The reader even knows the shown numbers before rounding."""
    hidden = hidden_in(numbers)
    rest = sum(numbers[index] for index in hidden)

    possible = {index: set() for index in hidden}
    for guess in product(range(rest + 1), repeat=max(0, len(hidden) - 1)):
        if not hidden or sum(guess) > rest:
            continue
        imagined = list(numbers)
        for index, people in zip(hidden, [*guess, rest - sum(guess)], strict=True):
            imagined[index] = people
        if hidden_in(imagined) == hidden:
            for index in hidden:
                possible[index].add(imagined[index])

    assert all(len(values) >= THRESHOLD for values in possible.values()), possible
