"""How django-allauth meets this house: mails are rows of the outbox, addresses of machines stay unknown."""

import io
import uuid
from datetime import timedelta

import qrcode
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from accounts import devices, services
from accounts.models import User
from core import clock, language, ratelimit
from mail.services import queue_email

# What allauth calls its mails, and the events under templates/emails/accounts/ that they become.
CODE_EVENTS = {
    "account/email/login_code": "login_code",
    "account/email/email_confirmation": "email_code",
    "account/email/email_confirmation_signup": "email_code",
    "account/email/password_reset_code": "password_reset_code",
}
OTHER_EVENTS = {
    "account/email/account_already_exists": "account_already_exists",
    "account/email/unknown_account": "unknown_account",
}
NOTICES = {
    "account/email/email_changed": "email_changed",
    "account/email/email_deleted": "email_deleted",
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/password_set": "password_set",
    "mfa/email/recovery_codes_generated": "recovery_codes_generated",
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "key_added",
    "mfa/email/webauthn_removed": "key_removed",
}
CODE_LIFE = timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)


WRONG_CODE = _("This is not the code. Please look at the newest e-mail, or ask for another code.")
WAIT = _("Too many attempts. Please wait five minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to what allauth leaves open."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already the address of your account."),
        "email_password_mismatch": _("The e-mail address and the password do not match."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "invalid_login": _("The e-mail address and the password do not match."),
        "same_as_current": _("This is the same address as before."),
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the mail to the outbox, in the language of the person, else of the page."""
        person = next(iter(filter_users_by_email(email, prefer_verified=True)), None)
        event = CODE_EVENTS.get(template_prefix) or OTHER_EVENTS.get(template_prefix) or "security_notice"
        queue_email(
            kind=f"accounts/{event}",
            to_address=email,
            to_name=person.name if person else "",
            language=person.preferred_language if person else language.current(),
            context={"code": context.get("code", ""), "notice": NOTICES.get(template_prefix, "")},
            dedupe_key=f"accounts/{event}:{uuid.uuid4()}",
            valid_until=clock.now() + CODE_LIFE if template_prefix in CODE_EVENTS else None,
        )

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell a person what was changed on the account, without the address and browser allauth would add."""
        self.send_mail(template_prefix, email or user.email, context or {})

    def is_safe_url(self, url: str) -> bool:
        """Say whether a `next` may be followed: paths of this site only, whatever host a request claims (DJ-5)."""
        is_path = url.startswith("/") and url.isprintable()
        return is_path and url_has_allowed_host_and_scheme(url, allowed_hosts=None, require_https=True)

    def get_client_ip(self, request) -> str:
        """Return a pseudonym of the sender's network in the form of an address, for limits and the session list."""
        return ratelimit.network_as_address(request)

    def get_http_user_agent(self, request) -> str:
        return devices.describe(request.headers.get("User-Agent", ""))

    def new_user(self, request) -> User:
        return User(preferred_language=language.current())

    def get_login_redirect_url(self, request) -> str:
        with translation.override(request.user.preferred_language):
            return reverse("accounts:home")

    def get_signup_redirect_url(self, request) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request) -> str:
        return reverse("accounts:home")

    def login(self, request, user) -> None:
        """Sign in. The session list gets a word for the device in place of the browser's own long description."""
        request.META["HTTP_USER_AGENT"] = self.get_http_user_agent(request)
        super().login(request, user)

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        services.remember_language(response, user.preferred_language)
        return response

    def save_user(self, request, user, form, commit=True):  # noqa: FBT002 -- allauth's signature
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit=commit)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: staff may replace their last one, never be without."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your account can change the site: add another second step first."),
        "incorrect_code": _("This is not the code that the app shows now, and no recovery code."),
        "unverified_email": _("Please confirm your e-mail address first."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not (settings.STAFF_SECOND_FACTOR and authenticator.user.is_staff):
            return True
        return services.second_factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 -- allauth's signature
        return gettext("My key")

    def build_totp_svg(self, url: str) -> str:
        """Draw on white: cameras do not read a picture whose ground is that of a dark page."""
        picture = io.BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()

    def _get_site_name(self) -> str:
        return "Cocrea"
