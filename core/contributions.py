"""The registry in which each kind of contribution announces itself, so that lower rooms can show upper ones.

A room registers its kinds in AppConfig.ready(). Rooms below (moderation's queue, the home page's counts, search)
ask the registry and never import the room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hit:
    """One search result: plain text, its language, and where it leads."""

    title: str
    excerpt: str
    url: str
    language: str
    label: str
    rank: float


@dataclass(frozen=True)
class Channel:
    """A way to take part: what calls to action and the home page need to know of it."""

    code: str
    """One of consultations.enums.Channel."""
    start_url: Callable[[], str]
    """Where a person begins, in the active language."""
    count: Callable[[Any], int]
    """How many public contributions a consultation has through it."""
    count_label: Callable[[int], str]
    """The words for that number, in the active language: "12 conversations announced"."""


@dataclass(frozen=True)
class MailPreview:
    """A mail that is not written yet, in its reader's language."""

    language: str
    subject: str
    text: str


@dataclass(frozen=True)
class ModeratedKind:
    """A kind of contribution that waits for a decision."""

    code: str
    """Stored in moderation.Case.kind; stable for ever."""
    label: str
    """Lazily translated name of one such contribution."""
    titles: Callable[[Iterable[int]], dict[int, str]]
    """Case ids in, their titles out, in one query."""
    review_template: str
    """The template that shows one contribution to those who decide."""
    review_context: Callable[[Any], dict]
    """The case in, that template's context out."""
    on_decided: Callable[[Any, Any], None]
    """Called with the case and the decision in one transaction: publishes, withdraws, writes to the author."""
    search: Callable[[str], Any]
    """What a moderator typed in, a queryset of the ids of the cases that fit out: by number, by title."""
    preview_mail: Callable[[Any, Any], "MailPreview | None"]
    """The case and an unsaved decision in, the mail that its author would get out; None when there would be none."""


@dataclass(frozen=True)
class PublishedAnswers:
    """What one kind of contribution has published on a big question; shown on the question's page.

    The page is kept under the version of its consultation: who publishes or withdraws something calls
    consultations.services.touch() in the same transaction.
    """

    code: str
    """One of consultations.enums.Channel."""
    page: Callable[..., tuple[str, dict]]
    """page(big_question, language=…, country=…, number=…) gives a template and its context.

    `language` and `country` are what the reader typed or chose ("" for all; unknown values find nothing), `number`
    the page wanted, from 1; a page past the end is the last one. The template is a piece without headings above
    level 3; it shows its own filter form (GET, names `language`, `country`, `page`), empty state and page links.
    """


channels: dict[str, Channel] = {}
moderated_kinds: dict[str, ModeratedKind] = {}
published_answers: dict[str, PublishedAnswers] = {}
searches: list[Callable[[str, str], list[Hit]]] = []
sitemaps: dict[str, type] = {}


def register_channel(channel: Channel) -> None:
    channels[channel.code] = channel


def register_moderated_kind(kind: ModeratedKind) -> None:
    moderated_kinds[kind.code] = kind


def register_search(search: Callable[[str, str], list[Hit]]) -> None:
    """Add a search: it takes the words and the reader's language, and returns its best hits, published ones only."""
    searches.append(search)


def register_published_answers(provider: PublishedAnswers) -> None:
    published_answers[provider.code] = provider


def register_sitemap(name: str, sitemap: type) -> None:
    """Add a consultations.crawlers.PublicPages class; its items are public objects only."""
    sitemaps[name] = sitemap
