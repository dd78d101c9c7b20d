import pytest
from django.contrib.auth.models import Group, Permission

from accounts import roles, services

pytestmark = pytest.mark.django_db


def test_roles_are_made_by_migrating():
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)


@pytest.mark.parametrize("role", roles.ROLES)
def test_every_permission_of_a_role_exists_and_is_given(role):
    given = {
        f"{app}.{codename}"
        for app, codename in Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    }

    wanted = set(roles.ROLE_PERMISSIONS[role])

    assert given == wanted if wanted != {roles.EVERYTHING} else len(given) == Permission.objects.count()


def test_permissions_given_by_hand_go_away_with_the_next_migrate():
    group = Group.objects.get(name=roles.FACILITATORS)
    group.permissions.add(Permission.objects.get(codename="delete_user"))

    roles.bring_permissions_in_line()

    assert not group.permissions.filter(codename="delete_user").exists()


def test_a_permission_that_no_model_has_stops_migrating(monkeypatch):
    monkeypatch.setitem(roles.ROLE_PERMISSIONS, roles.FACILITATORS, ["stories.fly_story"])

    with pytest.raises(roles.UnknownPermissionError, match=r"facilitators: stories\.fly_story"):
        roles.bring_permissions_in_line()


@pytest.mark.parametrize(
    ("role", "may_decide", "may_read_mail", "may_translate"),
    [
        (roles.SUPPORT_UNIT, True, True, True),
        (roles.FACILITATORS, False, False, False),
        (roles.TRANSLATORS, False, False, True),
        (roles.ADMINISTRATORS, True, True, True),
    ],
)
def test_what_each_role_may_do(role, may_decide, may_read_mail, may_translate):
    user = services.create_account(email="somebody@example.org", is_staff=True, roles=(role,))

    rights = [
        user.has_perm("moderation.decide_case"),
        user.has_perm("mail.view_outgoingemail"),
        user.has_perm("consultations.change_stage"),
    ]

    assert rights == [may_decide, may_read_mail, may_translate]
    assert user.has_perm("accounts.change_user") == (role == roles.ADMINISTRATORS)
