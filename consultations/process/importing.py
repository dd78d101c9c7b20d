"""Write a process file into the database: all of it or nothing."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from consultations.enums import QuestionRole
from consultations.models import BigQuestion, Consultation, KeptApartName, Question
from consultations.services import touch
from consultations.uses import uses_above
from core.formats import labelled

from . import layout, source
from .kinds import Kind
from .problems import Path, Problem, ProcessFileError, Report
from .reading import items, questions, read_process


@dataclass(frozen=True)
class Result:
    """What an import did, or would do."""

    consultation: Consultation
    created: int
    changed: int
    removed: int


def import_process(*, text: str, dry_run: bool = False) -> Result:
    """Make the database say what the process file says: items are found by their key, those gone are removed.

    Raise ProcessFileError with every problem; nothing is written then. With dry_run nothing is written either.
    """
    return write_process(report=read_process(text), dry_run=dry_run)


@transaction.atomic
def write_process(*, report: Report, dry_run: bool = False) -> Result:
    """Write a process that has been read. Raise ProcessFileError when something used elsewhere would be removed."""
    writer = _Writer(report)
    writer.write()
    if dry_run:
        transaction.set_rollback(True)
    elif any(writer.counts.values()):
        touch(writer.consultation)
    return Result(writer.consultation, **{name: writer.counts[name] for name in ["created", "changed", "removed"]})


class _Writer:
    def __init__(self, report: Report):
        self.report = report
        self.counts: Counter[str] = Counter()
        self.gone: list[tuple[str, Model]] = []
        """What stands in the database and no longer in the file, with its section."""
        self.problems: list[Problem] = []

    def write(self) -> None:
        self.consultation = self._consultation()
        for section, shape in layout.ITEM_SECTIONS.items():
            if shape.model is not Question:
                wanted = {item[shape.key]: _columns(shape.fields, item) for _path, item in items(self.report, section)}
                self._sync(section, shape.model, shape.key, wanted)
        self._sync("questions", Question, "key", self._questions())
        self._sync("names_to_keep_apart", KeptApartName, "key", self._names())
        self.problems += [problem for section, row in self.gone for problem in self._uses(section, row)]
        if self.problems:
            raise ProcessFileError(self.problems)
        self._remove_what_is_gone()

    def _consultation(self) -> Consultation:
        data = self.report.data
        columns = _columns(layout.CONSULTATION.fields, data["consultation"]) | _columns(layout.LIST_SECTIONS, data)
        carried = {name: data[name] for name in layout.CARRIED_SECTIONS if name in data}
        columns["carried_sections"] = source.dump(carried) if carried else ""
        found = Consultation.objects.select_for_update(no_key=True).filter(slug=columns["slug"]).first()
        return self._save(found or Consultation(), columns)

    def _questions(self) -> dict[str, dict]:
        self.questions = {row.key: row for row in Question.objects.filter(consultation=self.consultation)}
        big_questions = {row.key: row for row in BigQuestion.objects.filter(consultation=self.consultation)}
        wanted = {}
        for path, item, big_question in questions(self.report):
            is_part = path[0] == "questions"
            self._check_kind(path, item)
            wanted[item["key"]] = {
                **_columns(layout.PART.fields if is_part else layout.CONVERSATION_QUESTION.fields, item),
                "role": QuestionRole.PART if is_part else QuestionRole.CONVERSATION,
                "big_question_id": big_questions[big_question].pk,
                "position": path[-1],
            }
        return wanted

    def _check_kind(self, path: Path, item: dict) -> None:
        """Refuse another kind for a question that was answered: its answers would lose their meaning."""
        row = self.questions.get(item["key"])
        if row and row.kind != item["kind"] and uses_above(row):
            sentence = _("The question was asked or answered already: its kind cannot change.")
            field = (*path, "kind")
            self.problems.append(Problem(self.report.line(field), self.report.field(field), sentence))

    def _names(self) -> dict[str, dict]:
        names = self.report.data.get("names_to_keep_apart", {})
        return {key: {"key": key, **layout.KEPT_APART_NAME.columns(texts)} for key, texts in names.items()}

    def _sync(self, section: str, model: type[Model], key: str, wanted: dict[str, dict]) -> None:
        existing = {getattr(row, key): row for row in model.objects.filter(consultation=self.consultation)}
        for position, (name, columns) in enumerate(wanted.items()):
            row = existing.pop(name, None) or model(consultation=self.consultation)
            self._save(row, {"position": position, **columns})
        self.gone += [(_section_of(row, section), row) for row in existing.values()]

    def _save(self, row: Model, columns: dict) -> Model:
        changed = [name for name, value in columns.items() if (getattr(row, name) or "") != (value or "")]
        if row.pk is None or changed:
            self.counts["created" if row.pk is None else "changed"] += 1
            for name, value in columns.items():
                setattr(row, name, value)
            row.save()
        return row

    def _remove_what_is_gone(self) -> None:
        for _section, row in reversed(self.gone):  # questions before the big questions they point to
            row.delete()
            self.counts["removed"] += 1

    def _uses(self, section: str, row: Model) -> list[Problem]:
        name = getattr(row, "slug", None) or row.key
        return [
            Problem(
                self.report.line((section,)),
                f"{section}.{name}",
                _("“%(name)s” is no longer in the file but still used (%(uses)s): it cannot be removed.")
                % {"name": name, "uses": labelled(count, label)},
            )
            for label, count in uses_above(row)
        ]


def _columns(fields: dict[str, Kind], item: dict) -> dict:
    columns = {}
    for name, kind in fields.items():
        columns |= kind.columns(item.get(name))
    return columns


def _section_of(row: Model, section: str) -> str:
    is_asked = isinstance(row, Question) and row.role == QuestionRole.CONVERSATION
    return "conversation_questions" if is_asked else section
