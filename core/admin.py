"""What our pages of the administration share: filters that give nothing away, and texts in three languages as tabs."""

from django.contrib.admin.utils import flatten
from modeltranslation.admin import TranslationAdmin

from core.language import CODES, NAMES, columns


class OfferedFiltersOnly:
    """Lets the address of a list filter by what the page offers, and by nothing else.

    Django takes any column of the model: who may see the list, but not a column, could guess that letter by letter.
    """

    def lookup_allowed(self, lookup, value, request):
        offered = {getattr(one, "parameter_name", one) for one in self.get_list_filter(request)}
        return lookup.partition("__")[0] in offered and super().lookup_allowed(lookup, value, request)


class LanguageFieldsets:
    """Gather the translated columns of an admin class in one fieldset per language, after its first fieldset."""

    by_language = ()
    """Fields of the form, not of the model, that come in every language too."""

    class Media:
        js = ["js/admin-languages.js"]

    def get_fieldsets(self, request, obj=None):
        translated = set(columns(*self.trans_opts.all_fields, *self.by_language))
        plain, texts = [], []
        for title, options in super().get_fieldsets(request, obj):
            texts += [name for name in flatten(options["fields"]) if name in translated]
            rest = [line for line in options["fields"] if not translated.intersection(flatten([line]))]
            if rest:
                plain.append((title, {**options, "fields": rest}))
        return [*plain[:1], *_by_language(texts), *plain[1:]]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Name the language of each text field, for spelling checks and screen readers."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(db_field, "translated_field"):
            field.widget.attrs["lang"] = db_field.language
        return field


def _by_language(names: list[str]) -> list[tuple[str, dict]]:
    return [
        (
            NAMES[code],
            {"fields": [name for name in names if name.endswith(f"_{code}")], "classes": ["language-fields"]},
        )
        for code in CODES
        if names
    ]


class TrilingualAdmin(LanguageFieldsets, TranslationAdmin):
    """Base of every admin class whose model has translated texts."""
