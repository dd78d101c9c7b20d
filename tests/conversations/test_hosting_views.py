"""A host registers, confirms, changes and cancels, without an account."""

import re
import threading
import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from conversations.enums import ConversationStatus, LinkPurpose
from conversations.links import issue_link
from conversations.models import Conversation, ConversationLink
from core import clock
from mail.models import OutgoingEmail
from tests.factories.consultations import make_big_question, make_consultation, make_question, make_stage
from tests.factories.conversations import make_conversation, make_link
from tests.factories.outcomes import make_outcome

S = ConversationStatus


@pytest.fixture
def stage(db):
    stage = make_stage()
    make_question(big_question=make_big_question(consultation=stage.consultation), key="energy")
    return stage


def typed(**fields) -> dict:
    """Return what a host types into the form."""
    defaults = {
        "form_token": str(uuid.uuid4()),
        "leave_empty": "",
        "title": "What should open government do here?",
        "questions": ["energy"],
        "common_languages": ["fr"],
        "other_languages": "Bambara",
        "day": (clock.today() + timedelta(days=10)).isoformat(),
        "time": "14:30",
        "time_zone": "Africa/Bamako",
        "minutes": "90",
        "format": "in_person",
        "country": "ML",
        "place": "Bamako",
        "access": "open",
        "expected_size": "20",
        "host_name": "Awa Example",
        "host_email": "Awa@Example.org",
        "stakeholder_group": "civil_society",
        "organisation": "",
        "how_to_join": "",
    }
    return {**defaults, **fields}


def host_url() -> str:
    return reverse("conversations:host")


def link_to(conversation, purpose) -> str:
    return issue_link(conversation, purpose, clock.now()).partition("//")[2].partition("/")[2].join(["/", ""])


def test_the_least_is_public_by_default(client, stage):
    client.post(host_url(), typed())

    conversation = Conversation.objects.get()
    assert (conversation.is_listed, conversation.shows_host_name, conversation.shows_organisation) == (False,) * 3


def test_registering_leads_to_the_page_that_asks_for_confirmation(client, stage):
    response = client.post(host_url(), typed(), follow=True)

    conversation = Conversation.objects.get()
    assert conversation.host_email == "awa@example.org"
    assert conversation.languages == ["fr", "bm"]
    assert [question.key for question in conversation.questions.all()] == ["energy"]
    assert response.redirect_chain == [(reverse("conversations:host_sent", args=[conversation.form_token]), 302)]
    assert "a•••@example.org" in response.content.decode()
    assert "awa@example.org" not in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"


