from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from consultations.models import Consultation
from consultations.process import export_process


class Command(BaseCommand):
    help = "Write a consultation as a process file, to a file or to the screen."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("file", type=Path, nargs="?")

    def handle(self, *, slug, file, **options):
        consultation = Consultation.objects.filter(slug=slug).first()
        if consultation is None:
            raise CommandError(f"There is no consultation “{slug}”.")
        text = export_process(consultation=consultation)
        if file is None:
            self.stdout.write(text, ending="")
            return
        try:
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error}") from error
        self.stdout.write(self.style.SUCCESS(f"{file} written"))
