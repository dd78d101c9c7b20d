"""The French and Spanish of the site are set as their readers expect, and say nothing less than the English."""

import re
from importlib import import_module

import polib
import pytest
from django.conf import settings

NARROW = "[\u202f\u00a0]"
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[a-z_]+\}")
TAGS = re.compile(r"<[^>]+>")
QUOTED = re.compile(r"“([^”]+)”")
NOT_PROSE = re.compile(r"https?://\S+|<[^>]+>|\{[^}]*\}|!?%\(\w+\)[sd]|%[sd]|\d:\d|&\w+;")

FRENCH_MISTAKES = {
    "no narrow space before ; : ! ? »": re.compile(rf"(?<!{NARROW})[;:!?»](?=[\s\").,]|$)"),
    "no narrow space after «": re.compile(rf"«(?!{NARROW})"),
    "English quotation marks": re.compile(r"[“”\"]"),
    "a straight apostrophe": re.compile(r"\w'|'\w"),
    "a word with a middle dot": re.compile(r"\w·\w"),
    "tu instead of vous": re.compile(r"\b(?:tu|toi|tes|ton|tien|tienne)\b", re.IGNORECASE),
    "e-mail for courriel (only the address is called adresse e-mail)": re.compile(
        r"(?<!adresse )(?<!adresses )\be-?mails?\b", re.IGNORECASE
    ),
}
SPANISH_MISTAKES = {
    "a space before ; : ! ? » or after «": re.compile(r"\s[;:!?»]|«\s"),
    "English quotation marks": re.compile(r"[“”\"]"),
    "a question without ¿": re.compile(r"(?:^|[.!:;]\s)[^¿?.!:;]*\?"),
    "an exclamation without ¡": re.compile(r"(?:^|[.?:;]\s)[^¡!?.:;]*!(?=\s|$)"),
    "tú or vosotros instead of usted": re.compile(
        r"\b(?:tú|tus?|te|ti|contigo|tuy[oa]s?|eres|estás|tienes|puedes|quieres|debes|sabes|necesitas|verás|podrás|haz|"
        r"dinos|escríbenos|envíanos|inténtalo|vosotr[oa]s|vuestr[oa]s?)\b",
        re.IGNORECASE,
    ),
    "a word of Spain only": re.compile(
        r"\b(?:ordenador(?:es)?|móvil(?:es)?|pulsa[rd]?|pulse|rellen[ae]\w*|añad\w+)\b", re.IGNORECASE
    ),
}
MISTAKES = {"fr": FRENCH_MISTAKES, "es": SPANISH_MISTAKES}


def entries(code: str) -> list[polib.POEntry]:
    path = settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)).translated_entries()


def pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Return each translated form with the English that it stands for."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid if form == 0 else entry.msgid_plural, text) for form, text in entry.msgstr_plural.items()]


def prose(text: str, english: str = "") -> str:
    """Return the text without addresses, marks and times, and without words that the English quotes unchanged."""
    for quoted in QUOTED.findall(english):
        text = text.replace(quoted, "…")
    return NOT_PROSE.sub("…", text)


def mistakes(code: str, text: str, english: str = "") -> list[str]:
    return [f"{name}: {text}" for name, found in MISTAKES[code].items() if found.search(prose(text, english))]


@pytest.mark.parametrize("code", ["fr", "es"])
def test_every_text_is_set_as_its_readers_expect(code):
    found = [
        line for entry in entries(code) for english, text in pairs(entry) for line in mistakes(code, text, english)
    ]

    assert found == []


@pytest.mark.parametrize("code", ["fr", "es"])
def test_the_reasons_that_authors_read_are_set_as_well(code):
    first = {"fr": 4, "es": 6}[code]
    reasons = import_module("moderation.migrations.0002_reasons").REASONS

    assert [line for row in reasons for text in row[first : first + 2] for line in mistakes(code, text)] == []


@pytest.mark.parametrize("code", ["fr", "es"])
def test_what_is_put_into_a_text_is_put_into_its_translation(code):
    lost = [
        (english, text)
        for entry in entries(code)
        for english, text in pairs(entry)
        for marks in [PLACEHOLDERS, TAGS]
        if set(marks.findall(english)) != set(marks.findall(text))
    ]

    assert lost == []


@pytest.mark.parametrize("code", ["fr", "es"])
def test_translations_begin_and_end_like_the_english(code):
    different = [
        (english, text)
        for entry in entries(code)
        for english, text in pairs(entry)
        if edges(english) != edges(text) or "  " in text.strip().replace("\n", " x ")
    ]

    assert different == []


def edges(text: str) -> tuple[str, str, bool]:
    """Return the space before the text, the space after it, and whether it ends as a sentence does."""
    inner = text.strip()
    before, _, after = text.partition(inner)
    return before, after, inner.endswith((".", "?", "…"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Pourquoi ?"),
        ("fr", "Voici: un texte"),
        ("fr", "«\u202fun mot »"),
        ("fr", "l'adresse"),
        ("fr", "Regardez l’e-mail."),
        ("fr", "Vous êtes arrivé·e."),
        ("es", "Por qué?"),
        ("es", "Bien. Por qué?"),
        ("es", "Gracias!"),
        ("es", "Escriba tu nombre."),
        ("es", "Su ordenador"),
    ],
)
def test_the_mistakes_are_noticed(code, text):
    assert mistakes(code, text) != []
