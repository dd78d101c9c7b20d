import importlib

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import translation

from core.language import CODES
from moderation.enums import CaseStatus
from moderation.models import Decision, Reason
from moderation.services import decide
from tests.factories.moderation import make_case, make_moderator

pytestmark = pytest.mark.django_db
reasons = importlib.import_module("moderation.migrations.0002_reasons")


@pytest.mark.usefixtures("leaflets")
def test_trail_cannot_be_changed_or_deleted():
    decision = decide(case=make_case(), to_status=CaseStatus.PUBLISHED, by=make_moderator(), seen_revision=1)
    line = Decision.objects.filter(pk=decision.pk)

    for change in (lambda: line.update(note="Rewritten"), line.delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()

    assert line.get().note == ""


def test_reasons_are_there_in_every_language_for_every_decision_that_needs_one():
    Reason.objects.all().delete()

    reasons.add_reasons(apps, None)
    reasons.add_reasons(apps, None)  # a second time changes nothing

    found = list(Reason.objects.all())
    assert [reason.code for reason in found] == [row[0] for row in reasons.REASONS]
    assert {reason.for_status for reason in found} == {
        CaseStatus.REJECTED,
        CaseStatus.WITHHELD,
        CaseStatus.CHANGES_REQUESTED,
    }
    for code in CODES:
        with translation.override(code):
            titles = {reason.title for reason in found}
            explanations = {reason.explanation for reason in found}
        assert len(titles) == len(explanations) == len(found)
