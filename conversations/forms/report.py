"""The form of one step of a report, made from the definition. Shape and words only; it never saves."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from conversations.definition import Field, Kind, Step
from conversations.enums import Dimension
from core.text import harmless

MOST_PEOPLE = 100_000
ROWS = 5


class StepForm(forms.Form):
    """One page of the report. `step` says its fields, `today` the day it is where the conversation took place."""

    use_required_attribute = False

    def __init__(self, *args, step: Step, today: date, earliest: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.today, self.earliest = step, today, earliest
        for field in step.fields:
            self.fields[field.code] = _BUILDERS[field.kind](field)

    def groups(self) -> list[dict]:
        """Return the fields under the headings they share: {"title", "help", "fields"}."""
        groups = []
        for field in self.step.fields:
            if not groups or groups[-1]["title"] != field.group:
                groups.append({"title": field.group, "help": field.group_help, "fields": []})
            groups[-1]["fields"].append(self[field.code])
        return groups

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written in the step."""
        return not any(self.data.get(code) for code in self.step.codes)

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("This day is still to come. A report is about a meeting that took place."))
        if held_on < self.earliest:
            raise forms.ValidationError(_("This day is long before the consultation. Please check the year."))
        return held_on

    def clean(self):
        head_count = self.cleaned_data.get("head_count")
        if head_count is not None:
            for dimension in Dimension:
                self._check_sum(dimension, head_count)
        return self.cleaned_data

    def _check_sum(self, dimension: Dimension, head_count: int) -> None:
        prefix = f"count-{dimension}-"
        counted = {
            code: people for code, people in self.cleaned_data.items() if code.startswith(prefix) and people is not None
        }
        total = sum(counted.values())
        if total > head_count:
            self.add_error(
                next(iter(counted)),
                _("%(counted_by)s: you counted %(total)s people, but %(head_count)s took part.")
                % {"counted_by": dimension.label, "total": total, "head_count": head_count},
            )


def at_most(limit: int):
    """Return a validator that says how long the text is; what was typed stays in the form."""

    def check(value: str) -> None:
        if len(value) > limit:
            words = _("This text has %(length)s characters; at most %(limit)s fit here. Please shorten it.")
            raise forms.ValidationError(words % {"length": len(value), "limit": limit}, code="max_length")

    return check


class HarmlessField(forms.CharField):
    def to_python(self, value):
        return harmless(super().to_python(value) or "")


def _text(field: Field) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": ROWS, "dir": "auto", "maxlength": field.max_length})
    if field.kind == Kind.LINE:
        widget = forms.TextInput(attrs={"dir": "auto"})
    return HarmlessField(**_words(field), widget=widget, validators=[at_most(field.max_length)])


def _date(field: Field) -> forms.Field:
    return forms.DateField(
        **_words(field),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Please give the day."), "invalid": _("Please write the day as 2026-01-31.")},
    )


def _number(field: Field) -> forms.Field:
    least = 1 if field.is_required else 0
    return forms.IntegerField(
        **_words(field),
        widget=forms.NumberInput(attrs={"min": least, "inputmode": "numeric"}),
        validators=[
            MinValueValidator(least, _("Please give a number of %(limit_value)s or more.")),
            MaxValueValidator(MOST_PEOPLE, _("Please give a number of %(limit_value)s or less.")),
        ],
        error_messages={
            "required": _("Please say how many people took part."),
            "invalid": _("Please give a whole number, in digits."),
        },
    )


def _yes_no(field: Field) -> forms.Field:
    return forms.TypedChoiceField(
        **_words(field),
        choices=field.choices,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please answer yes or no.")},
    )


def _agree(field: Field) -> forms.Field:
    return forms.BooleanField(
        **_words(field),
        error_messages={"required": _("We can only take a report that the participants know of.")},
    )


def _choice(field: Field) -> forms.Field:
    return forms.ChoiceField(
        **_words(field),
        choices=field.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )


def _position(field: Field) -> forms.Field:
    return forms.TypedChoiceField(
        **_words(field), choices=field.choices, coerce=int, empty_value=None, widget=forms.RadioSelect
    )


def _words(field: Field) -> dict:
    note = "" if field.is_public or field.group_help else _("Not shown in public.")
    help_text = " ".join(part for part in (field.help, note) if part)
    return {"label": field.label, "required": field.is_required, "help_text": help_text}


_BUILDERS = {
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.AGREE: _agree,
    Kind.CHOICE: _choice,
    Kind.POSITION: _position,
}
