from hypothesis import given
from hypothesis import strategies as st

from consultations.texts import FigureMark, TermMark, Words, broken_marks, figure_keys, parse, plain, term_keys


def test_parse_returns_words_and_marks_in_order():
    tokens = parse("The [[ogp]] has {figure:countries}, each with an [[action-plan|own plan]].")

    assert tokens == (
        Words("The "),
        TermMark("ogp"),
        Words(" has "),
        FigureMark("countries"),
        Words(", each with an "),
        TermMark("action-plan", "own plan"),
        Words("."),
    )


def test_parse_of_an_empty_text_is_empty():
    assert parse("") == ()


def test_keys_are_returned_as_often_as_they_stand_there():
    text = "{figure:a} [[t]] {figure:b} [[t|again]] {figure:a}"

    assert figure_keys(text) == ["a", "b", "a"]
    assert term_keys(text) == ["t", "t"]


def test_broken_marks_are_found_and_whole_ones_are_not():
    text = "[[ogp]] {figure:ok} [[Big Key]] {figure:Two Words} {Figure:x} and [[open"

    assert broken_marks(text) == ["[[Big Key]]", "{figure:Two Words}", "{Figure:x}", "[[open"]


def test_broken_marks_leaves_other_braces_and_brackets_alone():
    assert broken_marks("a {b} [c] x[1] {} figure: 3") == []


def test_plain_writes_figures_and_the_names_of_terms():
    text = "The [[ogp]] has {figure:countries} and [[plan|its plans]]."

    shown = plain(text, figures={"countries": "77 countries"}, terms={"ogp": "Partnership", "plan": "plan"})

    assert shown == "The Partnership has 77 countries and its plans."


@given(st.text())
def test_no_text_loses_a_character(text):
    def source(token):
        match token:
            case Words():
                return token.text
            case FigureMark():
                return f"{{figure:{token.key}}}"
            case TermMark():
                return f"[[{token.key}|{token.words}]]" if token.words else f"[[{token.key}]]"

    assert "".join(source(token) for token in parse(text)) == text
