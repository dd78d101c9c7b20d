"""Who may go on with a request, and in which time zone the times on the page are."""

import zoneinfo
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts import services
from core import ratelimit

# Guessing passwords and codes, and mails to any address: only while they are counted (RL-2).
LIMITED_PAGES = {
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_login_webauthn",
}
# What staff without a second factor may still open: setting one up, proving who they are, and leaving.
PAGES_WITHOUT_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "choose_language",
    "set_language",
}
RETRY_SECONDS = 60


def sign_in_needs_limits(get_response):
    """Close sign-in while Redis, which counts the attempts, is away; reading and contributing stay open."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if request.method != "POST" or request.resolver_match.url_name not in LIMITED_PAGES:
            return None
        if ratelimit.is_counting():
            return None
        return TemplateResponse(
            request,
            "accounts/sign_in_rests.html",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": RETRY_SECONDS},
        )

    middleware.process_view = process_view
    return middleware


def staff_second_factor(get_response):
    """Send staff without a second factor to set one up before anything else (MFA-1): by right, not by address."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if not settings.STAFF_SECOND_FACTOR or not _has_session(request):
            return None
        name = request.resolver_match.url_name or ""
        if name in PAGES_WITHOUT_FACTOR or name.startswith("mfa_") or not request.user.is_staff:
            return None
        if services.second_factors(request.user).exists():
            return None
        messages.warning(request, gettext("Your account can change the site: please add a second step to sign in."))
        return HttpResponseRedirect(reverse("mfa_index"))

    middleware.process_view = process_view
    return middleware


def reader_time_zone(get_response):
    """Show times in the zone a signed-in person has chosen; everybody else reads the event's zone and UTC."""

    def middleware(request):
        if not (_has_session(request) and request.user.is_authenticated):
            return get_response(request)
        try:
            zone = zoneinfo.ZoneInfo(request.user.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return get_response(request)
        with timezone.override(zone):
            return get_response(request)

    return middleware


def _has_session(request) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
