from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from consultations.process import ProcessFileError, import_process


class Command(BaseCommand):
    help = "Read a process file into the database: everything or, when anything is wrong, nothing. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Check everything, write nothing.")

    def handle(self, *, file, dry_run, **options):
        try:
            result = import_process(text=file.read_text(encoding="utf-8"), dry_run=dry_run)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except ProcessFileError as error:
            raise CommandError(f"{file}: {len(error.problems)} problem(s), nothing written\n{error}") from error
        counts = f"{result.created} created, {result.changed} changed, {result.removed} removed"
        note = " (dry run: nothing written)" if dry_run else ""
        self.stdout.write(self.style.SUCCESS(f"{result.consultation.slug}: {counts}{note}"))
