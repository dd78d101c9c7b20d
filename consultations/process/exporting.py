"""Write a consultation as a process file."""

from django.db.models import Model

from consultations.enums import QuestionRole
from consultations.models import Consultation, KeptApartName

from . import layout, source
from .layout import Layout


def export_process(*, consultation: Consultation) -> str:
    """Return the whole consultation as YAML; importing it again changes nothing."""
    return source.dump(process_data(consultation))


def process_data(consultation: Consultation) -> dict:
    """Return what stands in the process file of the consultation, in the order of the file."""
    data = {
        "consultation": _item(consultation, layout.CONSULTATION),
        **{section: _items(consultation, shape) for section, shape in layout.ITEM_SECTIONS.items()},
        **{name: kind.value(consultation) for name, kind in layout.LIST_SECTIONS.items()},
        **(source.load(consultation.carried_sections).data or {}),
        "names_to_keep_apart": _names(consultation),
    }
    return {section: data[section] for section in layout.ORDER if data.get(section)}


def _items(consultation: Consultation, shape: Layout) -> list[dict]:
    rows = shape.model.objects.filter(consultation=consultation).order_by("position", "pk")
    if shape is layout.CONVERSATION_QUESTION:
        rows = rows.filter(role=QuestionRole.CONVERSATION).select_related("big_question")
    if shape is layout.BIG_QUESTION:
        rows = rows.prefetch_related("questions")
    return [_item(row, shape) for row in rows]


def _item(row: Model, shape: Layout) -> dict:
    values = {name: kind.value(row) for name, kind in shape.fields.items()}
    if shape is layout.BIG_QUESTION:
        parts = [question for question in row.questions.all() if question.role == QuestionRole.PART]
        parts.sort(key=lambda question: (question.position, question.pk))
        values["parts"] = [_item(part, layout.PART) for part in parts] or None
    return {name: value for name, value in values.items() if value is not None}


def _names(consultation: Consultation) -> dict:
    rows = KeptApartName.objects.filter(consultation=consultation).order_by("position", "pk")
    return {row.key: layout.KEPT_APART_NAME.value(row) for row in rows}
