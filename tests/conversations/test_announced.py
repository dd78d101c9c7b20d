"""What everybody sees of announced conversations, and what nobody may."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from conversations.contributions import search_announced
from conversations.enums import Access, ConversationStatus
from core import clock, contributions
from tests.factories.consultations import make_consultation, make_question, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

pytestmark = pytest.mark.django_db
S = ConversationStatus


def listed(client, **query) -> list[str]:
    found = client.get(reverse("conversations:list"), query).context["found"]
    return [conversation.title for conversation in found["page"]]


def detail(client, conversation):
    return client.get(reverse("conversations:detail", args=[conversation.public_id]))


HIDDEN_CASES = [
    {"status": S.UNCONFIRMED},
    {"status": S.HIDDEN},
    {"status": S.CANCELLED},
    {"is_listed": False},
    {"stage": "of a consultation that is not public"},
]


def make_hidden(case: dict):
    fields = dict(case)
    if "stage" in fields:
        fields["stage"] = make_stage(consultation=make_consultation(is_public=False))
    return make_conversation(title="Zanzibar meeting", **fields)


@pytest.mark.parametrize("case", HIDDEN_CASES, ids=lambda case: "-".join(map(str, case.values())))
def test_what_is_not_announced_appears_nowhere(client, case):
    conversation = make_hidden(case)
    shown = make_conversation(title="Zanzibar forum")

    assert listed(client) == ["Zanzibar forum"]
    assert detail(client, conversation).status_code == (410 if case.get("status") == S.CANCELLED else 404)
    assert "Zanzibar meeting" not in detail(client, conversation).content.decode()
    assert [hit.title for hit in search_announced("zanzibar", "en")] == ["Zanzibar forum"]
    channel = contributions.channels["conversations"]
    assert channel.count(shown.consultation) == 1
    assert channel.count(conversation.consultation) == 0


@pytest.mark.parametrize(
    ("shows_host_name", "shows_organisation"), [(False, False), (True, False), (False, True), (True, True)]
)
def test_host_and_organisation_are_named_only_as_chosen(client, shows_host_name, shows_organisation):
    conversation = make_conversation(
        host_name="Awa Secretname",
        organisation="Secret Society",
        host_email="awa.secret@example.org",
        shows_host_name=shows_host_name,
        shows_organisation=shows_organisation,
    )

    pages = [
        detail(client, conversation).content.decode(),
        client.get(reverse("conversations:list")).content.decode(),
    ]

    assert ("Awa Secretname" in "".join(pages)) == shows_host_name
    assert ("Secret Society" in "".join(pages)) == shows_organisation
    assert "awa.secret" not in "".join(pages)
    assert bool(search_announced("secret society", "en")) == shows_organisation
    assert search_announced("secretname", "en") == []


def test_an_unknown_conversation_is_not_found(client):
    assert client.get(reverse("conversations:detail", args=[uuid.uuid4()])).status_code == 404


def test_a_cancelled_conversation_that_was_never_listed_is_not_found(client):
    conversation = make_conversation(status=S.CANCELLED, is_listed=False)

    assert detail(client, conversation).status_code == 404


def test_the_page_says_that_it_is_by_invitation(client):
    conversation = make_conversation(access=Access.INVITATION)

    assert "The host invites the participants" in detail(client, conversation).content.decode()


def test_the_time_is_shown_on_the_clocks_of_the_place_with_the_offset_of_that_day(client):
    conversation = make_conversation(starts_at=datetime(2100, 7, 1, 12, tzinfo=UTC), time_zone="Europe/Paris")

    page = detail(client, conversation).content.decode()

    assert '<time datetime="2100-07-01T14:00:00+02:00">' in page
    assert "14:00 (Paris, UTC+2)" in page


def test_what_the_host_wrote_is_marked_with_its_language_and_harmless(client):
    conversation = make_conversation(title="<b>Où aller ?</b>", host_language="fr", how_to_join="<script>x</script>")

    page = detail(client, conversation).content.decode()

    assert '<h1 lang="fr" dir="ltr"><bdi>&lt;b&gt;Où aller ?&lt;/b&gt;</bdi></h1>' in page
    assert "<script>x" not in page


def test_the_list_is_by_time_and_keeps_past_and_coming_apart(client):
    now = clock.now()
    make_conversation(title="later", starts_at=now + timedelta(days=2))
    make_conversation(title="sooner", starts_at=now + timedelta(days=1))
    make_conversation(title="long ago", starts_at=now - timedelta(days=4))
    make_conversation(title="lately", starts_at=now - timedelta(days=1))

    assert listed(client) == ["sooner", "later"]
    assert listed(client, when="past") == ["lately", "long ago"]


def test_the_list_is_narrowed_by_country_language_and_day(client):
    soon = clock.now() + timedelta(days=3)
    make_conversation(title="Mali", country="ML", languages=["fr", "bm"], starts_at=soon)
    make_conversation(title="Chile", country="CL", languages=["es"], starts_at=soon + timedelta(days=10))

    assert listed(client, country="ML") == ["Mali"]
    assert listed(client, language="bm") == ["Mali"]
    assert listed(client, language="bm", country="CL") == []
    assert listed(client, first_day=(soon + timedelta(days=5)).date().isoformat()) == ["Chile"]
    assert listed(client, last_day=(soon + timedelta(days=5)).date().isoformat()) == ["Mali"]


def test_a_day_is_the_day_of_the_place(client):
    make_conversation(
        title="Auckland", time_zone="Pacific/Auckland", starts_at=datetime(2100, 6, 30, 21, tzinfo=UTC)
    )  # 1 July there

    assert listed(client, first_day="2100-07-01") == ["Auckland"]
    assert listed(client, last_day="2100-06-30") == []


@pytest.mark.parametrize(
    "query",
    [{"country": "XX"}, {"language": "'; --"}, {"first_day": "yesterday"}, {"page": "many"}, {"page": "999"}],
)
def test_what_cannot_be_read_in_the_address_narrows_nothing(client, query):
    make_conversation(title="Here")

    assert listed(client, **query) == ["Here"]


def test_only_countries_and_languages_that_occur_are_offered(client):
    make_conversation(country="ML", languages=["bm"])
    make_conversation(country="CL", languages=["es"], is_listed=False)

    fields = client.get(reverse("conversations:list")).context["form"].fields

    assert fields["country"].choices == [("", "All countries"), ("ML", "Mali")]
    assert fields["language"].choices == [("", "All languages"), ("bm", "Bambara")]


def test_the_list_has_pages(client):
    for _number in range(21):
        make_conversation()

    assert (len(listed(client)), len(listed(client, page=2))) == (20, 1)


@pytest.mark.parametrize(("make", "is_linked"), [(make_published_version, True), (make_outcome_version, False)])
def test_only_a_published_outcome_is_linked(client, make, is_linked):
    conversation = make_conversation(starts_at=clock.now() - timedelta(days=2))
    make(outcome=make_outcome(conversation=conversation))

    page = detail(client, conversation).content.decode()

    assert ("Read what came out of it" in page) == is_linked


def test_questions_are_shown(client):
    conversation = make_conversation(questions=[make_question(text_en="Where to put more energy?")])

    assert "Where to put more energy?" in detail(client, conversation).content.decode()


def test_reading_sets_no_cookie(client):
    conversation = make_conversation()

    client.get(reverse("conversations:list"))
    detail(client, conversation)

    assert list(client.cookies) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1 conversation announced", "1,200 conversations announced"]),
        ("fr", ["1 conversation annoncée", "1\u202f200 conversations annoncées"]),
        ("es", ["1 conversación anunciada", "1200 conversaciones anunciadas"]),
    ],
)
def test_the_channel_counts_in_words(language, words):
    from django.utils import translation

    with translation.override(language):
        assert [contributions.channels["conversations"].count_label(number) for number in (1, 1200)] == words


@pytest.mark.parametrize(("words", "language"), [("medellin", "es"), ("MEDELLÍN", "en")])
def test_search_finds_titles_with_and_without_accents(words, language):
    make_conversation(title="Encuentro en Medellín", host_language="es")

    (hit,) = search_announced(words, language)

    assert (hit.title, hit.language) == ("Encuentro en Medellín", "es")