def test_the_mail_is_in_the_language_of_the_page(client, stage):
    client.post(host_url().replace("/en/", "/es/"), typed())

    assert [(m.kind, m.language) for m in OutgoingEmail.objects.all()] == [("conversations/confirm", "es")]


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_register_one_conversation():
    stage = make_stage()
    make_question(big_question=make_big_question(consultation=stage.consultation), key="energy")
    words, start, answers = typed(), threading.Barrier(20), []

    def send():
        start.wait()
        try:
            response = Client().post(host_url(), words)
            answers.append((response.status_code, response["Location"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sent_page = reverse("conversations:host_sent", args=[Conversation.objects.get().form_token])
    assert answers == [(302, sent_page)] * 20
    assert OutgoingEmail.objects.count() == 1


def test_the_same_form_with_other_words_is_asked_back(client, stage):
    words = typed()
    client.post(host_url(), words)

    response = client.post(host_url(), {**words, "title": "Another conversation"})

    assert response.status_code == 409
    assert Conversation.objects.count() == 1
    assert response.context["form"]["title"].value() == "Another conversation"
    assert response.context["form"]["form_token"].value() != words["form_token"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 151),
        ("host_email", "awa@example.org\r\nBcc: all@example.org"),
        ("host_email", "no address"),
        ("minutes", "14"),
        ("minutes", "721"),
        ("expected_size", "1"),
        ("expected_size", "10001"),
        ("expected_size", "-5"),
        ("day", "2022-02-30"),
        ("time_zone", "Mars/Olympus"),
        ("questions", []),
        ("questions", ["no-such-question"]),
        ("common_languages", ["klingon"]),
        ("other_languages", "Nosuchlanguage"),
        ("country", "XX"),
        ("place", ""),
        ("how_to_join", "x" * 2001),
        ("leave_empty", "https://example.org"),
        ("stakeholder_group", "nobody"),
        ("format", ""),
        ("access", ""),
    ],
)
def test_what_cannot_be_right_is_asked_back_and_kept(client, stage, field, value):
    response = client.post(host_url(), typed(**{field: value}))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["host_name"].value() == "Awa Example"
    assert Conversation.objects.count() == 0


@pytest.mark.parametrize(
    ("typed_title", "stored"),
    [
        ("Two\r\nlines", "Two lines"),
        ("turned \u202eround", "turned round"),
        ("bell\x07 and null\x00", "bell and null"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_characters_that_nobody_sees_are_taken_out(client, stage, typed_title, stored):
    client.post(host_url(), typed(title=typed_title))

    assert Conversation.objects.get().title == stored


@pytest.mark.parametrize("days", [-2, 62])
def test_a_conversation_lies_in_its_stage_and_not_in_the_past(client, stage, days):
    response = client.post(host_url(), typed(day=(clock.today() + timedelta(days=days)).isoformat()))

    assert list(response.context["form"].errors) == ["day"]


def test_the_form_comes_back_filled_in_when_too_many_were_sent(client, stage):
    for _number in range(5):
        client.post(host_url(), typed())

    response = client.post(host_url(), typed(title="The sixth"))

    assert response.status_code == 429
    assert response.context["form"]["title"].value() == "The sixth"
    assert Conversation.objects.count() == 5


def test_one_network_registers_ten_an_hour(client, stage):
    for number in range(12):
        response = client.post(host_url(), typed(host_email=f"host{number}@example.org"))

    assert response.status_code == 429
    assert Conversation.objects.count() == 10


def test_switching_the_language_keeps_what_was_typed(client, stage):
    response = client.post(host_url().replace("/en/", "/fr/"), typed(title="Half a ti", day="", switch_language="fr"))

    form = response.context["form"]
    assert (form["title"].value(), dict(form.errors)) == ("Half a ti", {})
    assert Conversation.objects.count() == 0


def test_without_an_open_stage_the_page_says_since_when(client, db):
    make_stage(starts_on=clock.today() - timedelta(days=30), ends_on=clock.today() - timedelta(days=2))

    response = client.get(host_url())

    assert response.context["opening"].state == "closed"
    assert response.context["opening"].day == clock.today() - timedelta(days=1)


def test_before_the_first_stage_the_page_says_from_when(client, db):
    make_stage(starts_on=clock.today() + timedelta(days=3), ends_on=clock.today() + timedelta(days=20))

    response = client.get(host_url())

    assert response.context["opening"].state == "upcoming"


def test_a_form_that_came_too_late_gives_its_text_back(client, db):
    make_stage(starts_on=clock.today() - timedelta(days=30), ends_on=clock.today() - timedelta(days=2))

    response = client.post(host_url(), typed(title="Written in vain"))

    assert "Written in vain" in response.content.decode()
    assert Conversation.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_confirmation_link_changes_nothing(client, stage, method):
    conversation = make_conversation(stage=stage, status=S.UNCONFIRMED)
    url = link_to(conversation, LinkPurpose.CONFIRM)

    answers = [getattr(client, method)(url) for _number in range(3)]

    conversation.refresh_from_db()
    assert conversation.status == S.UNCONFIRMED
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [(200, "no-store, private")] * 3


def test_pressing_confirm_twice_announces_once(client, stage):
    conversation = make_conversation(stage=stage, status=S.UNCONFIRMED)
    url = link_to(conversation, LinkPurpose.CONFIRM)

    client.post(url)
    response = client.post(url, follow=True)

    conversation.refresh_from_db()
    assert (response.status_code, conversation.status) == (200, S.ANNOUNCED)
    assert [m.kind for m in OutgoingEmail.objects.all()] == ["conversations/confirmed"]


@pytest.mark.parametrize("page", ["confirm", "manage", "cancel"])
def test_every_unusable_link_gets_the_same_page(client, stage, page):
    conversation = make_conversation(stage=stage)
    purpose = LinkPurpose.CONFIRM if page == "confirm" else LinkPurpose.REPORT
    wrong_purpose = LinkPurpose.REPORT if page == "confirm" else LinkPurpose.CONFIRM
    expired = make_link(conversation, purpose=purpose, expires_at=clock.now() - timedelta(seconds=1))
    revoked = make_link(conversation, purpose=purpose, revoked_at=clock.now())
    tokens = ["unknown", expired, revoked, make_link(conversation, purpose=wrong_purpose)]

    answers = [client.get(reverse(f"conversations:{page}", args=[token])) for token in tokens]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert {answer.templates[0].name for answer in answers} == {"conversations/link_unusable.html"}
    assert {answer["Cache-Control"] for answer in answers} == {"no-store, private"}


def test_a_new_link_is_offered_with_one_answer_for_all_addresses(client, stage):
    make_conversation(stage=stage, host_email="known@example.org")

    known = client.post(reverse("conversations:new_link"), {"email": "Known@example.org"})
    unknown = client.post(reverse("conversations:new_link"), {"email": "unknown@example.org"})

    assert known.content == unknown.content
    assert [m.to_address for m in OutgoingEmail.objects.all()] == ["known@example.org"]


def test_the_address_for_a_new_link_survives_the_language_switch(client, stage):
    make_conversation(stage=stage, host_email="known@example.org")
    typed = {"email": "known@example.org", "switch_language": "es"}

    response = client.post(reverse("conversations:new_link"), typed)

    assert 'value="known@example.org"' in response.content.decode()
    assert OutgoingEmail.objects.count() == 0


def test_new_links_are_limited_alike_for_all_addresses(client, stage):
    make_conversation(stage=stage, host_email="known@example.org")

    known = [client.post(reverse("conversations:new_link"), {"email": "known@example.org"}) for _n in range(4)]
    unknown = [client.post(reverse("conversations:new_link"), {"email": "unknown@example.org"}) for _n in range(4)]

    assert [response.status_code for response in known] == [200, 200, 200, 429]
    assert [response.status_code for response in unknown] == [200, 200, 200, 429]


def changed(conversation, **fields) -> dict:
    local = conversation.local_start
    return {
        "title": conversation.title,
        "day": local.date().isoformat(),
        "time": f"{local:%H:%M}",
        "time_zone": conversation.time_zone,
        "minutes": conversation.minutes,
        "format": conversation.format,
        "place": conversation.place,
        "access": conversation.access,
        "how_to_join": "",
        **fields,
    }


def test_the_host_changes_the_time_and_what_is_public(client, stage):
    conversation = make_conversation(stage=stage)
    url = reverse("conversations:manage", args=[make_link(conversation)])

    client.post(url, changed(conversation, time="09:15", is_listed="on", shows_host_name="on"))

    conversation.refresh_from_db()
    assert f"{conversation.local_start:%H:%M}" == "09:15"
    assert (conversation.is_listed, conversation.shows_host_name) == (True, True)
    assert conversation.shows_organisation is False


def test_cancelling_is_asked_first_and_can_be_taken_back(client, stage):
    conversation = make_conversation(stage=stage)
    token = make_link(conversation)

    client.get(reverse("conversations:cancel", args=[token]))
    conversation.refresh_from_db()
    assert conversation.status == S.ANNOUNCED

    client.post(reverse("conversations:cancel", args=[token]))
    conversation.refresh_from_db()
    assert conversation.status == S.CANCELLED

    client.post(reverse("conversations:restore", args=[token]))
    conversation.refresh_from_db()
    assert conversation.status == S.ANNOUNCED


def test_after_the_day_the_host_can_still_take_a_name_out_of_sight(client, stage):
    start = clock.now().replace(second=0, microsecond=0) - timedelta(days=3)
    conversation = make_conversation(stage=stage, starts_at=start, shows_host_name=True)
    url = reverse("conversations:manage", args=[make_link(conversation)])

    client.post(url, changed(conversation, is_listed="on"))

    conversation.refresh_from_db()
    assert (conversation.starts_at, conversation.is_listed, conversation.shows_host_name) == (start, True, False)


def test_the_page_does_not_show_as_saved_what_was_refused(client, stage):
    conversation = make_conversation(stage=stage, title="As it was")
    url = reverse("conversations:manage", args=[make_link(conversation)])

    response = client.post(url, changed(conversation, title="Not saved", minutes="1"))

    assert response.context["conversation"].title == "As it was"
    assert response.context["form"]["title"].value() == "Not saved"


def test_a_conversation_with_a_report_is_not_cancelled(client, stage):
    conversation = make_conversation(stage=stage)
    make_outcome(conversation=conversation)

    client.post(reverse("conversations:cancel", args=[make_link(conversation)]))

    conversation.refresh_from_db()
    assert conversation.status == S.ANNOUNCED


@pytest.mark.parametrize(
    ("minutes_after_closing", "registered"), [(-1, 1), (59, 1), (61, 0)], ids=["open", "within the hour", "too late"]
)
def test_a_form_may_arrive_within_an_hour_of_the_end(client, stage, minutes_after_closing, registered):
    end = datetime.combine(stage.ends_on, time.min, tzinfo=UTC) + timedelta(days=1)
    words = typed(day=stage.ends_on.isoformat(), time="23:00")

    with time_machine.travel(end + timedelta(minutes=minutes_after_closing), tick=False):
        client.post(host_url(), words)

    assert Conversation.objects.count() == registered


def test_a_form_may_arrive_in_the_first_minute_of_a_stage(client, stage):
    with time_machine.travel(datetime.combine(stage.starts_on, time(0, 1), tzinfo=UTC), tick=False):
        client.post(host_url(), typed(day=stage.starts_on.isoformat()))

    assert Conversation.objects.count() == 1


def test_with_two_open_consultations_the_host_chooses(client, stage):
    other = make_stage(consultation=make_consultation(starts_on=clock.today() - timedelta(days=300)))

    newest = client.get(host_url())
    chosen = client.get(host_url(), {"consultation": other.consultation.slug})

    assert (newest.context["stage"], newest.context["others"]) == (stage, [other.consultation])
    assert (chosen.context["stage"], chosen.context["others"]) == (other, [stage.consultation])


def test_a_hidden_conversation_is_not_changed_through_its_link(client, stage):
    conversation = make_conversation(stage=stage, status=S.HIDDEN)
    token = make_link(conversation)

    client.post(reverse("conversations:manage", args=[token]), changed(conversation, title="Here again"))
    client.post(reverse("conversations:cancel", args=[token]))
    client.post(reverse("conversations:restore", args=[token]))

    conversation.refresh_from_db()
    assert (conversation.status, conversation.title == "Here again") == (S.HIDDEN, False)


def test_the_host_sends_the_link_again_only_to_the_address_on_file(client, stage):
    conversation = make_conversation(stage=stage, host_email="awa@example.org")
    url = reverse("conversations:send_link", args=[make_link(conversation)])

    client.post(url, {"email": "thief@example.org"})

    assert [m.to_address for m in OutgoingEmail.objects.all()] == ["awa@example.org"]


def test_a_host_stops_all_links_and_gets_a_new_one(client, stage):
    conversation = make_conversation(stage=stage, host_email="awa@example.org")
    leaked, own = make_link(conversation), make_link(conversation)
    url = reverse("conversations:stop_links", args=[own])

    asked = client.get(url)
    still_works = client.get(reverse("conversations:manage", args=[leaked])).status_code
    done = client.post(url)

    assert (asked.status_code, still_works, done.status_code) == (200, 200, 200)
    assert client.get(reverse("conversations:manage", args=[leaked])).status_code == 404
    assert client.get(reverse("conversations:manage", args=[own])).status_code == 404
    mail = OutgoingEmail.objects.get()
    fresh = re.search(r"/en/conversations/\S+", mail.text_body)[0]
    assert (mail.kind, mail.to_address) == ("conversations/renewed_link", "awa@example.org")
    assert client.get(fresh).status_code == 200


def test_links_are_not_stopped_more_than_three_times_an_hour(client, stage):
    conversation = make_conversation(stage=stage)

    for _time in range(3):
        client.post(reverse("conversations:stop_links", args=[make_link(conversation)]))
    client.post(reverse("conversations:stop_links", args=[make_link(conversation)]))

    assert OutgoingEmail.objects.count() == 3


def test_only_hashes_of_links_are_stored(client, stage):
    secret = make_link(make_conversation(stage=stage))

    assert ConversationLink.objects.get().secret_hash != secret
