"""Rows that somebody else holds: nobody waits without need; who waits too long is asked to come back."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from conversations.enums import ConversationStatus, LinkPurpose
from conversations.models import Conversation
from conversations.services import hosting
from tests.factories.conversations import make_conversation, make_link


@pytest.fixture
def link_to_held_row():
    """Return the link that confirms a conversation whose row another connection holds during the test."""
    conversation = make_conversation(status=ConversationStatus.UNCONFIRMED)
    secret = make_link(conversation, purpose=LinkPurpose.CONFIRM)
    is_held, is_over = threading.Event(), threading.Event()

    def hold():
        try:
            with transaction.atomic():
                Conversation.objects.select_for_update().get(pk=conversation.pk)
                is_held.set()
                is_over.wait(timeout=30)
        finally:
            connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    is_held.wait(timeout=10)
    yield secret
    is_over.set()
    holder.join()


@pytest.mark.django_db(transaction=True)
def test_a_mail_with_a_link_is_written_while_its_host_changes_the_conversation():
    """Publishing writes such a mail after it has touched the consultation: if it waited here, both would wait."""
    conversation = make_conversation()
    is_changed, is_over = threading.Event(), threading.Event()

    def change():
        try:
            with transaction.atomic():
                hosting.change_conversation(conversation=conversation, title="By the river")
                is_changed.set()
                is_over.wait(timeout=30)
        finally:
            connection.close()

    host = threading.Thread(target=change)
    host.start()
    is_changed.wait(timeout=10)
    try:
        make_link(conversation)
    finally:
        is_over.set()
        host.join()

    assert conversation.links.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_a_row_is_asked_to_try_again(client, link_to_held_row):
    client.raise_request_exception = False

    response = client.post(reverse("conversations:confirm", args=[link_to_held_row]))

    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert int(response["Retry-After"]) > 0
    assert Conversation.objects.get().status == ConversationStatus.UNCONFIRMED
