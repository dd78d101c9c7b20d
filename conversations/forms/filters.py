from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from conversations import spoken

from .when import DAY_FORMATS

UPCOMING, PAST = "upcoming", "past"


class ListFilterForm(forms.Form):
    """What the public list is narrowed to. A value that cannot be read narrows nothing."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        required=False,
        choices=[(UPCOMING, gettext_lazy("Still to come")), (PAST, gettext_lazy("Already held"))],
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    first_day = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data, *, found: list[tuple[str, list[str]]]):
        """`found` holds the country and languages of each announced conversation: only these are offered."""
        super().__init__(data)
        self.use_required_attribute = False
        names = {code: countries.name(code) for code, _languages in found}
        spoken_names = {code: spoken.name(code) for _country, codes in found for code in codes}
        self.fields["country"].choices = [("", _("All countries")), *_by_name(names)]
        self.fields["language"].choices = [("", _("All languages")), *_by_name(spoken_names)]

    def clean(self):
        """Forget what cannot be read: a list with a wrong address is still a list."""
        cleaned = super().clean()
        for name in self.errors.keys() & self.fields.keys():
            cleaned[name] = None
        return cleaned


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: item[1].casefold())
