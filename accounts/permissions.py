"""Who may do what with accounts."""

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet

from accounts.models import User


def can_change_rights(user: User, person: User | None) -> bool:
    """Say whether the user may open, close and equip the person's account: never their own, never one above theirs.

    None stands for a person who is yet to be added.
    """
    if user.is_superuser:
        return person != user
    if person is None:
        return True
    return person != user and not person.is_superuser and person.get_all_permissions() <= user.get_all_permissions()


def roles_to_give(user: User) -> QuerySet[Group]:
    """Return the roles that hold nothing the user does not hold: nobody hands out more than they have."""
    if user.is_superuser:
        return Group.objects.all()
    lacking = Permission.objects.exclude(pk__in=_held(user))
    return Group.objects.exclude(permissions__in=lacking)


def _held(user: User) -> QuerySet[Permission]:
    return Permission.objects.filter(group__user=user) | Permission.objects.filter(user=user)
