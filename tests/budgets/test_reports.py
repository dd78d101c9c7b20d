"""What the private pages of a report cost; a number goes up only with a reason."""

import pytest
from django.urls import reverse

from tests.factories.consultations import make_question
from tests.factories.conversations import make_link
from tests.factories.reports import make_conversation_to_report, make_draft, make_sent_report

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("number", [1, 3])]


@pytest.fixture
def conversation(number):
    conversation = make_conversation_to_report()
    big_question = conversation.consultation.big_questions.get()
    for _number in range(number - 1):
        make_question(big_question=big_question)
    return conversation


def test_overview_while_writing(client, django_assert_num_queries, conversation):
    make_draft(conversation)
    url = reverse("conversations:report", kwargs={"token": make_link(conversation)})

    with django_assert_num_queries(4):
        client.get(url)


def test_overview_after_sending(client, django_assert_num_queries, conversation):
    make_sent_report(conversation)
    url = reverse("conversations:report", kwargs={"token": make_link(conversation)})

    with django_assert_num_queries(4):
        client.get(url)


def test_step(client, django_assert_num_queries, conversation):
    make_draft(conversation)
    url = reverse("conversations:report_step", kwargs={"token": make_link(conversation), "step_key": "people"})

    with django_assert_num_queries(4):
        client.get(url)


def test_preview(client, django_assert_num_queries, conversation):
    make_draft(conversation)
    url = reverse("conversations:report_preview", kwargs={"token": make_link(conversation)})

    with django_assert_num_queries(4):
        client.get(url)


def test_guide(client, django_assert_num_queries, conversation):
    with django_assert_num_queries(2):
        client.get(reverse("conversations:guide"))


def test_kit(client, django_assert_num_queries, conversation):
    with django_assert_num_queries(2):
        client.get(reverse("conversations:kit"))
