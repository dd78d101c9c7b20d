from .hosting import Conversation, ConversationLink, ConversationMove
from .outcomes import Answer, Outcome, OutcomeVersion, ParticipantCount, ReportDraft
from .published import Participation, PublishedText

__all__ = [
    "Answer",
    "Conversation",
    "ConversationLink",
    "ConversationMove",
    "Outcome",
    "OutcomeVersion",
    "ParticipantCount",
    "Participation",
    "PublishedText",
    "ReportDraft",
]
