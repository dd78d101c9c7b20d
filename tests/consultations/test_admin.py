from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultations import models
from consultations.process import import_process
from tests.factories.accounts import make_user
from tests.factories.conversations import make_conversation
from tests.factories.process import SMALL_PROCESS, small_process

pytestmark = pytest.mark.django_db

MODELS = [
    models.Consultation,
    models.Stage,
    models.BigQuestion,
    models.Question,
    models.Section,
    models.Principle,
    models.Figure,
    models.Term,
    models.KeptApartName,
    models.CallToAction,
    models.Update,
    models.Resource,
]
MORE = """\
principles:
  - {key: together, name: {en: Together, fr: Ensemble}, text: {en: "We.", fr: "Nous."}}
calls_to_action:
  - {key: host, channel: conversations, text: {en: Host, fr: Animez}}
updates:
  - {key: open, date: 2022-05-09, title: {en: Open, fr: Ouvert}, body: {en: "It is.", fr: "Oui."}}
resources:
  - {key: data, title: {en: Data, fr: Données}, url: "https://example.org/data"}
names_to_keep_apart:
  self_guided: {en: self-guided, fr: autoguidée}
"""


@pytest.fixture
def consultation():
    return import_process(text=SMALL_PROCESS + MORE).consultation


@pytest.fixture
def staff(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def address(page: str, model, *args) -> str:
    return reverse(f"admin:consultations_{model._meta.model_name}_{page}", args=args)


def form_data(response) -> dict:
    """Return what a browser would send back of an unchanged page."""
    forms = [response.context["adminform"].form]
    for formset in response.context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    data = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data


def save(staff, row, **changes):
    """Change fields on a row's page; return the errors by field, or None when it was saved."""
    page = address("change", type(row), row.pk)
    response = staff.post(page, {**form_data(staff.get(page)), **changes})
    return None if response.status_code == 302 else dict(response.context["adminform"].form.errors)


@pytest.mark.parametrize("model", MODELS)
def test_every_page_opens(staff, consultation, model):
    row = model.objects.first()

    pages = [address("changelist", model), address("add", model), address("change", model, row.pk)]

    assert [staff.get(page).status_code for page in pages] == [200, 200, 200]
    assert staff.get(address("changelist", model), {"q": "plan", "missing": "es"}).status_code == 200
    assert staff.get(address("history", model, row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_an_unchanged_page_saves(staff, consultation, model):
    assert save(staff, model.objects.first()) is None


def test_the_key_cannot_be_changed_once_it_exists(staff, consultation):
    section = models.Section.objects.get()

    assert save(staff, section, key="other", consultation="999") is None
    section.refresh_from_db()
    assert (section.key, section.consultation) == ("moment", consultation)


def test_saving_renews_cached_pages(staff, consultation):
    version = models.Consultation.objects.get().content_version

    save(staff, models.Section.objects.get(), title_en="Then")

    assert models.Consultation.objects.get().content_version > version
    assert models.Section.objects.get().title_en == "Then"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"body_en": "Every idea is on the table. {figure:x}"}, "body_en", "There is no figure “x”."),
        (
            {"body_fr": "Toutes les idées sont sur la table. [[plan]]"},
            "body_en",
            "The term “plan” is marked in French but not in English.",
        ),
        ({"title_fr": "[[plan]]"}, "title_fr", "Glossary terms are not shown in this field."),
        (
            {"pull_quote_fr": "Sur la table, toutes les idées"},
            "pull_quote_fr",
            "No sentence of the text has these words in this order: a pull quote shortens one sentence.",
        ),
        ({"title_fr": "a\u202eb"}, "title_fr", "The invisible character U+202E may not stand in a text."),
        ({"title_en": "", "title_fr": "", "title_es": ""}, "title_en", "Write this text in at least one language."),
    ],
)
def test_a_section_is_held_to_the_rules_of_the_process_file(staff, consultation, change, field, sentence):
    errors = save(staff, models.Section.objects.get(), **change)

    assert errors[field] == [sentence]
    assert models.Section.objects.get().title_fr == "Maintenant"


