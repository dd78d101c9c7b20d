from pathlib import Path

import pytest
from django.conf import settings as django_settings


@pytest.fixture(autouse=True)
def _mail_templates(settings):
    """Add the templates of the test kind, which the site itself does not have."""
    own = Path(__file__).parent / "templates"
    (engine,) = django_settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], own]}]
