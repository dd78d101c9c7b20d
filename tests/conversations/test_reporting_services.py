"""Saving steps, sending once, versions, numbers, the days of grace."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from conversations.enums import Dimension
from conversations.models import Outcome, OutcomeVersion, ReportDraft
from conversations.reports import Report
from conversations.services.reporting import (
    ReportChangedError,
    ReportIncompleteError,
    ReportingClosedError,
    StepConflictError,
    save_step,
    send_report,
)
from core import clock
from mail.models import OutgoingEmail
from moderation.enums import CaseStatus
from moderation.models import Case
from moderation.services import decide
from tests.factories.consultations import days_from_today
from tests.factories.moderation import make_moderator
from tests.factories.outcomes import make_outcome
from tests.factories.reports import make_conversation_to_report, make_draft, make_sent_report


def close_stage(conversation, *, days_ago):
    conversation.stage.starts_on = days_from_today(-days_ago - 30)
    conversation.stage.ends_on = days_from_today(-days_ago)
    conversation.stage.save()


def save(conversation, text, *, revision, **more):
    return save_step(conversation=conversation, step="meeting", data={"held_on": text}, revision=revision, **more)


@pytest.mark.django_db
def test_what_is_typed_is_stored_valid_or_not():
    conversation = make_conversation_to_report()

    save(conversation, "not a day", revision=0)

    draft = ReportDraft.objects.get()
    assert draft.steps["meeting"]["data"] == {"held_on": "not a day"}
    assert draft.steps["meeting"]["revision"] == 1
    assert draft.is_changed


@pytest.mark.django_db
def test_a_second_writer_overwrites_nothing():
    conversation = make_conversation_to_report()
    save(conversation, "first", revision=0, writer="a", turn=1)

    with pytest.raises(StepConflictError) as conflict:
        save(conversation, "second", revision=0, writer="b", turn=1)

    assert conflict.value.stored["data"] == {"held_on": "first"}
    assert ReportDraft.objects.get().steps["meeting"]["data"] == {"held_on": "first"}


@pytest.mark.django_db
def test_the_same_words_sent_twice_are_no_conflict():
    conversation = make_conversation_to_report()
    first = save(conversation, "same", revision=0)

    assert save(conversation, "same", revision=0) == first


@pytest.mark.django_db
def test_a_page_goes_on_from_what_it_sent_itself_but_never_back():
    conversation = make_conversation_to_report()
    save(conversation, "one", revision=0, writer="a", turn=1)
    save(conversation, "one two", revision=0, writer="a", turn=2)

    with pytest.raises(StepConflictError):
        save(conversation, "one", revision=0, writer="a", turn=1)

    assert ReportDraft.objects.get().steps["meeting"]["data"] == {"held_on": "one two"}


@pytest.mark.django_db
def test_sending_stores_everything_and_opens_a_case():
    changes = {
        "meeting": {"organisations": "River Watch", "who_was_missing": "Young people"},
        "people": {"count-age-18_29": "9", "count-gender-women": "0", "count-stakeholder_group-academia": "4"},
        "question-top": {"top_1": "Trust", "top_3": "Courts", "quotes": "“Open it.” – Awa"},
        "trade-offs": {"position-breadth": "2", "reason-breadth": "Few people."},
        "closing": {"language": "fr", "anything_else": "Come again."},
    }

    version = make_sent_report(changes=changes)

    outcome = version.outcome
    assert (version.version, version.head_count, version.language) == (1, 23, "fr")
    assert (version.organisations, version.who_was_missing) == ("River Watch", "Young people")
    assert (outcome.latest_version, outcome.public_version) == (version, None)
    assert (outcome.case.kind, outcome.case.language, outcome.case.country) == ("outcome", "fr", "ML")
    assert outcome.case.status == CaseStatus.SUBMITTED
    assert [
        (answer.question.key, answer.key_points, answer.top_three, answer.position, answer.reason)
        for answer in version.answers.in_order()
    ] == [
        ("hopes", "Budgets must be open.", [], None, ""),
        ("top", "", ["Trust", "Courts"], None, ""),
        ("breadth", "", [], 2, "Few people."),
    ]
    assert set(version.participant_counts.values_list("dimension", "group", "people")) == {
        (Dimension.AGE, "18_29", 9),
        (Dimension.GENDER, "women", 0),
        (Dimension.STAKEHOLDER_GROUP, "academia", 4),
    }


@pytest.mark.django_db
def test_numbers_are_written_in_six_digits():
    assert make_outcome(number=122).reference == "C-000122"
    assert len(make_sent_report().outcome.reference) == len("C-123456")


@pytest.mark.django_db
def test_the_receipt_is_in_the_language_of_the_report_and_carries_its_number():
    version = make_sent_report(
        make_conversation_to_report(host_language="en", title="Rivers"), {"closing": {"language": "fr"}}
    )

    receipt = OutgoingEmail.objects.get(kind="conversations/receipt")
    assert receipt.language == "fr"
    assert version.outcome.reference in receipt.subject
    assert "/fr/conversations/report/" in receipt.text_body
    assert receipt.to_address == version.outcome.conversation.host_email


@pytest.mark.django_db
def test_sending_again_returns_the_version_that_exists():
    version = make_sent_report()
    report = Report.of(version.outcome.conversation)

    again = send_report(conversation=report.conversation, fingerprint=report.fingerprint)

    assert again == version
    assert OutcomeVersion.objects.count() == OutgoingEmail.objects.count() == Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_twenty_sends_at_once_make_one_version():
    report = make_draft()

    def send(_number):
        try:
            return send_report(conversation=report.conversation, fingerprint=report.fingerprint).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        versions = set(pool.map(send, range(20)))

    assert len(versions) == 1
    assert (Outcome.objects.count(), OutcomeVersion.objects.count(), OutgoingEmail.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_reports_sent_at_once_get_different_numbers():
    reports = [make_draft() for _number in range(5)]

    def send(report):
        try:
            return send_report(conversation=report.conversation, fingerprint=report.fingerprint).outcome.number
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        numbers = set(pool.map(send, reports))

    assert len(numbers) == 5
    assert all(100_000 <= number < 1_000_000 for number in numbers)


@pytest.mark.django_db
def test_a_number_does_not_tell_how_many_reports_there_are(monkeypatch):
    drawn = iter([400_000, 400_000, 123_456])
    monkeypatch.setattr("secrets.choice", lambda _numbers: next(drawn))

    numbers = [make_sent_report().outcome.number for _report in range(2)]

    assert numbers == [400_000, 123_456]


@pytest.mark.django_db
def test_a_corrected_report_becomes_the_next_version_and_the_first_is_kept():
    first = make_sent_report()
    conversation = first.outcome.conversation
    Case.objects.update(status=CaseStatus.CHANGES_REQUESTED)

    second = make_sent_report(conversation, {"question-hopes": {"key_points": "Budgets, in plain words."}})

    assert (second.version, second.outcome) == (2, first.outcome)
    assert [version.answers.get().key_points for version in first.outcome.versions.all()] == [
        "Budgets must be open.",
        "Budgets, in plain words.",
    ]
    case = Case.objects.get()
    assert (case.status, case.contribution_version) == (CaseStatus.SUBMITTED, 2)
    assert OutgoingEmail.objects.filter(kind="conversations/receipt").count() == 2


@pytest.mark.django_db
def test_what_changed_after_the_preview_is_not_sent():
    report = make_draft()
    save_step(
        conversation=report.conversation,
        step="question-hopes",
        data={"key_points": "Something else."},
        revision=1,
    )

    with pytest.raises(ReportChangedError):
        send_report(conversation=report.conversation, fingerprint=report.fingerprint)

    assert not Outcome.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"people": {"head_count": ""}},
        {"consent": {"participants_informed": ""}},
        {"consent": {"may_publish": ""}},
        {"question-hopes": {"key_points": ""}},
        {"question-hopes": {"key_points": "x" * 10_001}},
    ],
)
def test_an_incomplete_report_is_not_sent(changes):
    with pytest.raises(ReportIncompleteError):
        make_sent_report(changes=changes)

    assert not Outcome.objects.exists()


@pytest.mark.django_db
def test_a_conversation_without_a_draft_sends_nothing():
    with pytest.raises(ReportIncompleteError):
        send_report(conversation=make_conversation_to_report(), fingerprint="")


@pytest.mark.django_db
def test_a_report_is_accepted_in_the_days_of_grace_and_not_after():
    in_time, too_late = make_draft(), make_draft()
    close_stage(in_time.conversation, days_ago=13)
    close_stage(too_late.conversation, days_ago=15)

    send_report(conversation=in_time.conversation, fingerprint=in_time.fingerprint)
    with pytest.raises(ReportingClosedError):
        send_report(conversation=too_late.conversation, fingerprint=too_late.fingerprint)

    assert Outcome.objects.get().conversation == in_time.conversation


@pytest.mark.django_db
def test_changes_that_were_asked_for_are_accepted_after_the_stage():
    conversation = make_sent_report().outcome.conversation
    Case.objects.update(status=CaseStatus.CHANGES_REQUESTED)
    close_stage(conversation, days_ago=40)

    version = make_sent_report(conversation, {"closing": {"anything_else": "One more thing."}})

    assert version.version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("is_published", [True, False])
def test_consent_can_be_taken_back_long_after_the_stage(is_published):
    first = make_sent_report()
    if is_published:
        decide(case=first.outcome.case, to_status=CaseStatus.PUBLISHED, by=make_moderator(), seen_revision=1)
    close_stage(first.outcome.conversation, days_ago=40)

    second = make_sent_report(first.outcome.conversation, {"consent": {"may_publish": "no"}})

    assert (second.version, second.may_publish) == (2, False)
    assert not Outcome.objects.published().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("status", [CaseStatus.REJECTED, CaseStatus.WITHHELD])
def test_what_was_refused_is_not_sent_again_after_the_stage(status):
    conversation = make_sent_report().outcome.conversation
    Case.objects.update(status=status)
    close_stage(conversation, days_ago=15)

    with pytest.raises(ReportingClosedError):
        make_sent_report(conversation, {"closing": {"anything_else": "One more thing."}})


@pytest.mark.django_db
def test_a_report_that_may_not_be_published_is_sent_and_says_so():
    version = make_sent_report(changes={"consent": {"may_publish": "no"}})

    assert not version.may_publish
    assert version.sent_at <= clock.now() + timedelta(seconds=1)
