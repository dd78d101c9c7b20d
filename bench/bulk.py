"""Bulk work: reading a process file and ten thousand outcomes, in seconds and memory; page costs before and after."""

import os
import re
import subprocess
import sys
import time

from django.core.management import call_command

from bench import pages

OUTCOMES = 10_000


def prepare() -> None:
    """Load what the pages are measured with."""
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    call_command("make_load", outcomes=pages.OUTCOMES, verbosity=0)


def measure() -> str:
    """Return a Markdown table of what bulk work costs, and whether pages cost more queries after it."""
    before = pages.query_counts()
    rows = [
        _row("reading the reference process again", "import_process", "demo/ogp-strategy-2023-2028.yaml"),
        _row(f"making {OUTCOMES:,} published outcomes", "make_load", "--outcomes", str(OUTCOMES)),
    ]
    after = pages.query_counts()
    same = "the same" if before == after else f"not the same: {before} and {after}"
    head = ["## Bulk work", "", "| What | Seconds | Peak memory |", "|---|---|---|"]
    foot = ["", f"Queries of each page with {pages.OUTCOMES} and with {OUTCOMES:,} more outcomes: {same}.", ""]
    return "\n".join([*head, *rows, *foot])


def _row(name: str, *command: str) -> str:
    started = time.monotonic()
    output = subprocess.run(
        ["/usr/bin/env", sys.executable, "-c", _WITH_MEMORY, "manage.py", *command],
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    seconds = time.monotonic() - started
    kilobytes = int(re.findall(r"peak (\d+)", output)[-1])
    return f"| {name} | {seconds:.1f} | {kilobytes / 1024:.0f} MiB |"


_WITH_MEMORY = """
import resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
