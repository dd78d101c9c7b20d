"""The support unit reads conversations and hides them; nothing can be typed over."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from conversations.enums import ConversationStatus
from tests.factories.accounts import make_user
from tests.factories.conversations import make_conversation

pytestmark = pytest.mark.django_db
LIST = reverse("admin:conversations_conversation_changelist", urlconf="config.urls")


def make_member(*names: str):
    person = make_user(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["view_conversation", *names]))
    return person


def change_url(conversation) -> str:
    return reverse("admin:conversations_conversation_change", args=[conversation.pk])


def act(client, action: str, conversation, note: str):
    return client.post(LIST, {"action": action, "_selected_action": [conversation.pk], "note": note}, follow=True)


def test_hiding_takes_a_reason_and_leaves_it(client):
    conversation = make_conversation()
    person = make_member("hide_conversation")
    client.force_login(person)

    act(client, "hide_selected", conversation, "")
    conversation.refresh_from_db()
    assert conversation.status == ConversationStatus.ANNOUNCED

    act(client, "hide_selected", conversation, "Advertising")
    conversation.refresh_from_db()
    assert conversation.status == ConversationStatus.HIDDEN
    assert [(move.moved_by, move.note) for move in conversation.moves.all()] == [(person, "Advertising")]


def test_showing_again_reports_what_is_not_possible(client):
    conversation = make_conversation(title="Never hidden")
    client.force_login(make_member("hide_conversation"))

    response = act(client, "unhide_selected", conversation, "By mistake")

    assert [str(message) for message in response.context["messages"]] == [
        "0 conversations changed.",
        "Not possible from their status: Never hidden",
    ]


def test_hiding_needs_its_permission(client):
    conversation = make_conversation()
    client.force_login(make_member())

    act(client, "hide_selected", conversation, "Advertising")

    conversation.refresh_from_db()
    assert conversation.status == ConversationStatus.ANNOUNCED


@pytest.mark.parametrize(("permissions", "is_seen"), [([], False), (["see_host"], True)])
def test_the_host_is_seen_and_found_only_with_permission(client, permissions, is_seen):
    conversation = make_conversation(host_name="Awa Secretname", host_email="awa@example.org")
    client.force_login(make_member(*permissions))

    page = client.get(change_url(conversation)).content.decode()
    found = client.get(LIST, {"q": "Secretname"}).context["cl"].result_count

    assert ("Awa Secretname" in page, "awa@example.org" in page, found) == (is_seen, is_seen, int(is_seen))


def test_facts_are_for_reading(client):
    conversation = make_conversation(title="As it was")
    client.force_login(make_user(is_staff=True, is_superuser=True))

    client.post(change_url(conversation), {"title": "Changed"})

    conversation.refresh_from_db()
    assert conversation.title == "As it was"


@pytest.mark.parametrize("query", [{}, {"report": "sent"}, {"report": "awaited"}, {"language": "fr"}, {"q": "Bamako"}])
def test_the_list_opens_with_every_filter(client, query):
    make_conversation()
    client.force_login(make_user(is_staff=True, is_superuser=True))

    assert client.get(LIST, query).status_code == 200


@pytest.mark.parametrize("guess", ["host_email__startswith", "host_name__startswith", "organisation__startswith"])
def test_who_may_not_see_hosts_cannot_guess_them_through_the_address(client, guess):
    make_conversation(host_email="awa@example.org", host_name="awa", organisation="awa")
    client.force_login(make_member())

    response = client.get(LIST, {guess: "awa"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    "offered",
    [
        {"status__exact": "announced"},
        {"report": "awaited"},
        {"language": "fr"},
        {"country__exact": "ML"},
        {"q": "Conv"},
    ],
)
def test_what_the_list_offers_still_narrows_it(client, offered):
    conversation = make_conversation()
    client.force_login(make_member())

    response = client.get(LIST, offered)

    assert list(response.context["cl"].result_list) == [conversation]
