import pytest
from django.core.management import CommandError, call_command

from consultations.enums import QuestionKind
from conversations.contributions import search_published
from conversations.models import Outcome
from moderation.models import Case
from tests.factories.consultations import make_question, make_stage

pytestmark = pytest.mark.django_db


def test_make_load_is_refused_in_production(settings):
    settings.DEBUG = False
    make_stage()

    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("make_load")

    assert Outcome.objects.count() == 0


def test_make_load_needs_a_consultation(settings):
    settings.DEBUG = True

    with pytest.raises(CommandError, match="load_demo"):
        call_command("make_load")


def test_make_load_creates_published_and_waiting_outcomes(settings, capsys):
    settings.DEBUG = True
    question = make_question()
    make_question(big_question=question.big_question, kind=QuestionKind.TRADE_OFF)
    make_stage(consultation=question.consultation)

    call_command("make_load", outcomes=12, waiting=3)
    call_command("make_load", outcomes=2)

    assert (Outcome.objects.published().count(), Case.objects.waiting().count()) == (14, 3)
    assert {len(one.public_version.answers.all()) for one in Outcome.objects.published()} == {2}
    assert len(search_published("presupuestos budgets", "en")) == 0
    assert len(search_published("mois", "fr")) > 0
    assert "Done in" in capsys.readouterr().out
