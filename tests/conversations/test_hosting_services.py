import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection

from conversations import periods
from conversations.enums import ConversationStatus
from conversations.models import Conversation, ConversationMove
from conversations.services import hosting
from core import clock
from mail.models import OutgoingEmail
from tests.factories.accounts import make_user
from tests.factories.consultations import make_question, make_stage
from tests.factories.conversations import make_conversation
from tests.factories.outcomes import make_outcome

S = ConversationStatus


def registration(**fields) -> dict:
    """Return what a valid form hands over."""
    defaults = {
        "form_token": uuid.uuid4(),
        "title": "What should open government do here?",
        "host_name": "Awa Example",
        "host_email": "awa@example.org",
        "host_language": "en",
        "organisation": "",
        "stakeholder_group": "civil_society",
        "country": "ML",
        "format": "in_person",
        "place": "Bamako",
        "starts_at": clock.now() + timedelta(days=3),
        "time_zone": "Africa/Bamako",
        "minutes": 90,
        "languages": ["fr", "bm"],
        "access": "open",
        "expected_size": 20,
        "is_listed": True,
        "shows_host_name": False,
        "shows_organisation": False,
        "how_to_join": "",
        "questions": [],
        "within_limits": lambda: True,
        "now": clock.now(),
    }
    return {**defaults, **fields}


@pytest.mark.django_db
def test_registering_writes_one_unconfirmed_conversation_and_one_mail():
    stage = make_stage()
    question = make_question()

    conversation = hosting.register_conversation(stage=stage, **registration(questions=[question]))

    assert conversation.status == S.UNCONFIRMED
    assert list(conversation.questions.all()) == [question]
    assert [(m.kind, m.to_address) for m in OutgoingEmail.objects.all()] == [
        ("conversations/confirm", "awa@example.org")
    ]


@pytest.mark.django_db
def test_the_same_form_registers_once():
    stage = make_stage()
    form = registration()

    first = hosting.register_conversation(stage=stage, **form)
    second = hosting.register_conversation(stage=stage, **form)

    assert first == second
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.django_db
def test_the_same_form_with_other_words_is_refused():
    stage = make_stage()
    form = registration()
    hosting.register_conversation(stage=stage, **form)

    with pytest.raises(hosting.OtherFormError):
        hosting.register_conversation(stage=stage, **{**form, "title": "Another one"})

    assert Conversation.objects.count() == 1


