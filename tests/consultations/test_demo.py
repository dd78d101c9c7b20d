from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from accounts.demo import PEOPLE
from accounts.models import User
from consultations import demo
from consultations.enums import StageState
from consultations.models import Consultation, Figure, Stage, Update
from consultations.process import export_process, read_process, shift_process, source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _debug(settings):
    settings.DEBUG = True


def slugs_open_on(day: date) -> list[str]:
    return [stage.slug for stage in Stage.objects.all() if stage.state_on(day) == StageState.OPEN]


@time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False)
def test_load_demo_stands_two_days_before_the_info_sessions(capsys):
    call_command("load_demo")

    assert "strategy-2023-2028 loaded" in capsys.readouterr().out
    consultation = Consultation.objects.get()
    assert consultation.starts_on == date(2026, 3, 2)
    assert consultation.ends_on - consultation.starts_on == date(2023, 4, 30) - date(2022, 5, 9)
    assert slugs_open_on(date(2026, 3, 10)) == ["big-picture"]
    data = source.load(export_process(consultation=consultation)).data
    assert [event["starts"] for event in data["events"][:3]] == [
        "2026-03-12T04:00Z",
        "2026-03-12T12:00Z",
        "2026-03-12T17:00Z",
    ]
    assert Update.objects.published(date(2026, 3, 10)).count() == 4


@time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False)
def test_what_lies_before_the_process_is_history_and_stays():
    call_command("load_demo", "--today", "2023-01-15")

    assert [figure.as_of.year for figure in Figure.objects.all()] == [2025, 2025, 2025, 2025, 2011, 2011]
    assert slugs_open_on(date(2026, 3, 10)) == ["draft"]


def test_load_demo_twice_changes_nothing():
    with time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False):
        call_command("load_demo")
        before = export_process(consultation=Consultation.objects.get())
        version = Consultation.objects.get().content_version
        call_command("load_demo")

        assert export_process(consultation=Consultation.objects.get()) == before
        assert Consultation.objects.get().content_version == version
        assert User.objects.count() == len(PEOPLE)
        assert EmailAddress.objects.count() == len(PEOPLE)


def test_load_demo_on_another_day_moves_the_same_process():
    with time_machine.travel(datetime(2026, 3, 10, 9, tzinfo=UTC), tick=False):
        call_command("load_demo")
        before = Consultation.objects.get()
    with time_machine.travel(datetime(2026, 3, 15, 9, tzinfo=UTC), tick=False):
        call_command("load_demo")

    after = Consultation.objects.get()
    assert (after.pk, after.starts_on) == (before.pk, before.starts_on + timedelta(days=5))


def test_the_demo_people_can_sign_in_and_have_their_roles(settings):
    call_command("load_demo")

    roles = {user.email: [group.name for group in user.groups.all()] for user in User.objects.all()}
    assert roles == {
        "member@example.org": [],
        "host@example.org": [],
        "facilitator@example.org": ["facilitators"],
        "moderator@example.org": ["support unit"],
        "second-moderator@example.org": ["support unit"],
        "translator@example.org": ["translators"],
        "admin@example.org": ["administrators"],
    }
    assert all(user.check_password(settings.DEMO_PASSWORD) for user in User.objects.all())
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(PEOPLE)
    assert User.objects.get(email="host@example.org").preferred_language == "fr"
    assert [user.email for user in User.objects.filter(is_superuser=True)] == ["admin@example.org"]
    assert not User.objects.filter(is_staff=True, email__in=["member@example.org", "host@example.org"]).exists()


def test_load_demo_is_refused_outside_of_development(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="Refused while DEBUG is off"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_a_day_that_is_none_is_named():
    with pytest.raises(CommandError, match="2022-13-01 is not a day such as 2022-05-17"):
        call_command("load_demo", "--today", "2022-13-01")


def test_rooms_above_add_to_the_demo(monkeypatch):
    told = []
    monkeypatch.setattr(demo, "_loaders", [])
    demo.register_demo(told.append)

    consultation = demo.load_demo()

    assert told == [consultation]


def test_shifting_leaves_alone_what_is_no_instant():
    report = read_process(demo.PROCESS_FILE.read_text(encoding="utf-8"))
    report.data["events"] = [
        "x",
        {"starts": "soon"},
        {"starts": "2011-01-01T00:00Z"},
        {"starts": "2022-05-19T04:00:30Z"},
    ]

    shift_process(report=report, day=date(2022, 5, 17), becomes=date(2022, 5, 27))

    assert report.data["events"][1:] == [
        {"starts": "soon"},
        {"starts": "2011-01-01T00:00Z"},
        {"starts": "2022-05-29T04:00:30Z"},
    ]
