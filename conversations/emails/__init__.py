"""Mails of the room. Importing it announces an example of each kind."""

from . import previews, report

__all__ = ["previews", "report"]
