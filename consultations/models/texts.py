"""The texts of a consultation and what they are made of: sections, principles, figures, terms."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import FigureQualifier

from .process import Consultation


class Section(models.Model):
    """A piece of the consultation's text. Figures stand in it as {figure:key}, glossary terms as [[key|words]]."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="sections", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    pull_quote = models.CharField(_("pull quote"), max_length=300, blank=True)
    """Words of one sentence of the body; it links to that sentence (consultations.quotes)."""

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_section_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class Principle(models.Model):
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="principles", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("principle")
        verbose_name_plural = _("principles")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_principle_key_once")]

    def __str__(self) -> str:
        return self.name or self.key


class Figure(models.Model):
    """A number of the texts, kept once: no translation can change it, and each language writes it its own way."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="figures", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    decimals = models.PositiveSmallIntegerField(_("digits after the point"), default=0)
    """How exactly the value is known and written: 3 and 3.0 are not the same statement."""
    qualifier = models.CharField(_("qualifier"), max_length=20, choices=FigureQualifier, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    as_of = models.DateField(_("as of"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("consultation", "key", name="consultations_figure_key_once"),
            models.CheckConstraint(
                condition=Q(qualifier="") | Q(qualifier__in=FigureQualifier.values),
                name="consultations_figure_known_qualifier",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="consultations_figure_decimals"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def number(self) -> Decimal | int:
        """The value with the digits that were given: 4500, 2.5, 3.0."""
        return round(self.value, self.decimals) if self.decimals else int(self.value)


class Term(models.Model):
    """A term of the glossary with its approved forms; the first form of a language is its name."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="terms", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    forms = models.JSONField(_("forms"), default=dict)
    """{"en": ["action plan", "action plans"], "fr": [...], "es": [...]}"""
    definition = models.TextField(_("definition"))

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_term_key_once")]

    def __str__(self) -> str:
        return self.key


class KeptApartName(models.Model):
    """Names of different things that translations must not call by one word."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="kept_apart_names", verbose_name=_("consultation")
    )
    key = models.SlugField(_("key"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("name to keep apart")
        verbose_name_plural = _("names to keep apart")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint("consultation", "key", name="consultations_keptapartname_key_once")]

    def __str__(self) -> str:
        return self.name or self.key
