from .hosting import Conversation, ConversationLink
from .outcomes import Answer, Outcome, OutcomeVersion, ParticipantCount, ReportDraft

__all__ = [
    "Answer",
    "Conversation",
    "ConversationLink",
    "Outcome",
    "OutcomeVersion",
    "ParticipantCount",
    "ReportDraft",
]
