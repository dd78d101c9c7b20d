"""Requests per second of the public pages, each as a ratio to the bare view in the same round."""

import os
import subprocess
import sys

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import load

PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": "only-for-the-benchmark-00000000000000000000000000000000000",
    "SITE_URL": "https://localhost",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "EMAIL_HOST": "localhost",
    "DEFAULT_FROM_EMAIL": "cocrea@example.org",
    "HELP_EMAIL": "help@example.org",
    "TRUSTED_PROXIES": "1",
}
BEHIND_PROXY = ("X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.1")
OUTCOMES = 300
GOALS = {"home": 10, "consultation": 20, "question": 25, "conversations": 20}


def addresses() -> dict[str, str]:
    """Return the measured pages by name; the question is the one with the most published answers."""
    consultation = "/en/consultations/strategy-2023-2028/"
    return {
        "home": "/en/",
        "consultation": consultation,
        "question": f"{consultation}questions/focus/",
        "conversations": "/en/conversations/",
    }


def query_counts() -> dict[str, int]:
    """Return how many queries each page costs when nothing is cached."""
    from django.core.cache import cache

    from core.pages import forget_kept

    counts = {}
    for name, path in addresses().items():
        cache.clear()
        forget_kept()
        with CaptureQueriesContext(connection) as queries:
            response = Client(SERVER_NAME="localhost").get(path)
        if response.status_code != 200:  # noqa: PLR2004
            sys.exit(f"{path} answers {response.status_code}.")
        counts[name] = len(queries)
    return counts


def measure() -> str:
    """Measure all pages in three rounds and return a Markdown table of medians."""
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        env={**os.environ, **PRODUCTION},
        check=True,
    )
    names = list(addresses())
    ratios: dict[str, list[float]] = {name: [] for name in names}
    p95: dict[str, list[float]] = {name: [] for name in names}
    hello_rates = []
    with (
        load.serve("bench.hello:application", "/hello") as hello,
        load.serve("config.wsgi:application", "/healthz", **PRODUCTION) as site,
    ):
        for _round in range(load.ROUNDS):
            bare = load.measure(f"{hello}/hello")
            hello_rates.append(bare.rate)
            for name, path in addresses().items():
                page = load.measure(site + path, headers=BEHIND_PROXY)
                ratios[name].append(bare.rate / page.rate)
                p95[name].append(page.p95)
    return _table(names, ratios, p95, load.median(hello_rates))


def _table(names: list[str], ratios: dict, p95: dict, hello_rate: float) -> str:
    queries = query_counts()
    rows = [
        f"| {name} | 1/{load.median(ratios[name]):.1f} | 1/{GOALS[name]} | {load.median(p95[name]):.1f} ms "
        f"| {queries[name]} |"
        for name in names
    ]
    setting = f"{load.WORKERS} workers, {load.CONNECTIONS} connections, {load.ROUNDS} rounds of {load.SECONDS} seconds"
    head = [
        "## Public pages",
        "",
        f"The demo with {OUTCOMES} published outcomes; {setting}, medians.",
        f"A bare view without middleware, on the same server in the same rounds: {hello_rate:.0f} a second.",
        "",
        "| Page | Rate against the bare view | Goal | 95 of 100 within | Queries, nothing cached |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])
