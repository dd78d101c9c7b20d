from django.core.management.base import BaseCommand

from core import message_files


class Command(BaseCommand):
    help = "Compile the message files, without gettext's own programs."
    requires_system_checks = ()

    def handle(self, **options):
        message_files.compile_all()
