"""What search engines are told: which pages are public, and where not to look."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.models import BigQuestion, Consultation, Stage, Update
from core import clock
from core.contributions import sitemaps

PRIVATE_PAGES = [f"/*/conversations/{name}/" for name in ("confirm", "host/sent", "link", "manage", "mine", "report")]
HIDDEN = ["/admin/", "/unsubscribe/", "/*/account/", "/*/search/", *PRIVATE_PAGES]


class PublicPages(Sitemap):
    """Base of the sitemaps: each page in each language, naming the others."""

    limit = 600
    """Addresses in one file: writing them all at once would keep a server process from readers for many seconds."""
    i18n = True
    alternates = True
    x_default = True

    def location(self, item) -> str:
        name, *arguments = item
        return reverse(name, args=arguments)


class SitePages(PublicPages):
    def items(self):
        return [("home",), ("consultations:glossary",)]


class ConsultationPages(PublicPages):
    def items(self):
        slugs = Consultation.objects.public().order_by("pk").values_list("slug", flat=True)
        return [("consultations:detail", slug) for slug in slugs]


class PartPages(PublicPages):
    """Stages, big questions and updates."""

    def items(self):
        parts = [
            ("consultations:stage", Stage.objects.all(), "slug"),
            ("consultations:question", BigQuestion.objects.all(), "key"),
            ("consultations:update", Update.objects.published(clock.today()), "key"),
        ]
        return [
            (name, slug, key)
            for name, rows, column in parts
            for slug, key in rows.filter(consultation__is_public=True).values_list("consultation__slug", column)
        ]


def sitemap_index(request):
    """Name the files of the sitemap."""
    return index(request, sitemaps=_sitemaps(), sitemap_url_name="sitemap_part")


def sitemap_part(request, section):
    """List the pages of one kind, some hundreds in one file."""
    return sitemap(request, sitemaps=_sitemaps(), section=section)


def _sitemaps() -> dict[str, type[Sitemap]]:
    return {"site": SitePages, "consultations": ConsultationPages, "parts": PartPages, **sitemaps}


@require_safe
def robots_txt(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
