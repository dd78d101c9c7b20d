from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("Mail")

    def ready(self):
        from core import health

        from .services import is_well

        health.register("mail", is_well)
        autodiscover_modules("emails")  # each room's emails register their previews
