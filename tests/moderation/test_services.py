from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from moderation.enums import CaseStatus
from moderation.models import Case, Decision
from moderation.services import (
    MOVES,
    InvalidMoveError,
    MissingReasonError,
    NotPublishableError,
    StaleCaseError,
    decide,
    open_case,
    resubmit,
)
from tests.factories.moderation import make_case, make_moderator, make_reason

S = CaseStatus
pytestmark = pytest.mark.django_db


def why(status):
    """Return what the status asks for."""
    if status in {S.REJECTED, S.WITHHELD}:
        return {"reason": make_reason(for_status=status)}
    return {"note": "Please take the name out."} if status == S.CHANGES_REQUESTED else {}


def state_of(case):
    return Case.objects.values_list("status", "revision", "contribution_version").get(pk=case.pk)


def test_open_case_waits_for_a_decision():
    sent = datetime(2026, 5, 1, 10, tzinfo=UTC)

    case = open_case(kind="leaflet", language="fr", country="ML", submitted_at=sent)

    assert list(Case.objects.waiting()) == [case]
    assert (case.kind, case.language, case.country, case.submitted_at) == ("leaflet", "fr", "ML", sent)
    assert state_of(case) == (S.SUBMITTED, 1, 1)
    assert Decision.objects.count() == 0


def test_decide_changes_the_status_leaves_a_trace_and_tells_the_kind(leaflets, time_machine):
    time_machine.move_to(datetime(2026, 5, 2, 9, 30, tzinfo=UTC), tick=False)
    case, moderator, reason = make_case(), make_moderator(), make_reason()

    decision = decide(
        case=case, to_status=S.REJECTED, by=moderator, seen_revision=1, reason=reason, note=" Not about it. "
    )

    assert state_of(case) == (S.REJECTED, 2, 1)
    assert leaflets.decided == [(case.pk, S.SUBMITTED, S.REJECTED)]
    assert (decision.from_status, decision.to_status, decision.reason, decision.note) == (
        S.SUBMITTED,
        S.REJECTED,
        reason,
        "Not about it.",
    )
    assert (decision.decided_by, decision.decided_at) == (moderator, datetime(2026, 5, 2, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize("from_status", S.values)
@pytest.mark.parametrize("to_status", S.values)
def test_decide_follows_the_table_of_moves_and_nothing_else(leaflets, from_status, to_status):
    case = make_case(status=from_status)

    if to_status in MOVES[from_status]:
        decide(case=case, to_status=to_status, by=make_moderator(), seen_revision=1, **why(to_status))
        assert state_of(case) == (to_status, 2, 1)
    else:
        with pytest.raises(InvalidMoveError):
            decide(case=case, to_status=to_status, by=make_moderator(), seen_revision=1, **why(to_status))
        assert state_of(case) == (from_status, 1, 1)
        assert leaflets.decided == []


@pytest.mark.parametrize("status", [S.REJECTED, S.WITHHELD, S.CHANGES_REQUESTED])
@pytest.mark.parametrize("note", ["", "  \n"])
def test_decide_asks_for_a_reason_or_for_words(leaflets, status, note):
    case = make_case()

    with pytest.raises(MissingReasonError):
        decide(case=case, to_status=status, by=make_moderator(), seen_revision=1, note=note)

    assert state_of(case) == (S.SUBMITTED, 1, 1)


def test_decide_refuses_a_reason_of_another_list(leaflets):
    case = make_case()

    with pytest.raises(MissingReasonError):
        decide(
            case=case,
            to_status=S.REJECTED,
            by=make_moderator(),
            seen_revision=1,
            reason=make_reason(for_status=S.WITHHELD),
        )


def test_decide_on_an_older_revision_names_the_decision_made_meanwhile(leaflets):
    case, first, second = make_case(), make_moderator(), make_moderator()
    made = decide(case=case, to_status=S.PUBLISHED, by=first, seen_revision=1)

    with pytest.raises(StaleCaseError) as error:
        decide(case=case, to_status=S.REJECTED, by=second, seen_revision=1, reason=make_reason())

    assert (error.value.decision, error.value.decision.decided_by) == (made, first)
    assert state_of(case) == (S.PUBLISHED, 2, 1)


def test_decide_undoes_everything_when_the_kind_refuses(leaflets):
    case = make_case()
    leaflets.not_publishable.add(case.pk)

    with pytest.raises(NotPublishableError, match="did not agree"):
        decide(case=case, to_status=S.PUBLISHED, by=make_moderator(), seen_revision=1)

    assert state_of(case) == (S.SUBMITTED, 1, 1)
    assert Decision.objects.count() == 0


@pytest.mark.parametrize("from_status", S.values)
def test_resubmit_puts_the_case_back_into_the_queue(leaflets, from_status, time_machine):
    time_machine.move_to(datetime(2026, 5, 3, tzinfo=UTC), tick=False)
    case = make_case(status=from_status, submitted_at=datetime(2026, 5, 1, tzinfo=UTC))

    resubmit(case=case, contribution_version=2, language="fr")

    assert state_of(case) == (S.SUBMITTED, 2, 2)
    case.refresh_from_db()
    assert (case.submitted_at, case.language) == (datetime(2026, 5, 3, tzinfo=UTC), "fr")
    trace = Decision.objects.get()
    assert (trace.from_status, trace.to_status, trace.decided_by, trace.contribution_version) == (
        from_status,
        S.SUBMITTED,
        None,
        2,
    )


def test_decide_after_a_new_version_was_sent_is_stale(leaflets):
    case = make_case()
    resubmit(case=case, contribution_version=2, language="fr")

    with pytest.raises(StaleCaseError) as error:
        decide(case=case, to_status=S.PUBLISHED, by=make_moderator(), seen_revision=1)

    assert error.value.decision.decided_by is None


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_make_one_decision(leaflets):
    case, moderators = make_case(), [make_moderator(), make_moderator()]
    statuses, outcomes, barrier = [S.PUBLISHED, S.CHANGES_REQUESTED], {}, Barrier(2)

    def decide_at_once(moderator, status):
        barrier.wait()
        try:
            decide(case=case, to_status=status, by=moderator, seen_revision=1, note="Please say more.")
            outcomes[status] = "done"
        except StaleCaseError as error:
            outcomes[status] = error.decision.to_status
        finally:
            connection.close()

    threads = [Thread(target=decide_at_once, args=pair) for pair in zip(moderators, statuses, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = Case.objects.get().status
    loser = next(status for status in statuses if status != winner)
    assert outcomes == {winner: "done", loser: winner}
    assert Decision.objects.count() == 1
