from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from consultations import glossary as glossary_entries
from consultations.models import BigQuestion, Consultation, Stage, Term, Update
from consultations.pages import ConsultationPage, HomePage, QuestionPage, StagePage
from core import clock, language, ratelimit
from core.contributions import published_answers, searches
from core.pages import render_versioned
from core.search import LONGEST_WORDS
from core.text import one_line
from core.views import too_many_requests

HITS_PER_PAGE = 10


@require_safe
def home(request):
    home_page = HomePage(list(Consultation.objects.public().newest_first()))
    context = {"home": home_page, "page": home_page.current, "key": home_page.key}
    return render_versioned(request, "consultations/home.html", context, key=home_page.key)


@require_safe
def detail(request, slug):
    page = ConsultationPage(get_object_or_404(Consultation.objects.public(), slug=slug))
    key = page.key()
    return render_versioned(request, "consultations/detail.html", {"page": page, "key": key}, key=key)


@require_safe
def stage(request, slug, stage_slug):
    stages = Stage.objects.filter(consultation__in=Consultation.objects.public()).select_related("consultation")
    page = StagePage(get_object_or_404(stages, consultation__slug=slug, slug=stage_slug))
    key = page.key("stage", page.stage.pk)
    return render_versioned(request, "consultations/stage.html", {"page": page, "key": key}, key=key)


@require_safe
def question(request, slug, key):
    questions = BigQuestion.objects.filter(consultation__in=Consultation.objects.public())
    page = QuestionPage(get_object_or_404(questions.select_related("consultation"), consultation__slug=slug, key=key))
    versions = [f"{code}.{answers.version(page.big_question)}" for code, answers in published_answers.items()]
    page_key = page.key("question", page.big_question.pk)
    context = {"page": page, "key": page_key, "published": PublishedList(request, page.big_question)}
    return render_versioned(request, "consultations/question.html", context, key=":".join([page_key, *versions]))


@dataclass(frozen=True)
class PublishedList:
    """What each room has published on a big question, drawn when the template asks for it."""

    request: object
    big_question: BigQuestion

    def __iter__(self):
        for answers in published_answers.values():
            template, context = answers.page(
                self.big_question,
                language=self.request.GET.get("language", ""),
                country=self.request.GET.get("country", ""),
                number=_page_number(self.request),
            )
            yield render_to_string(template, context, self.request)


@require_safe
def update(request, slug, key):
    updates = Update.objects.published(clock.today()).filter(consultation__in=Consultation.objects.public())
    found = get_object_or_404(updates.select_related("consultation"), consultation__slug=slug, key=key)
    page = ConsultationPage(found.consultation)
    page_key = page.key("update", found.pk)
    context = {"page": page, "update": found, "key": page_key}
    return render_versioned(request, "consultations/update.html", context, key=page_key)


@require_safe
def glossary(request):
    home_page = HomePage(list(Consultation.objects.public().newest_first()))
    context = {"glossaries": Glossaries(home_page), "key": home_page.key}
    return render_versioned(request, "consultations/glossary.html", context, key=home_page.key)


@dataclass(frozen=True)
class Glossaries:
    """The terms of each public consultation that has any, the current one first."""

    home: HomePage

    def __iter__(self):
        consultations = [self.home.current.consultation, *self.home.others] if self.home.current else []
        terms = list(Term.objects.filter(consultation__in=consultations))
        for consultation in consultations:
            mine = [term for term in terms if term.consultation_id == consultation.pk]
            if mine:
                yield consultation, glossary_entries.entries(mine, language.current())


@require_safe
def search(request):
    words = one_line(request.GET.get("q", ""))[:LONGEST_WORDS]
    if words and not ratelimit.allow(f"search:{ratelimit.network(request)}", limit=30, seconds=60):
        return too_many_requests(request, seconds=60)
    hits = [hit for search_room in searches for hit in search_room(words, language.current())] if words else []
    hits.sort(key=lambda hit: -hit.rank)
    found = Paginator(hits, HITS_PER_PAGE).get_page(_page_number(request))
    return TemplateResponse(request, "consultations/search.html", {"words": words, "found": found})


def _page_number(request) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1  # noqa: PLR2004
