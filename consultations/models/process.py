"""The consultation and its stages: what is open, when, and through which channels."""

import uuid
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import Channel, Coverage, Region, StageState, StakeholderGroup
from core.language import CODES


class ConsultationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def newest_first(self):
        return self.order_by("-starts_on", "pk")


class Consultation(models.Model):
    """One strategy that a community writes: its frame, and who decides."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("short name in addresses"), unique=True)
    languages = ArrayField(
        models.CharField(max_length=2, choices=settings.LANGUAGES), verbose_name=_("languages"), default=list
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    covers = ArrayField(
        models.CharField(max_length=40, choices=Coverage), verbose_name=_("covers"), default=list, blank=True
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"))
    in_scope = models.TextField(_("in scope"), blank=True)
    out_of_scope = models.TextField(_("out of scope"), blank=True)
    who_decides = models.TextField(_("who decides"), blank=True)
    regions = ArrayField(
        models.CharField(max_length=40, choices=Region), verbose_name=_("regions"), default=list, blank=True
    )
    stakeholder_groups = ArrayField(
        models.CharField(max_length=40, choices=StakeholderGroup),
        verbose_name=_("stakeholder groups"),
        default=list,
        blank=True,
    )
    is_public = models.BooleanField(_("shown to everyone"), default=True)
    content_version = models.PositiveIntegerField(_("version of the content"), default=1, editable=False)
    """Grows with every change of anything shown of the consultation (services.touch); part of every cache key."""
    carried_sections = models.TextField(_("sections kept for other rooms"), default="", blank=True, editable=False)
    """Sections of the process file that belong to rooms of a later version, as YAML: nothing is lost on the way."""

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consultations_consultation_dates"),
            models.CheckConstraint(
                condition=Q(languages__len__gte=1, languages__contained_by=CODES),
                name="consultations_consultation_known_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug


class StageQuerySet(models.QuerySet):
    def with_channel(self, channel: str):
        return self.filter(channels__contains=[channel])


class Stage(models.Model):
    """A part of the process with its own dates and channels; stages may overlap.

    A stage opens at 00:00 UTC of its first day and closes at 24:00 UTC of its last.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="stages", verbose_name=_("consultation")
    )
    slug = models.SlugField(_("short name in addresses"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    channels = ArrayField(
        models.CharField(max_length=20, choices=Channel), verbose_name=_("channels"), default=list, blank=True
    )
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    output = models.CharField(_("what comes out of it"), max_length=200, blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("consultation", "slug", name="consultations_stage_slug_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consultations_stage_dates"),
            models.CheckConstraint(
                condition=Q(channels__contained_by=Channel.values), name="consultations_stage_known_channels"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    def state_on(self, day: date) -> StageState:
        if day < self.starts_on:
            return StageState.UPCOMING
        return StageState.OPEN if day <= self.ends_on else StageState.CLOSED


class CallToAction(models.Model):
    """An invitation to take part, bound to a channel: open, opening or closed by the stages that have the channel."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="calls_to_action", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    text = models.CharField(_("text"), max_length=200)

    class Meta:
        verbose_name = _("call to action")
        verbose_name_plural = _("calls to action")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("consultation", "key", name="consultations_calltoaction_key_once"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="consultations_calltoaction_known_channel"
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.key


class UpdateQuerySet(models.QuerySet):
    def published(self, day: date):
        """Return what readers see on that day: an update dated tomorrow waits until tomorrow."""
        return self.filter(published_on__lte=day)


class Update(models.Model):
    """News of the consultation, public from its day on."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="updates", verbose_name=_("consultation")
    )
    key = models.SlugField(_("short name in addresses"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    published_on = models.DateField(_("published on"))
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ["-published_on", "-position", "-pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_update_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class Resource(models.Model):
    """A related document or page."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="resources", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"))

    class Meta:
        verbose_name = _("related resource")
        verbose_name_plural = _("related resources")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_resource_key_once")]

    def __str__(self) -> str:
        return self.title or self.key
