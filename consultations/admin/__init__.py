"""The process in the administration: every model, with the rules of the process file."""

from django.contrib import admin

from consultations import models

from .consultations import ConsultationAdmin, StageAdmin
from .glossary import TermAdmin
from .news import CallToActionAdmin, ResourceAdmin, UpdateAdmin
from .questions import BigQuestionAdmin, QuestionAdmin
from .texts import FigureAdmin, KeptApartNameAdmin, PrincipleAdmin, SectionAdmin

admin.site.register(models.Consultation, ConsultationAdmin)
admin.site.register(models.Stage, StageAdmin)
admin.site.register(models.BigQuestion, BigQuestionAdmin)
admin.site.register(models.Question, QuestionAdmin)
admin.site.register(models.Section, SectionAdmin)
admin.site.register(models.Principle, PrincipleAdmin)
admin.site.register(models.Figure, FigureAdmin)
admin.site.register(models.Term, TermAdmin)
admin.site.register(models.KeptApartName, KeptApartNameAdmin)
admin.site.register(models.CallToAction, CallToActionAdmin)
admin.site.register(models.Update, UpdateAdmin)
admin.site.register(models.Resource, ResourceAdmin)
