import resource
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultations.models import Consultation
from conversations.load import make_outcomes
from moderation.enums import CaseStatus

KILOBYTE = 1 if sys.platform != "darwin" else 1024  # Linux counts kilobytes, macOS bytes


class Command(BaseCommand):
    help = "Create invented conversations with outcomes, for benchmarks. Only on a machine for development."

    def add_arguments(self, parser):
        parser.add_argument("--outcomes", type=int, default=10_000, help="How many published ones (default: 10000).")
        parser.add_argument("--waiting", type=int, default=0, help="How many that wait for a decision (default: 0).")
        parser.add_argument("--consultation", default="", help="Its slug (default: the newest one).")

    def handle(self, *, outcomes, waiting, consultation, **options):
        if not settings.DEBUG:
            raise CommandError("make_load writes invented data: it is refused when DEBUG is off.")
        chosen = Consultation.objects.public().newest_first()
        found = (chosen.filter(slug=consultation) if consultation else chosen).first()
        if found is None or not found.stages.exists():
            raise CommandError("There is no consultation with a stage. Run load_demo first, or name another one.")
        started = time.monotonic()
        for count, status in ((outcomes, CaseStatus.PUBLISHED), (waiting, CaseStatus.SUBMITTED)):
            for done in make_outcomes(found, count=count, status=status):
                self.stdout.write(f"{status}: {done}/{count}")
        seconds = time.monotonic() - started
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE / 1024
        self.stdout.write(self.style.SUCCESS(f"Done in {seconds:.1f} s, peak memory {megabytes:.0f} MB."))
