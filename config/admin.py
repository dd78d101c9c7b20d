from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from config import start_page


class CocreaAdminSite(AdminSite):
    """The administration: plain Django with our theme and start page; people come in through the site's own door."""

    site_header = site_title = "Cocrea"
    index_title = _("Start")
    index_template = "admin/start.html"
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        return super().index(request, {**start_page.context_for(request.user), **(extra_context or {})})

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))
