"""What published conversations say on one big question: for the question's page."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q

from consultations.enums import QuestionKind
from consultations.models import BigQuestion
from conversations.enums import QuoteAttribution
from conversations.forms.outcomes import OutcomeFilterForm
from conversations.models import Answer, Outcome
from conversations.presenters import PublicAnswer, PublicOutcome, public_answer
from core import language

PAGE_SIZE = 20
POSITIONS = range(1, 6)
SAYS_SOMETHING = (
    Q(key_points__gt="")
    | Q(agreement__gt="")
    | Q(disagreement__gt="")
    | Q(top_three__len__gt=0)
    | (Q(quotes__gt="") & ~Q(version__quote_attribution=QuoteAttribution.NONE))
)


@dataclass(frozen=True)
class Said:
    """One published conversation with its answers on the big question."""

    found: Outcome
    outcome: PublicOutcome
    answers: list[PublicAnswer]


@dataclass(frozen=True)
class Distribution:
    """How many conversations stand where between the two poles of a trade-off."""

    question: str
    question_language: str
    pole_a: str
    pole_b: str
    counts: list[int]
    """Five numbers, from the first pole to the second."""

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """Return of each position its number, its conversations, and its bar's length in twentieths of the longest."""
        longest = max(self.counts)
        return [(position, count, round(20 * count / longest)) for position, count in enumerate(self.counts, start=1)]


def page(big_question: BigQuestion, *, number: int, **chosen: str) -> tuple[str, dict]:
    """Return the template and the context of one page of answers, for the `language` and `country` chosen."""
    published = Outcome.objects.published().filter(conversation__consultation=big_question.consultation_id)
    form = OutcomeFilterForm(chosen, outcomes=published)
    outcomes = published.filter(**form.conditions())
    answers = Answer.objects.filter(
        SAYS_SOMETHING, version=OuterRef("public_version"), question__big_question=big_question
    ).exclude(question__kind=QuestionKind.TRADE_OFF)
    found = outcomes.filter(Exists(answers)).latest_first().with_public_version()
    shown = Paginator(found, PAGE_SIZE).get_page(number)
    said = _said(list(shown), big_question)
    context = {
        "form": form,
        "page": shown,
        "said": said,
        "has_several_questions": len({answer.question for one in said for answer in one.answers}) > 1,
        "distributions": _distributions(outcomes, big_question),
    }
    return "conversations/_answers.html", context


def _said(outcomes: list[Outcome], big_question: BigQuestion) -> list[Said]:
    by_version = defaultdict(list)
    rows = Answer.objects.filter(
        SAYS_SOMETHING, version__in=[one.public_version_id for one in outcomes], question__big_question=big_question
    )
    for answer in rows.exclude(question__kind=QuestionKind.TRADE_OFF).in_order():
        by_version[answer.version_id].append(answer)
    return [
        Said(
            found=one,
            outcome=PublicOutcome.build(one.public_version, [], one.conversation),
            answers=[public_answer(answer, one.public_version) for answer in by_version[one.public_version_id]],
        )
        for one in outcomes
    ]


def _distributions(outcomes, big_question: BigQuestion) -> list[Distribution]:
    """Return the distribution of every trade-off that somebody took a position on, in two queries."""
    counted = defaultdict(dict)
    positions = Answer.objects.filter(
        version__in=outcomes.values("public_version"), question__big_question=big_question, position__isnull=False
    )
    for row in positions.order_by().values("question", "position").annotate(conversations=Count("pk")):
        counted[row["question"]][row["position"]] = row["conversations"]
    questions = big_question.questions.filter(kind=QuestionKind.TRADE_OFF, pk__in=counted).order_by("position", "pk")
    return [
        Distribution(
            question=question.text,
            question_language=language.shown_language(question, "text") or language.current(),
            pole_a=question.pole_a,
            pole_b=question.pole_b,
            counts=[counted[question.pk].get(position, 0) for position in POSITIONS],
        )
        for question in questions
    ]
