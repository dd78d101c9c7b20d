"""Contrast of the design tokens, measured as WCAG 2.2 does: 4.5 for text, 3 for what one must find or press."""

import re

import pytest
from django.conf import settings

TEXT, PART = 4.5, 3.0
SURFACES = ["paper", "surface", "sunken"]
PAIRS = [
    *[(ink, surface, TEXT) for ink in ["ink", "ink-soft", "link", "link-hover", "clay"] for surface in SURFACES],
    *[(part, surface, PART) for part in ["edge", "focus", "action", "leaf"] for surface in SURFACES],
    ("on-action", "action", TEXT),
    ("on-action", "action-hover", TEXT),
    ("on-marigold", "marigold", TEXT),
    ("surface", "clay", TEXT),
    ("surface", "leaf", PART),
    ("paper", "edge", PART),
    *[(meaning, f"{meaning}-wash", TEXT) for meaning in ["leaf", "sky", "amber", "clay"]],
    *[
        (ink, f"{wash}-wash", TEXT)
        for ink in ["ink", "ink-soft", "link"]
        for wash in ["marigold", "leaf", "sky", "amber", "clay"]
    ],
]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def themes() -> dict[str, dict[str, str]]:
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    return {"light": colours(light), "dark": colours(dark)}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_both_themes_name_the_same_colours():
    light, dark = themes().values()

    assert set(light) == set(dark)
    assert len(light) > 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(theme):
    tokens = themes()[theme]
    weak = {
        (front, back): round(contrast(tokens[front], tokens[back]), 2)
        for front, back, least in PAIRS
        if contrast(tokens[front], tokens[back]) < least
    }

    assert weak == {}
