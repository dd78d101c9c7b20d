from django import forms
from django.utils.translation import gettext_lazy as _


class NewLinkForm(forms.Form):
    """Asks for nothing but the address: what is on file is never shown."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("The one that you gave when you registered your conversation."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()
