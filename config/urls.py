"""Addresses: the contract with the outside in docs/house.md."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("admin/", admin.site.urls),
    path("language/", set_language, name="set_language"),
    path("unsubscribe/", include("mail.urls")),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("conversations/", include("conversations.urls")),
        prefix_default_language=True,
    ),
]
