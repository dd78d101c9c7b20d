from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator


class CocreaAdminSite(AdminSite):
    """The administration: plain Django with our theme and start page; people come in through the site's own door."""

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))
