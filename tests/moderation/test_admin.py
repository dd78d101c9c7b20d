from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts import roles
from core import clock
from moderation.enums import CaseStatus
from moderation.models import Case, Decision
from moderation.services import decide
from tests.factories.accounts import make_user
from tests.factories.moderation import make_case, make_moderator, make_reason

S = CaseStatus
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leaflets")]
QUEUE = "admin:moderation_case_changelist"


@pytest.fixture(autouse=True)
def _templates(settings, tmp_path):
    """Give the leaflets of these tests a review template."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "leaflet.html").write_text("<p>Leaflet of {{ case.country }}</p>")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]


@pytest.fixture
def moderator(client):
    moderator = make_moderator(name="Aminata")
    client.force_login(moderator)
    return moderator


def page_of(case):
    return reverse("admin:moderation_case_change", args=[case.pk])


def sent(case, to_status, **data):
    return {"seen_revision": case.revision, "to_status": to_status, "reason": "", "note": "", **data}


def listed(response):
    return [case.shown_title for case in response.context["cl"].result_list]


def test_queue_shows_what_waits_the_oldest_first(client, moderator):
    now = clock.now()
    young = make_case(submitted_at=now - timedelta(days=1))
    old = make_case(submitted_at=now - timedelta(days=9))
    make_case(status=S.PUBLISHED)

    response = client.get(reverse(QUEUE))

    assert listed(response) == [f"Leaflet {old.pk}", f"Leaflet {young.pk}"]
    assert [(entry["status"], entry["count"]) for entry in response.context["summary"]] == [
        (S.SUBMITTED, 2),
        (S.CHANGES_REQUESTED, 0),
        (S.PUBLISHED, 1),
        (S.REJECTED, 0),
        (S.WITHHELD, 0),
    ]
    assert "9 days" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("language=fr", ["fr"]),
        ("country=SN", ["sn"]),
        ("age=7", ["old"]),
        ("status=rejected", ["rejected"]),
        ("status=all&kind=leaflet", ["old", "fr", "sn", "rejected"]),
        ("kind=unknown", []),
        ("age=nonsense&country=Z", []),
    ],
)
def test_queue_filters(client, moderator, query, expected):
    now = clock.now()
    cases = {
        "old": make_case(submitted_at=now - timedelta(days=8)),
        "fr": make_case(language="fr", submitted_at=now - timedelta(hours=4)),
        "sn": make_case(country="SN", submitted_at=now - timedelta(hours=3)),
        "rejected": make_case(status=S.REJECTED, submitted_at=now - timedelta(hours=2)),
    }

    response = client.get(f"{reverse(QUEUE)}?{query}")

    assert listed(response) == [f"Leaflet {cases[name].pk}" for name in expected]


def test_queue_is_searched_through_the_kinds(client, moderator):
    case = make_case()
    make_case()

    found = client.get(f"{reverse(QUEUE)}?q={case.pk}")
    nothing = client.get(f"{reverse(QUEUE)}?q=river")

    assert (listed(found), listed(nothing)) == ([f"Leaflet {case.pk}"], [])


def test_case_page_shows_the_text_the_trail_and_the_form(client, moderator):
    case = make_case(language="fr")
    decide(
        case=case,
        to_status=S.CHANGES_REQUESTED,
        by=make_moderator(name="Kofi"),
        seen_revision=1,
        note="Quand était-ce ?",
    )

    page = client.get(page_of(case)).content.decode()

    assert "Leaflet of ML" in page
    assert "Kofi" in page
    assert "Quand était-ce ?" in page
    assert 'name="seen_revision" value="2"' in page


def test_decision_is_saved_and_the_list_offers_to_undo_it(client, moderator):
    case = make_case()

    response = client.post(page_of(case), sent(case, S.PUBLISHED), follow=True)

    assert response.redirect_chain == [(reverse(QUEUE), 302)]
    assert Case.objects.get().status == S.PUBLISHED
    assert f"{page_of(case)}?to_status=submitted#decision" in response.content.decode()


def test_save_and_next_opens_what_waits_longest_after_this_in_the_same_filters(client, moderator):
    now = clock.now()
    oldest = make_case(language="fr", submitted_at=now - timedelta(days=5))
    case = make_case(language="fr", submitted_at=now - timedelta(days=4))
    make_case(language="es", submitted_at=now - timedelta(days=3))
    following = make_case(language="fr", submitted_at=now - timedelta(days=2))
    kept = "?_changelist_filters=language%3Dfr"

    first = client.post(page_of(case) + kept, sent(case, S.PUBLISHED, next="1"))
    second = client.post(page_of(following) + kept, sent(following, S.PUBLISHED, next="1"))
    last = client.post(page_of(oldest) + kept, sent(oldest, S.PUBLISHED, next="1"))

    assert first.url == page_of(following) + kept
    assert second.url == page_of(oldest) + kept
    assert last.url == reverse(QUEUE) + "?language=fr"


@pytest.mark.parametrize(
    ("to_status", "field"),
    [(S.REJECTED, "reason"), (S.WITHHELD, "reason"), (S.CHANGES_REQUESTED, "note"), ("", "to_status")],
)
def test_incomplete_decision_is_sent_back_with_a_summary(client, moderator, to_status, field):
    case = make_case()

    response = client.post(page_of(case), sent(case, to_status))

    assert list(response.context["form"].errors) == [field]
    assert f'href="#id_{field}"' in response.content.decode()
    assert Case.objects.get().status == S.SUBMITTED


def test_reason_of_another_decision_is_refused(client, moderator):
    case, reason = make_case(), make_reason(for_status=S.WITHHELD)

    response = client.post(page_of(case), sent(case, S.REJECTED, reason=reason.code))

    assert list(response.context["form"].errors) == ["reason"]


def test_unpublishable_contribution_is_refused_in_words(client, moderator, leaflets):
    case = make_case()
    leaflets.not_publishable.add(case.pk)

    response = client.post(page_of(case), sent(case, S.PUBLISHED))

    assert response.context["form"].errors["to_status"] == ["Its author did not agree to publication."]
    assert Case.objects.get().status == S.SUBMITTED


def test_second_moderator_is_told_and_keeps_their_words(client, moderator):
    case, reason = make_case(), make_reason()
    client.get(page_of(case))
    decide(case=case, to_status=S.PUBLISHED, by=make_moderator(name="Kofi"), seen_revision=1)

    told = client.post(page_of(case), sent(case, S.REJECTED, reason=reason.code, note="Off topic, I think."))
    page = told.content.decode()

    assert told.status_code == 409
    assert "Kofi decided on" in page
    assert "Off topic, I think." in page
    assert 'name="seen_revision" value="2"' in page
    assert Case.objects.get().status == S.PUBLISHED

    case.refresh_from_db()
    client.post(page_of(case), sent(case, S.REJECTED, reason=reason.code, note="Off topic, I think."))

    assert list(Decision.objects.values_list("to_status", flat=True)) == [S.PUBLISHED, S.REJECTED]


def test_mail_can_be_read_before_it_is_sent(client, moderator):
    case = make_case(language="es")

    response = client.post(page_of(case), sent(case, S.CHANGES_REQUESTED, note="¿Cuándo fue?", preview="1"))

    assert response.context["mail"].text == "Dear author, ¿Cuándo fue?"
    assert Case.objects.get().status == S.SUBMITTED


@pytest.mark.parametrize(
    ("may", "listing", "reading", "deciding"),
    [
        (("view_case", "decide_case"), 200, 200, 302),
        (("view_case",), 200, 200, 403),
        ((), 403, 403, 403),
    ],
)
def test_staff_does_what_its_permissions_say(client, may, listing, reading, deciding):
    case = make_case()
    client.force_login(make_moderator(may=may))

    answers = [
        client.get(reverse(QUEUE)).status_code,
        client.get(page_of(case)).status_code,
        client.post(page_of(case), sent(case, S.PUBLISHED)).status_code,
    ]

    assert answers == [listing, reading, deciding]
    assert Case.objects.get().status == (S.PUBLISHED if deciding == 302 else S.SUBMITTED)


@pytest.mark.parametrize(
    ("role", "listing", "reading", "deciding"),
    [
        (roles.SUPPORT_UNIT, 200, 200, 302),
        (roles.ADMINISTRATORS, 200, 200, 302),
        (roles.FACILITATORS, 403, 403, 403),
        (roles.TRANSLATORS, 403, 403, 403),
    ],
)
def test_roles_decide_or_do_not_enter(client, role, listing, reading, deciding):
    roles.bring_permissions_in_line()
    case, person = make_case(), make_user(is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)

    answers = [
        client.get(reverse(QUEUE)).status_code,
        client.get(page_of(case)).status_code,
        client.post(page_of(case), sent(case, S.PUBLISHED)).status_code,
    ]

    assert answers == [listing, reading, deciding]


@pytest.mark.parametrize("person", ["nobody", "member"])
def test_others_do_not_enter(client, person):
    case = make_case()
    if person == "member":
        client.force_login(make_user())

    answers = [
        client.get(reverse(QUEUE)),
        client.get(page_of(case)),
        client.post(page_of(case), sent(case, S.PUBLISHED)),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403, 404}
    assert not any(b"Leaflet" in answer.content for answer in answers)
    assert Case.objects.get().status == S.SUBMITTED


def test_who_may_only_read_sees_no_form(client):
    case = make_case()
    client.force_login(make_moderator(may=("view_case",)))

    assert "<textarea" not in client.get(page_of(case)).content.decode()


@pytest.mark.parametrize("item_count", [1, 3, 50])
def test_queue_costs_the_same_for_one_case_and_for_fifty(client, moderator, item_count, django_assert_num_queries):
    for _number in range(item_count):
        make_case()

    with django_assert_num_queries(8):
        client.get(reverse(QUEUE))
