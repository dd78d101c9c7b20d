import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from conversations.comparing import ADDED, REMOVED, SAME, Piece, changes_between, compare
from moderation.enums import CaseStatus
from moderation.models import Case
from tests.factories.consultations import make_question
from tests.factories.conversations import make_conversation
from tests.factories.moderation import make_moderator
from tests.factories.outcomes import make_outcome, make_outcome_version, make_published_version

pytestmark = pytest.mark.django_db
QUEUE = "admin:moderation_case_changelist"


@pytest.fixture
def moderator(client):
    moderator = make_moderator()
    moderator.user_permissions.add(Permission.objects.get(codename="see_host"))
    client.force_login(moderator)
    return moderator


def page_of(version):
    return reverse("admin:moderation_case_change", args=[version.outcome.case_id])


def test_compare_weaves_two_texts():
    assert compare("We want clear budgets", "We want open budgets") == [
        Piece(SAME, "We want "),
        Piece(REMOVED, "clear"),
        Piece(ADDED, "open"),
        Piece(SAME, " budgets"),
    ]


def test_changes_between_names_only_what_differs():
    question = make_question(text_en="What matters?")
    outcome = make_outcome()
    old = make_outcome_version(outcome=outcome, head_count=20, answers={question: {"key_points": "Rivers"}})
    new = make_outcome_version(outcome=outcome, head_count=21, answers={question: {"key_points": "Rivers, clean"}})

    assert [change.label for change in changes_between(old, new)] == [
        "how many people took part",
        "What matters? – key points",
    ]


def test_very_long_texts_are_compared_quickly():
    old = "word " * 20_000
    new = old + "\nand one line more"

    pieces = compare(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new


def test_case_page_marks_public_and_internal_parts(client, moderator):
    version = make_outcome_version(
        outcome=make_outcome(language="fr"),
        organisations="Association des pêcheurs",
        answers={make_question(): {"key_points": "Les rivières", "quotes": "À nous – une pêcheuse"}},
        counts={("age", "18_29"): 6},
    )

    page = client.get(page_of(version)).content.decode()
    public, internal = page.split('class="case__internal"')

    assert ("Les rivières" in public, "À nous" in public, "une pêcheuse" in public) == (True, True, False)
    assert ("une pêcheuse" in internal, "18 to 29" in internal, "Association des pêcheurs" in internal) == (True,) * 3
    assert 'lang="fr"' in public


@pytest.mark.parametrize(
    ("sees_host", "may_contact", "is_shown"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_host_is_shown_only_where_allowed(client, sees_host, may_contact, is_shown):
    moderator = make_moderator()
    if sees_host:
        moderator.user_permissions.add(Permission.objects.get(codename="see_host"))
    client.force_login(moderator)
    version = make_outcome_version(may_contact=may_contact)

    page = client.get(page_of(version)).content.decode()

    assert (version.outcome.conversation.host_email in page) == is_shown


def test_newer_version_is_shown_with_what_changed(client, moderator):
    first = make_published_version(who_was_missing="Young people")
    second = make_outcome_version(outcome=first.outcome, who_was_missing="Old people")
    Case.objects.filter(pk=first.outcome.case_id).update(contribution_version=2, status=CaseStatus.SUBMITTED)

    page = client.get(page_of(second)).content.decode()

    assert "<del>Young</del><ins>Old</ins> people" in page
    assert "Version 1 is public now." in page


@pytest.mark.parametrize(
    ("to_status", "subject"),
    [("published", "Votre compte rendu"), ("changes_requested", "Merci de modifier"), ("submitted", None)],
)
def test_preview_shows_the_mail_in_the_reports_language_and_writes_nothing(client, moderator, to_status, subject):
    version = make_outcome_version(outcome=make_outcome(language="fr", status=CaseStatus.WITHHELD))

    response = client.post(
        page_of(version),
        {"seen_revision": 1, "to_status": to_status, "note": "Qui était là ?", "reason": "", "preview": "1"},
    )

    mail = response.context["mail"]
    assert mail == "none" if subject is None else mail.subject.startswith(subject)
    assert version.outcome.conversation.links.count() == 0
    assert Case.objects.get().status == CaseStatus.WITHHELD


@pytest.mark.parametrize("words", ["C-000017", "c-17", "17", "river"])
def test_queue_finds_by_number_and_by_title(client, moderator, words):
    wanted = make_outcome(number=17, conversation=make_conversation(title="The river"))
    make_outcome(number=18, conversation=make_conversation(title="The hill"))

    response = client.get(reverse(QUEUE), {"q": words})

    assert [case.pk for case in response.context["cl"].result_list] == [wanted.case_id]


@pytest.mark.parametrize("item_count", [1, 3])
def test_case_page_costs_the_same_for_one_answer_and_for_three(
    client, moderator, item_count, django_assert_num_queries
):
    answers = {make_question(): {"key_points": "Rivers"} for _number in range(item_count)}
    version = make_outcome_version(answers=answers)

    with django_assert_num_queries(12):
        client.get(page_of(version))
