import pytest
from django.utils import translation

from conversations import spoken


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Bambara, Wolof", ["bm", "wo"]),
        ("français; ESPAÑOL, arabe", ["fr", "es", "ar"]),
        ("francais, espanol", ["fr", "es"]),
        ("castellano", ["es"]),
        ("العربية", ["ar"]),
        ("quechua, guaraní", ["qu", "gn"]),
        ("snk", ["snk"]),
        ("", []),
        (" , ,", []),
    ],
)
def test_languages_are_read_by_name_in_many_languages_or_by_code(typed, codes):
    assert spoken.read(typed) == codes


@pytest.mark.parametrize("typed", ["Klingonese of the north", "xx", "French and Spanish"])
def test_an_unknown_name_is_named(typed):
    with pytest.raises(spoken.UnknownLanguageError) as error:
        spoken.read(f"French, {typed}")

    assert error.value.name == typed


def test_names_are_shown_in_the_language_of_the_page():
    with translation.override("es"):
        assert spoken.names(["fr", "bm", "snk"]) == "francés, bambara, soninké"
