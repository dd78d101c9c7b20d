"""The guide for hosts as a page, for printing, and as a PDF kit."""

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from consultations.models import Consultation
from conversations.guide import LENGTHS
from conversations.guide import host_guide as build_guide
from conversations.kit import make_kit
from core import language
from core.text import harmless

DAY = 24 * 3600


@require_safe
def host_guide(request):
    """Show the guide of the newest consultation, or of the one that the address names."""
    consultation = _consultation(request)
    context = {
        "consultation": consultation,
        "guide": build_guide(consultation, minutes=_minutes(request)),
        "lengths": LENGTHS,
        "is_print_view": "print" in request.GET,
    }
    return TemplateResponse(request, "conversations/guide.html", context)


@require_safe
def host_kit(request):
    """Send the kit as PDF, in the language of the address."""
    consultation = _consultation(request)
    guide = build_guide(consultation, minutes=_minutes(request))
    key = f"kit:{consultation.pk}:{language.current()}:{guide.minutes}:{guide.edition}"
    pdf = cache.get(key)
    if pdf is None:
        pdf = make_kit(consultation, guide)
        cache.set(key, pdf, DAY)
    name = f"{consultation.slug}-{language.current()}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Content-Language": language.current()},
    )


def _consultation(request) -> Consultation:
    public = Consultation.objects.public()
    if slug := request.GET.get("consultation"):
        return get_object_or_404(public, slug=harmless(slug))
    newest = public.newest_first().first()
    return newest or get_object_or_404(public, pk=None)


def _minutes(request) -> int:
    wanted = request.GET.get("minutes", "")
    return int(wanted) if wanted in map(str, LENGTHS) else 90
