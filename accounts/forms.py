"""The words and shape of the forms of allauth: our labels, no placeholders; and the form of a person's own page."""

import zoneinfo

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User

CODE_HELP = _("Eight letters with a dash in the middle. Small letters will do, and so will leaving out the dash.")
PASSWORD_HELP = _("At least 12 characters. A sentence you can remember is best.")


class OurWords:
    """Give the fields of a form of allauth our labels and help, and take its placeholders away."""

    labels: dict[str, str] = {}
    helps: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


EMAIL = {"email": _("E-mail address")}
CODE = {"code": _("Code")}


class SignInForm(OurWords, account_forms.LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}


class SignUpForm(OurWords, account_forms.SignupForm):
    name = forms.CharField(max_length=150, required=False)

    field_order = ["email", "name", "password1"]
    labels = {**EMAIL, "name": _("Your name"), "password1": _("Password")}
    helps = {
        "email": _("Nobody else will see it."),
        "password1": _("At least 12 characters. Without one you sign in with a code that we send you."),
    }


class RequestCodeForm(OurWords, account_forms.RequestLoginCodeForm):
    labels = EMAIL


class ConfirmSignInCodeForm(OurWords, account_forms.ConfirmLoginCodeForm):
    labels, helps = CODE, {"code": CODE_HELP}


class ConfirmEmailCodeForm(OurWords, account_forms.ConfirmEmailVerificationCodeForm):
    labels, helps = CODE, {"code": CODE_HELP}


class ConfirmResetCodeForm(OurWords, account_forms.ConfirmPasswordResetCodeForm):
    labels, helps = CODE, {"code": CODE_HELP}


class ResetPasswordForm(OurWords, account_forms.ResetPasswordForm):
    labels = EMAIL


NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password, once more")}


class NewPasswordForm(OurWords, account_forms.ResetPasswordKeyForm):
    labels, helps = NEW_PASSWORD, {"password1": PASSWORD_HELP}


class ChangePasswordForm(OurWords, account_forms.ChangePasswordForm):
    labels, helps = {"oldpassword": _("Your password until now"), **NEW_PASSWORD}, {"password1": PASSWORD_HELP}


class SetPasswordForm(OurWords, account_forms.SetPasswordForm):
    labels, helps = NEW_PASSWORD, {"password1": PASSWORD_HELP}


class ChangeEmailForm(OurWords, account_forms.AddEmailForm):
    labels = {"email": _("New e-mail address")}


class CorrectEmailForm(OurWords, account_forms.ChangeEmailForm):
    labels = {"email": _("The right e-mail address")}


class ReauthenticateForm(OurWords, account_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


AUTHENTICATOR_CODE = {"code": _("Code from your app, or a recovery code")}


class AuthenticateForm(OurWords, second_factor_forms.AuthenticateForm):
    labels = AUTHENTICATOR_CODE


class ReauthenticateByCodeForm(OurWords, second_factor_forms.ReauthenticateForm):
    labels = AUTHENTICATOR_CODE


class ActivateAppForm(OurWords, ActivateTOTPForm):
    labels = {"code": _("The six digits that the app shows now")}


class AddKeyForm(OurWords, AddWebAuthnForm):
    labels = {"name": _("A name for this key"), "passwordless": _("Use it to sign in without password or code")}
    helps = {"passwordless": _("The key then asks for a fingerprint, a face or a PIN.")}


class RenameKeyForm(OurWords, EditWebAuthnForm):
    labels = {"name": _("A name for this key")}


def time_zones() -> list[tuple[str, str]]:
    """Return the zones a person may choose, by place: "Africa/Bamako" is shown as "Africa/Bamako"."""
    names = {name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith(("Etc/", "posix"))}
    return [(name, name.replace("_", " ")) for name in ("UTC", *sorted(names))]


class ProfileForm(forms.Form):
    """A person's own page: name, language, time zone."""

    name = forms.CharField(label=_("Your name"), max_length=150, required=False)
    preferred_language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("We write to you in this language.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Times on the site are shown in this zone.")
    )

    @classmethod
    def of(cls, user: User, data=None) -> "ProfileForm":
        fields = {name: getattr(user, name) for name in cls.base_fields}
        return cls(data, initial=fields)