def test_a_text_may_lack_a_language(staff, consultation):
    assert save(staff, models.Section.objects.get(), title_en="") is None


def test_a_stage_does_not_end_before_it_starts(staff, consultation):
    errors = save(staff, models.Stage.objects.get(), ends_on="2022-05-08")

    assert errors == {"ends_on": ["It ends before it starts."]}


def test_channels_are_chosen_by_ticking(staff, consultation):
    assert save(staff, models.Stage.objects.get(), channels=["surveys", "stories"]) is None
    assert models.Stage.objects.get().channels == ["surveys", "stories"]


def test_a_trade_off_needs_both_poles_and_a_question_none(staff, consultation):
    trade_off, question = models.Question.objects.get(kind="trade_off"), models.Question.objects.get(kind="text")

    assert save(staff, trade_off, pole_b_fr="") == {"pole_b_fr": ["A trade-off needs two poles; this one is missing."]}
    assert save(staff, question, pole_a_en="Wide") == {"pole_a_en": ["Only a trade-off has poles."]}


def test_a_question_serves_a_big_question_of_its_own_consultation(staff, consultation):
    other = import_process(text=small_process(("slug: small", "slug: large"))).consultation
    question = models.Question.objects.get(kind="text", consultation=consultation)

    errors = save(staff, question, big_question=other.big_questions.get().pk)

    assert errors == {"big_question": ["This big question belongs to another consultation."]}


def test_the_forms_of_a_term_are_written_one_per_line(staff, consultation):
    term = models.Term.objects.get()

    assert save(staff, term, forms_en="plan\n\n plans \nplan\n", forms_fr="", forms_es="plan\nplanes") is None

    term.refresh_from_db()
    assert term.forms == {"en": ["plan", "plans"], "es": ["plan", "planes"]}
    assert save(staff, term, forms_en="", forms_es="") == {"forms_en": ["Write this text in at least one language."]}


def test_a_figure_keeps_the_digits_that_were_typed(staff, consultation):
    figure = models.Figure.objects.get()
    assert form_data(staff.get(address("change", models.Figure, figure.pk)))["value"] == 77

    assert save(staff, figure, value="3.0") is None

    figure.refresh_from_db()
    assert (figure.value, figure.decimals, str(figure.number)) == (Decimal(3), 1, "3.0")


@pytest.mark.parametrize("model", [models.Figure, models.Term])
def test_what_a_text_names_cannot_be_deleted(staff, consultation, model):
    page = address("delete", model, model.objects.get().pk)

    response = staff.get(page)
    staff.post(page, {"post": "yes"})

    assert response.context["protected"] == ["“Small” names it"]
    assert model.objects.count() == 1


def test_a_question_that_was_asked_stays_and_keeps_its_kind(staff, consultation):
    question = models.Question.objects.get(kind="text")
    conversation = make_conversation(consultation=consultation, stage=models.Stage.objects.get())
    conversation.questions.set([question])

    response = staff.get(address("delete", models.Question, question.pk))
    staff.post(address("delete", models.Question, question.pk), {"post": "yes"})

    assert response.context["protected"] == ["conversations: 1"]
    assert save(staff, question, kind="top_three") is None
    assert models.Question.objects.get(pk=question.pk).kind == "text"


def test_what_no_text_names_can_be_deleted(staff, consultation):
    models.Consultation.objects.update(summary_en="It grows.", summary_fr="Il grandit.")
    version = models.Consultation.objects.get().content_version

    staff.post(address("delete", models.Figure, models.Figure.objects.get().pk), {"post": "yes"})
    staff.post(
        address("changelist", models.Term),
        {"action": "delete_selected", "_selected_action": models.Term.objects.get().pk, "post": "yes"},
    )

    assert not models.Figure.objects.exists()
    assert not models.Term.objects.exists()
    assert models.Consultation.objects.get().content_version == version + 2


# The process file


