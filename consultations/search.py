"""Search in the texts of public consultations; each text in the language in which a reader would see it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, CharField, F, Func, Model, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import BigQuestion, Consultation, Principle, Question, Section, Stage, Term, Update
from consultations.pages import ConsultationPage
from core import clock, language, search
from core.contributions import Hit

MOST_HITS = 100
MARKS = r"\{figure:[a-z0-9_-]+\}|\[\[[a-z0-9_-]+\||\[\[|\]\]"
TEXT = TextField()
WORD = CharField()


@dataclass(frozen=True)
class Kind:
    """A kind of text: its columns, its name to readers, and where one of them is shown."""

    label: str | Promise
    model: type[Model]
    title: str
    bodies: tuple[str, ...]
    url: Callable[[str, str], str]
    key: str = "key"
    consultation: str = "consultation__"
    """The path from a row to its consultation."""
    where: Callable[[], Q] = Q


def _page(name: str) -> Callable[[str, str], str]:
    return lambda slug, key: reverse(f"consultations:{name}", args=[slug, key])


def _place(prefix: str) -> Callable[[str, str], str]:
    return lambda slug, key: f"{reverse('consultations:detail', args=[slug])}#{prefix}-{key}"


KINDS = {
    "consultation": Kind(
        label=_("Consultation"),
        model=Consultation,
        title="title",
        bodies=("summary", "in_scope", "out_of_scope", "who_decides"),
        url=lambda slug, key: reverse("consultations:detail", args=[slug]),
        key="slug",
        consultation="",
    ),
    "stage": Kind(_("Stage"), Stage, "title", ("summary", "output"), _page("stage"), key="slug"),
    "section": Kind(_("Consultation"), Section, "title", ("body",), _place("section")),
    "principle": Kind(_("Principle"), Principle, "name", ("text",), _place("principle")),
    "big_question": Kind(_("Big question"), BigQuestion, "title", (), _page("question")),
    "question": Kind(
        label=_("Question"),
        model=Question,
        title="text",
        bodies=("pole_a", "pole_b"),
        url=_page("question"),
        key="big_question__key",
    ),
    "update": Kind(
        label=_("Update"),
        model=Update,
        title="title",
        bodies=("body",),
        url=_page("update"),
        where=lambda: Q(published_on__lte=clock.today()),
    ),
    "term": Kind(
        label=_("Glossary"),
        model=Term,
        title="forms",
        bodies=("definition",),
        url=lambda slug, key: f"{reverse('consultations:glossary')}#term-{key}",
    ),
}


def search_consultations(words: str, code: str) -> list[Hit]:
    """Return the best hits in public consultations for a reader of the language, best first."""
    query = search.query(words)
    if query is None:
        return []
    first, *others = (_matches(name, kind, query, code) for name, kind in KINDS.items())
    rows = list(first.union(*others, all=True).order_by("-hit_rank", "hit_title")[:MOST_HITS])
    pages = _pages_of({row["hit_consultation"] for row in rows})
    return [_hit(row, pages[row["hit_consultation"]], words) for row in rows]


def _matches(name: str, kind: Kind, query, code: str) -> QuerySet:
    vector = search.together(_title_vector(kind, code), *(_vector(body, code) for body in kind.bodies))
    body = kind.bodies[0] if kind.bodies else None
    return (
        kind.model.objects.rewrite(mode=False)
        .filter(kind.where(), **{f"{kind.consultation}is_public": True})
        .order_by()
        .annotate(hit_vector=vector)
        .filter(hit_vector=query)
        .values(
            hit_kind=Value(name, output_field=WORD),
            hit_consultation=F(f"{kind.consultation}pk"),
            hit_slug=F(f"{kind.consultation}slug"),
            hit_key=F(kind.key),
            hit_title=_shown_title(kind, code),
            hit_body=language.fallback_expression(body, code) if body else Value("", output_field=TEXT),
            hit_language=_shown_in(body or kind.title, code),
            hit_rank=SearchRank(F("hit_vector"), query),
        )
    )


def _vector(field: str, code: str, *, weight: str = "C") -> Combinable:
    parsed = (
        search.vector(_without_marks(f"{field}_{candidate}"), candidate, weight=weight)
        for candidate in language.fallback_order(code)
    )
    return Coalesce(*parsed, search.EMPTY)


def _title_vector(kind: Kind, code: str) -> Combinable:
    if kind.title != "forms":
        return _vector(kind.title, code, weight="A")
    parsed = (
        search.vector(KeyTextTransform(candidate, "forms"), candidate, weight="A")
        for candidate in language.fallback_order(code)
    )
    return Coalesce(*parsed, search.EMPTY)


def _shown_title(kind: Kind, code: str) -> Combinable:
    if kind.title != "forms":
        return language.fallback_expression(kind.title, code)
    names = (KeyTextTransform("0", KeyTransform(candidate, "forms")) for candidate in language.fallback_order(code))
    return Coalesce(*names, F("key"), output_field=TEXT)


def _shown_in(field: str, code: str) -> Combinable:
    filled = (
        When(~Q(**{f"{field}_{candidate}": ""}) & Q(**{f"{field}_{candidate}__isnull": False}), then=Value(candidate))
        for candidate in language.fallback_order(code)
    )
    return Case(*filled, default=Value(code), output_field=WORD)


def _without_marks(column: str) -> Func:
    return Func(F(column), Value(MARKS), Value(" "), Value("g"), function="regexp_replace", output_field=TEXT)


def _pages_of(keys: set[int]) -> dict[int, ConsultationPage]:
    """Return what is needed to write figures and terms; two queries for each consultation that has a hit."""
    return {one.pk: ConsultationPage(one) for one in Consultation.objects.filter(pk__in=keys)}


def _hit(row: dict, page: ConsultationPage, words: str) -> Hit:
    kind, code = KINDS[row["hit_kind"]], row["hit_language"]
    return Hit(
        title=page.texts.plain_in(row["hit_title"], code),
        excerpt=search.excerpt(page.texts.plain_in(row["hit_body"], code), words),
        url=kind.url(row["hit_slug"], row["hit_key"]),
        language=code,
        label=str(kind.label),
        rank=row["hit_rank"],
    )
