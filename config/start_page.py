"""What staff see first: what waits and since when, what comes next, which e-mails did not leave."""

from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Min
from django.urls import reverse

from consultations.models import Stage
from core import clock
from core.contributions import moderated_kinds
from mail.enums import EmailStatus
from mail.models import OutgoingEmail
from moderation.models import Case

LATE_AFTER = timedelta(days=5)
LOOK_AHEAD = timedelta(days=90)
NOT_SENT = [EmailStatus.FAILED, EmailStatus.UNKNOWN, EmailStatus.EXPIRED]


def context_for(user) -> dict:
    """Return the start page's parts; None in place of what the user may not see."""
    return {
        "waiting": waiting() if user.has_perm("moderation.view_case") else None,
        "changes": next_changes(),
        "mails": mails_not_sent() if user.has_perm("mail.view_outgoingemail") else None,
    }


def waiting() -> list[dict]:
    """Return the waiting contributions counted by kind and language, those that wait longest first."""
    rows = (
        Case.objects.waiting()
        .order_by()
        .values("kind", "language")
        .annotate(count=Count("pk"), oldest=Min("submitted_at"))
        .order_by("oldest")
    )
    late = clock.now() - LATE_AFTER
    return [
        {
            **row,
            "label": moderated_kinds[row["kind"]].label if row["kind"] in moderated_kinds else row["kind"],
            "is_late": row["oldest"] < late,
            "url": _list_url("moderation_case", kind=row["kind"], language=row["language"]),
        }
        for row in rows
    ]


def next_changes() -> list[dict]:
    """Return the stages that open or close within ninety days, soonest first."""
    today = clock.today()
    changes = []
    for stage in Stage.objects.filter(ends_on__gte=today, starts_on__lte=today + LOOK_AHEAD):
        is_opening = stage.starts_on > today
        day = stage.starts_on if is_opening else stage.ends_on
        if day <= today + LOOK_AHEAD:
            url = reverse("admin:consultations_stage_change", args=[stage.pk])
            changes.append({"stage": str(stage), "day": day, "is_opening": is_opening, "url": url})
    return sorted(changes, key=lambda change: change["day"])


def mails_not_sent() -> list[dict]:
    """Return the e-mails that did not leave, counted by status."""
    rows = (
        OutgoingEmail.objects.filter(status__in=NOT_SENT)
        .order_by()
        .values("status")
        .annotate(count=Count("pk"), oldest=Min("created_at"))
        .order_by("oldest")
    )
    return [
        {
            **row,
            "label": EmailStatus(row["status"]).label,
            "url": _list_url("mail_outgoingemail", status__exact=row["status"]),
        }
        for row in rows
    ]


def _list_url(name: str, **filters) -> str:
    return f"{reverse(f'admin:{name}_changelist')}?{urlencode(filters)}"
