"""Every mistake in a process file is named by its line, its field and a sentence."""

import pytest

from consultations.process import Problem, ProcessFileError, read_process
from tests.factories.process import SMALL_PROCESS, small_process

CHANNELS = "conversations, events, surveys, stories, comments"


def problems_of(text: str) -> list[tuple[int, str, str]]:
    try:
        read_process(text)
    except ProcessFileError as error:
        return [(problem.line, problem.field, problem.sentence) for problem in error.problems]
    return []


def test_the_small_process_has_no_problem():
    assert problems_of(SMALL_PROCESS) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "sentence"),
    [
        # languages
        (
            "{en: Small, fr: Petite}",
            "{en: Small}",
            6,
            "consultation.title",
            "The text is missing in French.",
        ),
        ("fr: Petite}", 'fr: ""}', 6, "consultation.title.fr", "The text is missing in French."),
        ("fr: Petite}", "fr: }", 6, "consultation.title.fr", "The text is missing in French."),
        ("fr: Petite}", 'fr: "  "}', 6, "consultation.title.fr", "The text is missing in French."),
        (
            "fr: Petite}",
            "fr: Petite, es: Chica}",
            6,
            "consultation.title.es",
            "“es” is not a language of this consultation.",
        ),
        (
            "title: {en: Small, fr: Petite}",
            "title: Small",
            6,
            "consultation.title",
            "Write this text once per language, for example {en: …, fr: …, es: …}.",
        ),
        ("[en, fr]", "[en, fr, fr]", 3, "consultation.languages.3", "“fr” stands twice in the list."),
        ("[en, fr]", "[en, fr, xx]", 3, "consultation.languages.3", "“xx” is not one of: en, fr, es."),
        ("fr: [plan]}", "fr: []}", 43, "glossary.plan.forms.fr", "The text is missing in French."),
        ("fr: [plan]}", "}", 43, "glossary.plan.forms", "The text is missing in French."),
        (
            "fr: [plan]}",
            "fr: plan}",
            43,
            "glossary.plan.forms.fr",
            "This must be a list of words, for example [plan, plans].",
        ),
        (
            "fr: [plan]}",
            "fr: [7]}",
            43,
            "glossary.plan.forms.fr.1",
            "Each form is a word or a few words on one line.",
        ),
        (
            "fr: [plan]}",
            "fr: [plan], es: [plan]}",
            43,
            "glossary.plan.forms.es",
            "“es” is not a language of this consultation.",
        ),
        (
            "forms: {en: [plan, plans], fr: [plan]}",
            "forms: [plan]",
            43,
            "glossary.plan.forms",
            "Write the forms once per language, for example {en: [plan, plans], fr: …, es: …}.",
        ),
        # types
        ("fr: Petite}", "fr: 2022}", 6, "consultation.title.fr", "This must be text: put it in quotes."),
        (
            "starts: 2022-05-09",
            'starts: "2022-05-09"',
            4,
            "consultation.starts",
            "This must be a day such as 2022-05-09, without quotes.",
        ),
        (
            "value: 77",
            "value: many",
            17,
            "figures.countries.value",
            "This must be a number such as 4500 or 2.5, without quotes and separators.",
        ),
        (
            "value: 77",
            "value: true",
            17,
            "figures.countries.value",
            "This must be a number such as 4500 or 2.5, without quotes and separators.",
        ),
        (
            "value: 77",
            "value: 1.23456",
            17,
            "figures.countries.value",
            "At most 14 digits before the point and 4 after it fit.",
        ),
        (
            "key: countries, value",
            "key: Two Words, value",
            17,
            "figures.Two Words.key",
            "A key is a word of small letters, digits and hyphens, at most 50 characters.",
        ),
        (
            "big_question: focus",
            "big_question: [focus]",
            39,
            "conversation_questions.energy.big_question",
            "This must be the key of a big question.",
        ),
        (
            "channels: [conversations, events]",
            "channels: events",
            14,
            "stages.first.channels",
            "This must be a list, for example [en, fr].",
        ),
        # words of a list
        (
            "[conversations, events]",
            "[conversations, letters]",
            14,
            "stages.first.channels.2",
            f"“letters” is not one of: {CHANNELS}.",
        ),
        (
            "kind: text",
            "kind: essay",
            38,
            "conversation_questions.energy.kind",
            "“essay” is not one of: text, top_three, trade_off.",
        ),
        # dates
        ("ends: 2022-08-31", "ends: 2022-05-08", 13, "stages.first.ends", "It ends before it starts."),
        (
            "ends: 2022-08-31",
            "ends: 2032-08-31",
            13,
            "stages.first.ends",
            "This day lies outside the consultation’s dates.",
        ),
        # names of sections and fields
        (
            "    big_question: focus\n",
            "",
            37,
            "conversation_questions.energy.big_question",
            "The field “big_question” is missing.",
        ),
        (
            "    channels: [conv",
            "    color: red\n    channels: [conv",
            14,
            "stages.first.color",
            "There is no field “color”. The fields are: slug, starts, ends, channels, title, summary, output.",
        ),
        ("  slug: small\n", "", 1, "consultation.slug", "The field “slug” is missing."),
        # references
        (
            "big_question: focus",
            "big_question: other",
            39,
            "conversation_questions.energy.big_question",
            "There is no big question “other” in “questions”.",
        ),
        (
            "key: energy",
            "key: focus-breadth",
            37,
            "conversation_questions.focus-breadth.key",
            "The key “focus-breadth” is already used on line 31.",
        ),
        (
            "        pole_b: {en: Narrow, fr: Étroit}\n",
            "",
            31,
            "questions.focus.parts.focus-breadth.pole_b",
            "A trade-off needs two poles; this one is missing.",
        ),
        (
            '"Où ?"}',
            '"Où ?"}\n    pole_a: {en: Wide, fr: Large}',
            41,
            "conversation_questions.energy.pole_a",
            "Only a trade-off has poles.",
        ),
        # marks
        (
            "Dans {figure:countries}, le",
            "Dans {figure:members}, le",
            9,
            "consultation.summary.fr",
            "There is no figure “members”.",
        ),
        (
            "Dans {figure:countries}, le",
            "Dans 77 pays, le",
            9,
            "consultation.summary.fr",
            "The figure “countries” stands here in English but not in French.",
        ),
        (
            "le [[plan]] grandit",
            "le plan grandit",
            9,
            "consultation.summary.fr",
            "The term “plan” is marked in English but not in French.",
        ),
        (
            "le [[plan]] grandit",
            "le [[plan grandit",
            9,
            "consultation.summary.fr",
            "“[[plan grandit.” is not a whole mark: write {figure:key}, [[key]] or [[key|words]].",
        ),
        (
            "{en: First, fr",
            '{en: "{figure:countries}", fr',
            15,
            "stages.first.title.en",
            "Figures are not shown in this field.",
        ),
        (
            "fr: Première}",
            'fr: "[[plan]]"}',
            15,
            "stages.first.title.fr",
            "Glossary terms are not shown in this field.",
        ),
        # pull quotes
        (
            "Toutes les idées sur la table.",
            "Sur la table, toutes les idées.",
            26,
            "sections.moment.pull_quote.fr",
            "No sentence of the text has these words in this order: a pull quote shortens one sentence.",
        ),
        # characters and lengths
        (
            "fr: Petite}",
            'fr: "Pe\\u202Etite"}',
            6,
            "consultation.title.fr",
            "The invisible character U+202E may not stand in a text.",
        ),
        (
            "fr: Petite}",
            f"fr: {'é' * 201}}}",
            6,
            "consultation.title.fr",
            "The text has 201 characters; at most 200 fit.",
        ),
        # YAML
        (
            "slug: small",
            "slug: &one small",
            2,
            "consultation.slug",
            "Anchors and references (&, *) are not part of the format: repeat the text.",
        ),
        ("slug: small", "slug: small\n  slug: large", 3, "consultation.slug", "“slug” stands here already, on line 2."),
        ("value: 77", "value: 1e3", 17, "figures.countries.value", "Write the number in plain digits: 4500 or 2.5."),
        (
            "{en: [plan, plans]",
            "{? [en] : [plan], en: [plan, plans]",
            43,
            "glossary.plan.forms",
            "A name before a colon must be one word.",
        ),
    ],
)
def test_a_mistake_is_named_by_line_field_and_sentence(old, new, line, field, sentence):
    found = problems_of(small_process((old, new)))

    assert (line, field, sentence) in found


