"""A conversation that somebody hosts: registered without an account, confirmed by e-mail."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, DateField, DateTimeField, ExpressionWrapper, F, Func, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from consultations.enums import StakeholderGroup
from consultations.models import Consultation, Question, Stage
from conversations import spoken
from conversations.enums import Access, ConversationStatus, Format, LinkPurpose
from core.language import CODES
from core.links import AccessLink, AccessLinkQuerySet


def _searchable() -> Case:
    shown_organisation = Case(When(shows_organisation=True, then=F("organisation")), default=Value(""))
    return Case(
        *(
            When(
                host_language=code,
                then=SearchVector("title", config=f"cocrea_{code}", weight="A")
                + SearchVector(shown_organisation, config=f"cocrea_{code}", weight="B"),
            )
            for code in CODES
        ),
        output_field=SearchVectorField(),
    )


class ConversationQuerySet(models.QuerySet):
    def announced(self):
        """Return what everyone may see: confirmed by the host, meant to be listed, not hidden or cancelled."""
        return self.filter(status=ConversationStatus.ANNOUNCED, is_listed=True, consultation__is_public=True)

    def upcoming(self, now):
        return self.filter(starts_at__gte=now).order_by("starts_at", "pk")

    def past(self, now):
        return self.filter(starts_at__lt=now).order_by("-starts_at", "-pk")

    def hosted_by(self, user):
        """Return what a person registered with the account, or with an address that was verified since."""
        addresses = EmailAddress.objects.filter(user=user, verified=True).values("email")
        return self.exclude(status=ConversationStatus.UNCONFIRMED).filter(
            Q(host_account=user) | Q(host_email__in=addresses)
        )

    def for_reading(self):
        """Bring along what a public page shows."""
        return self.select_related("stage", "consultation", "outcome")

    def starting_between(self, first_day: date | None, last_day: date | None):
        """Keep what starts on these days by the clocks of its own place; None leaves that end open."""
        local_time = Func(F("time_zone"), F("starts_at"), function="timezone", output_field=DateTimeField())
        rows = self.alias(local_day=Cast(local_time, DateField()))
        if first_day:
            rows = rows.filter(local_day__gte=first_day)
        return rows.filter(local_day__lte=last_day) if last_day else rows

    def ended_before(self, instant: datetime):
        length = F("minutes") * Value(timedelta(minutes=1))
        ends_at = ExpressionWrapper(F("starts_at") + length, output_field=DateTimeField())
        return self.alias(ends_at=ends_at).filter(ends_at__lte=instant)

    def waiting_for_report(self):
        """Return the conversations of which no report was ever sent."""
        return self.filter(outcome=None)


class Conversation(models.Model):
    """A self-guided conversation, from its announcement to its report."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="conversations", verbose_name=_("consultation")
    )
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="conversations", verbose_name=_("stage"))
    status = models.CharField(
        _("status"), max_length=12, choices=ConversationStatus, default=ConversationStatus.UNCONFIRMED
    )
    form_token = models.UUIDField(_("token of the form"), unique=True, editable=False)
    """Made with the empty form: the same form sent twice registers one conversation."""

    title = models.CharField(_("title"), max_length=150)
    host_name = models.CharField(_("your name"), max_length=150)
    host_email = models.EmailField(_("your e-mail address"))
    host_language = models.CharField(_("language of our mails to you"), max_length=2, choices=settings.LANGUAGES)
    host_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    stakeholder_group = models.CharField(_("stakeholder group"), max_length=40, choices=StakeholderGroup)
    country = CountryField(_("country"), blank_label=_("Please choose"))
    format = models.CharField(_("how you will meet"), max_length=12, choices=Format)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("starts at"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"))
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages spoken"))
    access = models.CharField(_("who may come"), max_length=12, choices=Access)
    expected_size = models.PositiveIntegerField(_("how many people you expect"))
    questions = models.ManyToManyField(Question, related_name="+", verbose_name=_("questions you will discuss"))
    is_listed = models.BooleanField(_("announce it in the public list"), default=False)
    shows_host_name = models.BooleanField(_("show my name in public"), default=False)
    shows_organisation = models.BooleanField(_("show the organisation in public"), default=False)
    how_to_join = models.TextField(_("how to join, shown in public"), blank=True)

    registered_at = models.DateTimeField(_("registered at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded of the report at"), null=True, blank=True)
    document = models.GeneratedField(expression=_searchable(), output_field=SearchVectorField(), db_persist=True)
    """What the search finds it by: its title, and its organisation where that is shown."""

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        permissions = [
            ("hide_conversation", _("Can hide conversations and show them again")),
            ("see_host", _("Can see who hosts a conversation")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ConversationStatus.values), name="conversations_conversation_known_status"
            ),
            models.CheckConstraint(
                condition=Q(status=ConversationStatus.UNCONFIRMED)
                | Q(status=ConversationStatus.CANCELLED)
                | Q(confirmed_at__isnull=False),
                name="conversations_conversation_announced_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=720), name="conversations_conversation_length"
            ),
            models.CheckConstraint(
                condition=Q(expected_size__gte=2, expected_size__lte=10000),
                name="conversations_conversation_expected_size",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "is_listed", "starts_at"], name="conversations_public_list"),
            models.Index(fields=["host_email"], name="conversations_by_host"),
            GinIndex(fields=["document"], name="conversations_search_announced"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def local_start(self) -> datetime:
        """The start as the clocks on the place's wall show it."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def spoken_languages(self) -> str:
        return spoken.names(self.languages)

    @property
    def has_report(self) -> bool:
        return hasattr(self, "outcome")

    @property
    def published_outcome(self):
        """Its outcome, if that is public; `for_reading()` brings it along."""
        outcome = getattr(self, "outcome", None)
        return outcome if outcome and outcome.public_version_id else None

    @property
    def public_host(self) -> str:
        """The host's name, if it was chosen to be public."""
        return self.host_name if self.shows_host_name else ""

    @property
    def public_organisation(self) -> str:
        """The organisation, if it was chosen to be public."""
        return self.organisation if self.shows_organisation else ""


class ConversationMove(models.Model):
    """One step of a conversation from one status to another: who, when, why. Never changed."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="moves", verbose_name=_("conversation")
    )
    from_status = models.CharField(pgettext_lazy("status", "from"), max_length=12, choices=ConversationStatus)
    to_status = models.CharField(pgettext_lazy("status", "to"), max_length=12, choices=ConversationStatus)
    note = models.TextField(_("reason"), blank=True)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("moved by"),
    )
    """Empty when the host acted through the private link."""
    moved_at = models.DateTimeField(_("moved at"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["moved_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_status__in=ConversationStatus.values) & Q(to_status__in=ConversationStatus.values),
                name="conversations_conversationmove_known_statuses",
            ),
            models.CheckConstraint(
                condition=~Q(to_status=ConversationStatus.HIDDEN) | (Q(moved_by__isnull=False) & ~Q(note="")),
                name="conversations_conversationmove_hidden_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class ConversationLink(AccessLink):
    """A private link to one conversation."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="links", verbose_name=_("conversation")
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=LinkPurpose)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d}"
