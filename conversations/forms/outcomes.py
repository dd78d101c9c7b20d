from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from conversations.models.outcomes import OutcomeQuerySet
from core.text import harmless


class OutcomeFilterForm(forms.Form):
    """Country and language of the outcomes to show. A value that nothing has finds nothing."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the report"), required=False, choices=[("", _("All languages")), *settings.LANGUAGES]
    )

    def __init__(self, *args, outcomes: OutcomeQuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.outcomes = outcomes
        used = outcomes.order_by().values_list("conversation__country", flat=True).distinct()
        names = sorted(((code, countries.name(code) or code) for code in used), key=lambda choice: choice[1])
        self.fields["country"].choices = [("", _("All countries")), *names]

    def conditions(self) -> dict:
        """Return the look-ups of what was chosen, on outcomes."""
        chosen = {name: self.data.get(name, "") for name in self.fields}
        lookups = {"country": "conversation__country", "language": "public_version__language"}
        return {lookups[name]: harmless(value)[:10] for name, value in chosen.items() if value}
