"""YAML in and out. Reading keeps the line of everything and never turns a number into another one."""

import io
import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.representer import RoundTripRepresenter

from .problems import Path, Problem, ProcessFileError, Report

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 12
TAG = "tag:yaml.org,2002:"
WHOLE_NUMBER = re.compile(r"[-+]?\d{1,30}")
DECIMAL_NUMBER = re.compile(r"[-+]?\d{1,30}\.\d{1,30}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def load(text: str) -> Report:
    """Return the data of a YAML text, the line of each thing in it, and the first problems.

    Raise ProcessFileError when the text is not YAML at all.
    """
    if len(text) > MAX_CHARACTERS:
        raise ProcessFileError([Problem(1, "", _("The file is longer than a process can be."))])
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _not_yaml(mark.line + 1 if mark else 1, error.problem) from error
    except (YAMLError, ValueError) as error:
        raise _not_yaml(1, str(error).splitlines()[0]) from error
    except RecursionError as error:
        raise _not_yaml(1, _("it is nested too deeply")) from error
    return _Loader().load(node)


def _not_yaml(line: int, reason: str | None) -> ProcessFileError:
    sentence = _("The file cannot be read as YAML: %(reason)s.") % {"reason": reason or _("unknown reason")}
    return ProcessFileError([Problem(line, "", sentence)])


class _Loader:
    def __init__(self):
        self.lines: dict[Path, int] = {(): 1}
        self.found: list[tuple[Path, str, int | None]] = []

    def load(self, node: Node | None) -> Report:
        report = Report(self._value(node, ()) if node else None, self.lines)
        for path, sentence, line in self.found:
            report.add_unreadable(path, sentence, line or report.line(path))
        return report

    def _value(self, node: Node, path: Path):
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node.anchor:
            return self._problem(path, _("Anchors and references (&, *) are not part of the format: repeat the text."))
        if len(path) > MAX_DEPTH:
            return self._problem(path, _("This is nested too deeply."))
        match node:
            case MappingNode():
                return self._mapping(node, path)
            case SequenceNode():
                return [self._value(child, (*path, number)) for number, child in enumerate(node.value)]
            case ScalarNode():
                return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict:
        values = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._problem(path, _("A name before a colon must be one word."))
                continue
            key = key_node.value
            if key in values:
                place = {"key": key, "line": self.lines[*path, key]}
                sentence = _("“%(key)s” stands here already, on line %(line)d.") % place
                self._problem((*path, key), sentence, line=key_node.start_mark.line + 1)
                continue
            self.lines[*path, key] = key_node.start_mark.line + 1
            values[key] = self._value(value_node, (*path, key))
        return values

    def _scalar(self, node: ScalarNode, path: Path):
        text = node.value
        match node.tag.removeprefix(TAG):
            case "int" if WHOLE_NUMBER.fullmatch(text):
                value = int(text)
            case "float" if DECIMAL_NUMBER.fullmatch(text):
                value = Decimal(text)
            case "int" | "float":
                value = self._problem(path, _("Write the number in plain digits: 4500 or 2.5."))
            case "timestamp":
                value = self._day(text, path)
            case "bool":
                value = text.lower() == "true"
            case "null":
                value = None
            case "str":
                value = text
            case tag:
                sentence = _("Tags such as !%(tag)s are not part of the format.") % {"tag": tag.lstrip("!")}
                value = self._problem(path, sentence)
        return value

    def _day(self, text: str, path: Path) -> date | None:
        if not DAY.fullmatch(text):
            return self._problem(path, _("Write a time in quotes."))
        try:
            return date.fromisoformat(text)
        except ValueError:
            return self._problem(path, _("%(text)s is not a day of the calendar.") % {"text": text})

    def _problem(self, path: Path, sentence: str, *, line: int | None = None) -> None:
        self.found.append((path, sentence, line))


class _Representer(RoundTripRepresenter):
    """Decimals digit by digit; a list of words on one line."""

    def represent_decimal(self, value: Decimal) -> ScalarNode:
        return self.represent_scalar(f"{TAG}float", f"{value:f}")

    def represent_words(self, value: list) -> SequenceNode:
        is_short = all(isinstance(item, str) for item in value)
        return self.represent_sequence(f"{TAG}seq", value, flow_style=is_short)


_Representer.add_representer(Decimal, _Representer.represent_decimal)
_Representer.add_representer(list, _Representer.represent_words)


def dump(data) -> str:
    """Return the data as YAML that `load` reads back as the same data, in the same order."""
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    output = io.StringIO()
    yaml.dump(data, output)
    return output.getvalue()