@pytest.mark.django_db
def test_registering_beyond_the_limit_leaves_nothing():
    with pytest.raises(hosting.TooManyError):
        hosting.register_conversation(stage=make_stage(), **registration(within_limits=lambda: False))

    assert (Conversation.objects.count(), OutgoingEmail.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_forms_at_once_register_one_conversation():
    stage = make_stage()
    form = registration()
    start = threading.Barrier(20)
    found = []

    def send():
        start.wait()
        try:
            found.append(hosting.register_conversation(stage=stage, **form).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Conversation.objects.get().pk] * 20
    assert OutgoingEmail.objects.count() == 1


@pytest.mark.django_db
def test_confirming_twice_announces_once():
    conversation = make_conversation(status=S.UNCONFIRMED)

    hosting.confirm_conversation(conversation=conversation, now=clock.now())
    hosting.confirm_conversation(conversation=conversation, now=clock.now())

    conversation.refresh_from_db()
    assert conversation.status == S.ANNOUNCED
    assert [m.kind for m in OutgoingEmail.objects.all()] == ["conversations/confirmed"]
    assert [(m.from_status, m.to_status, m.moved_by) for m in conversation.moves.all()] == [
        (S.UNCONFIRMED, S.ANNOUNCED, None)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_mails_are_in_the_language_of_the_host_and_carry_its_links(language):
    conversation = make_conversation(status=S.UNCONFIRMED, host_language=language)

    hosting.confirm_conversation(conversation=conversation, now=clock.now())

    email = OutgoingEmail.objects.get()
    assert email.language == language
    assert email.text_body.count(f"/{language}/conversations/report/") == 1
    assert email.text_body.count(f"/{language}/conversations/manage/") == 1


@pytest.mark.django_db
def test_cancelling_and_taking_it_back():
    conversation = make_conversation()

    hosting.cancel_conversation(conversation=conversation, now=clock.now())
    hosting.cancel_conversation(conversation=conversation, now=clock.now())
    assert list(Conversation.objects.announced()) == []

    hosting.restore_conversation(conversation=conversation, now=clock.now())
    assert list(Conversation.objects.announced()) == [conversation]
    assert conversation.moves.count() == 2


@pytest.mark.django_db
def test_a_cancellation_is_final_once_the_day_has_come():
    conversation = make_conversation(starts_at=clock.now() - timedelta(minutes=1))
    hosting.cancel_conversation(conversation=conversation, now=clock.now())

    with pytest.raises(hosting.InvalidMoveError):
        hosting.restore_conversation(conversation=conversation, now=clock.now())


@pytest.mark.django_db
def test_a_host_cannot_show_what_the_support_unit_has_hidden():
    conversation = make_conversation()
    hosting.hide_conversation(conversation=conversation, by=make_user(), note="Advertising", now=clock.now())

    with pytest.raises(hosting.InvalidMoveError):
        hosting.cancel_conversation(conversation=conversation, now=clock.now())
    with pytest.raises(hosting.InvalidMoveError):
        hosting.restore_conversation(conversation=conversation, now=clock.now())
    with pytest.raises(hosting.InvalidMoveError):
        hosting.change_conversation(conversation=conversation, is_listed=True)

    assert list(Conversation.objects.announced()) == []


@pytest.mark.django_db
def test_hiding_and_showing_again_leave_who_and_why():
    conversation, person = make_conversation(), make_user()

    hosting.hide_conversation(conversation=conversation, by=person, note="Advertising", now=clock.now())
    hosting.unhide_conversation(conversation=conversation, by=person, note="A mistake", now=clock.now())

    assert [(m.to_status, m.moved_by, m.note) for m in ConversationMove.objects.all()] == [
        (S.HIDDEN, person, "Advertising"),
        (S.ANNOUNCED, person, "A mistake"),
    ]


@pytest.mark.django_db
def test_an_unconfirmed_conversation_is_not_announced_by_showing_it():
    conversation = make_conversation(status=S.UNCONFIRMED)

    with pytest.raises(hosting.InvalidMoveError):
        hosting.unhide_conversation(conversation=conversation, by=make_user(), note="Why not", now=clock.now())


@pytest.mark.django_db
def test_new_links_of_one_address_come_in_one_mail():
    make_conversation(host_email="awa@example.org", title="First")
    make_conversation(host_email="awa@example.org", title="Second", status=S.UNCONFIRMED)
    make_conversation(host_email="other@example.org", title="Third")

    assert hosting.send_new_links(email="awa@example.org", now=clock.now()) == 2

    email = OutgoingEmail.objects.get()
    assert email.to_address == "awa@example.org"
    assert ("First" in email.text_body, "Second" in email.text_body, "Third" in email.text_body) == (True, True, False)
    assert email.text_body.count("/conversations/report/") == 1
    assert email.text_body.count("/conversations/confirm/") == 1


@pytest.mark.django_db
def test_new_links_are_not_sent_when_none_would_work_any_more():
    old = clock.today() - periods.LINK_GRACE - timedelta(days=2)
    stage = make_stage(starts_on=old - timedelta(days=30), ends_on=old)
    make_conversation(stage=stage, host_email="awa@example.org")

    assert hosting.send_new_links(email="awa@example.org", now=clock.now()) == 0
    assert OutgoingEmail.objects.count() == 0


@pytest.mark.django_db
def test_new_links_are_sent_for_what_was_reported_however_long_ago():
    old = clock.today() - periods.LINK_GRACE - timedelta(days=2)
    stage = make_stage(starts_on=old - timedelta(days=30), ends_on=old)
    make_outcome(conversation=make_conversation(stage=stage, host_email="awa@example.org"))

    assert hosting.send_new_links(email="awa@example.org", now=clock.now()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"place": "Ségou"}, {"starts_at": clock.now() + timedelta(days=3)}, {"is_listed": False}, {"questions": []}],
)
def test_any_change_makes_the_same_form_another_one(change):
    stage = make_stage()
    form = registration(questions=[make_question(consultation=stage.consultation)])
    hosting.register_conversation(stage=stage, **form)

    with pytest.raises(hosting.OtherFormError):
        hosting.register_conversation(stage=stage, **{**form, **change})
