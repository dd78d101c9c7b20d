"""What is derived from published outcomes; it can be made anew from them at any time."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from core.language import CODES

from .outcomes import Outcome


class PublishedText(models.Model):
    """The words of a published outcome as consented to, for the search. Gone as soon as the outcome is withdrawn."""

    outcome = models.OneToOneField(
        Outcome, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("outcome")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))
    document = models.GeneratedField(
        expression=models.Case(
            *(
                models.When(language=code, then=SearchVector("text", config=f"cocrea_{code}", weight="C"))
                for code in CODES
            ),
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("published text")
        verbose_name_plural = _("published texts")
        indexes = [GinIndex(fields=["document"], name="conversations_search")]

    def __str__(self) -> str:
        return str(self.outcome_id)


class Participation(models.Model):
    """Who took part in the published conversations of a consultation: numbers that are safe to show.

    Kept, so that they change at most once a day and by several conversations at once: two looks at them must not
    tell about a single conversation.
    """

    consultation = models.OneToOneField(
        Consultation, on_delete=models.CASCADE, primary_key=True, related_name="+", verbose_name=_("consultation")
    )
    counted_at = models.DateTimeField(_("counted at"))
    conversations = models.PositiveIntegerField(_("conversations"))
    figures = models.JSONField(_("numbers"))
    """What conversations.aggregates.figures_of returns."""

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participation")

    def __str__(self) -> str:
        return str(self.consultation_id)
