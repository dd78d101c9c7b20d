"""The one definition of what a report asks. Its form, the guide's note template and the PDF kit are made from it."""

import hashlib
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from consultations.enums import QuestionKind, StakeholderGroup
from consultations.models import Consultation, Question
from conversations.enums import AgeBand, Dimension, Gender, QuoteAttribution
from core import language

LONGEST_TEXT = 10_000
LONGEST_LINE = 500
TOP_THREE = ("top_1", "top_2", "top_3")
POSITIONS = range(1, 6)


class Kind(StrEnum):
    """What a field takes."""

    DATE = "date"
    NUMBER = "number"
    LINE = "line"
    TEXT = "text"
    YES_NO = "yes_no"
    AGREE = "agree"
    CHOICE = "choice"
    POSITION = "position"


@dataclass(frozen=True)
class Field:
    """One thing that a report asks. `code` is unique within its step and never changes; the rest is words."""

    code: str
    label: str
    kind: Kind
    help: str = ""
    is_required: bool = False
    max_length: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    group: str = ""
    """The heading it shares with its neighbours."""
    group_help: str = ""
    is_public: bool = True
    """False: only counted and analysed, never on the public page."""
    question_key: str = ""

    def words_for(self, typed: str) -> str:
        """Return what was typed as a person reads it: the label of a choice, or the words themselves."""
        if self.kind == Kind.AGREE:
            return _("Yes") if typed else ""
        return dict(self.choices).get(typed, typed)


@dataclass(frozen=True)
class Step:
    """One page of the form, one block of the note template."""

    key: str
    title: str
    intro: str
    fields: tuple[Field, ...]
    question: Question | None = None

    @property
    def codes(self) -> list[str]:
        return [field.code for field in self.fields]


