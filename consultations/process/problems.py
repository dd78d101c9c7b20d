"""What is wrong with a process file: every problem with its line and its field."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it stands and, in a sentence, what is wrong."""

    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        place = {"line": self.line, "field": self.field, "sentence": self.sentence}
        if not self.field:
            return _("Line %(line)d: %(sentence)s") % place
        return _("Line %(line)d, %(field)s: %(sentence)s") % place


class ProcessFileError(Exception):
    """The file cannot be imported; `problems` lists all that is wrong, in the order of the lines."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Report:
    """Collects the problems of one file."""

    def __init__(self, data, lines: dict[Path, int]):
        self.data = data
        self.lines = lines
        self.problems: list[Problem] = []
        self.unreadable: set[Path] = set()

    def add(self, path: Path, sentence: str) -> None:
        """Add a problem, unless the place could not even be read: one mistake is one problem."""
        if path not in self.unreadable:
            self.problems.append(Problem(self.line(path), self.field(path), sentence))

    def add_unreadable(self, path: Path, sentence: str, line: int) -> None:
        self.unreadable.add(path)
        self.problems.append(Problem(line, self.field(path), sentence))

    def line(self, path: Path) -> int:
        """Return the line of the path, or of the nearest thing around it: what is missing has no line."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def field(self, path: Path) -> str:
        """Return the path in words: stages.draft.title.fr rather than stages.2.title.fr."""
        names, value = [], self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
            names.append(self._name(step, value))
        return ".".join(names)

    def _name(self, step: str | int, value) -> str:
        if isinstance(step, str):
            return step
        name = (value.get("slug") or value.get("key")) if isinstance(value, dict) else None
        return name if isinstance(name, str) else str(step + 1)

    def raise_if_any(self) -> None:
        if self.problems:
            raise ProcessFileError(self.problems)
