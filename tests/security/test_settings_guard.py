"""A production site does not start with settings that put people at risk (DJ-2)."""

import os
import runpy
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.check_deploy import PRODUCTION


def load(monkeypatch, **changes) -> dict:
    """Return the settings as production would read them, with the changes."""
    for name in [*os.environ]:
        if name.isupper() and name not in {"PATH", "HOME", "DATA_DIR", "TMPDIR"}:
            monkeypatch.delenv(name)
    for name, value in {**PRODUCTION, **changes}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delitem(sys.modules, "config.settings")
    return runpy.run_module("config.settings")


def test_the_example_is_complete(monkeypatch):
    settings = load(monkeypatch)

    assert settings["DEBUG"] is False
    assert settings["STAFF_SECOND_FACTOR"] is True
    assert settings["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"


def test_cookies_belong_to_this_host_and_to_https_only(monkeypatch):
    settings = load(monkeypatch)

    for cookie in ["SESSION", "CSRF", "LANGUAGE"]:
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"] is True
    assert "SESSION_COOKIE_DOMAIN" not in settings
    assert "CSRF_COOKIE_DOMAIN" not in settings


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have at least 50 random characters"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY must have at least 50 random characters"),
        ({"SECRET_KEY": "only-for-development-" + "x" * 40}, "SECRET_KEY must have at least 50 random characters"),
        ({"SITE_URL": ""}, "SITE_URL must be set"),
        ({"SITE_URL": "http://cocrea.example.org"}, "SITE_URL must start with https://"),
        ({"SITE_URL": "https://cocrea.example.org/path"}, "without a path"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "cocrea.example.org,*.example.org"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "other.example.org"}, "ALLOWED_HOSTS must hold the host name of SITE_URL"),
        ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL must look like postgresql://"),
        ({"EMAIL_HOST": ""}, "EMAIL_HOST must be set"),
        ({"DEFAULT_FROM_EMAIL": ""}, "DEFAULT_FROM_EMAIL must be set"),
        ({"HELP_EMAIL": ""}, "HELP_EMAIL must be set"),
        ({"EMAIL_USE_SSL": "true"}, "EMAIL_USE_TLS and EMAIL_USE_SSL exclude each other"),
        ({"STAFF_SECOND_FACTOR": "false"}, "STAFF_SECOND_FACTOR cannot be switched off"),
        ({"DEBUG": "perhaps"}, "DEBUG must be one of"),
        ({"TRUSTED_PROXIES": "many"}, "TRUSTED_PROXIES must be a whole number"),
    ],
)
def test_the_start_is_refused_with_one_sentence(monkeypatch, changes, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        load(monkeypatch, **changes)

    assert str(refusal.value).count("\n") == 0


def test_celery_never_runs_tasks_inside_a_request(monkeypatch):
    settings = load(monkeypatch)

    assert "CELERY_TASK_ALWAYS_EAGER" not in settings
    assert settings["EMAIL_HOST"] == "mail.example.org"
