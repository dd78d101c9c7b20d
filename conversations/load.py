"""Many invented conversations with outcomes, for benchmarks at the size of a large process."""

import random
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from consultations.enums import QuestionKind, StakeholderGroup
from consultations.models import Consultation, Question
from consultations.services import touch
from conversations.aggregates import refresh_participation
from conversations.enums import Access, AgeBand, ConversationStatus, Dimension, Format, Gender, QuoteAttribution
from conversations.models import (
    Answer,
    Conversation,
    Outcome,
    OutcomeVersion,
    ParticipantCount,
    PublishedText,
)
from conversations.moderated import KIND
from conversations.presenters import PublicOutcome
from core import clock
from core.language import CODES
from moderation.enums import CaseStatus
from moderation.models import Case

COUNTRIES = (
    "AR BR CA CI CL CO CR DE EC ES FR GH ID IT KE KG LR MA ML MX NG PE PH RO SN TN UA UY AM ZA".split()  # noqa: SIM905
)
ZONE = "UTC"
BATCH = 500
SENTENCES = {
    "en": [
        "People want budgets that everyone can read.",
        "Local authorities should answer within a month.",
        "The group trusts what it can check by itself.",
        "Young people asked for meetings in the evening.",
        "Contracts should be published before they are signed.",
        "Many had never been asked before.",
    ],
    "fr": [
        "Les gens veulent des budgets que tout le monde peut lire.",
        "Les autorités locales devraient répondre en un mois.",
        "Le groupe fait confiance à ce qu’il peut vérifier lui-même.",
        "Les jeunes ont demandé des réunions en soirée.",
        "Les contrats devraient être publiés avant leur signature.",
        "Beaucoup n’avaient jamais été consultés.",
    ],
    "es": [
        "La gente quiere presupuestos que todo el mundo pueda leer.",
        "Las autoridades locales deberían responder en un mes.",
        "El grupo confía en lo que puede comprobar por sí mismo.",
        "La juventud pidió reuniones por la tarde.",
        "Los contratos deberían publicarse antes de firmarse.",
        "A muchas personas nunca se les había preguntado.",
    ],
}
TITLES = {"en": "An evening about open government", "fr": "Une soirée sur le gouvernement ouvert"}
TITLES["es"] = "Una tarde sobre gobierno abierto"


def make_outcomes(consultation: Consultation, *, count: int, status: str, seed: int = 1) -> Iterator[int]:
    """Create conversations with one outcome each, a batch per transaction, and yield how many there are so far.

    With the status "published" they are public; with another one they only stand in the queue.
    """
    maker = Maker(consultation, status, seed)
    for start in range(0, count, BATCH):
        with transaction.atomic():
            maker.make(min(BATCH, count - start))
        yield min(start + BATCH, count)
    refresh_participation(consultation=consultation, now=clock.now())
    touch(consultation)


