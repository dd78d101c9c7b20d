"""The host kit as PDF: agenda, question cards, attendance sheet, note template, from the guide and the definition."""

from .document import make_kit

__all__ = ["make_kit"]
