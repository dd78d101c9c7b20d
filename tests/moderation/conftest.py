import pytest

from core import contributions
from core.contributions import ModeratedKind
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
    )
    monkeypatch.setitem(contributions.moderated_kinds, "leaflet", registered)
    return kind
