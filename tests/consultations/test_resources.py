import pytest
import tablib

from consultations.models import Term
from consultations.process import import_process
from consultations.resources import GlossaryResource
from tests.factories.process import SMALL_PROCESS

pytestmark = pytest.mark.django_db

HEADERS = [
    "consultation",
    "key",
    "forms_en",
    "forms_fr",
    "forms_es",
    "definition_en",
    "definition_fr",
    "definition_es",
]


@pytest.fixture(autouse=True)
def _process():
    import_process(text=SMALL_PROCESS)


def bring_back(*rows):
    return GlossaryResource().import_data(tablib.Dataset(*rows, headers=HEADERS), dry_run=False)


def errors_of(result) -> list[str]:
    rows = [str(error.error) for row in result.rows for error in row.errors]
    return rows + [str(row.error_dict) for row in result.invalid_rows]


def test_the_glossary_goes_out_with_exactly_its_columns():
    table = GlossaryResource().export()

    assert table.headers == HEADERS
    assert table[0] == ("small", "plan", "plan | plans", "plan", "", "What we will do.", "Ce que nous ferons.", "")


def test_the_glossary_comes_back_by_consultation_and_key():
    result = bring_back(
        [
            "small",
            "plan",
            "plan|plans|planning",
            "plan",
            "plan",
            "What we do.",
            "Ce que nous faisons.",
            "Lo que hacemos.",
        ],
        ["small", "aim", "aim", "but", "", "Where to.", "Où aller.", ""],
    )

    assert errors_of(result) == []
    assert result.totals["update"] == 1
    assert Term.objects.get(key="plan").forms == {"en": ["plan", "plans", "planning"], "fr": ["plan"], "es": ["plan"]}
    assert Term.objects.get(key="aim").definition_fr == "Où aller."


def test_what_goes_out_and_comes_back_changes_nothing():
    table = GlossaryResource().export()

    result = GlossaryResource().import_data(table, dry_run=False)

    assert (result.totals["skip"], errors_of(result)) == (1, [])


def test_cells_that_a_spreadsheet_would_compute_go_out_harmless_and_come_back_whole():
    Term.objects.update(definition_en="=1+1", forms={"en": ["@home"], "fr": ["-x"]})

    table = GlossaryResource().export()
    assert table[0][2:6] == ("'@home", "'-x", "", "'=1+1")

    assert errors_of(GlossaryResource().import_data(table, dry_run=False)) == []
    assert Term.objects.get().forms == {"en": ["@home"], "fr": ["-x"]}
    assert Term.objects.get().definition_en == "=1+1"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["small", "plan", "", "", "", "x", "x", ""], "This field cannot be blank."),
        (["small", "plan", "p", "p", "", "[[plan]]", "[[plan]]", ""], "Glossary terms are not shown in this field."),
        (["small", "plan", "p", "p", "", "a\u202eb", "x", ""], "The invisible character U+202E"),
        (["nowhere", "plan", "p", "p", "", "x", "x", ""], "Consultation matching query does not exist."),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(row, sentence):
    result = bring_back(row)

    assert any(sentence in error for error in errors_of(result))
    assert Term.objects.get().definition_en == "What we will do."
