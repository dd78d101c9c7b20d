"""Settings: every variable is in .env.example, nothing is silenced, and Django's checks for deployment pass."""

import re

from django.conf import settings

from config import check_deploy

ROOT = settings.BASE_DIR
READ = re.compile(r'(?:env\.(?:text|boolean|number|words|path)\(|environ\.get\()\s*"([A-Z_]+)"')
NAMED = re.compile(r"^#? ?([A-Z_]+)=", re.MULTILINE)
COMPOSE = {"POSTGRES_PASSWORD", "REDIS_PASSWORD"}


def variables_read() -> set[str]:
    files = [*(ROOT / "config").glob("*.py"), *(ROOT / "core").rglob("*.py"), *(ROOT / "mail").rglob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text())}


def test_every_variable_that_is_read_is_in_the_example_and_no_other():
    assert set(NAMED.findall((ROOT / ".env.example").read_text())) == variables_read() | COMPOSE


def test_no_check_is_silenced():
    assert "SILENCED_SYSTEM_CHECKS" not in (ROOT / "config/settings.py").read_text()


def test_the_checks_for_deployment_pass():
    assert check_deploy.main() == 0
