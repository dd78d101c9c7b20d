"""One definition: what the form asks is what it says, in three languages."""

import pytest
from django.utils import translation

from conversations.definition import Kind, report_definition
from conversations.reports import Report
from tests.factories.reports import make_conversation_to_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_the_form_has_the_fields_of_the_definition_in_its_order_and_words(code):
    conversation = make_conversation_to_report()

    with translation.override(code):
        report = Report.of(conversation)
        forms = {step.key: report.form(step) for step in report.definition.steps}
        asked = {step.key: [(field.code, field.label, field.is_required) for field in step.fields]
                 for step in report.definition.steps}  # fmt: skip

    assert {
        key: [(bound.name, bound.label, bound.field.required) for bound in form] for key, form in forms.items()
    } == asked


def test_the_steps_follow_the_question_bank():
    definition = report_definition(make_conversation_to_report().consultation)

    assert [step.key for step in definition.steps] == [
        "meeting",
        "people",
        "question-hopes",
        "question-top",
        "trade-offs",
        "closing",
        "consent",
    ]
    assert definition.step("question-top").codes[:4] == ["top_1", "top_2", "top_3", "key_points"]
    assert definition.step("trade-offs").codes == ["position-breadth", "reason-breadth"]


def test_only_the_groups_of_the_consultation_are_counted():
    conversation = make_conversation_to_report()
    conversation.consultation.stakeholder_groups = ["media", "other"]

    people = report_definition(conversation.consultation).step("people")

    assert [code for code in people.codes if "stakeholder_group" in code] == [
        "count-stakeholder_group-media",
        "count-stakeholder_group-other",
    ]


def test_without_trade_offs_there_is_no_such_step():
    conversation = make_conversation_to_report()
    conversation.consultation.questions.filter(key="breadth").delete()

    assert report_definition(conversation.consultation).step("trade-offs") is None


def test_codes_are_unique_within_a_step():
    for step in report_definition(make_conversation_to_report().consultation).steps:
        assert len(step.codes) == len(set(step.codes))


def test_the_wording_is_of_the_active_language():
    consultation = make_conversation_to_report().consultation

    with translation.override("fr"):
        step = report_definition(consultation).step("question-hopes")

    assert step.intro == consultation.questions.get(key="hopes").text_fr
    assert [field.kind for field in step.fields] == [Kind.TEXT] * 4


def test_the_definition_costs_one_query(django_assert_num_queries):
    consultation = make_conversation_to_report().consultation

    with django_assert_num_queries(1):
        report_definition(consultation)
