"""What the public sees of an outcome. Preview and public page are made of the same object and the same template.

Consent is applied here and nowhere else: what a host did not allow is not in the object.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from conversations.enums import ConversationStatus, QuoteAttribution
from conversations.models import Answer, Conversation, OutcomeVersion
from core.language import shown_language

DASH = "[—–-]{1,2}"
QUOTED = re.compile('[^“«„"]*([“«„"].*[”»“"])')
SPEAKER_AT_END = re.compile(
    rf"(?:(?<!\s)\s+|(?<=[.!?…])){DASH}\s*[^—–|]{{1,150}}$|(?<!\s)\s*\|[^|]*$|(?<=[.!?…])\s*\([^()]*\)$"
)
SPEAKER_ALONE = re.compile(rf"^(?:{DASH}|\|)\s*[^\s.!?…]+(?:\s+[^\s.!?…]+){{0,5}}$")
"""A line that only says who spoke: "– Awa, a teacher". Each word fits in one way only: a long one takes no time."""
MOST_NAMES = 20
"""A line that ends in more names than this is no quote."""


@dataclass(frozen=True)
class PublicAnswer:
    """What one report says on one question. `question_language` is the language the question is shown in."""

    question: str
    question_language: str
    big_question_key: str
    top_three: list[str]
    key_points: str
    agreement: str
    disagreement: str
    quotes: list[str]


@dataclass(frozen=True)
class PublicPosition:
    """Where a conversation stands between two poles, 1 (the first) to 5 (the second)."""

    question: str
    question_language: str
    pole_a: str
    pole_b: str
    position: int | None
    reason: str

    @property
    def words(self) -> str:
        """Say the position in words, for readers who do not see the scale."""
        return {
            1: _("clearly towards “%(pole)s”") % {"pole": self.pole_a},
            2: _("rather towards “%(pole)s”") % {"pole": self.pole_a},
            3: _("in the middle"),
            4: _("rather towards “%(pole)s”") % {"pole": self.pole_b},
            5: _("clearly towards “%(pole)s”") % {"pole": self.pole_b},
        }.get(self.position, "")


@dataclass(frozen=True)
class PublicOutcome:
    """One version of an outcome as everybody may see it. Host's words in `language`, the rest in the reader's."""

    title: str
    is_title_of_host: bool
    """False when the conversation was not announced in public: the title then names the country only."""
    country: str
    country_name: str
    language: str
    held_on: date
    head_count: int
    host_name: str
    organisation: str
    who_was_missing: str
    how_it_was_run: str
    anything_else: str
    answers: list[PublicAnswer]
    positions: list[PublicPosition]
    licence: str
    may_publish: bool

    @property
    def plain_text(self) -> str:
        """What the host wrote, without the questions: the text that the search reads."""
        pieces = []
        for answer in self.answers:
            pieces += [*answer.top_three, answer.key_points, answer.agreement, answer.disagreement, *answer.quotes]
        pieces += [position.reason for position in self.positions]
        pieces += [self.anything_else, self.how_it_was_run, self.who_was_missing]
        return "\n".join(piece for piece in pieces if piece)

    @classmethod
    def from_version(cls, version: OutcomeVersion) -> "PublicOutcome":
        """Present a stored version; one query for its answers unless they are prefetched with their questions."""
        return cls.build(version, list(version.answers.in_order()), version.outcome.conversation)

    @classmethod
    def build(cls, version: OutcomeVersion, answers: list[Answer], conversation: Conversation) -> "PublicOutcome":
        """Present a version, stored or not yet."""
        country_name = conversation.country.name
        is_announced = is_public(conversation)
        return cls(
            title=conversation.title
            if is_announced
            else _("A conversation in this country: %(country)s") % {"country": country_name},
            is_title_of_host=is_announced,
            country=conversation.country.code,
            country_name=country_name,
            language=version.language,
            held_on=version.held_on,
            head_count=version.head_count,
            host_name=conversation.host_name if version.may_name_host else "",
            organisation=conversation.organisation if version.may_name_organisation else "",
            who_was_missing=version.who_was_missing,
            how_it_was_run=version.how_it_was_run,
            anything_else=version.anything_else,
            answers=[public_answer(answer, version) for answer in answers if not answer.is_trade_off],
            positions=[_position(answer) for answer in answers if answer.is_trade_off],
            licence=version.licence,
            may_publish=version.may_publish,
        )


def is_public(conversation: Conversation) -> bool:
    """Say whether the announcement of the conversation may be seen, as `Conversation.objects.announced()` does."""
    return conversation.is_listed and conversation.status == ConversationStatus.ANNOUNCED


def public_quotes(quotes: str, attribution: str) -> list[str]:
    """Return the quotes as consented: none, without who spoke, or as written; one per line."""
    if attribution == QuoteAttribution.NONE:
        return []
    lines = [line.strip() for line in quotes.splitlines() if line.strip()]
    if attribution == QuoteAttribution.ANONYMOUS:
        lines = [without_speaker(line) for line in lines]
    return [line for line in lines if line]


def without_speaker(line: str) -> str:
    """Return the quote of a line without who spoke. When in doubt it leaves out too much: the preview shows it.

    Between quotation marks the quote is what stands between them; otherwise it ends before the first dash, bar or
    bracket that can begin a name.
    """
    if quoted := QUOTED.match(line):
        return quoted[1]
    for _name in range(MOST_NAMES):
        if SPEAKER_ALONE.match(line):
            return ""
        shorter = SPEAKER_AT_END.sub("", line).strip()
        if shorter == line:
            return line
        line = shorter
    return ""


def public_answer(answer: Answer, version: OutcomeVersion) -> PublicAnswer:
    """Present one stored answer, its question loaded."""
    question = answer.question
    return PublicAnswer(
        question=question.text,
        question_language=shown_language(question, "text") or version.language,
        big_question_key=question.big_question.key,
        top_three=answer.top_three,
        key_points=answer.key_points,
        agreement=answer.agreement,
        disagreement=answer.disagreement,
        quotes=public_quotes(answer.quotes, version.quote_attribution),
    )


def _position(answer: Answer) -> PublicPosition:
    question = answer.question
    return PublicPosition(
        question=question.text,
        question_language=shown_language(question, "text") or "en",
        pole_a=question.pole_a,
        pole_b=question.pole_b,
        position=answer.position,
        reason=answer.reason,
    )
