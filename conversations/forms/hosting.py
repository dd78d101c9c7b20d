"""The forms of a host: registering a conversation, changing it."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.enums import QuestionRole, StakeholderGroup
from conversations import spoken
from conversations.enums import Access, Format
from conversations.models import Conversation

from .fields import LineField, ParagraphsField, SpokenLanguagesField
from .when import FIRST, SECOND, WhenForm

SIZE, MINUTES = (2, 10_000), (15, 720)
WHEN = ["day", "time", "clock_turn", "time_zone", "minutes"]
PUBLIC = ["is_listed", "how_to_join", "shows_host_name", "shows_organisation"]
LONGEST_TEXT = 2000
MOST_LANGUAGES = 12


class QuestionsField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, question):
        return f"{question.text} ({question.pole_a} – {question.pole_b})" if question.pole_a else question.text


class PlaceForm(WhenForm):
    """When, where and for whom: what the host may also change later."""

    title = LineField(
        label=gettext_lazy("Title of the conversation"),
        help_text=gettext_lazy("A few words that say what it is about."),
        max_length=150,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=MINUTES[0], max_value=MINUTES[1], initial=90
    )
    place = LineField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("Town or neighbourhood. Leave it empty when you meet online only."),
        max_length=200,
        required=False,
    )
    how_to_join = ParagraphsField(
        label=gettext_lazy("How to join"),
        help_text=gettext_lazy("Everyone can read this once the conversation is in the public list."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    format = forms.ChoiceField(label=gettext_lazy("How will you meet?"), choices=Format, widget=forms.RadioSelect)
    access = forms.ChoiceField(label=gettext_lazy("Who may come?"), choices=Access, widget=forms.RadioSelect)

    field_order = ["title", *WHEN, "format", "place", "access", *PUBLIC]

    class Meta:
        model = Conversation
        fields = ["title", "minutes", "format", "place", "access", *PUBLIC]
        labels = {
            "is_listed": gettext_lazy("Announce the conversation in the public list"),
            "shows_host_name": gettext_lazy("Show my name with it"),
            "shows_organisation": gettext_lazy("Show the name of the organisation with it"),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("format") in {Format.IN_PERSON, Format.HYBRID} and cleaned.get("place") == "":
            self.add_error("place", _("Please say where you will meet."))
        return cleaned

    def columns(self) -> dict:
        """Return the columns of the conversation with what was typed."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "starts_at", "time_zone"]}


class HostForm(PlaceForm):
    """Everything that registers a conversation. What is public begins at the least."""

    form_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    leave_empty = forms.CharField(
        label=gettext_lazy("Please leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    host_name = LineField(
        label=gettext_lazy("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    host_email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("Never public. We send you the link that confirms the conversation."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = LineField(
        label=gettext_lazy("Organisation"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    common_languages = SpokenLanguagesField(
        label=gettext_lazy("Languages you will speak"),
        choices=lambda: [(code, spoken.name(code)) for code in spoken.COMMON],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--row"}),
    )
    other_languages = LineField(
        label=gettext_lazy("Other languages"),
        help_text=gettext_lazy("Names separated by commas, for example: Bambara, Wolof."),
        max_length=200,
        required=False,
    )
    expected_size = forms.IntegerField(
        label=gettext_lazy("How many people do you expect?"), min_value=SIZE[0], max_value=SIZE[1]
    )
    questions = QuestionsField(
        label=gettext_lazy("Questions you will discuss"),
        queryset=None,
        to_field_name="key",
        error_messages={"required": gettext_lazy("Please choose at least one question.")},
    )

    field_order = ["title", "questions", "common_languages", "other_languages", *WHEN]
    field_order += ["format", "country", "place", "access", "expected_size"]
    field_order += ["host_name", "host_email", "stakeholder_group", "organisation", *PUBLIC]
    """The order on the page, so that the summary of errors has it too."""

    class Meta(PlaceForm.Meta):
        fields = [*PlaceForm.Meta.fields, "host_name", "host_email", "organisation", "stakeholder_group"]
        fields += ["country", "expected_size"]

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage = stage
        consultation = stage.consultation
        asked = consultation.questions.asked_in_conversations()
        self.fields["questions"].queryset = asked
        self.fields["questions"].initial = asked.filter(role=QuestionRole.CONVERSATION)
        known = consultation.stakeholder_groups or StakeholderGroup.values
        labels = [(code, label) for code, label in StakeholderGroup.choices if code in known]
        self.fields["stakeholder_group"].choices = [("", _("Please choose")), *labels]

    def clean_host_email(self):
        return self.cleaned_data["host_email"].lower()

    def clean_leave_empty(self):
        if self.cleaned_data["leave_empty"]:
            raise ValidationError(_("Please leave this field empty: it is there to stop machines."), code="machine")
        return ""

    def clean_other_languages(self):
        try:
            return spoken.read(self.cleaned_data["other_languages"])
        except spoken.UnknownLanguageError as error:
            text = _("We do not know a language called “%(name)s”. You can also write its code of three letters.")
            raise ValidationError(text % {"name": error.name}, code="unknown_language") from None

    def clean(self):
        cleaned = super().clean()
        if "other_languages" in cleaned and "common_languages" in cleaned:
            codes = list(dict.fromkeys([*cleaned["common_languages"], *cleaned["other_languages"]]))
            if not codes:
                self.add_error("common_languages", _("Please choose at least one language."))
            elif len(codes) > MOST_LANGUAGES:
                self.add_error("other_languages", _("Please name at most twelve languages."))
            cleaned["languages"] = codes
        if cleaned.get("shows_organisation") and not cleaned.get("organisation"):
            self.add_error("organisation", _("Please write the name of the organisation that is to be shown."))
        return cleaned

    def offer_again(self) -> None:
        """Tell that this form was sent before with other words, and let it be sent once more as another one."""
        self.data = self.data.copy()
        self.data["form_token"] = str(uuid.uuid4())
        text = _("You sent this form before, with other words, and that conversation is registered.")
        self.add_error(None, text + " " + _("Send the form again only if this is another conversation."))

    def registration(self) -> dict:
        """Return everything that conversations.services.hosting.register_conversation takes from the form."""
        names = ["languages", "questions", "form_token"]
        return {**self.columns(), **{name: self.cleaned_data[name] for name in names}}


class ManageForm(PlaceForm):
    """What the host may change until the end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stage = self.instance.stage
        local = self.instance.local_start
        self.initial |= {"day": local.date(), "time": local.time(), "time_zone": self.instance.time_zone}
        self.initial["clock_turn"] = SECOND if local.fold else FIRST
