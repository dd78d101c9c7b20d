"""The people of the demo, one for each role, all at example.org."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from accounts import roles
from accounts.models import User


@dataclass(frozen=True)
class Person:
    address: str
    name: str
    language: str
    time_zone: str
    role: str = ""
    is_superuser: bool = False


PEOPLE = [
    Person("member@example.org", "Marisol", "es", "America/Bogota"),
    Person("host@example.org", "Aminata", "fr", "Africa/Bamako"),
    Person("facilitator@example.org", "Joon", "en", "Asia/Seoul", roles.FACILITATORS),
    Person("moderator@example.org", "Dana", "en", "America/New_York", roles.SUPPORT_UNIT),
    Person("second-moderator@example.org", "Chloé", "fr", "Europe/Paris", roles.SUPPORT_UNIT),
    Person("translator@example.org", "Inés", "es", "America/Mexico_City", roles.TRANSLATORS),
    Person("admin@example.org", "Noor", "en", "UTC", roles.ADMINISTRATORS, is_superuser=True),
]


@transaction.atomic
def load_people(*, password: str) -> None:
    """Make sure that each demo person exists, has the role, a confirmed address and this password."""
    for person in PEOPLE:
        user = User.objects.filter(email=person.address).first() or User(email=person.address)
        user.name, user.preferred_language, user.time_zone = person.name, person.language, person.time_zone
        user.is_staff, user.is_superuser = bool(person.role), person.is_superuser
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        user.groups.set([Group.objects.get_or_create(name=person.role)[0]] if person.role else [])
        EmailAddress.objects.update_or_create(
            user=user, email=person.address, defaults={"verified": True, "primary": True}
        )
