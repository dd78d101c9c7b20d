import uuid
from datetime import timedelta
from itertools import count

from consultations.models import Question, Stage
from conversations.enums import Access, ConversationStatus, Format, LinkPurpose
from conversations.models import Conversation, ConversationLink
from core import clock

from .consultations import make_stage

_numbers = count(1)


def make_conversation(*, stage: Stage | None = None, questions: list[Question] = (), **fields) -> Conversation:
    """Return an announced conversation next week, in the public list, whose host and organisation stay unnamed."""
    number = next(_numbers)
    stage = stage or make_stage()
    now = clock.now()
    defaults = {
        "stage": stage,
        "consultation": stage.consultation,
        "status": ConversationStatus.ANNOUNCED,
        "form_token": uuid.uuid4(),
        "title": f"Conversation {number}",
        "host_name": f"Host Number{number}",
        "host_email": f"host{number}@example.org",
        "host_language": "en",
        "organisation": f"Organisation {number}",
        "stakeholder_group": "civil_society",
        "country": "ML",
        "format": Format.IN_PERSON,
        "place": "Bamako",
        "starts_at": now + timedelta(days=7),
        "time_zone": "Africa/Bamako",
        "minutes": 90,
        "languages": ["fr"],
        "access": Access.OPEN,
        "expected_size": 20,
        "is_listed": True,
        "registered_at": now,
    }
    if fields.get("status") != ConversationStatus.UNCONFIRMED:
        defaults["confirmed_at"] = now
    conversation = Conversation.objects.create(**{**defaults, **fields})
    conversation.questions.set(questions)
    return conversation


def make_link(conversation: Conversation, *, purpose: LinkPurpose = LinkPurpose.REPORT, **fields) -> str:
    """Return the secret of a new private link that works for a month."""
    fields = {"expires_at": clock.now() + timedelta(days=30), **fields}
    return ConversationLink.objects.issue(conversation=conversation, purpose=purpose, **fields)
