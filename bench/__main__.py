"""`make bench`: pages as ratios to a bare view, and the cost of bulk work; writes docs/performance.md."""

import os
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
os.environ["DATA_DIR"] = str(Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("LOG_LEVEL", "WARNING")


def main() -> None:
    from bench import bulk, load, mail, pages
    from core import embedded

    load.require_wrk()
    with embedded.services():
        import django

        django.setup()
        bulk.prepare()
        sections = [pages.measure(), bulk.measure(), mail.measure()]
    text = "\n".join(["# Measured performance", "", "Written by `make bench`; only ratios count.", "", *sections, ""])
    (BASE / "docs" / "performance.md").write_text(text)
    sys.stdout.write(text)


main()
