"""The administration's own pages: the start page, the theme, languages as tabs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import FACILITATORS, SUPPORT_UNIT
from core import clock
from mail.models import OutgoingEmail
from moderation.models import Case, Reason
from tests.factories.accounts import make_user
from tests.factories.consultations import days_from_today, make_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client, settings):
    """Return a function that signs a member of staff in and returns the client."""

    def as_member_of(*roles, **fields):
        from django.contrib.auth.models import Group

        settings.STAFF_SECOND_FACTOR = False
        user = make_user(is_staff=True, **fields)
        user.groups.set(Group.objects.filter(name__in=roles))
        client.force_login(user)
        return client

    return as_member_of


def make_case(*, days: int, language: str = "fr", kind: str = "leaflet", **fields) -> Case:
    sent = clock.now() - timedelta(days=days)
    return Case.objects.create(kind=kind, language=language, country="ML", submitted_at=sent, **fields)


def make_mail(status: str) -> OutgoingEmail:
    key = f"{status}-{OutgoingEmail.objects.count()}"
    return OutgoingEmail.objects.create(
        kind="tests/hello",
        language="en",
        to_address="awa@example.org",
        status=status,
        message_id=key,
        dedupe_key=key,
        not_before=clock.now(),
    )


def start_context(client) -> dict:
    return client.get(reverse("admin:index")).context


def test_what_waits_is_counted_by_kind_and_language_the_oldest_first(sign_in):
    make_case(days=1, language="es")
    make_case(days=9)
    oldest = make_case(days=12)
    make_case(days=30, status="published")

    waiting = start_context(sign_in(SUPPORT_UNIT))["waiting"]

    assert [(row["kind"], row["language"], row["count"], row["is_late"]) for row in waiting] == [
        ("leaflet", "fr", 2, True),
        ("leaflet", "es", 1, False),
    ]
    assert waiting[0]["oldest"] == oldest.submitted_at
    assert waiting[0]["url"] == f"{reverse('admin:moderation_case_changelist')}?kind=leaflet&language=fr"


def test_what_waits_is_not_told_to_those_who_may_not_see_it(sign_in):
    make_case(days=9)
    make_mail("failed")

    context = start_context(sign_in(FACILITATORS))

    assert (context["waiting"], context["mails"]) == (None, None)


def test_the_next_openings_and_closings_of_stages_come_soonest_first(sign_in):
    make_stage(title_en="Open", starts_on=days_from_today(-5), ends_on=days_from_today(20))
    make_stage(title_en="Soon", starts_on=days_from_today(3), ends_on=days_from_today(50))
    make_stage(title_en="Over", starts_on=days_from_today(-50), ends_on=days_from_today(-1))
    make_stage(title_en="Far", starts_on=days_from_today(-1), ends_on=days_from_today(200))

    changes = start_context(sign_in(FACILITATORS))["changes"]

    assert [(change["stage"], change["is_opening"], change["day"]) for change in changes] == [
        ("Soon", True, days_from_today(3)),
        ("Open", False, days_from_today(20)),
    ]


def test_mails_that_did_not_leave_are_counted(sign_in):
    for status in ["failed", "failed", "queued"]:
        make_mail(status)

    mails = start_context(sign_in(SUPPORT_UNIT))["mails"]

    assert [(row["status"], row["count"]) for row in mails] == [("failed", 2)]


@pytest.mark.parametrize("case_count", [1, 3])
def test_the_start_page_costs_the_same_for_one_case_and_for_three(sign_in, case_count, django_assert_max_num_queries):
    client = sign_in(SUPPORT_UNIT)
    for number in range(case_count):
        make_case(days=number, language=["en", "fr", "es"][number])
        make_stage()

    with django_assert_max_num_queries(9):
        client.get(reverse("admin:index"))


def test_the_administration_speaks_the_chosen_language(sign_in):
    client = sign_in(SUPPORT_UNIT)

    client.post(reverse("set_language"), {"language": "fr", "next": "/admin/"})
    page = client.get(reverse("admin:index")).content.decode()

    assert '<html lang="fr"' in page
    assert re.findall(r'name="language" value="(\w\w)" lang="\w\w"( aria-current="true")?', page) == [
        ("en", ""),
        ("fr", ' aria-current="true"'),
        ("es", ""),
    ]


def test_translated_texts_stand_in_one_fieldset_per_language(sign_in):
    reason = Reason.objects.first() or Reason.objects.create(code="spam", title_en="Spam", explanation_en="It is spam.")
    client = sign_in(SUPPORT_UNIT)

    response = client.get(reverse("admin:moderation_reason_change", args=[reason.pk]))
    fieldsets = [(fieldset.name, list(fieldset.fields)) for fieldset in response.context["adminform"]]

    assert fieldsets == [
        (None, ["code", "for_status", "is_active", "position"]),
        ("English", ["title_en", "explanation_en"]),
        ("Français", ["title_fr", "explanation_fr"]),
        ("Español", ["title_es", "explanation_es"]),
    ]
    assert re.findall(r'<textarea name="explanation_(\w\w)"[^>]* lang="(\w\w)"', response.content.decode()) == [
        ("en", "en"),
        ("fr", "fr"),
        ("es", "es"),
    ]


def test_no_page_of_the_administration_loads_anything_from_elsewhere(sign_in):
    client = sign_in(is_superuser=True)

    pages = [client.get(path).content.decode() for path in ["/admin/", "/admin/moderation/reason/add/"]]

    assert [re.findall(r'(?:src|href)="(?:https?:)?//[^"]+"', page) for page in pages] == [[], []]
    assert [re.findall(r'<style|style="|<script>|\son\w+="', page) for page in pages] == [[], []]
