from datetime import date

import pytest
from django.utils.translation import override

from consultations.models import Figure, Section, Term
from consultations.rendering import Texts


def figure(**fields) -> Figure:
    units = {"unit_en": "governments", "unit_fr": "gouvernements", "unit_es": "gobiernos"}
    return Figure(**{"key": "many", "value": 8, "as_of": date(2011, 9, 20), **units, **fields})


def term(**fields) -> Term:
    return Term(**{"key": "plan", "forms": {"en": ["action plan"], "fr": ["plan d’action"]}, **fields})


def texts() -> Texts:
    return Texts(figures=[figure()], terms=[term(definition_en="What is planned.")])


def plain(body: str, **fields) -> str:
    return Texts(figures=[figure(**fields)], terms=[term()]).plain_in(body, "en")


def test_a_figure_brings_what_it_counts():
    assert plain("By {figure:many}.") == "By 8\u00a0governments."


def test_what_a_figure_counts_is_not_said_twice():
    assert plain("By {figure:many} governments.") == "By 8 governments."


@pytest.mark.parametrize(
    ("qualifier", "words"),
    [("more_than", "more than 8"), ("less_than", "less than 8"), ("about", "about 8"), ("", "8")],
)
def test_a_qualifier_stands_before_the_number(qualifier, words):
    assert plain("{figure:many} governments", qualifier=qualifier) == f"{words} governments"


@pytest.mark.parametrize(
    ("code", "value", "decimals", "number"),
    [
        ("en", 12345, 0, "12,345"),
        ("fr", 12345, 0, "12\u202f345"),
        ("es", 12345, 0, "12.345"),
        ("es", 4500, 0, "4500"),
        ("en", 3, 1, "3.0"),
        ("fr", 2.25, 2, "2,25"),
    ],
)
def test_a_number_is_as_exact_as_it_was_given(code, value, decimals, number):
    shown = Texts(figures=[figure(value=value, decimals=decimals)], terms=[])

    words = shown.plain_in("{figure:many}", code)

    assert words.split("\u00a0")[0] == number


def test_a_figure_in_a_fallback_text_speaks_the_language_of_the_text():
    section = Section(key="one", body_en="By {figure:many}.")

    with override("fr"):
        html = texts().paragraphs(section, "body", scope="one")

    assert html.startswith('<p lang="en">By <data value="8" title="as of 20 September 2011">8\u00a0governments</data>')


def test_unknown_marks_stay_readable():
    assert plain("The {figure:missing} [[missing]] [[missing|words]].") == "The missing missing words."


def test_a_definition_is_in_the_language_of_the_reader():
    section = Section(key="one", body_en="An [[plan]].")
    shown = Texts(figures=[], terms=[term(definition_en="English.", definition_fr="En français.")])

    with override("fr"):
        html = shown.paragraphs(section, "body", scope="one")

    assert 'lang="fr"><b>Plan d’action</b> En français.</span>' in html
    assert '<label class="term">action <span class="term__end">plan<button type="button" class="term__button"' in html


def test_a_quote_in_another_language_than_its_text_has_no_link():
    section = Section(key="one", body_en="All is well.", body_fr="Tout va bien.", pull_quote_en="All is well.")

    with override("fr"):
        assert texts().quoted_sentence(section) is None
    assert texts().quoted_sentence(section) == 0
