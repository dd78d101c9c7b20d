"""A signed-in host finds the conversations and opens their reports without the mail."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from conversations.enums import ConversationStatus
from conversations.models import ConversationLink
from tests.factories.accounts import make_user
from tests.factories.reports import make_conversation_to_report, make_sent_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client):
    user = make_user(email="awa@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    return user


def titles(client):
    return [conversation.title for conversation in client.get(reverse("conversations:mine")).context["conversations"]]


def open_report(client, conversation):
    return client.post(reverse("conversations:open_report", kwargs={"public_id": conversation.public_id}))


def test_a_host_sees_own_conversations_only(client, host):
    make_conversation_to_report(title="By account", host_account=host)
    make_conversation_to_report(title="By address", host_email="awa@example.org")
    make_conversation_to_report(title="Somebody else's")
    make_conversation_to_report(
        title="Unconfirmed", host_email="awa@example.org", status=ConversationStatus.UNCONFIRMED, confirmed_at=None
    )

    assert sorted(titles(client)) == ["By account", "By address"]


def test_an_address_that_was_not_verified_opens_nothing(client, host):
    EmailAddress.objects.update(verified=False)
    conversation = make_conversation_to_report(title="By address", host_email="awa@example.org")

    assert titles(client) == []
    assert open_report(client, conversation).status_code == 404


def test_the_host_opens_the_report_through_a_fresh_private_link(client, host):
    conversation = make_conversation_to_report(host_account=host)

    response = open_report(client, conversation)

    assert ConversationLink.objects.count() == 1
    assert client.get(response.url).context["conversation"] == conversation


def test_the_report_of_somebody_else_is_not_found(client, host):
    assert open_report(client, make_conversation_to_report()).status_code == 404
    assert not ConversationLink.objects.exists()


def test_looking_opens_nothing(client, host):
    conversation = make_conversation_to_report(host_account=host)
    url = reverse("conversations:open_report", kwargs={"public_id": conversation.public_id})

    assert client.get(url).status_code == 405


def test_a_visitor_is_asked_to_sign_in(client):
    assert reverse("account_login") in client.get(reverse("conversations:mine")).url


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(client, host, count, django_assert_num_queries):
    for _number in range(count):
        make_sent_report(make_conversation_to_report(host_account=host))

    with django_assert_num_queries(3):
        client.get(reverse("conversations:mine"))
