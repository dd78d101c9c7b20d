from itertools import count

from django.contrib.auth.models import Permission

from accounts.models import User
from core import clock
from moderation.enums import CaseStatus
from moderation.models import Case, Reason
from tests.factories.accounts import make_user
from tests.factories.consultations import in_every_language

_numbers = count(1)


def make_case(**fields) -> Case:
    """Build a case of the kind "leaflet"; register it with the fixture `leaflets`."""
    defaults = {"kind": "leaflet", "language": "en", "country": "ML", "submitted_at": clock.now()}
    return Case.objects.create(**{**defaults, **fields})


def make_reason(*, for_status: str = CaseStatus.REJECTED, **fields) -> Reason:
    number = next(_numbers)
    defaults = {
        "code": f"reason-{number}",
        "for_status": for_status,
        **in_every_language(title=f"Reason {number}", explanation=f"Because of reason {number}."),
    }
    return Reason.objects.create(**{**defaults, **fields})


def make_moderator(*, may: tuple[str, ...] = ("view_case", "decide_case"), **fields) -> User:
    moderator = make_user(is_staff=True, **fields)
    moderator.user_permissions.set(Permission.objects.filter(content_type__app_label="moderation", codename__in=may))
    return moderator
