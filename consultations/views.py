"""Pages of public consultations.

Each view first asks for the version of what it shows, in one short query; the rest is read when a template needs it,
which is once per version (core.pages).
"""

from django.core.paginator import Paginator
from django.http import Http404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from consultations import glossary as glossary_entries
from consultations.models import BigQuestion, Consultation, Stage, Term, Update
from consultations.pages import ConsultationPage, HomePage, QuestionPage, StagePage
from consultations.versions import public_versions
from core import clock, language, ratelimit
from core.contributions import published_answers, searches
from core.pages import page_key, render_versioned
from core.search import LONGEST_WORDS
from core.text import one_line
from core.views import too_many_requests

HITS_PER_PAGE = 10
LIVE_SECONDS = 60


@require_safe
def home(request):
    minute = int(clock.now().timestamp()) // LIVE_SECONDS  # the counts are never older, whoever forgets to touch()
    key = page_key("home", *public_versions(), minute)
    home_page = HomePage()
    context = {"home": home_page, "page": SimpleLazyObject(lambda: home_page.current), "key": key}
    return render_versioned(request, "consultations/home.html", context, key=key)


@require_safe
def glossary(request):
    key = page_key("glossary", *public_versions())
    context = {"glossaries": SimpleLazyObject(_glossaries), "key": key}
    return render_versioned(request, "consultations/glossary.html", context, key=key)


@require_safe
def detail(request, slug):
    pk, version = _first_or_404(Consultation.objects.public().filter(slug=slug), "pk", "content_version")
    key = page_key("consultation", pk, version)
    page = SimpleLazyObject(lambda: ConsultationPage(Consultation.objects.get(pk=pk)))
    return render_versioned(request, "consultations/detail.html", {"page": page, "key": key}, key=key)


@require_safe
def stage(request, slug, stage_slug):
    pk, version = _part_or_404(Stage.objects.filter(consultation__slug=slug, slug=stage_slug))
    key = page_key("stage", pk, version)
    page = SimpleLazyObject(lambda: StagePage(Stage.objects.select_related("consultation").get(pk=pk)))
    return render_versioned(request, "consultations/stage.html", {"page": page, "key": key}, key=key)


@require_safe
def update(request, slug, key):
    published = Update.objects.published(clock.today())
    pk, version = _part_or_404(published.filter(consultation__slug=slug, key=key))
    version_key = page_key("update", pk, version)
    found = SimpleLazyObject(lambda: Update.objects.select_related("consultation").get(pk=pk))
    page = SimpleLazyObject(lambda: ConsultationPage(found.consultation))
    context = {"page": page, "update": found, "key": version_key}
    return render_versioned(request, "consultations/update.html", context, key=version_key)


@require_safe
def question(request, slug, key):
    pk, version = _part_or_404(BigQuestion.objects.filter(consultation__slug=slug, key=key))
    version_key = page_key("question", pk, version)
    big_question = SimpleLazyObject(lambda: BigQuestion.objects.select_related("consultation").get(pk=pk))
    context = {
        "page": SimpleLazyObject(lambda: QuestionPage(big_question)),
        "published": SimpleLazyObject(lambda: _published_pieces(request, big_question)),
        "key": version_key,
    }
    return render_versioned(request, "consultations/question.html", context, key=version_key)


@require_safe
def search(request):
    words = one_line(request.GET.get("q", ""))[:LONGEST_WORDS]
    if words and not ratelimit.allow(f"search:{ratelimit.network(request)}", limit=30, seconds=60):
        return too_many_requests(request, seconds=60)
    hits = [hit for search_room in searches for hit in search_room(words, language.current())] if words else []
    hits.sort(key=lambda hit: -hit.rank)
    found = Paginator(hits, HITS_PER_PAGE).get_page(_page_number(request))
    return TemplateResponse(request, "consultations/search.html", {"words": words, "found": found})


def _part_or_404(rows) -> tuple[int, int]:
    """Return the key of a part of a public consultation, and the version of the consultation."""
    return _first_or_404(rows.filter(consultation__is_public=True), "pk", "consultation__content_version")


def _first_or_404(rows, *columns: str) -> tuple:
    row = rows.order_by().values_list(*columns).first()
    if row is None:
        raise Http404
    return row


def _glossaries() -> list[tuple]:
    """Return each public consultation that explains any terms with its entries, the current one first."""
    home_page = HomePage()
    consultations = [home_page.current.consultation, *home_page.others] if home_page.current else []
    terms = list(Term.objects.filter(consultation__in=consultations))
    by_consultation = [(one, [term for term in terms if term.consultation_id == one.pk]) for one in consultations]
    return [(one, glossary_entries.entries(mine, language.current())) for one, mine in by_consultation if mine]


def _published_pieces(request, big_question) -> list[str]:
    """Return what each room has published on a big question, drawn by the room's own template."""
    pieces = []
    for answers in published_answers.values():
        template, context = answers.page(
            big_question,
            language=request.GET.get("language", ""),
            country=request.GET.get("country", ""),
            number=_page_number(request),
        )
        pieces.append(render_to_string(template, context, request))
    return pieces


def _page_number(request) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1  # noqa: PLR2004
