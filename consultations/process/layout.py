"""The sections of the process file, in the order in which they are written, and the fields of their items."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

from consultations import models
from consultations.enums import Channel, Coverage, FigureQualifier, QuestionKind, Region, StakeholderGroup
from core.language import CODES

from .kinds import Address, Choice, Day, Forms, Key, Kind, Number, Reference, Text, Words
from .rules import Marks


@dataclass(frozen=True)
class Layout:
    """The fields of one item: a row of the model."""

    model: type[Model]
    fields: dict[str, Kind]
    children: tuple[str, "Layout"] | None = None
    """A field that is itself a list of items."""

    @property
    def key(self) -> str:
        """The field that names an item."""
        return "slug" if "slug" in self.fields else "key"

    def texts(self) -> Iterator[tuple[str, Text]]:
        return ((name, kind) for name, kind in self.fields.items() if isinstance(kind, Text))


def _text(model: type[Model], column: str, *, required: bool = True, marks: Marks = Marks.NONE) -> Text:
    return Text(column, required=required, limit=model._meta.get_field(column).max_length, marks=marks)


CONSULTATION = Layout(
    models.Consultation,
    {
        "slug": Key("slug"),
        "languages": Words("languages", words=tuple(CODES)),
        "starts": Day("starts_on"),
        "ends": Day("ends_on"),
        "covers": Words("covers", required=False, words=Coverage),
        "title": _text(models.Consultation, "title"),
        "summary": _text(models.Consultation, "summary", marks=Marks.ALL),
        "in_scope": _text(models.Consultation, "in_scope", required=False, marks=Marks.ALL),
        "out_of_scope": _text(models.Consultation, "out_of_scope", required=False, marks=Marks.ALL),
        "who_decides": _text(models.Consultation, "who_decides", required=False, marks=Marks.ALL),
    },
)
STAGE = Layout(
    models.Stage,
    {
        "slug": Key("slug"),
        "starts": Day("starts_on"),
        "ends": Day("ends_on"),
        "channels": Words("channels", words=Channel, may_be_empty=True),
        "title": _text(models.Stage, "title"),
        "summary": _text(models.Stage, "summary", required=False, marks=Marks.ALL),
        "output": _text(models.Stage, "output", required=False),
    },
)
FIGURE = Layout(
    models.Figure,
    {
        "key": Key("key"),
        "value": Number("value"),
        "qualifier": Choice("qualifier", required=False, words=FigureQualifier),
        "as_of": Day("as_of"),
        "unit": _text(models.Figure, "unit", required=False),
    },
)
SECTION = Layout(
    models.Section,
    {
        "key": Key("key"),
        "title": _text(models.Section, "title"),
        "body": _text(models.Section, "body", marks=Marks.ALL),
        "pull_quote": _text(models.Section, "pull_quote", required=False, marks=Marks.FIGURES),
    },
)
PRINCIPLE = Layout(
    models.Principle,
    {
        "key": Key("key"),
        "name": _text(models.Principle, "name"),
        "text": _text(models.Principle, "text", marks=Marks.ALL),
    },
)
_QUESTION_TEXTS = {
    "text": _text(models.Question, "text"),
    "pole_a": _text(models.Question, "pole_a", required=False),
    "pole_b": _text(models.Question, "pole_b", required=False),
}
PART = Layout(
    models.Question,
    {
        "key": Key("key"),
        "kind": Choice("kind", words=(QuestionKind.TEXT.value, QuestionKind.TRADE_OFF.value)),
        **_QUESTION_TEXTS,
    },
)
BIG_QUESTION = Layout(
    models.BigQuestion,
    {"key": Key("key"), "title": _text(models.BigQuestion, "title")},
    children=("parts", PART),
)
CONVERSATION_QUESTION = Layout(
    models.Question,
    {
        "key": Key("key"),
        "kind": Choice("kind", words=QuestionKind),
        "big_question": Reference("big_question"),
        **_QUESTION_TEXTS,
    },
)
CALL_TO_ACTION = Layout(
    models.CallToAction,
    {
        "key": Key("key"),
        "channel": Choice("channel", words=Channel),
        "text": _text(models.CallToAction, "text"),
    },
)
UPDATE = Layout(
    models.Update,
    {
        "key": Key("key"),
        "date": Day("published_on"),
        "title": _text(models.Update, "title"),
        "body": _text(models.Update, "body", marks=Marks.ALL),
    },
)
RESOURCE = Layout(
    models.Resource,
    {"key": Key("key"), "title": _text(models.Resource, "title"), "url": Address("url")},
)
TERM = Layout(
    models.Term,
    {"key": Key("key"), "forms": Forms("forms"), "definition": _text(models.Term, "definition")},
)
KEPT_APART_NAME = Text("name", limit=models.KeptApartName._meta.get_field("name").max_length)

ITEM_SECTIONS = {
    "stages": STAGE,
    "figures": FIGURE,
    "sections": SECTION,
    "principles": PRINCIPLE,
    "questions": BIG_QUESTION,
    "conversation_questions": CONVERSATION_QUESTION,
    "calls_to_action": CALL_TO_ACTION,
    "updates": UPDATE,
    "resources": RESOURCE,
    "glossary": TERM,
}
LIST_SECTIONS = {
    "regions": Words("regions", required=False, words=Region),
    "stakeholder_groups": Words("stakeholder_groups", required=False, words=StakeholderGroup),
}
"""Lists of words at the top of the file that are columns of the consultation."""
CARRIED_SECTIONS = {"events": list, "event_titles": dict}
"""Sections of rooms to come: kept as they are."""
ORDER = [
    "consultation",
    "stages",
    "figures",
    "sections",
    "principles",
    "questions",
    "conversation_questions",
    "calls_to_action",
    "updates",
    "resources",
    "events",
    "event_titles",
    "names_to_keep_apart",
    "glossary",
    "regions",
    "stakeholder_groups",
]
REQUIRED_SECTIONS = ["consultation", "stages"]

TEXTS_OF_MODEL = {
    layout.model: dict(layout.texts()) for layout in [CONVERSATION_QUESTION, CONSULTATION, *ITEM_SECTIONS.values()]
}
"""{Section: {"title": Text(...), ...}}: the admin's forms check the same texts by the same rules."""
