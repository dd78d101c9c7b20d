from .hosting import Conversation, ConversationLink, ConversationMove
from .outcomes import Answer, Outcome, OutcomeVersion, ParticipantCount, ReportDraft

__all__ = [
    "Answer",
    "Conversation",
    "ConversationLink",
    "ConversationMove",
    "Outcome",
    "OutcomeVersion",
    "ParticipantCount",
    "ReportDraft",
]
