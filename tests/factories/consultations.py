from datetime import date, timedelta
from itertools import count

from consultations.enums import QuestionKind, QuestionRole
from consultations.models import BigQuestion, Consultation, Question, Stage
from core import clock
from core.language import CODES

_numbers = count(1)


def in_every_language(**texts: str) -> dict:
    """Return the columns of each text: title="River" gives title_en="River", title_fr="River (fr)", ..."""
    return {
        f"{field}_{code}": text if code == "en" else f"{text} ({code})"
        for field, text in texts.items()
        for code in CODES
    }


def days_from_today(days: int) -> date:
    return clock.today() + timedelta(days=days)


def make_consultation(**fields) -> Consultation:
    number = next(_numbers)
    defaults = {
        "slug": f"strategy-{number}",
        "languages": ["en", "fr", "es"],
        "starts_on": days_from_today(-10),
        "ends_on": days_from_today(300),
        "stakeholder_groups": ["government", "civil_society", "academia", "individual", "other"],
        **in_every_language(title=f"Strategy {number}", summary="We write it together."),
    }
    return Consultation.objects.create(**{**defaults, **fields})


def make_stage(*, consultation: Consultation | None = None, **fields) -> Stage:
    number = next(_numbers)
    defaults = {
        "consultation": consultation or make_consultation(),
        "slug": f"stage-{number}",
        "starts_on": days_from_today(-5),
        "ends_on": days_from_today(60),
        "channels": ["conversations", "events", "surveys", "stories", "comments"],
        **in_every_language(title=f"Stage {number}", summary="What matters most?"),
    }
    return Stage.objects.create(**{**defaults, **fields})


def make_big_question(*, consultation: Consultation | None = None, **fields) -> BigQuestion:
    number = next(_numbers)
    defaults = {
        "consultation": consultation or make_consultation(),
        "key": f"big-{number}",
        "position": number,
        **in_every_language(title=f"Big question {number}"),
    }
    return BigQuestion.objects.create(**{**defaults, **fields})


def make_question(*, big_question: BigQuestion | None = None, **fields) -> Question:
    number = next(_numbers)
    big_question = big_question or make_big_question()
    defaults = {
        "consultation": big_question.consultation,
        "big_question": big_question,
        "key": f"question-{number}",
        "position": number,
        "role": QuestionRole.CONVERSATION,
        "kind": QuestionKind.TEXT,
        **in_every_language(text=f"Question {number}?"),
    }
    if fields.get("kind") == QuestionKind.TRADE_OFF:
        defaults |= in_every_language(pole_a="Wide", pole_b="Narrow")
        defaults["role"] = QuestionRole.PART
    return Question.objects.create(**{**defaults, **fields})
