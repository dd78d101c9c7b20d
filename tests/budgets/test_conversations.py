"""What the pages of announced conversations cost; a number goes up only with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conversations.enums import ConversationStatus
from core import clock
from moderation.enums import CaseStatus
from tests.factories.accounts import make_user
from tests.factories.consultations import make_question
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("number", [1, 3])]


def test_list(client, django_assert_num_queries, number):
    for _number in range(number):
        conversation = make_conversation(starts_at=clock.now() - timedelta(days=2))
        make_outcome(conversation=conversation, status=CaseStatus.PUBLISHED)
    make_conversation(starts_at=clock.now() - timedelta(days=2), status=ConversationStatus.HIDDEN)  # must not leak

    with django_assert_num_queries(4):  # the version of the page is one
        response = client.get(reverse("conversations:list"), {"when": "past"})

    assert response.content.decode().count("<article") == number


def test_list_once_more(client, django_assert_num_queries, number):
    for _number in range(number):
        make_conversation(starts_at=clock.now() + timedelta(days=2))
    client.get(reverse("conversations:list"))

    with django_assert_num_queries(1):
        response = client.get(reverse("conversations:list"))

    assert response.content.decode().count("<article") == number


def test_detail(client, django_assert_num_queries, number):
    conversation = make_conversation(questions=[make_question() for _number in range(number)])

    with django_assert_num_queries(2):
        client.get(reverse("conversations:detail", args=[conversation.public_id]))


def test_host_form(client, django_assert_num_queries, number):
    stage = make_conversation().stage
    for _number in range(number):
        make_question(consultation=stage.consultation)

    with django_assert_num_queries(3):
        client.get(reverse("conversations:host"))


def test_admin_list(client, django_assert_num_queries, number):
    for _number in range(number):
        make_outcome()
    client.force_login(make_user(is_staff=True, is_superuser=True))

    with django_assert_num_queries(6):
        client.get(reverse("admin:conversations_conversation_changelist"))
