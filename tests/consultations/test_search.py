import re

import pytest
from django.utils.translation import override

from consultations.search import search_consultations
from core import contributions, search
from tests.factories.consultations import (
    days_from_today,
    make_big_question,
    make_consultation,
    make_question,
    make_stage,
)
from tests.factories.texts import make_figure, make_principle, make_section, make_term, make_update

pytestmark = pytest.mark.django_db


def titles(words: str, code: str = "en") -> list[str]:
    with override(code):
        return [hit.title for hit in search_consultations(words, code)]


@pytest.mark.parametrize("words", ["libertés", "liberte", "LIBERTÉ", "libert", "liberté civique", "l’a liberté !"])
def test_french_is_found_with_and_without_accents_and_by_its_beginning(words):
    make_section(title_fr="Dix ans", body_fr="Il l’a dit : les libertés civiques reculent.")

    assert titles(words, "fr") == ["Dix ans"]


def test_every_kind_of_text_is_found_where_it_is_shown():
    consultation = make_consultation(slug="plan", summary_en="A walrus.")
    make_stage(consultation=consultation, slug="first", title_en="Walrus stage")
    make_section(consultation=consultation, key="one", title_en="Walrus section")
    make_principle(consultation=consultation, key="two", text_en="Walruses first.")
    big = make_big_question(consultation=consultation, key="three", title_en="Whither walrus")
    make_question(big_question=big, kind="trade_off", text_en="How?", pole_b_en="More walrus")
    make_update(consultation=consultation, key="four", body_en="The walrus arrived.")
    make_term(consultation=consultation, key="five", forms={"en": ["walrus", "walruses"]})

    hits = search_consultations("walrus", "en")

    assert {hit.url for hit in hits} == {
        "/en/consultations/plan/",
        "/en/consultations/plan/stages/first/",
        "/en/consultations/plan/#section-one",
        "/en/consultations/plan/#principle-two",
        "/en/consultations/plan/questions/three/",
        "/en/consultations/plan/updates/four/",
        "/en/glossary/#term-five",
    }
    assert len(hits) == 8


def test_search_falls_back_as_display_does():
    make_section(title_fr="", title_en="The river", body_fr=None, body_en="Commitments are kept.", body_es="Nada.")

    hits = search_consultations("commitment", "fr")

    assert [(hit.title, hit.language) for hit in hits] == [("The river", "en")]
    assert search_consultations("nada", "fr") == []


def test_titles_come_first():
    consultation = make_consultation()
    make_section(consultation=consultation, title_en="In the text", body_en="A word on openness.")
    make_section(consultation=consultation, title_en="Openness", body_en="Something else.")

    assert titles("openness") == ["Openness", "In the text"]


def test_an_excerpt_shows_figures_and_terms_in_words():
    consultation = make_consultation()
    make_figure(consultation=consultation, key="many", qualifier="more_than")
    make_term(consultation=consultation, key="ogp", forms={"en": ["Open Government Partnership"]})
    make_section(consultation=consultation, body_en="The [[ogp]] kept {figure:many}, says the walrus.")

    (hit,) = search_consultations("walrus", "en")

    assert hit.excerpt == "The Open Government Partnership kept more than 4,500 commitments, says the walrus."


def test_what_is_not_public_is_not_found():
    hidden = make_consultation(is_public=False, summary_en="A walrus.")
    make_section(consultation=hidden, body_en="A walrus.")
    make_term(consultation=hidden, forms={"en": ["walrus"]})
    make_update(published_on=days_from_today(1), body_en="A walrus.")

    assert search_consultations("walrus", "en") == []


@pytest.mark.parametrize(
    "words",
    [
        "'",
        "\\",
        "a:*",
        "& | !",
        "()",
        "\x00",
        "%",
        "{figure:x}",
        "[[",
        "😀",
        "ا" * 300,
        "<b>",
        ":*&'a'",
        "𝓐𝓑",
        "_",
        "ﬁ",
    ],
)
def test_no_input_breaks_the_search(client, words):
    make_section()

    assert client.get("/en/search/", {"q": words}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "²", "9" * 50])
def test_no_page_number_breaks_the_search(client, page):
    make_section(body_en="walrus")

    assert client.get("/en/search/", {"q": "walrus", "page": page}).status_code == 200


def test_without_words_nothing_is_searched(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/en/search/", {"q": "   "})

    assert "results" not in response.content.decode()
    assert client.cookies == {}


def test_nothing_found_gives_ideas(client):
    response = client.get("/en/search/", {"q": "walrus"})

    assert "Nothing was found. Some ideas:" in response.content.decode()


def test_only_200_characters_count(client):
    response = client.get("/en/search/", {"q": "a" * 250})

    assert response.context["words"] == "a" * 200


def test_results_are_paged(client):
    consultation = make_consultation()
    for _number in range(12):
        make_section(consultation=consultation, body_en="A walrus.")

    first = client.get("/en/search/", {"q": "walrus"})
    second = client.get("/en/search/", {"q": "walrus", "page": 2})

    assert (len(first.context["found"]), len(second.context["found"])) == (10, 2)
    assert 'start="11"' in second.content.decode()


def test_other_rooms_are_searched_too(client, monkeypatch):
    make_section(body_en="A walrus.", title_en="Low")
    hit = contributions.Hit(title="High", excerpt="", url="/x/", language="fr", label="Outcome", rank=2.0)
    monkeypatch.setattr(contributions, "searches", [search_consultations, lambda words, code: [hit]])
    monkeypatch.setattr("consultations.views.searches", contributions.searches)

    response = client.get("/en/search/", {"q": "walrus"})

    assert [hit.title for hit in response.context["found"]] == ["High", "Low"]
    assert '<h3 class="card__title" lang="fr">' in response.content.decode()


def test_the_31st_search_within_a_minute_is_too_much(client):
    answers = [client.get("/en/search/", {"q": "walrus"}).status_code for _number in range(31)]

    assert answers == [200] * 30 + [429]


def test_marked_words_are_marked_and_everything_else_is_text():
    html = search.marked("Les <b>libertés</b> & la liberté", "liberte")

    assert html == "Les &lt;b&gt;<mark>libertés</mark>&lt;/b&gt; &amp; la <mark>liberté</mark>"


def test_an_excerpt_is_cut_around_the_first_hit():
    text = search.excerpt(f"{'before ' * 100}walrus {'after ' * 100}", "walrus")

    assert re.fullmatch(r"… (before )+walrus (after )+…", text)
    assert len(text) <= search.EXCERPT_LENGTH + 4
