"""The question bank: one row per question, whatever channel asks it."""

from functools import reduce
from operator import and_, or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import QuestionKind, QuestionRole
from core.language import CODES

from .process import Consultation


class BigQuestion(models.Model):
    """One of the few questions that the whole strategy answers."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="big_questions", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        verbose_name = _("big question")
        verbose_name_plural = _("big questions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_bigquestion_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class QuestionQuerySet(models.QuerySet):
    def parts(self):
        return self.filter(role=QuestionRole.PART)

    def asked_in_conversations(self):
        """Return what a report answers: the conversation questions, then every trade-off."""
        asked = Q(role=QuestionRole.CONVERSATION) | Q(kind=QuestionKind.TRADE_OFF)
        return self.filter(asked).order_by("role", "big_question__position", "position", "pk")


def _is_filled(column: str) -> Q:
    return Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})


def _is_empty(column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{column: ""})


def _poles() -> Q:
    """Say that a trade-off has both poles in each language in which it has one, and other questions have none.

    Translated columns may be NULL, and SQL lets "unknown" pass a check: each column is therefore asked twice.
    """
    both = [_is_filled(f"pole_a_{code}") & _is_filled(f"pole_b_{code}") for code in CODES]
    none = [_is_empty(f"pole_a_{code}") & _is_empty(f"pole_b_{code}") for code in CODES]
    paired = reduce(and_, (pair | nothing for pair, nothing in zip(both, none, strict=True)))
    is_trade_off = Q(kind=QuestionKind.TRADE_OFF)
    return (is_trade_off & paired & reduce(or_, both)) | (~is_trade_off & reduce(and_, none))


class Question(models.Model):
    """A question of the bank. Answers of every channel point here, so that they can be read side by side."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="questions", verbose_name=_("consultation")
    )
    big_question = models.ForeignKey(
        BigQuestion, on_delete=models.PROTECT, related_name="questions", verbose_name=_("big question it serves")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    role = models.CharField(_("role"), max_length=20, choices=QuestionRole)
    kind = models.CharField(_("kind"), max_length=20, choices=QuestionKind)
    text = models.TextField(_("question"))
    pole_a = models.CharField(_("first pole"), max_length=200, blank=True)
    pole_b = models.CharField(_("second pole"), max_length=200, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["role", "position", "pk"]
        constraints = [
            models.UniqueConstraint("consultation", "key", name="consultations_question_key_once"),
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="consultations_question_known_kind"),
            models.CheckConstraint(condition=Q(role__in=QuestionRole.values), name="consultations_question_known_role"),
            models.CheckConstraint(condition=_poles(), name="consultations_question_poles_of_trade_off"),
        ]

    def __str__(self) -> str:
        return self.text or self.key
