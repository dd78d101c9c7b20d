"""Builders of the texts of a consultation."""

from datetime import date
from itertools import count

from consultations.enums import Channel
from consultations.models import CallToAction, Consultation, Figure, Principle, Resource, Section, Term, Update

from .consultations import days_from_today, in_every_language, make_consultation

_numbers = count(1)


def _make(model, consultation: Consultation | None, defaults: dict, fields: dict):
    return model.objects.create(**{"consultation": consultation or make_consultation(), **defaults, **fields})


def make_section(*, consultation: Consultation | None = None, **fields) -> Section:
    number = next(_numbers)
    texts = in_every_language(title=f"Section {number}", body="One sentence. Another one.")
    return _make(Section, consultation, {"key": f"section-{number}", "position": number, **texts}, fields)


def make_principle(*, consultation: Consultation | None = None, **fields) -> Principle:
    number = next(_numbers)
    texts = in_every_language(name=f"Principle {number}", text="We listen first.")
    return _make(Principle, consultation, {"key": f"principle-{number}", "position": number, **texts}, fields)


def make_figure(*, consultation: Consultation | None = None, **fields) -> Figure:
    number = next(_numbers)
    defaults = {
        "key": f"figure-{number}",
        "position": number,
        "value": 4500,
        "as_of": date(2022, 5, 9),
        "unit_en": "commitments",
        "unit_fr": "engagements",
        "unit_es": "compromisos",
    }
    return _make(Figure, consultation, defaults, fields)


def make_term(*, consultation: Consultation | None = None, **fields) -> Term:
    number = next(_numbers)
    defaults = {
        "key": f"term-{number}",
        "position": number,
        "forms": {"en": [f"word {number}"], "fr": [f"mot {number}"], "es": [f"palabra {number}"]},
        **in_every_language(definition=f"What word {number} means."),
    }
    return _make(Term, consultation, defaults, fields)


def make_call_to_action(*, consultation: Consultation | None = None, **fields) -> CallToAction:
    number = next(_numbers)
    texts = in_every_language(text=f"Come along {number}")
    defaults = {"key": f"call-{number}", "position": number, "channel": Channel.CONVERSATIONS, **texts}
    return _make(CallToAction, consultation, defaults, fields)


def make_update(*, consultation: Consultation | None = None, **fields) -> Update:
    number = next(_numbers)
    texts = in_every_language(title=f"Update {number}", body="Something has happened.")
    return _make(
        Update, consultation, {"key": f"update-{number}", "published_on": days_from_today(-1), **texts}, fields
    )


def make_resource(*, consultation: Consultation | None = None, **fields) -> Resource:
    number = next(_numbers)
    defaults = {"key": f"resource-{number}", "position": number, "url": f"https://example.org/{number}"}
    return _make(Resource, consultation, {**defaults, **in_every_language(title=f"Resource {number}")}, fields)
