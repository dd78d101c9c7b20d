from argparse import ArgumentTypeError
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultations import demo


class Command(BaseCommand):
    help = "Load the reference process and the demo people. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=_day,
            default=demo.TWO_DAYS_BEFORE_THE_INFO_SESSIONS,
            help="The day of the process that becomes today; all its dates move along.",
        )

    def handle(self, *, today, **options):
        if not settings.DEBUG:
            raise CommandError("Refused while DEBUG is off: everybody knows the password of the demo people.")
        consultation = demo.load_demo(today=today)
        self.stdout.write(self.style.SUCCESS(f"{consultation.slug} loaded"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day such as 2022-05-17") from None
