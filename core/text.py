"""Texts that people send: what may stay in them, and what only confuses or harms those who read."""

import re

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
BREAKS = re.compile("[ \t\n\u2028\u2029]+")
DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(value: object) -> str:
    """Return the text without control characters and without marks that turn its reading direction round.

    Every kind of line break becomes a line feed; tabs and all other characters stay as they are.
    """
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return DIRECTION_OVERRIDES.sub("", CONTROLS.sub("", text))


def one_line(value: object) -> str:
    """Return the harmless text on one line: for names, titles and addresses. French no-break spaces stay."""
    return BREAKS.sub(" ", harmless(value)).strip()
