"""What happens between "sent" and "published".

A contribution of any room has one Case: the contribution points to it, never the other way round, so this room
knows nothing of the rooms above. Case holds the one status column; Decision is the trail.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .enums import CaseStatus


class Reason(models.Model):
    """A reason for a decision, kept in three languages and tied to the published rules."""

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    explanation = models.TextField(_("explanation to the author"))
    for_status = models.CharField(_("used for"), max_length=20, choices=CaseStatus, default=CaseStatus.REJECTED)
    is_active = models.BooleanField(_("offered to moderators"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title or self.code


class CaseQuerySet(models.QuerySet):
    def waiting(self):
        """Return what waits for a moderator, the oldest first."""
        return self.filter(status=CaseStatus.SUBMITTED).order_by("submitted_at", "pk")

    def published(self):
        return self.filter(status=CaseStatus.PUBLISHED)


class Case(models.Model):
    """One contribution on its way to publication."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    status = models.CharField(_("status"), max_length=20, choices=CaseStatus, default=CaseStatus.SUBMITTED)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    country = models.CharField(_("country"), max_length=2, blank=True)
    submitted_at = models.DateTimeField(_("sent at"))
    contribution_version = models.PositiveIntegerField(_("version of the text"), default=1)
    revision = models.PositiveIntegerField(_("revision of this case"), default=1)
    """Raised by every change: a moderator who decides on an older one is told."""

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("contributions")
        permissions = [("decide_case", _("Can decide on contributions"))]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=CaseStatus.values), name="moderation_case_known_status"),
        ]
        indexes = [
            models.Index(fields=["status", "submitted_at", "id"], name="moderation_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Decision(models.Model):
    """One step of a case: who, when, from, to, why, on which version of the text. Never changed, never deleted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("case"))
    from_status = models.CharField(pgettext_lazy("status", "from"), max_length=20, choices=CaseStatus)
    to_status = models.CharField(pgettext_lazy("status", "to"), max_length=20, choices=CaseStatus)
    reason = models.ForeignKey(
        Reason, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    note = models.TextField(_("words to the author"), blank=True)
    contribution_version = models.PositiveIntegerField(_("version of the text"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    """Empty when the author acted: sent a new version or took the contribution back."""
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status__in=CaseStatus.values) & Q(to_status__in=CaseStatus.values),
                name="moderation_decision_known_statuses",
            ),
            models.CheckConstraint(
                condition=~Q(to_status=CaseStatus.REJECTED) | Q(reason__isnull=False),
                name="moderation_decision_rejection_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class ModeratedQuerySet(models.QuerySet):
    """Reading rules of every contribution that has a case."""

    def published(self):
        return self.filter(case__status=CaseStatus.PUBLISHED)


class Moderated(models.Model):
    """Base of a contribution that is published only after a decision."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+", verbose_name=_("case"))

    class Meta:
        abstract = True
