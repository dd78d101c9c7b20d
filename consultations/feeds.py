from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from consultations.models import Consultation, Update
from consultations.pages import ConsultationPage
from core import clock, language

LATEST = 20


class UpdateFeed(Feed):
    """The latest updates of all public consultations, in the language of the address."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Cocrea: updates")

    def subtitle(self) -> str:
        return _("News of the consultations in which a community writes its strategy together.")

    def link(self) -> str:
        return reverse("home")

    @property
    def language(self) -> str:
        return language.current()

    def items(self) -> list[tuple[Update, ConsultationPage]]:
        public = Update.objects.published(clock.today()).filter(consultation__in=Consultation.objects.public())
        updates = list(public.select_related("consultation").order_by("-published_on", "-pk")[:LATEST])
        pages = {update.consultation_id: ConsultationPage(update.consultation) for update in updates}
        return [(update, pages[update.consultation_id]) for update in updates]

    def item_title(self, item) -> str:
        return item[0].title

    def item_description(self, item) -> str:
        update, page = item
        return linebreaks(page.texts.plain(update, "body"), autoescape=True)  # readers take it as HTML

    def item_link(self, item) -> str:
        update, page = item
        return reverse("consultations:update", args=[page.consultation.slug, update.key])

    def item_guid(self, item) -> str:
        return f"urn:uuid:{item[0].public_id}"

    def item_pubdate(self, item) -> datetime:
        return datetime.combine(item[0].published_on, time(), UTC)

    item_updateddate = item_pubdate
