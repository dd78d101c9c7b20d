import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.quotes import PARAGRAPH_BREAK, find_sentence, paragraphs, sentences
from consultations.texts import TermMark, Words


def shown(sentence) -> str:
    return "".join(token.text if isinstance(token, Words) else token.key for token in sentence.tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. Another thing! A third?", ["One thing. ", "Another thing! ", "A third?"]),
        ("Qui décide ? Le comité. « Oui ! » Voilà.", ["Qui décide ? ", "Le comité. ", "« Oui ! » ", "Voilà."]),
        ("¿Quién decide? El comité. ¡Bien!", ["¿Quién decide? ", "El comité. ", "¡Bien!"]),
        (
            "It costs 4.5 million, e.g. for travel. Then more.",
            ["It costs 4.5 million, e.g. for travel. ", "Then more."],
        ),
        ("Dr. Who and J. Smith met. They spoke.", ["Dr. Who and J. Smith met. ", "They spoke."]),
        ("Él dijo que sí… Él lo hizo.", ["Él dijo que sí… ", "Él lo hizo."]),
        ("École ouverte. Élan commun.", ["École ouverte. ", "Élan commun."]),
    ],
)
def test_sentences_end_where_readers_say_so(text, expected):
    assert [shown(sentence) for sentence in sentences(text)] == expected


def test_a_mark_may_begin_a_sentence_and_never_ends_one():
    found = sentences("It grew. [[ogp|The U.S. Chapter. And more]] did too. {figure:n} joined.")

    assert len(found) == 3
    assert found[1].tokens[0] == TermMark("ogp", "The U.S. Chapter. And more")


def test_paragraphs_keep_one_numbering():
    found = paragraphs("One. Two.\n\nThree.")

    assert [[sentence.number for sentence in paragraph] for paragraph in found] == [[0, 1], [2]]


def test_a_pull_quote_refers_to_the_sentence_with_its_words_in_order():
    body = "Nothing here. This is a moment to ask again, with every idea on the table and from anyone. The end."

    assert find_sentence(body, "Every idea on the table, and from anyone.").number == 1
    assert find_sentence(body, "From anyone, every idea.") is None
    assert find_sentence(body, "Nothing from anyone.") is None
    assert find_sentence(body, "…") is None


def test_a_pull_quote_may_leave_words_out():
    body = "Le moment est venu, toutes les idées étant sur la table, d'où qu'elles viennent."

    assert find_sentence(body, "Toutes les idées sur la table, d’où qu’elles viennent.").number == 0


def test_a_pull_quote_knows_the_names_of_terms_and_keeps_figures_apart():
    body = "The [[committee]] met {figure:times} times. The committee decided."

    assert find_sentence(body, "The Steering Committee met.", terms={"committee": "Steering Committee"}).number == 0
    assert find_sentence(body, "{figure:times} times").number == 0
    assert find_sentence(body, "{figure:other} times") is None


def test_of_several_fitting_sentences_the_shortest_is_meant():
    assert find_sentence("We, who are many, write it. We write it. You write it.", "We write it.").number == 1


@given(st.text(alphabet="aAÉé .!?…»«\n'3"))
def test_no_word_is_lost_by_splitting(text):
    joined = "".join(shown(sentence) for sentence in sentences(text))

    assert joined == PARAGRAPH_BREAK.sub("", text.strip())
