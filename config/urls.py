"""Addresses: the contract with the outside in docs/house.md."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from consultations import crawlers
from consultations.views import home
from core import gallery, views

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("admin/", admin.site.urls),
    path("robots.txt", crawlers.robots_txt),
    path("sitemap.xml", crawlers.sitemap_index),
    path("sitemap-<slug:section>.xml", crawlers.sitemap_part, name="sitemap_part"),
    path("language/", set_language, name="set_language"),
    path("unsubscribe/", include("mail.urls")),
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("consultations.urls")),
        path("account/", include("accounts.urls")),
        path("account/", include("allauth.urls")),
        path("", include("conversations.urls")),
        prefix_default_language=True,
    ),
]

if settings.DEBUG:
    urlpatterns += i18n_patterns(path("components/", gallery.show))

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler429 = "core.views.too_many_requests"  # allauth calls it
handler500 = "core.views.server_error"
