"""The private pages of a report, as a host without JavaScript uses them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conversations.models import Outcome, ReportDraft
from conversations.reports import Report
from core import clock
from moderation.enums import CaseStatus
from moderation.models import Case, Decision
from tests.factories.consultations import days_from_today
from tests.factories.conversations import make_link
from tests.factories.reports import complete_words, make_conversation_to_report, make_draft, make_sent_report, typed

pytestmark = pytest.mark.django_db


def address(name, secret, **more):
    return reverse(f"conversations:{name}", kwargs={"token": secret, **more})


def step_address(secret, key):
    return address("report_step", secret, step_key=key)


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode()).group(1)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def close_stage(conversation):
    conversation.stage.starts_on, conversation.stage.ends_on = days_from_today(-60), days_from_today(-30)
    conversation.stage.save()


def test_a_host_without_javascript_writes_previews_and_sends():
    client = Client(enforce_csrf_checks=True)
    conversation = make_conversation_to_report()
    secret = make_link(conversation)
    words = complete_words()
    url = step_address(secret, "meeting")

    for step in Report.of(conversation).definition.steps:
        page = client.get(url)
        posted = typed(step, words.get(step.key, {}))
        posted |= {"revision": hidden(page, "revision"), "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
        url = client.post(url, posted).url
    preview = client.get(url)
    sent = client.post(
        url,
        {
            "fingerprint": hidden(preview, "fingerprint"),
            "csrfmiddlewaretoken": hidden(preview, "csrfmiddlewaretoken"),
        },
    )

    outcome = Outcome.objects.get()
    assert url == address("report_preview", secret)
    assert sent.url == address("report_receipt", secret)
    assert outcome.reference in text_of(client.get(sent.url))
    assert outcome.latest_version.answers.get().key_points == "Budgets must be open."


def test_no_session_is_needed_and_none_is_made(client):
    secret = make_link(make_conversation_to_report())

    client.post(step_address(secret, "people"), {"head_count": "12", "revision": "0"})
    client.get(address("report", secret))

    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("name", ["report", "report_preview", "report_receipt"])
def test_an_unknown_link_opens_nothing(client, name):
    make_draft()

    assert client.get(address(name, "unknown")).status_code == 404


def test_an_expired_link_opens_nothing_and_saves_nothing(client):
    secret = make_link(make_conversation_to_report(), expires_at=clock.now() - timedelta(days=1))

    assert client.get(step_address(secret, "meeting")).status_code == 404
    assert client.post(step_address(secret, "meeting"), {"held_on": "x", "revision": "0"}).status_code == 404
    assert not ReportDraft.objects.exists()


def test_an_unknown_step_is_not_found(client):
    assert client.get(step_address(make_link(make_conversation_to_report()), "nothing")).status_code == 404


def test_private_pages_are_not_stored_and_their_addresses_stay_here(client):
    response = client.get(step_address(make_link(make_conversation_to_report()), "meeting"))

    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"


def test_looking_at_the_pages_stores_nothing(client):
    secret = make_link(make_conversation_to_report())

    for url in [address("report", secret), step_address(secret, "meeting"), address("report_preview", secret)]:
        client.get(url)

    assert not ReportDraft.objects.exists()


def test_wrong_words_are_saved_shown_again_and_explained(client):
    conversation = make_conversation_to_report()
    secret = make_link(conversation)
    long_text = "word " * 40_000

    response = client.post(step_address(secret, "question-hopes"), {"key_points": long_text, "revision": "0"})

    assert response.status_code == 200
    assert "This text has 199999 characters; at most 10000 fit here." in text_of(response)
    assert long_text.strip() in response.content.decode()
    assert ReportDraft.objects.get().steps["question-hopes"]["data"]["key_points"] == long_text


def test_save_and_continue_later_leads_to_the_overview_whatever_was_typed(client):
    secret = make_link(make_conversation_to_report())

    response = client.post(step_address(secret, "people"), {"head_count": "-1", "revision": "0", "later": "yes"})

    assert response.url == address("report", secret)
    overview = text_of(client.get(response.url))
    assert "Who took part To be corrected or completed" in overview
    assert "The meeting Not started" in overview


def test_two_windows_meet_on_a_page_that_shows_both_texts(client):
    conversation = make_conversation_to_report()
    secret = make_link(conversation)
    url = step_address(secret, "question-hopes")
    client.post(url, {"key_points": "From the first window", "agreement": "Same", "revision": "0"})

    response = client.post(url, {"key_points": "From the second window", "agreement": "Same", "revision": "0"})

    assert response.status_code == 409
    assert "What you wrote From the second window What is saved From the first window" in text_of(response)
    assert "Where people agreed" not in text_of(response)
    assert ReportDraft.objects.get().steps["question-hopes"]["data"]["key_points"] == "From the first window"


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Second"), ("theirs", "First"), ("both", "First\n\nSecond")])
def test_the_choice_between_two_texts_is_saved(client, choice, kept):
    secret = make_link(make_conversation_to_report())
    url = step_address(secret, "question-hopes")
    client.post(url, {"key_points": "First", "revision": "0"})
    conflict = client.post(url, {"key_points": "Second", "revision": "0"})

    client.post(
        url,
        {
            "key_points": "Second",
            "choice-key_points": choice,
            "resolve": "yes",
            "revision": hidden(conflict, "revision"),
        },
    )

    assert ReportDraft.objects.get().steps["question-hopes"]["data"]["key_points"] == kept


def test_switching_the_language_keeps_what_was_typed(client):
    secret = make_link(make_conversation_to_report())
    french = step_address(secret, "question-hopes").replace("/en/", "/fr/")

    response = client.post(french, {"key_points": "Half a sen", "revision": "0", "switch_language": "fr"})

    assert response.url == french
    assert "Half a sen" in client.get(french).content.decode()


def test_switching_the_language_between_two_texts_keeps_both(client):
    secret = make_link(make_conversation_to_report())
    url = step_address(secret, "question-hopes")
    client.post(url, {"key_points": "First", "revision": "0"})

    response = client.post(
        url.replace("/en/", "/fr/"),
        {"key_points": "Second", "revision": "1", "resolve": "yes", "switch_language": "fr"},
    )

    assert response.status_code == 409
    assert "Ce que vous avez écrit Second Ce qui est enregistré First" in text_of(response)
    assert ReportDraft.objects.get().steps["question-hopes"]["data"]["key_points"] == "First"


def test_a_lost_token_of_the_form_loses_no_text():
    secret = make_link(make_conversation_to_report())

    response = Client(enforce_csrf_checks=True).post(
        step_address(secret, "question-hopes"), {"key_points": "Two hours of work", "revision": "0", "writer": "w"}
    )

    assert response.status_code == 403
    assert "Two hours of work" in response.content.decode()
    assert not ReportDraft.objects.exists()


def test_more_than_a_megabyte_is_refused_and_stores_nothing(client):
    secret = make_link(make_conversation_to_report())

    response = client.post(step_address(secret, "question-hopes"), {"key_points": "x" * 1_100_000, "revision": "0"})

    assert response.status_code in {400, 413}
    assert not ReportDraft.objects.exists()


def test_autosave_answers_in_json_and_a_conflict_with_409(client):
    secret = make_link(make_conversation_to_report())
    url = step_address(secret, "question-hopes")
    accept = {"headers": {"Accept": "application/json"}}

    first = client.post(url, {"key_points": "a", "revision": "0", "writer": "w", "turn": "1"}, **accept)
    second = client.post(url, {"key_points": "ab", "revision": "0", "writer": "w", "turn": "2"}, **accept)
    other = client.post(url, {"key_points": "z", "revision": "0", "writer": "v", "turn": "1"}, **accept)

    assert (first.status_code, first.json()["revision"]) == (200, 1)
    assert (second.status_code, second.json()["revision"]) == (200, 2)
    assert (other.status_code, other.json()) == (409, {"revision": 2})


def test_signs_that_cannot_be_stored_are_left_out_of_a_saved_step(client):
    url = step_address(make_link(make_conversation_to_report()), "question-hopes")

    response = client.post(url, {"key_points": "a\x00b", "revision": "0", "writer": "w\x00", "turn": "1"})

    (stored,) = (draft.steps["question-hopes"] for draft in ReportDraft.objects.all())
    assert response.status_code == 302
    assert (stored["data"]["key_points"], stored["writer"]) == ("ab", "w")


def test_a_form_without_a_usable_revision_overwrites_nothing(client):
    secret = make_link(make_conversation_to_report())
    url = step_address(secret, "question-hopes")
    client.post(url, {"key_points": "First", "revision": "0"})

    responses = [client.post(url, {"key_points": "x", "revision": value}) for value in ["", "-1", "9" * 30, "²"]]

    assert [response.status_code for response in responses] == [409] * 4


def test_the_preview_is_what_the_public_sees(client):
    conversation = make_conversation_to_report(host_name="Awa Secret", organisation="Hidden House")
    changes = {
        "meeting": {"organisations": "Unnamed Group"},
        "people": {"count-gender-women": "17"},
        "question-hopes": {"quotes": "“We want to know.” – Moussa"},
    }
    make_draft(conversation, changes)

    page = text_of(client.get(address("report_preview", make_link(conversation))))

    assert "“We want to know.”" in page
    for secret_word in ["Awa Secret", "Hidden House", "Unnamed Group", "Moussa", "17"]:
        assert secret_word not in page


def test_an_incomplete_report_has_no_preview(client):
    conversation = make_conversation_to_report()
    make_draft(conversation, {"people": {"head_count": ""}})
    secret = make_link(conversation)

    assert client.get(address("report_preview", secret)).url == address("report", secret)


def test_a_report_changed_after_the_preview_is_shown_again(client):
    conversation = make_conversation_to_report()
    make_draft(conversation)
    url = address("report_preview", make_link(conversation))

    response = client.post(url, {"fingerprint": "another"})

    assert response.status_code == 409
    assert "The report was changed after you opened the preview." in text_of(response)
    assert not Outcome.objects.exists()


def test_a_double_click_sends_once(client):
    conversation = make_conversation_to_report()
    make_draft(conversation)
    url = address("report_preview", make_link(conversation))
    fingerprint = hidden(client.get(url), "fingerprint")

    answers = [client.post(url, {"fingerprint": fingerprint}).status_code for _press in range(2)]

    assert answers == [302, 302]
    assert Outcome.objects.get().versions.count() == 1


def test_after_the_days_of_grace_the_whole_text_is_there_to_copy(client):
    conversation = make_conversation_to_report()
    make_draft(conversation)
    close_stage(conversation)
    url = address("report_preview", make_link(conversation))

    response = client.post(url, {"fingerprint": "whatever"}, follow=True)

    page = text_of(response)
    assert "This report can no longer be sent here" in page
    assert "Budgets must be open." in page
    assert not Outcome.objects.exists()


def test_what_is_typed_after_the_stage_is_kept(client):
    conversation = make_conversation_to_report()
    secret = make_link(conversation)
    close_stage(conversation)

    client.post(step_address(secret, "question-hopes"), {"key_points": "Late words", "revision": "0"})

    assert "Late words" in text_of(client.get(address("report", secret)))


def test_the_host_reads_the_words_of_the_moderator_and_sends_again(client):
    conversation = make_sent_report().outcome.conversation
    case = Case.objects.get()
    case.status = CaseStatus.CHANGES_REQUESTED
    case.save()
    Decision.objects.create(
        case=case,
        from_status="submitted",
        to_status="changes_requested",
        note="Please leave out the name of the village.",
        contribution_version=1,
        decided_at=clock.now(),
    )
    secret = make_link(conversation)

    overview = client.get(address("report", secret))
    client.post(step_address(secret, "question-hopes"), {"key_points": "Open budgets.", "revision": "1"})
    changed = client.get(address("report", secret))
    url = address("report_preview", secret)
    client.post(url, {"fingerprint": hidden(client.get(url), "fingerprint")})

    assert "Please leave out the name of the village." in text_of(overview)
    assert "There are changes that have not been sent yet." in text_of(changed)
    case.refresh_from_db()
    assert (case.status, case.contribution_version) == (CaseStatus.SUBMITTED, 2)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (CaseStatus.SUBMITTED, "Your report waits for a person of the support unit to read it."),
        (CaseStatus.PUBLISHED, "Your report is published."),
        (CaseStatus.REJECTED, "Your report will not be published."),
        (CaseStatus.WITHHELD, "Your report is not shown in public at the moment."),
    ],
)
def test_the_overview_says_where_the_report_is(client, status, words):
    conversation = make_sent_report().outcome.conversation
    Case.objects.update(status=status)

    page = text_of(client.get(address("report", make_link(conversation))))

    assert words in page


def test_markup_and_direction_overrides_do_not_act(client):
    conversation = make_conversation_to_report()
    hostile = "<script>alert(1)</script> \u202eevil {{ 7|add:7 }}"
    make_draft(conversation, {"question-hopes": {"key_points": hostile, "quotes": hostile}})

    page = client.get(address("report_preview", make_link(conversation))).content.decode()

    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "{{ 7|add:7 }}" in page


@pytest.mark.parametrize("code", ["en", "fr", "es"])
def test_every_step_opens_in_every_language(client, code):
    conversation = make_conversation_to_report()
    secret = make_link(conversation)
    keys = [step.key for step in Report.of(conversation).definition.steps]

    answers = {key: client.get(f"/{code}/conversations/report/{secret}/{key}/").status_code for key in keys}

    assert answers == dict.fromkeys(keys, 200)