def test_one_mistake_is_one_problem():
    assert problems_of(small_process(("fr: Petite}", "}"))) == [
        (6, "consultation.title", "The text is missing in French.")
    ]
    assert problems_of(small_process(("[conversations, events]", "[letters]"))) == [
        (14, "stages.first.channels.1", f"“letters” is not one of: {CHANNELS}.")
    ]
    assert problems_of(small_process(("big_question: focus", "big_question: other"))) == [
        (39, "conversation_questions.energy.big_question", "There is no big question “other” in “questions”.")
    ]


def test_all_mistakes_are_named_at_once_in_the_order_of_the_lines():
    text = small_process(("fr: Petite}", "}"), ("value: 77", "value: many"), ("kind: text", "kind: essay"))

    assert [line for line, _field, _sentence in problems_of(text)] == [6, 17, 38]


def test_an_unknown_section_is_named_with_those_that_exist():
    line, field, sentence = problems_of(SMALL_PROCESS + "budget:\n  - 1\n")[0]

    assert (line, field) == (45, "budget")
    assert sentence.startswith("There is no section “budget”. The sections are: consultation, stages, figures,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, "", "A process file begins with “consultation:”.")),
        ("- one\n", (1, "", "A process file begins with “consultation:”.")),
        ("slug: [}", (1, "", "The file cannot be read as YAML: expected the node content, but found '}'.")),
        ("x" * 1_000_001, (1, "", "The file is longer than a process can be.")),
        ("a: 1\n--- \nb: 1\n", (2, "", "The file cannot be read as YAML: but found another document.")),
        ("consultation: 7\nstages: 7\n", (2, "stages", "This must be a list: begin each item with “- ”.")),
        ("consultation: 7\n", (1, "consultation", "This must hold fields, each on its line: “slug: …”.")),
        ("consultation: {}\n", (1, "stages", "The section “stages” is missing.")),
        ("stages:\n  - first\n", (2, "stages.1", "This must hold fields, each on its line: “key: …”.")),
        ("stages: []\n", (1, "stages", "The list is empty: leave it out.")),
        ("events: {a: 1}\n", (1, "events", "This must be a list.")),
        ("event_titles: [1]\n", (1, "event_titles", "This must hold fields.")),
        (
            "names_to_keep_apart: [a]\n",
            (1, "names_to_keep_apart", "This must hold names: a key, and the name in each language."),
        ),
        (
            "regions: [moon]\n",
            (1, "regions.1", "“moon” is not one of: africa-middle-east, americas, asia-pacific, europe."),
        ),
        ("regions: []\n", (1, "regions", "The list is empty.")),
        ("figures:\n  - value: 2022-02-30\n", (2, "figures.1.value", "2022-02-30 is not a day of the calendar.")),
        ("figures:\n  - value: 2022-02-03T10:00:00Z\n", (2, "figures.1.value", "Write a time in quotes.")),
        ("figures:\n  - value: 0x1F\n", (2, "figures.1.value", "Write the number in plain digits: 4500 or 2.5.")),
        ("figures:\n  - value: .inf\n", (2, "figures.1.value", "Write the number in plain digits: 4500 or 2.5.")),
        (
            "figures:\n  - key: !!python/object x\n",
            (2, "figures.1.key", "Tags such as !python/object are not part of the format."),
        ),
        (
            "resources:\n  - url: javascript:alert(1)\n",
            (2, "resources.1.url", "This must be the address of a page, beginning with https://."),
        ),
        (
            f"resources:\n  - url: https://example.org/{'x' * 200}\n",
            (2, "resources.1.url", "The text has 220 characters; at most 200 fit."),
        ),
    ],
)
def test_files_of_the_wrong_shape_are_refused(text, expected):
    assert expected in problems_of(text)


def test_deep_nesting_is_refused_and_breaks_nothing():
    assert problems_of("[" * 50_000) != []
    assert (1, "events.1.1.1.1.1.1.1.1.1.1.1.1", "This is nested too deeply.") in problems_of(
        "events: " + "[" * 40 + "]" * 40
    )


def test_references_that_multiply_are_refused_at_once():
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))

    assert any("Anchors" in sentence for _line, _field, sentence in problems_of("l0: &l0 [x]\n" + levels))


def test_a_problem_reads_as_a_sentence_in_the_active_language():
    problem = Problem(12, "stages.first.ends", "It ends before it starts.")

    assert str(problem) == "Line 12, stages.first.ends: It ends before it starts."
    assert str(Problem(3, "", "Nothing.")) == "Line 3: Nothing."
