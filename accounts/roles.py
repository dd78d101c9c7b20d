"""The roles of the people who run a consultation: groups with stable names, and what each may do.

The groups are made by a migration; their permissions are brought in line with ROLE_PERMISSIONS after each migrate,
so this table is the truth and the admin's group page is only a view of it.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

SUPPORT_UNIT = "support unit"
FACILITATORS = "facilitators"
TRANSLATORS = "translators"
ADMINISTRATORS = "administrators"
ROLES = [SUPPORT_UNIT, FACILITATORS, TRANSLATORS, ADMINISTRATORS]

EVERYTHING = "*"


def _verbs(app: str, models: str, *verbs: str) -> list[str]:
    return [f"{app}.{verb}_{model}" for model in models.split() for verb in verbs]


PROCESS = (
    "consultation stage calltoaction update resource bigquestion question section principle figure term keptapartname"
)

ROLE_PERMISSIONS: dict[str, list[str]] = {
    SUPPORT_UNIT: [
        *_verbs("moderation", "case", "view", "decide"),
        *_verbs("moderation", "decision", "view"),
        *_verbs("moderation", "reason", "view", "add", "change"),
        *_verbs("consultations", PROCESS, "view", "add", "change"),
        *_verbs("conversations", "conversation outcome", "view"),
        "conversations.hide_conversation",
        "conversations.see_host",
        *_verbs("mail", "outgoingemail", "view", "read", "send"),
        *_verbs("mail", "refusal", "view"),
    ],
    FACILITATORS: [*_verbs("consultations", PROCESS, "view")],
    TRANSLATORS: [
        *_verbs("consultations", PROCESS, "view", "change"),
        *_verbs("moderation", "reason", "view", "change"),
    ],
    ADMINISTRATORS: [EVERYTHING],
}


class UnknownPermissionError(Exception):
    """ROLE_PERMISSIONS names a permission that no model has."""


def bring_permissions_in_line(**_kwargs) -> None:
    """Give each group exactly the permissions of the table; safe to repeat. Runs once after each migrate.

    Raises UnknownPermissionError.
    """
    for config in apps.get_app_configs():  # Django makes them app by app; here all are needed at once
        create_permissions(config, verbosity=0)
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    for role, names in ROLE_PERMISSIONS.items():
        wanted = set(known) if names == [EVERYTHING] else set(names)
        if unknown := sorted(wanted - set(known)):
            raise UnknownPermissionError(f"{role}: {', '.join(unknown)}")
        group, _created = Group.objects.get_or_create(name=role)  # tests empty the tables, migrations and all
        group.permissions.set([known[name] for name in wanted])
