"""Readers of environment variables that fail loudly: a wrong value stops the start with one sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """Return the variable's value; without a default it must be set and not empty.

    Raises ImproperlyConfigured.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} must be set. See .env.example.")
    return default


def boolean(name: str, *, default: bool) -> bool:
    """Return True or False; raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(TRUE | FALSE))}, not {value!r}.")


def number(name: str, default: int) -> int:
    """Return a whole number; raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of the variable, without empty ones."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return an absolute path; a relative one counts from the folder the command was started in."""
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else default.resolve()
