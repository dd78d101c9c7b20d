"""What the database itself refuses, whoever writes to it."""

import pytest
from django.db import IntegrityError, transaction

from consultations.enums import QuestionKind
from consultations.models import CallToAction, Figure, Question, Stage
from tests.factories.consultations import (
    days_from_today,
    in_every_language,
    make_consultation,
    make_question,
    make_stage,
)

pytestmark = pytest.mark.django_db


def refuses(name: str, write) -> bool:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()
    return True


def test_a_trade_off_has_two_poles_and_other_questions_have_none():
    trade_off = make_question(kind=QuestionKind.TRADE_OFF)
    question = make_question()
    rule = "consultations_question_poles_of_trade_off"

    assert refuses(rule, lambda: Question.objects.filter(pk=trade_off.pk).update(pole_b_fr=None))
    assert refuses(rule, lambda: Question.objects.filter(pk=trade_off.pk).update(pole_a_es=""))
    assert refuses(rule, lambda: Question.objects.filter(pk=trade_off.pk).update(kind=QuestionKind.TEXT))
    assert refuses(rule, lambda: Question.objects.filter(pk=question.pk).update(kind=QuestionKind.TRADE_OFF))
    assert refuses(rule, lambda: Question.objects.filter(pk=question.pk).update(pole_a_en="Wide"))


def test_a_trade_off_may_lack_a_language_when_it_lacks_both_poles():
    trade_off = make_question(kind=QuestionKind.TRADE_OFF)

    changed = Question.objects.filter(pk=trade_off.pk).update(pole_a_es=None, pole_b_es="")

    assert changed == 1


def test_a_consultation_names_known_languages_and_its_dates_run_forward():
    rule = "consultations_consultation_known_languages"

    assert refuses(rule, lambda: make_consultation(languages=[]))
    assert refuses(rule, lambda: make_consultation(languages=["en", "xx"]))
    assert refuses("consultations_consultation_dates", lambda: make_consultation(ends_on=days_from_today(-11)))


def test_stages_and_calls_to_action_name_known_channels():
    stage = make_stage()

    assert refuses("consultations_stage_known_channels", lambda: make_stage(channels=["letters"]))
    assert refuses("position", lambda: Stage.objects.filter(pk=stage.pk).update(position=-1))
    assert refuses(
        "consultations_calltoaction_known_channel",
        lambda: CallToAction.objects.create(
            consultation=stage.consultation, key="write", channel="letters", **in_every_language(text="Write")
        ),
    )


def test_a_figure_has_at_most_four_digits_after_the_point():
    consultation = make_consultation()

    assert refuses(
        "consultations_figure_decimals",
        lambda: Figure.objects.create(
            consultation=consultation, key="share", value="0.5", decimals=5, as_of=days_from_today(0)
        ),
    )
