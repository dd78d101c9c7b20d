import pytest
from django.http import HttpResponse
from django.utils import timezone

from accounts import middleware, services
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def zone_during(rf, settings, user, *, session: bool = True) -> str:
    """Return the time zone in which a page for the person is made."""
    request = rf.get("/")
    request.user = user
    if session:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "a" * 32
    seen = []

    def page(request):
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    middleware.reader_time_zone(page)(request)
    return seen[0]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Africa/Bamako", "Africa/Bamako"),
        ("America/Bogota", "America/Bogota"),
        ("Mars/Base", "UTC"),
        ("../../etc/passwd", "UTC"),
        ("", "UTC"),
    ],
)
def test_times_are_in_the_zone_of_who_is_signed_in(rf, settings, zone, expected):
    assert zone_during(rf, settings, make_user(time_zone=zone)) == expected


def test_the_zone_of_one_reader_does_not_stay_for_the_next(rf, settings):
    zone_during(rf, settings, make_user(time_zone="Asia/Seoul"))

    assert timezone.get_current_timezone_name() == "UTC"


def test_readers_without_a_session_cost_no_query(rf, settings, django_assert_num_queries):
    user = make_user(time_zone="Asia/Seoul")

    with django_assert_num_queries(0):
        assert zone_during(rf, settings, user, session=False) == "UTC"


def test_a_zone_that_is_none_is_refused_on_the_page(client):
    client.force_login(services.create_account(email="ana@example.org"))

    page = client.post("/en/account/", {"name": "", "preferred_language": "en", "time_zone": "Mars/Base"})

    assert page.context["form"].errors.keys() == {"time_zone"}
