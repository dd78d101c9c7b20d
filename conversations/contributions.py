"""How this room announces itself to the rooms below: a channel, a kind of contribution that is moderated, searches."""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case, F, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.enums import Channel
from conversations.models import Conversation
from conversations.moderated import OUTCOME
from core import contributions, formats

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
    contributions.register_moderated_kind(OUTCOME)


def count_announced(consultation) -> int:
    return Conversation.objects.announced().filter(consultation=consultation).count()


def announced_label(number: int) -> str:
    text = ngettext("%(number)s conversation announced", "%(number)s conversations announced", number)
    return text % {"number": formats.number(number)}


def search_announced(words: str, code: str) -> list[contributions.Hit]:
    """Find announced conversations by title, and by organisation where that is shown."""
    shown_organisation = Case(When(shows_organisation=True, then=F("organisation")), default=Value(""))
    configuration = f"cocrea_{code}"
    vector = SearchVector("title", shown_organisation, config=configuration)
    query = SearchQuery(words, config=configuration, search_type="websearch")
    found = (
        Conversation.objects.announced()
        .annotate(vector=vector, rank=SearchRank(vector, query))
        .filter(vector=query)
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
