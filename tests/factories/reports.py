"""What a host types: builders of posted steps."""

from datetime import timedelta

from consultations.enums import QuestionKind
from conversations.definition import Step
from conversations.models import Conversation, OutcomeVersion
from conversations.reports import Report
from conversations.services.reporting import save_step, send_report
from core import clock

from .consultations import make_big_question, make_consultation, make_question, make_stage
from .conversations import make_conversation


def make_conversation_to_report(**fields) -> Conversation:
    """Return a conversation of two days ago; asked are "hopes", "top" (top three) and "breadth" (two poles)."""
    if "stage" not in fields:
        consultation = make_consultation()
        big = make_big_question(consultation=consultation)
        make_question(big_question=big, key="hopes", position=1)
        make_question(big_question=big, key="top", position=2, kind=QuestionKind.TOP_THREE)
        make_question(big_question=big, key="breadth", position=3, kind=QuestionKind.TRADE_OFF)
        fields["stage"] = make_stage(consultation=consultation)
    return make_conversation(**{"starts_at": clock.now() - timedelta(days=2), **fields})


def typed(step: Step, words: dict) -> dict:
    """Return what a browser posts for a step: every field, empty unless named."""
    return {code: words.get(code, "") for code in step.codes}


def complete_words() -> dict[str, dict]:
    """Return the words of a complete short report, by step; what is not named is empty."""
    return {
        "meeting": {"held_on": (clock.today() - timedelta(days=2)).isoformat()},
        "people": {"head_count": "23"},
        "question-hopes": {"key_points": "Budgets must be open."},
        "closing": {"language": "en"},
        "consent": {
            "participants_informed": "on",
            "may_publish": "yes",
            "may_name_host": "no",
            "may_name_organisation": "no",
            "quote_attribution": "anonymous",
            "may_contact": "yes",
        },
    }


def make_draft(conversation: Conversation | None = None, changes: dict[str, dict] | None = None) -> Report:
    """Return a complete report that was not sent; `changes` are words by step: {"people": {"head_count": "0"}}."""
    conversation = conversation or make_conversation_to_report()
    before = Report.of(conversation)
    words = complete_words()
    for key, changed in (changes or {}).items():
        words[key] = {**words.get(key, {}), **changed}
    for key, step_words in words.items():
        step = before.definition.step(key)
        save_step(conversation=conversation, step=key, data=typed(step, step_words), revision=before.revision(step))
    return Report.of(conversation)


def make_sent_report(
    conversation: Conversation | None = None, changes: dict[str, dict] | None = None
) -> OutcomeVersion:
    """Send a complete report as its host would and return its version."""
    report = make_draft(conversation, changes)
    return send_report(conversation=report.conversation, fingerprint=report.fingerprint)
