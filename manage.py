#!/usr/bin/env python
"""Run a command of the project; a real PostgreSQL and Redis are there while it runs."""

import contextlib
import os
import sys

# Commands that must work before, or without, a database.
WITHOUT_SERVICES = {"up", "compile_messages", "messages", "collectstatic", "check", "help", "--help", "--version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from core import embedded

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        with contextlib.nullcontext() if command in WITHOUT_SERVICES else embedded.services():
            execute_from_command_line(sys.argv)
    except (embedded.ServiceError, ImproperlyConfigured) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
