"""The demo: the reference process, moved so that it stands two days before its info sessions, and who takes part."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import transaction

from accounts.demo import load_people
from consultations.models import Consultation
from consultations.process import read_process, shift_process, write_process
from core import clock

PROCESS_FILE = settings.BASE_DIR / "demo" / "ogp-strategy-2023-2028.yaml"
TWO_DAYS_BEFORE_THE_INFO_SESSIONS = date(2022, 5, 17)

_loaders: list[Callable[[Consultation], None]] = []


def register_demo(loader: Callable[[Consultation], None]) -> None:
    """Let a room above add what happened in the demo; the loader must be safe to repeat."""
    _loaders.append(loader)


@transaction.atomic
def load_demo(*, today: date = TWO_DAYS_BEFORE_THE_INFO_SESSIONS) -> Consultation:
    """Load people, the process with `today` of its calendar moved to this day, and what other rooms add."""
    load_people(password=settings.DEMO_PASSWORD)
    report = read_process(PROCESS_FILE.read_text(encoding="utf-8"))
    shift_process(report=report, day=today, becomes=clock.today())
    consultation = write_process(report=report).consultation
    for loader in _loaders:
        loader(consultation)
    return consultation
