from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.db.models.base import ModelBase
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from config import start_page

NOT_SHOWN = {"auth", "account", "mfa", "usersessions"}
"""Apps whose tables hold secrets and sessions, or what accounts.roles says already."""


class CocreaAdminSite(AdminSite):
    """The administration: plain Django with our theme and start page; people come in through the site's own door."""

    site_header = site_title = "Cocrea"
    index_title = _("Start")
    index_template = "admin/start.html"
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        return super().index(request, {**start_page.context_for(request.user), **(extra_context or {})})

    def register(self, model_or_iterable, admin_class=None, **options):
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        shown = [model for model in models if model._meta.app_label not in NOT_SHOWN]
        super().register(shown, admin_class, **options)

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))
