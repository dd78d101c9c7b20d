"""Who may do what with a case."""

from accounts.models import User

from .models import Case


def can_see_case(user: User, case: Case) -> bool:
    """Say whether the person may read the contribution, its internal parts included."""
    return user.is_active and user.is_staff and user.has_perm("moderation.view_case")


def can_decide_case(user: User, case: Case) -> bool:
    """Say whether the person may publish, ask for changes, reject or withhold."""
    return can_see_case(user, case) and user.has_perm("moderation.decide_case")
