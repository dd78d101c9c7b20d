from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.export import FORMULA_STARTS, escape_cell, unescape_cell


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠x"]
)
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(text):
    assert escape_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", " ", "a=b", "'=1", "1-1", 5, -5, Decimal("-2.5"), date(2022, 5, 9), None, True])
def test_everything_else_stays_what_it_is(value):
    assert escape_cell(value) is value


@given(st.text(alphabet=st.sampled_from([*FORMULA_STARTS, " ", "'", "a", "1"])))
def test_no_escaped_text_is_a_formula_and_every_one_comes_back(text):
    escaped = escape_cell(text)

    assert escaped.lstrip(" ")[:1] not in set(FORMULA_STARTS)
    assert unescape_cell(escaped) == text or text.startswith("'")
