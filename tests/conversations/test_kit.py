"""The kit as PDF, read back in three languages."""

import io
import re

import pytest
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from consultations.demo import load_demo
from conversations.definition import Kind, report_definition
from conversations.guide import host_guide
from tests.factories.reports import make_conversation_to_report

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BOOKMARKS = {
    "en": ["Agenda", "Question cards", "Attendance sheet", "Note template"],
    "fr": ["Déroulé", "Cartes des questions", "Feuille de présence", "Modèle de notes"],
    "es": ["Agenda", "Tarjetas de preguntas", "Hoja de asistencia", "Plantilla de notas"],
}


@pytest.fixture
def consultation():
    return make_conversation_to_report().consultation


def read_kit(client, code):
    with translation.override(code):
        response = client.get(reverse("conversations:kit"))
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def words(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_kit_has_title_language_bookmarks_and_page_numbers(client, consultation, code):
    kit = read_kit(client, code)

    assert kit.metadata.title.endswith(getattr(consultation, f"title_{code}"))
    assert kit.root_object["/Lang"] == code
    assert [entry.title for entry in kit.outline if not isinstance(entry, list)] == BOOKMARKS[code]
    assert f"1{ {'en': 'of', 'fr': 'sur', 'es': 'de'}[code] }{len(kit.pages)}" in words(kit.pages[0].extract_text())


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_note_template_asks_field_by_field_what_the_form_asks(client, consultation, code):
    with translation.override(code):
        definition = report_definition(consultation)

    kit = read_kit(client, code)

    text = "".join(words(page.extract_text()) for page in kit.pages)
    place = text.rindex(words(definition.steps[0].intro))
    for step in definition.steps:
        for label in [step.title, *(field.label for field in step.fields)]:
            found = text.find(words(label), place - len(words(definition.steps[0].title)) - 1)
            assert found >= 0, label
            place = max(place, found)


def test_every_question_and_pole_stands_on_a_card(client, consultation):
    kit = read_kit(client, "en")

    text = words("".join(page.extract_text() for page in kit.pages))
    for question in consultation.questions.all():
        assert words(question.text_en) in text
        assert words(question.pole_a_en or "") in text


def test_the_same_guide_gives_the_same_file(client, consultation):
    first = client.get(reverse("conversations:kit")).content
    again = client.get(reverse("conversations:kit")).content
    question = consultation.questions.get(key="hopes")
    question.text_en = "What do you hope for now?"
    question.save()

    changed = client.get(reverse("conversations:kit")).content

    assert first == again
    assert host_guide(consultation).edition in words(PdfReader(io.BytesIO(changed)).pages[0].extract_text())
    assert changed != first


def test_no_question_is_torn_from_the_place_for_its_answer(client):
    consultation = load_demo()
    with translation.override("fr"):
        definition = report_definition(consultation)
    fields = [field for step in definition.steps for field in step.fields]
    headings = {words(heading) for heading in [*(s.title for s in definition.steps), *(f.group for f in fields)]}

    pages = [page.extract_text().splitlines()[:-1] for page in read_kit(client, "fr").pages]

    assert [lines[-1] for lines in pages if words(lines[-1]) in headings] == []
    for choice in fields:
        if choice.kind == Kind.CHOICE:
            labels = {words(label) for _value, label in choice.choices}
            assert any(labels <= {words(line) for line in lines} for lines in pages), choice.code
