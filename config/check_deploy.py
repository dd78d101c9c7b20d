"""Run Django's checks for deployment with settings as production has them: python -m config.check_deploy."""

import os
import subprocess
import sys

PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "an-example-of-a-key-that-no-site-uses-0123456789-abcdefghij",
    "SITE_URL": "https://cocrea.example.org",
    "ALLOWED_HOSTS": "cocrea.example.org",
    "DATABASE_URL": "postgresql://cocrea:secret@localhost:5432/cocrea",
    "REDIS_URL": "redis://:secret@localhost:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_USE_TLS": "true",
    "DEFAULT_FROM_EMAIL": "Cocrea <no-reply@cocrea.example.org>",
    "HELP_EMAIL": "help@cocrea.example.org",
    "TRUSTED_PROXIES": "1",
}
"""A complete set of variables; tests start from it too."""


def main() -> int:
    """Return the exit code of the checks, in an environment of their own; every warning counts."""
    environment = {"PATH": os.environ["PATH"], **PRODUCTION}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 -- our own


if __name__ == "__main__":
    sys.exit(main())
