"""What the outbox costs: the same number of queries for one e-mail and for three."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mail.delivery import send_due_emails
from mail.links import unsubscribe_url
from tests.factories.accounts import make_user
from tests.factories.mail import make_email
from tests.mail.conftest import mail_templates  # noqa: F401 -- the test kind's templates

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("item_count", [1, 3])
def test_outbox_list(admin, item_count, django_assert_num_queries):
    for _number in range(item_count):
        make_email()
    path = reverse("admin:mail_outgoingemail_changelist")
    admin.get(path)

    with django_assert_num_queries(6):
        admin.get(path)


def test_one_email(admin, django_assert_num_queries):
    path = reverse("admin:mail_outgoingemail_change", args=[make_email().pk])
    admin.get(path)  # content types are asked for once per process

    with django_assert_num_queries(5):
        admin.get(path)


def test_unsubscribe_page(client, django_assert_num_queries):
    path = unsubscribe_url(make_email(may_unsubscribe=True).public_id).removeprefix(settings.SITE_URL)

    with django_assert_num_queries(2):
        client.get(path)


def test_queueing_one_email(django_assert_num_queries):
    with django_assert_num_queries(6):
        make_email()


@pytest.mark.parametrize("item_count", [1, 3])
def test_sending_costs_two_queries_per_email(item_count):
    for _number in range(item_count):
        make_email()

    with CaptureQueriesContext(connection) as queries:
        send_due_emails()

    assert len(queries) == 10 + 2 * item_count
