"""Message files without gettext's own programs: collect texts, keep .po files, compile .mo files.

Python files are read by Babel; templates are first turned into Python-like source by Django's own `templatize`,
the same way `makemessages` does it.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation import template as django_template

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCE_FOLDERS = ["config", "core", "mail", "accounts", "moderation", "consultations", "conversations", "templates"]
TARGETS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLURAL_FORMS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True)
class Message:
    text: str
    plural: str
    context: str | None
    file: str
    comments: tuple[str, ...]


def collect() -> list[Message]:
    """Return every marked text of the project, in the order of the files."""
    messages = []
    for folder in SOURCE_FOLDERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                messages += _collect_from(path)
    return messages


def _collect_from(path: Path) -> Iterator[Message]:
    name = str(path.relative_to(settings.BASE_DIR))
    source = path.read_text()
    if path.suffix != ".py":
        source = django_template.templatize(source, origin=name)
        source = "\n".join(line.lstrip() for line in source.splitlines())  # Python minds the indentation of HTML
    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for _line, texts, comments, context in found:
        text, plural = texts if isinstance(texts, tuple) else (texts, "")
        if text:
            yield Message(text, plural or "", context, name, tuple(comments))


def po_path(code: str) -> Path:
    return settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"


def read(code: str) -> polib.POFile:
    """Return the message file of a language, an empty one when there is none yet."""
    path = po_path(code)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    return polib.POFile(wrapwidth=110)


def refresh(code: str) -> polib.POFile:
    """Return the message file with every text of the project: translations kept, new texts empty, old ones gone."""
    old = {(entry.msgctxt, entry.msgid): entry for entry in read(code)}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "Cocrea",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[code],
    }
    entries: dict[tuple, polib.POEntry] = {}
    for message in collect():
        key = (message.context, message.text)
        entry = entries.setdefault(key, _entry(message, old.get(key)))
        if (message.file, "") not in entry.occurrences:
            entry.occurrences.append((message.file, ""))
        if message.plural and not entry.msgid_plural:
            _make_plural(entry, message.plural)
    fresh.extend(sorted(entries.values(), key=lambda entry: (entry.occurrences[0], entry.msgid)))
    return fresh


def _entry(message: Message, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.text, msgctxt=message.context, comment="\n".join(message.comments))
    if any(mark in message.text for mark in ("%(", "%s", "%d")):
        entry.flags.append("python-format")
    if message.plural:
        _make_plural(entry, message.plural)
        if old and old.msgid_plural:
            entry.msgstr_plural = dict(old.msgstr_plural)
    elif old:
        entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
    return entry


def _make_plural(entry: polib.POEntry, plural: str) -> None:
    entry.msgid_plural = plural
    entry.msgstr_plural = {0: "", 1: ""}
    entry.msgstr = ""


def untranslated(messages: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in messages if not entry.translated() or entry.fuzzy]


def compile_all() -> None:
    """Write the .mo file of each language beside its .po file, when it is older."""
    for code in TARGETS:
        source, target = po_path(code), po_path(code).with_suffix(".mo")
        if not source.exists():
            continue
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            read(code).save_as_mofile(str(target))
