"""Reads a draft through the definition: what state each step is in, and what the whole says."""

import hashlib
import json
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from consultations.enums import QuestionKind
from conversations.definition import TOP_THREE, Definition, Step, count_code, report_definition
from conversations.enums import Dimension, StepState
from conversations.forms.report import StepForm
from conversations.models import Answer, Conversation, OutcomeVersion, ParticipantCount, ReportDraft
from core import clock

EARLIEST_BEFORE = timedelta(days=365)
"""A report may speak of a meeting this long before the consultation began; an earlier day is a typing error."""

ANSWER_TEXTS = ("key_points", "agreement", "disagreement", "quotes")


class Report:
    """A draft and its definition, in the active language."""

    def __init__(self, conversation: Conversation, draft: ReportDraft, definition: Definition):
        self.conversation, self.draft, self.definition = conversation, draft, definition

    @classmethod
    def of(cls, conversation: Conversation) -> "Report":
        """Read the conversation's report; without a draft it is empty, and nothing is stored."""
        draft = ReportDraft.objects.filter(conversation=conversation).first()
        draft = draft or ReportDraft(conversation=conversation, language=conversation.host_language)
        return cls(conversation, draft, report_definition(conversation.consultation))

    def form(self, step: Step, data: dict | None = None) -> StepForm:
        """Return the form of a step over what was typed now, or else over what is stored; unbound when nothing is."""
        stored = self.draft.steps.get(step.key, {}).get("data")
        return StepForm(
            stored if data is None else data,
            step=step,
            today=self.today,
            earliest=self.conversation.consultation.starts_on - EARLIEST_BEFORE,
            initial=self._suggestions,
        )

    @cached_property
    def forms(self) -> dict[str, StepForm]:
        return {step.key: self.form(step) for step in self.definition.steps}

    @property
    def today(self) -> date:
        return clock.now().astimezone(ZoneInfo(self.conversation.time_zone)).date()

    def revision(self, step: Step) -> int:
        return self.draft.steps.get(step.key, {}).get("revision", 0)

    def state(self, step: Step) -> StepState:
        form = self.forms[step.key]
        if not form.is_bound:
            return StepState.NEW
        if form.is_valid():
            return StepState.EMPTY if form.is_empty else StepState.DONE
        return StepState.NEW if form.is_empty else StepState.FAULTY

    @property
    def unfinished(self) -> list[Step]:
        """Return the steps that keep the report from being sent."""
        return [step for step in self.definition.steps if not self._is_ready(step)]

    @property
    def says_something(self) -> bool:
        """Whether at least one question or pair of poles has an answer."""
        return any(
            self.forms[step.key].data.get(field.code)
            for step in self.definition.steps
            if self.forms[step.key].is_bound
            for field in step.fields
            if field.question_key
        )

    @property
    def is_complete(self) -> bool:
        return not self.unfinished and self.says_something

    @property
    def fingerprint(self) -> str:
        """Return a word that changes whenever a stored text changes: what was previewed is what is sent."""
        typed = {key: step["data"] for key, step in self.draft.steps.items()}
        return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def as_text(self) -> str:
        """Return everything that was typed as plain text, to be copied."""
        blocks = []
        for step in self.definition.steps:
            typed = self.draft.steps.get(step.key, {}).get("data") or {}
            lines = [
                f"{field.label}\n{field.words_for(typed[field.code])}" for field in step.fields if typed.get(field.code)
            ]
            if lines:
                blocks.append("\n\n".join([step.title.upper(), *([step.intro] if step.question else []), *lines]))
        return "\n\n\n".join(blocks)

    def contents(self) -> tuple[OutcomeVersion, list[Answer], list[ParticipantCount]]:
        """Return the complete report as unsaved rows; the version has neither outcome, number nor time yet."""
        fixed = {code: value for (_step, code), value in self._values.items() if code in _VERSION_FIELDS}
        version = OutcomeVersion(**fixed)
        answers = [answer for question in self.definition.questions if (answer := self._answer(question))]
        return version, answers, self._counts()

    def _is_ready(self, step: Step) -> bool:
        form = self.forms[step.key]
        if form.is_bound:
            return form.is_valid()
        return not any(field.is_required for field in step.fields)

    @cached_property
    def _suggestions(self) -> dict:
        planned = self.conversation.starts_at.astimezone(ZoneInfo(self.conversation.time_zone)).date()
        return {"held_on": min(planned, self.today), "language": self.draft.language}

    @cached_property
    def _values(self) -> dict:
        """Return what is valid so far, by step and code."""
        values = {}
        for step in self.definition.steps:
            form = self.forms[step.key]
            cleaned = form.cleaned_data if form.is_bound and form.is_valid() else {}
            values |= {(step.key, code): value for code, value in cleaned.items()}
        return values

    def _answer(self, question) -> Answer | None:
        if question.kind == QuestionKind.TRADE_OFF:
            columns = {
                "position": self._values.get(("trade-offs", f"position-{question.key}")),
                "reason": self._values.get(("trade-offs", f"reason-{question.key}"), ""),
            }
        else:
            key = f"question-{question.key}"
            columns = {code: self._values.get((key, code), "") for code in ANSWER_TEXTS}
            columns["top_three"] = [entry for code in TOP_THREE if (entry := self._values.get((key, code)))]
        return Answer(question=question, **columns) if any(columns.values()) else None

    def _counts(self) -> list[ParticipantCount]:
        groups = {
            count_code(dimension, code): (dimension, code)
            for dimension in Dimension
            for code, _label in dimension.groups
        }
        return [
            ParticipantCount(dimension=groups[code][0], group=groups[code][1], people=people)
            for (step, code), people in self._values.items()
            if step == "people" and code in groups and people is not None
        ]


_VERSION_FIELDS = {
    "held_on",
    "head_count",
    "organisations",
    "who_was_missing",
    "how_it_was_run",
    "anything_else",
    "language",
    "participants_informed",
    "may_publish",
    "may_name_host",
    "may_name_organisation",
    "quote_attribution",
    "may_contact",
}
