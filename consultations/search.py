"""Search in the texts of public consultations; each text in the language in which a reader would see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank, SearchVectorField
from django.db.models import Case, CharField, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import (
    BigQuestion,
    Consultation,
    Figure,
    Principle,
    Question,
    Section,
    Stage,
    Term,
    Update,
)
from consultations.rendering import Texts
from core import clock, language, search
from core.contributions import Hit

MOST_HITS = 100
MARKS = r"\{figure:[a-z0-9_-]+\}|\[\[[a-z0-9_-]+\||\[\[[a-z0-9_-]+\]\]|\]\]"
COLUMNS = ["kind", "consultation_id", "slug", "key", "shown_title", "shown_body", "shown_in", "rank"]


@dataclass(frozen=True)
class Kind:
    """A kind of text: its title and body columns, its name to readers, and where one of them is shown."""

    label: str | Promise
    rows: Callable[[], QuerySet]
    title: str
    bodies: tuple[str, ...]
    key: str
    url: Callable[[str, str], str]
    slug: str = "consultation__slug"


def _page(name: str) -> Callable[[str, str], str]:
    return lambda slug, key: reverse(f"consultations:{name}", args=[slug, key])


def _anchor(prefix: str) -> Callable[[str, str], str]:
    return lambda slug, key: f"{reverse('consultations:detail', args=[slug])}#{prefix}{key}"


def _updates() -> QuerySet:
    return Update.objects.published_by(clock.today())


KINDS = {
    "consultation": Kind(
        label=_("Consultation"),
        rows=Consultation.objects.all,
        title="title",
        bodies=("summary", "in_scope", "out_of_scope", "who_decides"),
        slug="slug",
        key="slug",
        url=lambda slug, key: reverse("consultations:detail", args=[slug]),
    ),
    "stage": Kind(_("Stage"), Stage.objects.all, "title", ("summary", "output"), "slug", _page("stage")),
    "section": Kind(_("Consultation text"), Section.objects.all, "title", ("body",), "key", _anchor("section-")),
    "principle": Kind(_("Principle"), Principle.objects.all, "name", ("text",), "key", _anchor("principle-")),
    "big_question": Kind(_("Big question"), BigQuestion.objects.all, "title", (), "key", _page("question")),
    "question": Kind(
        _("Question"), Question.objects.all, "text", ("pole_a", "pole_b"), "big_question__key", _page("question")
    ),
    "update": Kind(_("Update"), _updates, "title", ("body",), "key", _page("update")),
    "term": Kind(
        _("Glossary"),
        Term.objects.all,
        "forms",
        ("definition",),
        "key",
        lambda slug, key: f"{reverse('consultations:glossary')}#term-{key}",
    ),
}


def search_consultations(words: str, code: str) -> list[Hit]:
    """Return the best hits in public consultations for a reader of the language, best first, in two queries."""
    query = search.query(words)
    if query is None:
        return []
    first, *others = (_matches(name, kind, query, code) for name, kind in KINDS.items())
    rows = list(first.union(*others, all=True).order_by("-rank", "shown_title")[:MOST_HITS])
    texts = _texts_of({row["consultation_id"] for row in rows})
    return [_hit(row, texts[row["consultation_id"]], words) for row in rows]


def _matches(name: str, kind: Kind, query, code: str) -> QuerySet:
    consultation = "pk" if kind.slug == "slug" else "consultation_id"
    public = Q(is_public=True) if kind.slug == "slug" else Q(consultation__is_public=True)
    vector = search.together(_title_vector(kind, code), *(_vector(body, code) for body in kind.bodies))
    return (
        kind.rows()
        .filter(public)
        .order_by()
        .annotate(vector=vector)
        .filter(vector=query)
        .values(
            kind=Value(name, output_field=CharField()),
            consultation_id=F(consultation),
            slug=F(kind.slug),
            key=F(kind.key),
            shown_title=_shown_title(kind, code),
            shown_body=_shown(kind.bodies[0], code) if kind.bodies else Value("", output_field=TextField()),
            shown_in=_shown_in(kind.bodies[0] if kind.bodies else kind.title, code),
            rank=SearchRank(F("vector"), query),
        )
        .values(*COLUMNS)
    )
