import pytest
from django.db import connection


def matches(configuration: str, text: str, words: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector(%s::regconfig, %s) @@ websearch_to_tsquery(%s::regconfig, %s)",
            [configuration, text, configuration, words],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("configuration", "text", "words"),
    [
        ("cocrea_fr", "Les libertés civiques reculent", "liberte"),
        ("cocrea_fr", "Les libertes civiques reculent", "libertés"),
        ("cocrea_fr", "l'unité de soutien", "unite"),
        ("cocrea_es", "La participación pública", "participacion publica"),
        ("cocrea_es", "el año que viene", "ano"),
        ("cocrea_en", "the co-created commitments", "commitment"),
        ("cocrea_en", "a café in Montréal", "cafe montreal"),
    ],
)
def test_words_are_found_with_and_without_accents(configuration, text, words):
    assert matches(configuration, text, words)


@pytest.mark.django_db
def test_other_words_are_not_found():
    assert not matches("cocrea_fr", "Les libertés civiques reculent", "gouvernement")