class Maker:
    """Makes batches of outcomes of one consultation; the same seed makes the same words."""

    def __init__(self, consultation: Consultation, status: str, seed: int):
        self.consultation, self.status = consultation, status
        self.stage = consultation.stages.with_channel("conversations").first() or consultation.stages.first()
        self.questions = list(
            Question.objects.asked_in_conversations().filter(consultation=consultation).select_related("big_question")
        )
        self.chance = random.Random(seed)  # noqa: S311 -- invented data, not secrets
        self.now = clock.now()
        self.last_number = Outcome.objects.aggregate(last=Max("number"))["last"] or 0

    def make(self, size: int) -> None:
        languages = [self.chance.choice(CODES) for _number in range(size)]
        conversations = Conversation.objects.bulk_create([self._conversation(code) for code in languages])
        pairs = list(zip(conversations, languages, strict=True))
        cases = Case.objects.bulk_create([self._case(*pair) for pair in pairs])
        numbers = range(self.last_number + 1, self.last_number + size + 1)
        self.last_number += size
        outcomes = Outcome.objects.bulk_create(
            [
                Outcome(case=case, conversation=conversation, number=number)
                for case, conversation, number in zip(cases, conversations, numbers, strict=True)
            ]
        )
        versions = OutcomeVersion.objects.bulk_create([self._version(outcome) for outcome in outcomes])
        answers = [[self._answer(version, question) for question in self.questions] for version in versions]
        Answer.objects.bulk_create([answer for group in answers for answer in group])
        ParticipantCount.objects.bulk_create([count for version in versions for count in self._counts(version)])
        self._point_to(outcomes, versions, answers)

    def _point_to(self, outcomes: list[Outcome], versions: list[OutcomeVersion], answers: list[list[Answer]]) -> None:
        is_public = self.status == CaseStatus.PUBLISHED
        for outcome, version in zip(outcomes, versions, strict=True):
            outcome.latest_version = version
            if is_public:
                outcome.public_version, outcome.published_at = version, version.sent_at
        Outcome.objects.bulk_update(outcomes, ["latest_version", "public_version", "published_at"])
        if is_public:
            texts = [
                PublicOutcome.build(version, group, version.outcome.conversation).plain_text
                for version, group in zip(versions, answers, strict=True)
            ]
            PublishedText.objects.bulk_create(
                PublishedText(outcome=version.outcome, language=version.language, text=text)
                for version, text in zip(versions, texts, strict=True)
            )

    def _conversation(self, language: str) -> Conversation:
        started = self.now - timedelta(hours=self.chance.randrange(24, 24 * 60))
        return Conversation(
            consultation=self.consultation,
            stage=self.stage,
            status=ConversationStatus.ANNOUNCED,
            form_token=uuid.uuid4(),
            title=TITLES[language],
            host_name="Host",
            host_email=f"host-{uuid.uuid4().hex[:12]}@example.org",
            host_language=language,
            stakeholder_group=self.chance.choice(StakeholderGroup.values),
            country=self.chance.choice(COUNTRIES),
            format=self.chance.choice(Format.values),
            starts_at=started,
            time_zone=ZONE,
            minutes=90,
            languages=[language],
            access=Access.OPEN,
            expected_size=20,
            is_listed=self.chance.random() < 0.7,  # noqa: PLR2004 -- seven in ten
            registered_at=started - timedelta(days=10),
            confirmed_at=started - timedelta(days=9),
        )

    def _case(self, conversation: Conversation, language: str) -> Case:
        sent_at = conversation.starts_at + timedelta(hours=self.chance.randrange(3, 20))
        return Case(
            kind=KIND, status=self.status, language=language, country=conversation.country.code, submitted_at=sent_at
        )

    def _version(self, outcome: Outcome) -> OutcomeVersion:
        return OutcomeVersion(
            outcome=outcome,
            version=1,
            sent_at=outcome.case.submitted_at,
            language=outcome.case.language,
            held_on=outcome.conversation.starts_at.date(),
            head_count=self.chance.randrange(8, 60),
            participants_informed=True,
            may_publish=True,
            may_name_host=False,
            may_name_organisation=False,
            quote_attribution=QuoteAttribution.ANONYMOUS,
            may_contact=True,
        )

    def _words(self, language: str, most: int) -> str:
        return " ".join(self.chance.choices(SENTENCES[language], k=self.chance.randrange(1, most + 1)))

    def _answer(self, version: OutcomeVersion, question: Question) -> Answer:
        code, kind = version.language, question.kind
        if kind == QuestionKind.TRADE_OFF:
            position = self.chance.randrange(1, 6)
            return Answer(version=version, question=question, position=position, reason=self._words(code, 2))
        if kind == QuestionKind.TOP_THREE:
            entries = self.chance.sample(SENTENCES[code], k=3)
            return Answer(version=version, question=question, top_three=entries)
        return Answer(
            version=version,
            question=question,
            key_points=self._words(code, 6),
            agreement=self._words(code, 3),
            disagreement=self._words(code, 2),
            quotes=self._words(code, 1),
        )

    def _counts(self, version: OutcomeVersion) -> Iterator[ParticipantCount]:
        """Count every second conversation's participants by gender and age."""
        if version.outcome.number % 2:
            return
        for dimension, groups in ((Dimension.GENDER, Gender.values), (Dimension.AGE, AgeBand.values)):
            share = version.head_count // len(groups)
            for group in groups:
                people = self.chance.randrange(share + 1)
                yield ParticipantCount(version=version, dimension=dimension, group=group, people=people)
