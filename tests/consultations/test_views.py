import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from core import clock
from tests.factories.consultations import (
    days_from_today,
    make_big_question,
    make_consultation,
    make_question,
    make_stage,
)
from tests.factories.texts import (
    make_call_to_action,
    make_figure,
    make_principle,
    make_resource,
    make_section,
    make_term,
    make_update,
)

pytestmark = pytest.mark.django_db
XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def text_of(response) -> str:
    """Return what a reader sees of the main part, on one line."""
    html = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]).split())


def make_whole(**fields):
    """Return a consultation with one of everything."""
    consultation = make_consultation(**fields)
    make_stage(consultation=consultation, slug="first")
    big = make_big_question(consultation=consultation, key="focus")
    make_question(big_question=big, kind="trade_off", key="breadth")
    make_question(big_question=big, key="energy")
    for make in (make_section, make_principle, make_figure, make_term, make_call_to_action, make_resource):
        make(consultation=consultation)
    make_update(consultation=consultation, key="news")
    return consultation


def addresses_of(slug: str) -> list[str]:
    return [
        f"/en/consultations/{slug}/",
        f"/en/consultations/{slug}/stages/first/",
        f"/en/consultations/{slug}/questions/focus/",
        f"/en/consultations/{slug}/updates/news/",
    ]


def test_every_page_answers_without_a_cookie(client):
    consultation = make_whole()

    responses = [client.get(address) for address in ["/en/", "/en/glossary/", *addresses_of(consultation.slug)]]

    assert [response.status_code for response in responses] == [200] * 6
    assert client.cookies == {}


def test_a_consultation_that_is_not_public_is_nowhere(client):
    make_whole(slug="hidden-one", is_public=False, title_en="Secretive", summary_en="Secretive")

    answers = [client.get(address) for address in addresses_of("hidden-one")]
    others = [
        client.get(address)
        for address in ["/en/", "/en/glossary/", "/sitemap-consultations.xml", "/sitemap-parts.xml", "/en/updates.atom"]
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert [page for page in others if "hidden-one" in page.content.decode()] == []
    assert client.get("/en/search/", {"q": "secretive"}).context["found"].paginator.count == 0


def test_home_without_any_consultation_says_so(client):
    response = client.get(reverse("home"))

    assert "No consultation is open to the public yet." in text_of(response)


def test_home_shows_the_running_consultation_first(client):
    old = make_consultation(starts_on=days_from_today(-400), ends_on=days_from_today(-300))
    running = make_consultation()
    coming = make_consultation(starts_on=days_from_today(10), ends_on=days_from_today(90))

    response = client.get(reverse("home"))

    assert response.context["page"].consultation == running
    assert set(response.context["home"].others) == {old, coming}


@pytest.mark.parametrize(
    ("starts_in", "ends_in", "words"),
    [
        (-5, 5, "Open until {end}"),
        (3, 9, "Opens on {start}"),
        (-9, -1, "Closed since {after}"),
    ],
)
def test_a_call_to_action_follows_the_stages_of_its_channel(client, starts_in, ends_in, words):
    from core.formats import day

    starts_on, ends_on = days_from_today(starts_in), days_from_today(ends_in)
    consultation = make_consultation()
    make_stage(consultation=consultation, starts_on=starts_on, ends_on=ends_on, channels=["conversations"])
    make_call_to_action(consultation=consultation, channel="conversations", text_en="Tell us")

    text = text_of(client.get(reverse("home")))

    expected = words.format(start=day(starts_on), end=day(ends_on), after=day(ends_on + timedelta(days=1)))
    assert f"Tell us {expected}" in text


def test_a_channel_without_a_room_is_no_dead_link(client):
    consultation = make_consultation()
    make_stage(consultation=consultation, channels=["surveys"])
    make_call_to_action(consultation=consultation, channel="surveys", text_en="Answer the survey")

    response = client.get(reverse("home"))

    assert "Not on this site yet Answer the survey" in text_of(response)
    assert "Take part" not in text_of(response).replace("Ways to take part", "")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "More than 4,500\u00a0commitments were made."),
        ("fr", "Plus de 4\u202f500\u00a0engagements ont été pris."),
        ("es", "Más de 4500\u00a0compromisos se hicieron."),
    ],
)
def test_a_figure_is_written_as_the_language_does(client, code, words):
    consultation = make_consultation()
    make_figure(consultation=consultation, key="commitments", qualifier="more_than")
    make_section(
        consultation=consultation,
        body_en="{figure:commitments} were made.",
        body_fr="{figure:commitments} ont été pris.",
        body_es="{figure:commitments} se hicieron.",
    )

    with override(code):
        response = client.get(reverse("consultations:detail", args=[consultation.slug]))

    html = re.sub(r"</?data[^>]*>", "", response.content.decode())
    assert f"<p>{words}</p>" in html
    assert '<data value="4500"' in response.content.decode()


def test_a_term_opens_its_definition_once_in_each_section(client):
    consultation = make_consultation()
    make_term(consultation=consultation, key="inclusion", forms={"en": ["inclusion"]}, definition_en="All are in.")
    body = "First [[inclusion]] counts, then [[inclusion|being included]]."
    make_section(consultation=consultation, key="one", body_en=body)
    make_section(consultation=consultation, key="two", body_en=body)

    html = client.get(reverse("consultations:detail", args=[consultation.slug])).content.decode()

    assert re.findall(r'popovertarget="([^"]+)"', html) == ["t-one-inclusion", "t-two-inclusion"]
    assert re.findall(r'<span popover class="definition" id="([^"]+)"', html) == ["t-one-inclusion", "t-two-inclusion"]
    assert html.count("then being included.") == 2


