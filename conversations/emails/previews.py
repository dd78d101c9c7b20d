"""What the mails to hosts look like with example data (mail/previews.py)."""

from datetime import UTC, date, datetime
from functools import partial

from conversations.links import link_url
from conversations.models import Conversation, Outcome
from mail.links import absolute
from mail.previews import register_preview
from moderation.models import Reason

SECRET = "example-of-a-secret"  # noqa: S105 -- opens nothing
LAST_DAY = date(2026, 6, 30)


def _conversation() -> Conversation:
    return Conversation(
        title="Budgets by the river",
        host_name="Awa Example",
        host_language="fr",
        starts_at=datetime(2026, 5, 12, 17, tzinfo=UTC),
        time_zone="Africa/Bamako",
        is_listed=True,
    )


def _link(page: str) -> str:
    return link_url(page, conversation=_conversation(), secret=SECRET)


def _confirm() -> dict:
    return {"conversation": _conversation(), "link": _link("conversations:confirm"), "last_day": LAST_DAY}


def _confirmed() -> dict:
    return {
        "conversation": _conversation(),
        "report_link": _link("conversations:report"),
        "manage_link": _link("conversations:manage"),
        "guide_link": absolute("/fr/conversations/guide/"),
        "last_day": LAST_DAY,
        "accepted_on": LAST_DAY,
    }


def _new_link() -> dict:
    conversation = _conversation()
    links = [
        {"conversation": conversation, "link": _link("conversations:confirm"), "confirms": True},
        {"conversation": conversation, "link": _link("conversations:report"), "confirms": False},
    ]
    return {"conversation": conversation, "links": links}


def _renewed_link() -> dict:
    return {"conversation": _conversation(), "link": _link("conversations:report")}


def _report_reminder() -> dict:
    return {"conversation": _conversation(), "link": _link("conversations:report"), "accepted_on": LAST_DAY}


def _decision(*, note: str, has_reason: bool) -> dict:
    reason = Reason(
        title_en="It names people who did not agree",
        title_fr="Des personnes y sont nommées sans leur accord",
        title_es="Nombra a personas que no dieron su acuerdo",
        explanation_en="Please leave out names and whatever else shows who somebody is.",
        explanation_fr="Merci de retirer les noms et tout ce qui permet de reconnaître quelqu’un.",
        explanation_es="Por favor, quite los nombres y todo lo que permita reconocer a alguien.",
    )
    conversation = _conversation()
    return {
        "conversation": conversation,
        "outcome": Outcome(conversation=conversation, number=123),
        "reason": reason if has_reason else None,
        "note": note,
        "token": SECRET,
        "works_until": datetime(2026, 6, 30, tzinfo=UTC),
    }


register_preview("conversations/confirm", _confirm)
register_preview("conversations/confirmed", _confirmed)
register_preview("conversations/new_link", _new_link)
register_preview("conversations/renewed_link", _renewed_link)
register_preview("conversations/report_reminder", _report_reminder)
for _event, _note, _has_reason in [
    ("published", "", False),
    ("changes_requested", "Please say which district you mean.\n\nThank you.", True),
    ("rejected", "Two names stand in the second answer.", True),
    ("withheld", "", True),
]:
    register_preview(f"conversations/decision_{_event}", partial(_decision, note=_note, has_reason=_has_reason))
