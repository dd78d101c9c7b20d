from django.core.management.base import BaseCommand, CommandError

from core import message_files


class Command(BaseCommand):
    help = "Collect the texts of the project into locale/fr and locale/es; --check only says what is missing."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Write nothing; fail when something is missing.")

    def handle(self, *, check, **options):
        problems = []
        for code in message_files.TARGETS:
            fresh = message_files.refresh(code)
            missing = message_files.untranslated(fresh)
            self.stdout.write(f"{code}: {len(fresh)} texts, {len(missing)} not translated")
            if not check:
                message_files.po_path(code).parent.mkdir(parents=True, exist_ok=True)
                fresh.save(str(message_files.po_path(code)))
                continue
            problems += [f"{code}: not translated: {entry.msgid!r} ({entry.occurrences[0][0]})" for entry in missing]
            if str(fresh) != str(message_files.read(code)):
                problems.append(f"{code}: the file is not up to date: run make messages")
        if problems:
            raise CommandError("\n".join(problems))