@dataclass(frozen=True)
class Definition:
    """What a report of one consultation asks, in the language that was active when it was built."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def after(self, key: str) -> Step | None:
        """Return the step that follows, or None after the last."""
        keys = [step.key for step in self.steps]
        position = keys.index(key) + 1
        return self.steps[position] if position < len(keys) else None

    @property
    def fingerprint(self) -> str:
        """Return a short word that changes whenever a field, an order or a text changes."""
        words = [(step.key, step.title, step.intro, [astuple(field) for field in step.fields]) for step in self.steps]
        return hashlib.sha256(repr(words).encode()).hexdigest()[:8]


def report_definition(consultation: Consultation) -> Definition:
    """Return what a report of the consultation asks, in the active language, with one query."""
    questions = tuple(consultation.questions.asked_in_conversations().select_related("big_question"))
    asked = [question for question in questions if question.kind != QuestionKind.TRADE_OFF]
    trade_offs = [question for question in questions if question.kind == QuestionKind.TRADE_OFF]
    steps = [
        _meeting(),
        _people(consultation),
        *(_question(question, number) for number, question in enumerate(asked, start=1)),
        *([_trade_offs(trade_offs)] if trade_offs else []),
        _closing(),
        _consent(),
    ]
    return Definition(steps=tuple(steps), questions=questions)


def _text(code: str, label: str, help: str = "", **more) -> Field:  # noqa: A002 -- the word of Django's forms
    return Field(code, label, Kind.TEXT, help=help, max_length=LONGEST_TEXT, **more)


def _meeting() -> Step:
    return Step(
        "meeting",
        _("The meeting"),
        _("When you met, and how."),
        (
            Field("held_on", _("On which day did you meet?"), Kind.DATE, is_required=True),
            _text(
                "how_it_was_run",
                _("How did you run the conversation?"),
                _("For example: in one room or in small groups, online or not, how long, in which languages."),
            ),
            _text(
                "organisations",
                _("Which organisations were present?"),
                _("Names of organisations only, not of people. Leave it empty if a name could put anyone at risk."),
                is_public=False,
            ),
            _text(
                "who_was_missing",
                _("Who was missing?"),
                _("Groups whose voices you would have wanted to hear and did not."),
            ),
        ),
    )


def _people(consultation: Consultation) -> Step:
    head_count = Field(
        "head_count",
        _("How many people took part?"),
        Kind.NUMBER,
        help=_("Count yourself if you took part. This number is public."),
        is_required=True,
    )
    groups = [(code, StakeholderGroup(code).label) for code in consultation.stakeholder_groups]
    return Step(
        "people",
        _("Who took part"),
        _("Only the number of people is needed. Everything else is optional and helps us see who is not heard yet."),
        (
            head_count,
            *_counts(Dimension.STAKEHOLDER_GROUP, groups),
            *_counts(Dimension.AGE, AgeBand.choices),
            *_counts(Dimension.GENDER, Gender.choices),
        ),
    )


def _counts(dimension: Dimension, groups: list[tuple[str, str]]) -> list[Field]:
    group_help = _("Optional. Count only those who told you. Published only as sums over many conversations.")
    return [
        Field(
            count_code(dimension, group),
            str(label),
            Kind.NUMBER,
            group=str(dimension.label),
            group_help=group_help,
            is_public=False,
        )
        for group, label in groups
    ]


def count_code(dimension: str, group: str) -> str:
    """Return the code of the field that counts a group: "count-age-18_29"."""
    return f"count-{dimension}-{group}"


def _question(question: Question, number: int) -> Step:
    places = (_("First"), _("Second"), _("Third"))
    top_three = [
        Field(code, label, Kind.LINE, max_length=LONGEST_LINE, group=_("Your top three"))
        for code, label in zip(TOP_THREE, places, strict=True)
    ]
    fields = [
        *(top_three if question.kind == QuestionKind.TOP_THREE else []),
        _text("key_points", _("Key points"), _("What was said, in short sentences. One point per line.")),
        _text("agreement", _("Where people agreed")),
        _text("disagreement", _("Where people disagreed"), _("Disagreement is as useful to us as agreement.")),
        _text(
            "quotes",
            _("Quotes"),
            _(
                "One quote per line, word for word. Write who spoke only if that person agreed, after a dash at the"
                " end of the line: “We want to see the budget.” – a teacher"
            ),
        ),
    ]
    return Step(
        f"question-{question.key}",
        _("Question %(number)s") % {"number": number},
        question.text,
        tuple(replace(field, question_key=question.key) for field in fields),
        question,
    )


def _trade_offs(questions: list[Question]) -> Step:
    fields = []
    for question in questions:
        poles = {1: question.pole_a, 3: _("in the middle"), 5: question.pole_b}
        labels = [(str(place), f"{place} – {poles[place]}" if place in poles else str(place)) for place in POSITIONS]
        common = {"group": question.text, "question_key": question.key}
        choices = (("", _("Not discussed, or no position")), *labels)
        fields += [
            Field(
                f"position-{question.key}", _("Where does your group stand?"), Kind.POSITION, choices=choices, **common
            ),
            _text(f"reason-{question.key}", _("Why?"), **common),
        ]
    return Step(
        "trade-offs",
        _("Between two poles"),
        _("For each pair, say where your group stands and why. Leave out what you did not discuss."),
        tuple(fields),
    )


def _closing() -> Step:
    return Step(
        "closing",
        _("Anything else"),
        _("What did people say that found no place so far?"),
        (
            _text("anything_else", _("Anything else that was said")),
            Field(
                "language",
                _("In which language did you write this report?"),
                Kind.CHOICE,
                help=_("Your words are published in this language, and we write to you in it."),
                is_required=True,
                choices=tuple((code, language.NAMES[code]) for code in language.CODES),
            ),
        ),
    )


def _consent() -> Step:
    yes_no = (("yes", _("Yes")), ("no", _("No")))
    needed = {"kind": Kind.YES_NO, "is_required": True, "choices": yes_no}
    return Step(
        "consent",
        _("Consent"),
        _(
            "What is published is shared under the licence Creative Commons Attribution 4.0 (CC BY 4.0): everyone may"
            " reuse it and must say where it comes from."
        ),
        (
            Field(
                "participants_informed",
                _("The participants were told that this report will be sent and may be published."),
                Kind.AGREE,
                is_required=True,
            ),
            Field(
                "may_publish",
                _("May we publish this report?"),
                help=_("If not, we read it and count it, and nobody else ever sees it."),
                **needed,
            ),
            Field("may_name_host", _("May we publish your name as the host?"), **needed),
            Field("may_name_organisation", _("May we publish the name of your organisation?"), **needed),
            Field(
                "quote_attribution",
                _("May we publish the quotes?"),
                Kind.CHOICE,
                help=_(
                    "“Without saying who spoke” leaves out what stands after a dash or outside the quotation marks."
                ),
                is_required=True,
                choices=tuple((value, str(label)) for value, label in QuoteAttribution.choices),
            ),
            Field("may_contact", _("May we write to you with questions about this report?"), **needed),
        ),
    )
