"""Tables that staff take out and bring back."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from consultations.models import Consultation, Term
from consultations.process import rules
from consultations.services import touch
from core.export import escape_cell, unescape_cell
from core.language import CODES

SEPARATOR = "|"
MOST_ROWS = 5000


class FormsField(fields.Field):
    """The forms of a term in one language, in one cell: "action plan | action plans"."""

    def __init__(self, code: str):
        super().__init__(column_name=f"forms_{code}", attribute="forms")
        self.code = code

    def export(self, instance, **kwargs):
        return escape_cell(f" {SEPARATOR} ".join(instance.forms.get(self.code, [])))

    def save(self, instance, row, is_m2m=False, **kwargs):  # noqa: FBT002 -- import-export's signature
        words = [word.strip() for word in str(row[self.column_name] or "").split(SEPARATOR)]
        forms = {**instance.forms, self.code: [word for word in words if word]}
        instance.forms = {code: found for code, found in forms.items() if found}


class TextField(fields.Field):
    def __init__(self, name: str):
        super().__init__(column_name=name, attribute=name)

    def export(self, instance, **kwargs):
        return escape_cell(super().export(instance, **kwargs))


class GlossaryResource(resources.ModelResource):
    """The glossary: one line per term, named by its consultation and its key."""

    consultation = fields.Field(
        column_name="consultation",
        attribute="consultation",
        widget=widgets.ForeignKeyWidget(Consultation, field="slug"),
    )
    key = TextField("key")
    forms_en, forms_fr, forms_es = (FormsField(code) for code in CODES)
    definition_en, definition_fr, definition_es = (TextField(f"definition_{code}") for code in CODES)

    class Meta:
        model = Term
        import_id_fields = ["consultation", "key"]
        fields = ["consultation", "key", *(f"{name}_{code}" for name in ["forms", "definition"] for code in CODES)]
        export_order = fields
        use_transactions = True
        skip_unchanged = True
        clean_model_instances = True

    def before_import_row(self, row, **kwargs):
        for name, value in row.items():
            row[name] = unescape_cell(value)

    def before_import(self, dataset, **kwargs):
        if len(dataset) > MOST_ROWS:
            raise ValueError(_("The table has more than %(number)d rows.") % {"number": MOST_ROWS})

    def after_import(self, dataset, result, **kwargs):
        """Renew the cached pages of every consultation that the table names."""
        super().after_import(dataset, result, **kwargs)
        for consultation in Consultation.objects.filter(slug__in=set(dataset["consultation"])):
            touch(consultation)

    def before_save_instance(self, instance, row, **kwargs):
        errors = defaultdict(list)
        definitions = {code: text for code in CODES if (text := getattr(instance, f"definition_{code}"))}
        for code, sentence in rules.check_marks(definitions, marks=rules.Marks.NONE, known=rules.Known()):
            errors[f"definition_{code}"].append(sentence)
        for code, text in definitions.items():
            if sentence := rules.check_characters(text):
                errors[f"definition_{code}"].append(sentence)
        if errors:
            raise ValidationError(errors)
