"""What every public page loads besides its HTML, gzipped: the budget of docs/house.md leaves 60 KB for all of it."""

import gzip

from django.conf import settings

SHELL = ["vendor/pico/pico.slim.css", "css/tokens.css", "css/site.css", "js/site.js", "img/favicon.svg"]


def gzipped(name: str) -> int:
    return len(gzip.compress((settings.BASE_DIR / "static" / name).read_bytes(), 9))


def test_styles_and_script_of_the_shell_stay_below_15_kilobytes():
    assert sum(gzipped(name) for name in SHELL) < 15_000


def test_the_script_of_the_shell_stays_below_4_kilobytes_unzipped():
    assert (settings.BASE_DIR / "static/js/site.js").stat().st_size < 4_000