def test_a_pull_quote_leads_to_its_sentence(client):
    consultation = make_consultation()
    make_section(
        consultation=consultation,
        key="moment",
        body_en="It began small. This is a moment to ask again, with every idea on the table.",
        pull_quote_en="Every idea on the table.",
    )

    html = client.get(reverse("consultations:detail", args=[consultation.slug])).content.decode()

    assert '<a href="#s-moment-1">' in html
    assert '<span class="quoted" id="s-moment-1">This is a moment to ask again,' in html


def test_texts_without_translation_are_shown_in_another_language_and_say_so(client):
    consultation = make_consultation(summary_fr="", summary_es=None, summary_en="Only English.")
    make_section(consultation=consultation, body_fr="", title_fr="Titre", body_en="An English text.")

    with override("fr"):
        html = client.get(reverse("consultations:detail", args=[consultation.slug])).content.decode()

    assert '<span lang="en">Only English.</span>' in html
    assert '<p lang="en">An English text.</p>' in html
    assert html.count("Il est affiché en anglais.") == 2


def test_nothing_that_is_written_becomes_markup(client):
    every_text = {f"{field}_en": XSS for field in ("title", "summary", "in_scope", "out_of_scope", "who_decides")}
    consultation = make_consultation(**every_text)
    make_stage(consultation=consultation, slug="first", title_en=XSS, summary_en=XSS, output_en=XSS)
    big = make_big_question(consultation=consultation, key="focus", title_en=XSS)
    make_question(big_question=big, kind="trade_off", text_en=XSS, pole_a_en=XSS, pole_b_en=XSS)
    make_question(big_question=big, text_en=XSS)
    make_term(consultation=consultation, key="word", forms={"en": [XSS, XSS], "fr": [XSS]}, definition_en=XSS)
    make_figure(consultation=consultation, key="many", unit_en=XSS)
    body = f"{XSS} [[word]] {{figure:many}} [[word|{XSS.replace('|', '')}]] [[missing]] {{figure:missing}}"
    make_section(consultation=consultation, title_en=XSS, body_en=body, pull_quote_en=XSS)
    make_principle(consultation=consultation, name_en=XSS, text_en=body)
    make_call_to_action(consultation=consultation, text_en=XSS)
    make_resource(consultation=consultation, title_en=XSS)
    make_update(consultation=consultation, key="news", title_en=XSS, body_en=body)

    pages = ["/en/", "/en/glossary/", "/en/updates.atom", "/en/search/?q=script", *addresses_of(consultation.slug)]
    answers = [client.get(page).content.decode() for page in pages]

    assert [page for page, html in zip(pages, answers, strict=True) if "<img" in html or "<script>" in html] == []


def test_a_stage_names_its_neighbours(client):
    consultation = make_consultation()
    first, second, third = (make_stage(consultation=consultation, position=number) for number in range(3))

    response = client.get(reverse("consultations:stage", args=[consultation.slug, second.slug]))

    page = response.context["page"]
    assert (page.previous.stage, page.next.stage) == (first, third)


def test_a_trade_off_shows_both_poles(client):
    consultation = make_whole()

    response = client.get(reverse("consultations:question", args=[consultation.slug, "focus"]))

    assert "Wide or, at the other end: Narrow" in text_of(response)


def test_an_update_of_tomorrow_waits_until_tomorrow(client):
    consultation = make_consultation()
    update = make_update(consultation=consultation, published_on=days_from_today(1), title_en="Tomorrow’s news")

    address = reverse("consultations:update", args=[consultation.slug, update.key])

    assert client.get(address).status_code == 404
    assert "Tomorrow’s news" not in client.get(reverse("home")).content.decode()
    assert "Tomorrow’s news" not in client.get("/en/updates.atom").content.decode()


def test_the_glossary_follows_the_alphabet_of_the_reader(client):
    consultation = make_consultation()
    for key, name in [("b", "Zone"), ("c", "état"), ("d", "Etang")]:
        make_term(consultation=consultation, key=key, forms={"en": [key], "fr": [name]})

    response = client.get("/fr/glossary/")

    assert re.findall(r'<h3 lang="fr">([^<]+)</h3>', response.content.decode()) == ["Etang", "état", "Zone"]


def test_a_reader_who_has_the_page_gets_304_until_something_changes(client):
    from consultations.services import touch

    consultation = make_whole()
    address = reverse("consultations:detail", args=[consultation.slug])
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": etag})
    touch(consultation)
    changed = client.get(address, headers={"if-none-match": etag})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_pages_of_known_people_are_stored_nowhere(client):
    consultation = make_whole()
    client.cookies["sessionid"] = "whatever"

    response = client.get(reverse("consultations:detail", args=[consultation.slug]))

    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_pages_are_read_while_the_cache_is_away(client, monkeypatch):
    consultation = make_whole()
    monkeypatch.setattr("core.cache._resting_until", float("inf"))

    addresses = ["/en/", "/en/glossary/", "/en/search/?q=one", *addresses_of(consultation.slug)]
    answers = [client.get(address).status_code for address in addresses * 2]

    assert answers == [200] * 14


def test_states_change_at_midnight_without_any_change_of_data(client, time_machine):
    consultation = make_consultation()
    make_stage(consultation=consultation, ends_on=days_from_today(0))

    before = text_of(client.get(reverse("home")))
    time_machine.move_to(clock.now() + timedelta(days=1))
    after = text_of(client.get(reverse("home")))

    assert "Open now" in before
    assert "All stages are closed." in after
