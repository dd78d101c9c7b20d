from modeltranslation.translator import TranslationOptions, register

from . import models


@register(models.Consultation)
class ConsultationTranslationOptions(TranslationOptions):
    fields = ("title", "summary", "in_scope", "out_of_scope", "who_decides")


@register(models.Stage)
class StageTranslationOptions(TranslationOptions):
    fields = ("title", "summary", "output")


@register(models.CallToAction)
class CallToActionTranslationOptions(TranslationOptions):
    fields = ("text",)


@register(models.Update)
class UpdateTranslationOptions(TranslationOptions):
    fields = ("title", "body")


@register(models.Resource)
class ResourceTranslationOptions(TranslationOptions):
    fields = ("title",)


@register(models.BigQuestion)
class BigQuestionTranslationOptions(TranslationOptions):
    fields = ("title",)


@register(models.Question)
class QuestionTranslationOptions(TranslationOptions):
    fields = ("text", "pole_a", "pole_b")


@register(models.Section)
class SectionTranslationOptions(TranslationOptions):
    fields = ("title", "body", "pull_quote")


@register(models.Principle)
class PrincipleTranslationOptions(TranslationOptions):
    fields = ("name", "text")


@register(models.Figure)
class FigureTranslationOptions(TranslationOptions):
    fields = ("unit",)


@register(models.Term)
class TermTranslationOptions(TranslationOptions):
    fields = ("definition",)


@register(models.KeptApartName)
class KeptApartNameTranslationOptions(TranslationOptions):
    fields = ("name",)
