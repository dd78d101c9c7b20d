"""What came out of a conversation: the draft that is being written, and what was sent, version by version."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import QuestionKind
from consultations.models import Question
from conversations.enums import Dimension, QuoteAttribution
from moderation.models import Moderated, ModeratedQuerySet

from .hosting import Conversation


class ReportDraft(models.Model):
    """A report being written: what was typed, step by step, valid or not, so that nothing is ever lost.

    Each step has its own revision. Who saves a step names the revision it was read at; another revision means that
    somebody else saved in between, and both texts are shown.
    """

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="draft", verbose_name=_("conversation")
    )
    language = models.CharField(_("language of the report"), max_length=2, choices=settings.LANGUAGES)
    steps = models.JSONField(_("steps"), default=dict)
    """{"people": {"revision": 3, "writer": "…", "turn": 2, "saved_at": "2026-…Z", "data": {"head_count": "23"}}, …}"""
    sent_version = models.PositiveIntegerField(_("last version sent"), default=0)
    is_changed = models.BooleanField(_("changed since it was last sent"), default=False)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)

    class Meta:
        verbose_name = _("report being written")
        verbose_name_plural = _("reports being written")

    def __str__(self) -> str:
        return str(self.conversation)


class OutcomeQuerySet(ModeratedQuerySet):
    def published(self):
        """Return what everyone may read: a version of it was published and not withdrawn.

        The case may wait again because its host sent a newer version; until that one is decided, the older one stays.
        """
        return self.filter(public_version__isnull=False, conversation__consultation__is_public=True)

    def latest_first(self):
        return self.order_by("-published_at", "-pk")

    def with_public_version(self):
        """Bring along what a public page shows."""
        return self.select_related("conversation__consultation", "public_version")


class Outcome(Moderated):
    """The outcome of one conversation. Its words are in its versions; what is public is the published version."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, related_name="outcome", verbose_name=_("conversation")
    )
    number = models.PositiveIntegerField(_("permanent number"), unique=True)
    latest_version = models.ForeignKey(
        "OutcomeVersion", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("latest version")
    )
    public_version = models.ForeignKey(
        "OutcomeVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published version"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.CheckConstraint(
                condition=Q(public_version=None, published_at=None)
                | Q(public_version__isnull=False, published_at__isnull=False),
                name="conversations_outcome_published_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(public_version__isnull=False),
                name="conversations_published",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The permanent number as people write it: C-000123."""
        return f"C-{self.number:06d}"


class OutcomeVersion(models.Model):
    """One version of a report as its host sent it. Never changed."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="versions", verbose_name=_("outcome"))
    version = models.PositiveIntegerField(_("version"))
    sent_at = models.DateTimeField(_("sent at"))
    language = models.CharField(_("language of the report"), max_length=2, choices=settings.LANGUAGES)

    held_on = models.DateField(_("held on"))
    head_count = models.PositiveIntegerField(_("how many people took part"))
    organisations = models.TextField(_("organisations present"), blank=True)
    who_was_missing = models.TextField(_("who was missing"), blank=True)
    how_it_was_run = models.TextField(_("how it was run"), blank=True)
    anything_else = models.TextField(_("anything else"), blank=True)

    participants_informed = models.BooleanField(_("the participants were told"))
    may_publish = models.BooleanField(_("may be published"))
    may_name_host = models.BooleanField(_("the host may be named"))
    may_name_organisation = models.BooleanField(_("the organisation may be named"))
    quote_attribution = models.CharField(_("quotes"), max_length=12, choices=QuoteAttribution)
    may_contact = models.BooleanField(_("we may contact you"))
    licence = models.CharField(_("licence"), max_length=20, default="CC-BY-4.0")

    class Meta:
        verbose_name = _("version of an outcome")
        verbose_name_plural = _("versions of outcomes")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint("outcome", "version", name="conversations_outcomeversion_once"),
            models.CheckConstraint(condition=Q(head_count__gte=1), name="conversations_outcomeversion_somebody_came"),
            models.CheckConstraint(
                condition=Q(participants_informed=True), name="conversations_outcomeversion_participants_informed"
            ),
            models.CheckConstraint(
                condition=Q(quote_attribution__in=QuoteAttribution.values),
                name="conversations_outcomeversion_known_attribution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome_id}.{self.version}"


class AnswerQuerySet(models.QuerySet):
    def in_order(self):
        """Return answers with their questions, in the order in which the report asks them."""
        return self.select_related("question__big_question").order_by(
            "question__role", "question__big_question__position", "question__position", "question_id"
        )


class Answer(models.Model):
    """What one report says on one question of the bank."""

    version = models.ForeignKey(
        OutcomeVersion, on_delete=models.CASCADE, related_name="answers", verbose_name=_("version")
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"))
    key_points = models.TextField(_("key points"), blank=True)
    agreement = models.TextField(_("where people agreed"), blank=True)
    disagreement = models.TextField(_("where people disagreed"), blank=True)
    quotes = models.TextField(_("quotes"), blank=True)
    top_three = ArrayField(models.CharField(max_length=500), verbose_name=_("top three"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("position between the poles, 1 to 5"), null=True, blank=True)
    reason = models.TextField(_("reason for the position"), blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint("version", "question", name="conversations_answer_once"),
            models.CheckConstraint(
                condition=Q(position=None) | Q(position__gte=1, position__lte=5), name="conversations_answer_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.question_id}"

    @property
    def is_trade_off(self) -> bool:
        return self.question.kind == QuestionKind.TRADE_OFF


class ParticipantCount(models.Model):
    """How many participants of one report belong to one group. Public only in sums over many conversations."""

    version = models.ForeignKey(
        OutcomeVersion, on_delete=models.CASCADE, related_name="participant_counts", verbose_name=_("version")
    )
    dimension = models.CharField(_("counted by"), max_length=20, choices=Dimension)
    group = models.CharField(_("group"), max_length=40)
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("count of participants")
        verbose_name_plural = _("counts of participants")
        constraints = [
            models.UniqueConstraint("version", "dimension", "group", name="conversations_participantcount_once"),
            models.CheckConstraint(
                condition=Q(dimension__in=Dimension.values), name="conversations_participantcount_known_dimension"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: {self.group}"
