"""How this room announces itself to the rooms below: a channel, a kind of contribution that is moderated, searches."""

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.crawlers import PublicPages
from consultations.demo import register_demo
from consultations.enums import Channel
from conversations import answers
from conversations.demo import load_conversations
from conversations.models import Conversation, Outcome, PublishedText
from conversations.moderated import OUTCOME
from conversations.presenters import PublicOutcome
from core import contributions, formats, search

HITS = 20


def register() -> None:
    contributions.register_channel(
        contributions.Channel(
            code=Channel.CONVERSATIONS,
            start_url=lambda: reverse("conversations:host"),
            count=count_announced,
            count_label=announced_label,
        )
    )
    contributions.register_search(search_announced)
    contributions.register_search(search_published)
    contributions.register_moderated_kind(OUTCOME)
    contributions.register_published_answers(
        contributions.PublishedAnswers(code=Channel.CONVERSATIONS, page=answers.page)
    )
    contributions.register_sitemap("conversations", ConversationPages)
    contributions.register_sitemap("outcomes", OutcomePages)
    register_demo(load_conversations)


def count_announced(consultation) -> int:
    return Conversation.objects.announced().filter(consultation=consultation).count()


def announced_label(number: int) -> str:
    text = ngettext("%(number)s conversation announced", "%(number)s conversations announced", number)
    return text % {"number": formats.number(number)}


def search_announced(words: str, code: str) -> list[contributions.Hit]:
    """Find announced conversations by title, and by organisation where that is shown."""
    query = search.query(words)
    if query is None:
        return []
    found = (
        Conversation.objects.announced()
        .filter(document=query)
        .annotate(rank=SearchRank(F("document"), query))
        .order_by("-rank", "-starts_at", "pk")
    )
    return [
        contributions.Hit(
            title=conversation.title,
            excerpt=formats.local_time(conversation.starts_at, conversation.time_zone, code),
            url=reverse("conversations:detail", kwargs={"public_id": conversation.public_id}),
            language=conversation.host_language,
            label=_("Conversation"),
            rank=conversation.rank,
        )
        for conversation in found[:HITS]
    ]


def search_published(words: str, code: str) -> list[contributions.Hit]:
    """Find what published outcomes say, in whatever language; those in the reader's language stand first."""
    query = search.query(words)
    if query is None:
        return []
    found = (
        PublishedText.objects.filter(document=query, outcome__in=Outcome.objects.published())
        .annotate(rank=SearchRank(F("document"), query), is_own=Case(When(language=code, then=1), default=0))
        .select_related("outcome__conversation", "outcome__public_version")
        .order_by("-is_own", "-rank", "-outcome")
    )
    return [_hit(text, words) for text in found[:HITS]]


def _hit(text: PublishedText, words: str) -> contributions.Hit:
    outcome = text.outcome
    return contributions.Hit(
        title=PublicOutcome.build(outcome.public_version, [], outcome.conversation).title,
        excerpt=search.excerpt(text.text, words),
        url=reverse("conversations:outcome", kwargs={"public_id": outcome.public_id}),
        language=text.language,
        label=_("Outcome of a conversation"),
        rank=text.rank,
    )


class ConversationPages(PublicPages):
    """The list, the guide, and every announced conversation, for search engines."""

    def items(self):
        announced = Conversation.objects.announced().order_by("pk").values_list("public_id", flat=True)
        pages = [("conversations:list",), ("conversations:guide",)]
        return [*pages, *(("conversations:detail", public_id) for public_id in announced)]


class OutcomePages(PublicPages):
    """The list of outcomes and every published one, for search engines."""

    def items(self):
        published = Outcome.objects.published().latest_first().values_list("public_id", flat=True)
        return [("conversations:outcomes",), *(("conversations:outcome", public_id) for public_id in published)]
