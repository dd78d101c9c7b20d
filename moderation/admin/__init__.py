from django.contrib import admin

from moderation.models import Case, Reason

from .queue import CaseAdmin
from .reasons import ReasonAdmin

admin.site.register(Case, CaseAdmin)
admin.site.register(Reason, ReasonAdmin)
