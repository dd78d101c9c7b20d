from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from consultations.enums import QuestionRole
from consultations.models import BigQuestion, Consultation, Figure, Question, Section, Stage, Term
from consultations.process import Problem, ProcessFileError, export_process, import_process
from tests.factories.conversations import make_conversation
from tests.factories.process import SMALL_PROCESS, small_process

pytestmark = pytest.mark.django_db


def imported(text: str = SMALL_PROCESS) -> Consultation:
    return import_process(text=text).consultation


def test_every_section_is_written_to_its_columns():
    consultation = imported()

    assert (consultation.title_en, consultation.title_fr, consultation.title_es) == ("Small", "Petite", "")
    assert (consultation.starts_on, consultation.languages) == (date(2022, 5, 9), ["en", "fr"])
    assert Stage.objects.get().channels == ["conversations", "events"]
    assert (Figure.objects.get().value, Figure.objects.get().unit_fr) == (Decimal(77), "pays")
    assert Section.objects.get().pull_quote_fr == "Toutes les idées sur la table."
    assert Term.objects.get().forms == {"en": ["plan", "plans"], "fr": ["plan"]}
    assert [(q.key, q.role, q.big_question.key) for q in Question.objects.order_by("pk")] == [
        ("focus-breadth", QuestionRole.PART, "focus"),
        ("energy", QuestionRole.CONVERSATION, "focus"),
    ]


def test_importing_again_writes_nothing_and_keeps_the_version_of_the_content():
    first = import_process(text=SMALL_PROCESS)
    version = Consultation.objects.get().content_version

    again = import_process(text=SMALL_PROCESS)

    assert (first.created, again.created, again.changed, again.removed) == (8, 0, 0, 0)
    assert Consultation.objects.get().content_version == version


def test_a_change_is_found_by_its_key_and_renews_cached_pages():
    version = imported().content_version
    question = Question.objects.get(key="energy")

    result = import_process(text=small_process(('"Where?"', '"Where to?"')))

    assert (result.created, result.changed, result.removed) == (0, 1, 0)
    question.refresh_from_db()
    assert question.text_en == "Where to?"
    assert Consultation.objects.get().content_version > version


def test_what_is_gone_from_the_file_is_removed():
    imported()
    shorter = SMALL_PROCESS[: SMALL_PROCESS.index("questions:")]

    result = import_process(text=shorter.replace("[[plan]]", "plan"))

    assert result.removed == 4
    assert not BigQuestion.objects.exists()
    assert not Question.objects.exists()
    assert not Term.objects.exists()


def test_a_question_may_move_to_another_big_question_while_its_own_goes():
    imported()

    result = import_process(
        text=small_process(("key: focus\n", "key: aim\n"), ("big_question: focus", "big_question: aim"))
    )

    assert (result.created, result.changed, result.removed) == (1, 2, 1)
    assert {question.big_question.key for question in Question.objects.all()} == {"aim"}


def test_what_other_rooms_use_cannot_be_removed():
    consultation = imported()
    conversation = make_conversation(consultation=consultation, stage=Stage.objects.get())
    conversation.questions.set([Question.objects.get(key="energy")])
    text = small_process(
        ("slug: first", "slug: other"),
        (SMALL_PROCESS[SMALL_PROCESS.index("conversation_questions:") : SMALL_PROCESS.index("glossary:")], ""),
    )

    with pytest.raises(ProcessFileError) as caught:
        import_process(text=text)

    sentence = "“%s” is no longer in the file but still used (conversations: 1): it cannot be removed."
    assert [(problem.line, problem.field, problem.sentence) for problem in caught.value.problems] == [
        (1, "conversation_questions.energy", sentence % "energy"),
        (10, "stages.first", sentence % "first"),
    ]
    assert [stage.slug for stage in Stage.objects.all()] == ["first"]


def test_a_question_that_was_asked_keeps_its_kind():
    consultation = imported()
    conversation = make_conversation(consultation=consultation, stage=Stage.objects.get())
    conversation.questions.set([Question.objects.get(key="energy")])

    with pytest.raises(ProcessFileError) as caught:
        import_process(text=small_process(("kind: text", "kind: top_three")))

    sentence = "The question was asked or answered already: its kind cannot change."
    assert caught.value.problems == [Problem(38, "conversation_questions.energy.kind", sentence)]
    assert Question.objects.get(key="energy").kind == "text"


def test_an_import_leaves_other_consultations_alone():
    imported()

    other = imported(small_process(("slug: small", "slug: large")))

    assert Consultation.objects.count() == 2
    assert Stage.objects.filter(consultation=other).count() == 1
    assert Question.objects.count() == 4


def test_a_dry_run_says_what_would_happen_and_writes_nothing():
    result = import_process(text=SMALL_PROCESS, dry_run=True)

    assert result.created == 8
    assert not Consultation.objects.exists()


def test_nothing_is_written_when_anything_is_wrong():
    with pytest.raises(ProcessFileError):
        import_process(text=small_process(("kind: text", "kind: essay")))

    assert not Consultation.objects.exists()


# Commands


def test_the_commands_write_a_file_and_read_it_back(tmp_path, capsys):
    file, copy = tmp_path / "process.yaml", tmp_path / "copy.yaml"
    file.write_text(SMALL_PROCESS)

    call_command("import_process", str(file))
    call_command("export_process", "small", str(copy))
    call_command("import_process", str(copy), "--dry-run")

    assert capsys.readouterr().out.splitlines() == [
        "small: 8 created, 0 changed, 0 removed",
        f"{copy} written",
        "small: 0 created, 0 changed, 0 removed (dry run: nothing written)",
    ]


def test_export_to_the_screen_is_the_file_itself(capsys):
    consultation = imported()

    call_command("export_process", "small")

    assert capsys.readouterr().out == export_process(consultation=consultation)


def test_the_commands_say_in_a_sentence_what_is_wrong(tmp_path):
    file = tmp_path / "process.yaml"
    file.write_text(small_process(("kind: text", "kind: essay"), ("fr: Petite}", "}")))

    with pytest.raises(CommandError) as caught:
        call_command("import_process", str(file))

    assert str(caught.value).splitlines() == [
        f"{file}: 2 problem(s), nothing written",
        "Line 6, consultation.title: The text is missing in French.",
        "Line 38, conversation_questions.energy.kind: “essay” is not one of: text, top_three, trade_off.",
    ]
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_process", str(tmp_path / "nowhere.yaml"))
    with pytest.raises(CommandError, match="There is no consultation “nothing”"):
        call_command("export_process", "nothing")
    imported()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_process", "small", str(tmp_path / "no" / "folder.yaml"))
