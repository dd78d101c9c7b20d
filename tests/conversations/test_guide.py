"""The guide for hosts: a plan whose minutes add up, the note template of the report, three languages."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from consultations.models import Consultation
from conversations.definition import report_definition
from conversations.guide import GUIDE_VERSION, LENGTHS, host_guide, shared_out
from tests.factories.consultations import make_consultation
from tests.factories.reports import make_conversation_to_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation() -> Consultation:
    return make_conversation_to_report().consultation


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_minutes_of_the_agenda_add_up(consultation, minutes):
    guide = host_guide(consultation, minutes=minutes)

    assert sum(part.minutes for part in guide.agenda) == minutes
    assert min(part.minutes for part in guide.agenda) == 5


@pytest.mark.parametrize(
    ("units", "weights", "shares"),
    [(13, [3, 3, 3, 3, 1], [3, 3, 3, 3, 1]), (5, [1, 1, 1, 1, 1], [1] * 5), (2, [5, 1, 1], [1, 1, 1])],
)
def test_time_is_shared_out_by_weight_with_something_for_everyone(units, weights, shares):
    assert shared_out(units, weights) == shares


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_note_template_of_the_page_has_the_fields_of_the_form(client, consultation, code):
    with translation.override(code):
        definition = report_definition(consultation)
        page = client.get(reverse("conversations:guide")).content.decode()

    template = page[page.index('class="note-template"') :]
    assert re.findall(r'data-step="([^"]+)"', template) == [step.key for step in definition.steps]
    assert re.findall(r'data-field="([^"]+)">\s*<dt>([^<]+)', template.replace(" <span", "<span")) == [
        (field.code, field.label) for step in definition.steps for field in step.fields
    ]


def test_the_page_says_which_edition_it_is(client, consultation):
    guide = host_guide(consultation)

    page = client.get(reverse("conversations:guide")).content.decode()

    assert f"edition {GUIDE_VERSION}-{guide.definition.fingerprint}" in page


def test_another_wording_is_another_edition(consultation):
    before = host_guide(consultation).edition

    question = consultation.questions.get(key="hopes")
    question.text_en = "What do you hope for?"
    question.save()

    assert host_guide(consultation).edition != before


def test_the_length_of_the_meeting_can_be_chosen_and_nonsense_is_ignored(client, consultation):
    minutes = [
        client.get(reverse("conversations:guide"), {"minutes": wanted}).context["guide"].minutes
        for wanted in ["60", "120", "7", "x", ""]
    ]

    assert minutes == [60, 120, 90, 90, 90]


def test_the_print_view_has_no_menu_of_the_page(client, consultation):
    assert 'id="guide-contents"' in client.get(reverse("conversations:guide")).content.decode()
    assert 'id="guide-contents"' not in client.get(reverse("conversations:guide") + "?print").content.decode()


def test_a_reader_of_the_guide_gets_no_cookie(client, consultation):
    client.get(reverse("conversations:guide"))

    assert not client.cookies


def test_a_hidden_consultation_has_no_guide(client):
    hidden = make_consultation(is_public=False)

    assert client.get(reverse("conversations:guide"), {"consultation": hidden.slug}).status_code == 404
    assert client.get(reverse("conversations:guide")).status_code == 404


def test_an_unreadable_consultation_is_not_found(client, consultation):
    for page in ("conversations:guide", "conversations:kit"):
        assert client.get(reverse(page), {"consultation": "pl\x00an"}).status_code == 404
