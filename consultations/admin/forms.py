"""Forms of the administration: they ask the same rules as the import of a process file."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _
from import_export.forms import ImportForm as TableImportForm

from consultations.enums import QuestionKind
from consultations.marks import known_marks
from consultations.models import Consultation
from consultations.process import layout, rules
from consultations.process.kinds import decimals_of
from core.language import CODES

MAX_BYTES = 1_000_000


class ProcessForm(forms.ModelForm):
    """A row of the process: its texts, its dates. A text may lack a language, never all of them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in self._text_kinds():
            for code in CODES:
                if field := self.fields.get(f"{kind.column}_{code}"):
                    field.required = False

    def clean(self) -> dict:
        cleaned = super().clean()
        self._check_dates(cleaned)
        known = self._known_marks()
        for kind in self._text_kinds():
            written = self._written(kind.column)
            if kind.required and not written and self._shows(kind.column):
                self.add_error(f"{kind.column}_{CODES[0]}", _("Write this text in at least one language."))
            for code, text in written.items():
                self._add(kind.column, code, rules.check_characters(text))
            for code, sentence in rules.check_marks(written, marks=kind.marks, known=known):
                self._add(kind.column, code, sentence)
        return cleaned

    def _text_kinds(self):
        return layout.TEXTS_OF_MODEL.get(self._meta.model, {}).values()

    def _shows(self, column: str) -> bool:
        return any(f"{column}_{code}" in self.fields for code in CODES)

    def _written(self, column: str) -> dict[str, str]:
        """Return the texts of a column by language: from the form, else from the row."""
        texts = {}
        for code in CODES:
            name = f"{column}_{code}"
            texts[code] = self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name)
        return {code: text for code, text in texts.items() if text}

    def _add(self, column: str, code: str, sentence: str | None) -> None:
        name = f"{column}_{code}"
        if sentence:
            self.add_error(name if name in self.fields else None, sentence)

    def _known_marks(self) -> rules.Known:
        is_frame = isinstance(self.instance, Consultation)
        frame = self.instance if is_frame else self.cleaned_data.get("consultation") or self._own_consultation()
        return known_marks(frame) if frame and frame.pk else rules.Known()

    def _own_consultation(self) -> Consultation | None:
        return self.instance.consultation if self.instance.consultation_id else None

    def _check_dates(self, cleaned: dict) -> None:
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("It ends before it starts."))


class SectionForm(ProcessForm):
    """A section, whose pull quote shortens one sentence of its text."""

    def clean(self) -> dict:
        cleaned = super().clean()
        bodies, pull_quotes = self._written("body"), self._written("pull_quote")
        for code, sentence in rules.check_pull_quote(bodies, pull_quotes, known=self._known_marks()):
            self._add("pull_quote", code, sentence)
        return cleaned


class QuestionForm(ProcessForm):
    """A question; a trade-off has two poles in each language in which it has one."""

    def clean(self) -> dict:
        cleaned = super().clean()
        poles = {name: self._written(name) for name in ["pole_a", "pole_b"]}
        if self._kind(cleaned) == QuestionKind.TRADE_OFF:
            self._check_both(poles)
        else:
            for name, written in poles.items():
                for code in written:
                    self._add(name, code, _("Only a trade-off has poles."))
        self._check_big_question(cleaned)
        return cleaned

    def _kind(self, cleaned: dict) -> str | None:
        return cleaned.get("kind") if "kind" in self.fields else self.instance.kind

    def _check_both(self, poles: dict[str, dict[str, str]]) -> None:
        languages = poles["pole_a"].keys() | poles["pole_b"].keys() or set(CODES)
        for name, written in poles.items():
            for code in sorted(languages - written.keys()):
                self._add(name, code, _("A trade-off needs two poles; this one is missing."))

    def _check_big_question(self, cleaned: dict) -> None:
        big_question = cleaned.get("big_question")
        consultation = cleaned.get("consultation") or self._own_consultation()
        if big_question and consultation and big_question.consultation_id != consultation.pk:
            self.add_error("big_question", _("This big question belongs to another consultation."))


class FigureForm(ProcessForm):
    """A figure; as many digits after the point are shown as were typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "value" in self.fields:
            self.initial["value"] = self.instance.number

    def clean_value(self) -> Decimal:
        value = self.cleaned_data["value"]
        self.instance.decimals = decimals_of(value)
        return value


class TermForm(ProcessForm):
    """A glossary term; its forms are written one per line, the name of the term first."""

    forms_en = forms.CharField(label=_("Forms in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    forms_fr = forms.CharField(label=_("Forms in French"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    forms_es = forms.CharField(label=_("Forms in Spanish"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in CODES:
            field = self.fields[f"forms_{code}"]
            field.help_text = _("One form per line; the first is the name of the term.")
            field.initial = "\n".join(self.instance.forms.get(code, []))

    def clean(self) -> dict:
        cleaned = super().clean()
        self.instance.forms = {code: found for code in CODES if (found := lines(cleaned.get(f"forms_{code}") or ""))}
        if not self.instance.forms:
            self.add_error("forms_en", _("Write this text in at least one language."))
        for code, found in self.instance.forms.items():
            for form in found:
                if sentence := rules.check_characters(form):
                    self.add_error(f"forms_{code}", sentence)
        return cleaned


def lines(text: str) -> list[str]:
    """Return the lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class GlossaryImportForm(TableImportForm):
    """A table of terms; one that is too large is refused before anybody reads it."""

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 1 MB."))
        return file


class ImportForm(forms.Form):
    """A process file to be read; the first time only to see what would happen."""

    file = forms.FileField(label=_("Process file"), help_text=_("A YAML file, as the export writes it."))
    dry_run = forms.BooleanField(label=_("Only check it, write nothing"), required=False, initial=True)

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is longer than a process can be."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The file is not a text in UTF-8.")) from None
