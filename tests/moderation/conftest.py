import pytest

from core import contributions
from core.contributions import MailPreview, ModeratedKind
from moderation.models import Case
from moderation.services import NotPublishableError


class Leaflets:
    """A kind of contribution made for these tests: it remembers what it was told."""

    def __init__(self):
        self.decided = []
        self.not_publishable: set[int] = set()

    def on_decided(self, case, decision):
        if decision.to_status == "published" and case.pk in self.not_publishable:
            raise NotPublishableError("Its author did not agree to publication.")
        self.decided.append((case.pk, decision.from_status, decision.to_status))

    def search(self, words):
        return Case.objects.filter(kind="leaflet", pk=int(words) if words.isdigit() else 0).values("pk")

    def preview_mail(self, case, decision):
        return MailPreview(case.language, "About your leaflet", f"Dear author, {decision.note}")

    def titles(self, case_ids):
        return {case_id: f"Leaflet {case_id}" for case_id in case_ids}


@pytest.fixture
def leaflets(monkeypatch):
    kind = Leaflets()
    registered = ModeratedKind(
        code="leaflet",
        label="leaflet",
        titles=kind.titles,
        review_template="tests/leaflet.html",
        review_context=lambda case: {"case": case},
        on_decided=kind.on_decided,
        search=kind.search,
        preview_mail=kind.preview_mail,
    )
    monkeypatch.setitem(contributions.moderated_kinds, "leaflet", registered)
    return kind
