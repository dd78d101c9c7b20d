"""Every column of every table of ours is classed in docs/privacy.md."""

import re

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from modeltranslation.manager import get_translatable_fields_for_model

OURS = ["mail", "accounts", "moderation", "consultations", "conversations"]
CLASSES = {"public", "internal", "personal", "secret"}
ROW = re.compile(r"^\| `(?P<model>\w+\.\w+)` \| (?P<fields>[^|]+) \| (?P<kind>\w+) \| (?P<kept>[^|]+) \|", re.MULTILINE)


def documented() -> dict[str, str]:
    """Return "app.Model.field" → class."""
    found = {}
    for row in ROW.finditer((settings.BASE_DIR / "docs/privacy.md").read_text()):
        for name in re.findall(r"`(\w+)`", row["fields"]):
            found[f"{row['model']}.{name}"] = row["kind"]
    return found


def columns() -> set[str]:
    """Return the columns of our tables; the columns of one translated field count once, under its own name."""
    found = set()
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            translated = get_translatable_fields_for_model(model) or []
            copies = {f"{name}_{code}" for name in translated for code, _language in settings.LANGUAGES}
            names = {one.name for one in [*model._meta.local_fields, *model._meta.local_many_to_many]}
            found |= {f"{label}.{model.__name__}.{name}" for name in names - copies}
    return found


def test_every_column_is_classed_and_nothing_else():
    classed = documented()

    assert sorted(columns() - set(classed)) == []
    assert sorted(set(classed) - columns()) == []


def test_only_known_classes_are_used():
    assert set(documented().values()) <= CLASSES


def test_addresses_of_people_are_personal():
    classed = documented()

    assert classed["conversations.Conversation.host_email"] == "personal"
    assert classed["accounts.User.email"] == "personal"
    assert classed["mail.OutgoingEmail.to_address"] == "personal"


def test_no_list_of_the_administration_answers_guesses_about_people(rf):
    request = rf.get("/")
    guarded, answered = [], []
    for column, kind in documented().items():
        model, _dot, name = column.rpartition(".")
        page = admin.site._registry.get(apps.get_model(model))
        if page is None or kind in {"public", "internal"} or name in page.get_list_filter(request):
            continue
        guarded.append(column)
        if page.lookup_allowed(f"{name}__startswith", "a", request):
            answered.append(column)

    assert "conversations.Conversation.host_email" in guarded
    assert answered == []