def upload(staff, text: str | bytes, **data):
    file = SimpleUploadedFile("process.yaml", text if isinstance(text, bytes) else text.encode())
    return staff.post(address("import", models.Consultation), {"file": file, **data})


def test_the_page_of_a_consultation_hands_out_its_process_file(staff, consultation):
    response = staff.get(address("export", models.Consultation, consultation.pk))

    assert response["Content-Disposition"] == 'attachment; filename="small.yaml"'
    assert response.content.decode().startswith("consultation:\n  slug: small\n")
    assert import_process(text=response.content.decode()).changed == 0


def test_an_upload_is_checked_before_it_is_written(staff):
    checked = upload(staff, SMALL_PROCESS, dry_run="on")
    assert checked.context["counts"] == "8 created, 0 changed, 0 removed"
    assert not models.Consultation.objects.exists()

    written = upload(staff, SMALL_PROCESS)

    assert written.status_code == 302
    assert models.Consultation.objects.get().slug == "small"


def test_an_upload_with_mistakes_lists_them_all(staff):
    response = upload(staff, small_process(("kind: text", "kind: <b>essay</b>"), ("fr: Petite}", "}")))

    assert [(problem.line, problem.field) for problem in response.context["problems"]] == [
        (6, "consultation.title"),
        (38, "conversation_questions.energy.kind"),
    ]
    assert "&lt;b&gt;essay" in response.content.decode()
    assert not models.Consultation.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "The file is not a text in UTF-8."),
        (b"x" * 1_000_001, "The file is longer than a process can be."),
        (b"", "The submitted file is empty."),
    ],
)
def test_an_upload_that_is_no_process_file_is_refused(staff, content, sentence):
    assert upload(staff, content).context["form"].errors["file"] == [sentence]


def test_import_and_export_need_the_rights_of_the_model(client, consultation):
    client.force_login(make_user(is_staff=True))

    assert client.get(address("export", models.Consultation, consultation.pk)).status_code == 403
    assert upload(client, SMALL_PROCESS).status_code == 403


# The glossary as a table

TABLE = """\
consultation,key,forms_en,forms_fr,forms_es,definition_en,definition_fr,definition_es
small,plan,plan,plan,,A list.,Une liste.,
small,aim,=aim,but,,Where to.,Vers où.,
"""


def send_table(client, text: str):
    file = SimpleUploadedFile("terms.csv", text.encode())
    return client.post(address("import", models.Term), {"import_file": file, "format": "0"})


def test_a_table_of_terms_is_shown_before_it_is_written(staff, consultation):
    version = models.Consultation.objects.get().content_version
    shown = send_table(staff, TABLE)
    assert models.Term.objects.count() == 1

    confirmed = staff.post(address("process_import", models.Term), shown.context["confirm_form"].initial)

    assert confirmed.status_code == 302
    assert models.Term.objects.get(key="plan").definition_en == "A list."
    assert models.Term.objects.get(key="aim").forms == {"en": ["=aim"], "fr": ["but"]}
    assert models.Consultation.objects.get().content_version > version


def test_the_table_of_terms_goes_out_without_formulas(staff, consultation):
    models.Term.objects.update(definition_en="=cmd")

    response = staff.get(address("export", models.Term))

    assert response["Content-Type"] == "text/csv"
    assert response.content.decode().splitlines()[1] == "small,plan,plan | plans,plan,,'=cmd,Ce que nous ferons.,"


def test_a_table_that_is_too_large_is_refused(staff, consultation):
    response = send_table(staff, TABLE + "x" * 1_000_001)

    assert response.context["form"].errors["import_file"] == ["The file is too large: at most 1 MB."]


def test_who_may_only_look_can_take_the_table_out_but_not_bring_it_back(client, consultation):
    reader = make_user(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_term"))
    client.force_login(reader)

    assert client.get(address("export", models.Term)).status_code == 200
    assert send_table(client, TABLE).status_code == 403
    client.force_login(make_user(is_staff=True))
    assert client.get(address("export", models.Term)).status_code == 403
