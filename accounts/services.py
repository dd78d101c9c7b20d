"""What changes a person's account."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@transaction.atomic
def create_account(
    *,
    email: str,
    name: str = "",
    preferred_language: str = settings.LANGUAGE_CODE,
    password: str | None = None,
    roles: tuple[str, ...] = (),
    is_staff: bool = False,
) -> User:
    """Create a person whose address is known to be theirs, with the roles of accounts.roles; for commands and tests."""
    user = User.objects.create_user(
        email, password, name=name, preferred_language=preferred_language, is_staff=is_staff
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def change_profile(*, user: User, name: str, preferred_language: str, time_zone: str) -> None:
    """Keep what a person says of themselves on the account page."""
    user.name, user.preferred_language, user.time_zone = name, preferred_language, time_zone
    user.save(update_fields=["name", "preferred_language", "time_zone"])


def second_factors(user: User) -> QuerySet[Authenticator]:
    """Return the apps and keys of a person; recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)


def remember_language(response, code: str) -> None:
    """Set the cookie that "/" and pages without a language in their address go by."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
