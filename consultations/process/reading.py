"""Read a process file: its shape first, then what its parts say about each other."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.enums import QuestionKind

from . import layout, rules, source
from .kinds import Key
from .layout import Layout
from .problems import Path, Report


def read_process(text: str) -> Report:
    """Return the checked process: its data, and the line of each path. Raise ProcessFileError with every problem."""
    report = source.load(text)
    if not isinstance(report.data, dict):
        report.add((), _("A process file begins with “consultation:”."))
        report.raise_if_any()
    _check_sections(report)
    for section, shape in layout.ITEM_SECTIONS.items():
        if section in report.data:
            _check_items(report.data[section], shape, (section,), report)
    if isinstance(report.data.get("consultation"), dict):
        _check_item(report.data["consultation"], layout.CONSULTATION, ("consultation",), report)
    _check_lists_names_and_carried(report)
    _check_dates(report)
    _check_keys(report)
    _check_questions(report)
    _check_texts(report)
    report.raise_if_any()
    return report


def items(report: Report, section: str) -> Iterator[tuple[Path, dict]]:
    """Yield the path and the data of each item of a section, skipping what has been reported as no item."""
    found = report.data.get(section)
    for number, item in enumerate(found if isinstance(found, list) else []):
        if isinstance(item, dict):
            yield (section, number), item


def questions(report: Report) -> Iterator[tuple[Path, dict, str]]:
    """Yield path, data and big question of each question: the parts first, then the conversation questions."""
    for path, big_question in items(report, "questions"):
        parts = big_question.get("parts")
        for number, part in enumerate(parts if isinstance(parts, list) else []):
            if isinstance(part, dict):
                yield (*path, "parts", number), part, big_question.get("key")
    for path, question in items(report, "conversation_questions"):
        yield path, question, question.get("big_question")


def _check_sections(report: Report) -> None:
    for name in report.data:
        if name not in layout.ORDER:
            known = {"name": name, "known": ", ".join(layout.ORDER)}
            report.add((name,), _("There is no section “%(name)s”. The sections are: %(known)s.") % known)
    for name in layout.REQUIRED_SECTIONS:
        if name not in report.data:
            report.add((name,), _("The section “%(name)s” is missing.") % {"name": name})
    if "consultation" in report.data and not isinstance(report.data["consultation"], dict):
        report.add(("consultation",), _("This must hold fields, each on its line: “slug: …”."))


def _check_items(value: Any, shape: Layout, path: Path, report: Report) -> None:
    if not isinstance(value, list):
        report.add(path, _("This must be a list: begin each item with “- ”."))
        return
    if not value:
        report.add(path, _("The list is empty: leave it out."))
    for number, item in enumerate(value):
        _check_item(item, shape, (*path, number), report)


def _check_item(item: Any, shape: Layout, path: Path, report: Report) -> None:
    if not isinstance(item, dict):
        report.add(path, _("This must hold fields, each on its line: “key: …”."))
        return
    children = shape.children[0] if shape.children else None
    for name in item:
        if name not in shape.fields and name != children:
            known = {"name": name, "known": ", ".join([*shape.fields, *([children] if children else [])])}
            report.add((*path, name), _("There is no field “%(name)s”. The fields are: %(known)s.") % known)
    for name, kind in shape.fields.items():
        if name in item:
            kind.check(item[name], (*path, name), report)
        elif kind.required:
            report.add((*path, name), _("The field “%(name)s” is missing.") % {"name": name})
    if children and children in item:
        _check_items(item[children], shape.children[1], (*path, children), report)


def _check_lists_names_and_carried(report: Report) -> None:
    for name, kind in layout.LIST_SECTIONS.items():
        if name in report.data:
            kind.check(report.data[name], (name,), report)
    for name, expected in layout.CARRIED_SECTIONS.items():
        if name in report.data and (not isinstance(report.data[name], expected) or not report.data[name]):
            sentence = _("This must be a list.") if expected is list else _("This must hold fields.")
            report.add((name,), sentence)
    _check_names(report)


def _check_names(report: Report) -> None:
    section = "names_to_keep_apart"
    names = report.data.get(section, {})
    if not isinstance(names, dict) or (section in report.data and not names):
        report.add((section,), _("This must hold names: a key, and the name in each language."))
        return
    for key, texts in names.items():
        Key("key").check(key, (section, key), report)
        layout.KEPT_APART_NAME.check(texts, (section, key), report)


def _check_dates(report: Report) -> None:
    frame = report.data.get("consultation")
    whole = [frame] if isinstance(frame, dict) else []
    paths = [*((("consultation",), item) for item in whole), *items(report, "stages")]
    for path, item in paths:
        if _are_days(item) and item["ends"] < item["starts"]:
            report.add((*path, "ends"), _("It ends before it starts."))
    if not whole or not _are_days(frame):
        return
    for path, stage in items(report, "stages"):
        for name in ["starts", "ends"]:
            if _are_days(stage) and not frame["starts"] <= stage[name] <= frame["ends"]:
                report.add((*path, name), _("This day lies outside the consultation’s dates."))


def _are_days(item: dict) -> bool:
    return all(hasattr(item.get(name), "isoformat") for name in ["starts", "ends"])


def _check_keys(report: Report) -> None:
    for section, shape in layout.ITEM_SECTIONS.items():
        if section != "conversation_questions":
            _check_unique([(path, item.get(shape.key)) for path, item in items(report, section)], shape.key, report)
    _check_unique([(path, item.get("key")) for path, item, _big in questions(report)], "key", report)


def _check_unique(found: list[tuple[Path, Any]], name: str, report: Report) -> None:
    first: dict[str, Path] = {}
    for path, key in found:
        if isinstance(key, str) and first.setdefault(key, path) != path:
            place = {"key": key, "line": report.line((*first[key], name))}
            report.add((*path, name), _("The key “%(key)s” is already used on line %(line)d.") % place)


def _check_questions(report: Report) -> None:
    big_questions = {item.get("key") for _path, item in items(report, "questions")}
    for path, question, big_question in questions(report):
        if isinstance(question.get("big_question"), str) and big_question not in big_questions:
            sentence = _("There is no big question “%(key)s” in “questions”.") % {"key": big_question}
            report.add((*path, "big_question"), sentence)
        is_trade_off = question.get("kind") == QuestionKind.TRADE_OFF
        for pole in ["pole_a", "pole_b"]:
            if is_trade_off and pole not in question:
                report.add((*path, pole), _("A trade-off needs two poles; this one is missing."))
            if not is_trade_off and pole in question:
                report.add((*path, pole), _("Only a trade-off has poles."))


def _check_texts(report: Report) -> None:
    known = _known_marks(report)
    for path, item, shape in _all_items(report):
        for name, kind in shape.texts():
            by_language = _written(item.get(name))
            for code, sentence in rules.check_marks(by_language, marks=kind.marks, known=known):
                report.add((*path, name, code), sentence)
    for path, section in items(report, "sections"):
        bodies, pull_quotes = _written(section.get("body")), _written(section.get("pull_quote"))
        for code, sentence in rules.check_pull_quote(bodies, pull_quotes, known=known):
            report.add((*path, "pull_quote", code), sentence)


def _all_items(report: Report) -> Iterator[tuple[Path, dict, Layout]]:
    if isinstance(report.data.get("consultation"), dict):
        yield ("consultation",), report.data["consultation"], layout.CONSULTATION
    for section, shape in layout.ITEM_SECTIONS.items():
        for path, item in items(report, section):
            yield path, item, shape
    for path, part, _big in questions(report):
        if path[0] == "questions":
            yield path, part, layout.PART


def _known_marks(report: Report) -> rules.Known:
    figures = frozenset(item["key"] for _path, item in items(report, "figures") if isinstance(item.get("key"), str))
    terms = {}
    for _path, item in items(report, "glossary"):
        forms = item.get("forms") if isinstance(item.get("forms"), dict) else {}
        if isinstance(item.get("key"), str):
            first = {code: words[0] for code, words in forms.items() if isinstance(words, list) and words}
            terms[item["key"]] = {code: form for code, form in first.items() if isinstance(form, str)}
    return rules.Known(figures, terms)


def _written(value: Any) -> dict[str, str]:
    """Return the texts of a field by language; what is no text has been reported already."""
    if not isinstance(value, dict):
        return {}
    return {code: text for code, text in value.items() if isinstance(text, str) and text}
