"""A real browser on a real server: what every journey starts from, and what every page must hold."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as system_browser

SCREENSHOTS = settings.DATA_DIR / "screenshots"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESKTOP = 320, 1280
WATCH_CSP = "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"


def pytest_configure(config):
    # Playwright's own event loop runs in the test's thread; Django would refuse to use the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass
class Visitor:
    """A person with a browser window, and everything that went wrong in it."""

    page: Page
    site: str
    examiner: Page | None = None
    """Where scripts run when the person's own window has none: axe needs them."""
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a path of the site; refuses a page that answers with an error."""
        response = self.page.goto(path if path.startswith("http") else self.site + path)
        assert response.status < 400, f"{path}: {response.status}"

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def check(self, name: str) -> None:
        """Hold the page against what every page must be: accessible, without sideways scrolling, self-contained."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
        page = self._examined()
        options = {"runOnly": AXE_RULES, "preload": False}  # preloading misreads the admin's @import
        violations = Axe().run(page, options=options).response["violations"]
        found = [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]]
        assert found == [], f"{name} at {self.page.url}"
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{name} scrolls sideways by {overflow} px"
        assert self.problems == [], f"{name} at {self.page.url}"

    def _examined(self) -> Page:
        """Return the page to examine: the person's own, or the same HTML at the same address where scripts run."""
        if self.examiner is None:
            return self.page
        html, address = self.page.content(), self.page.url
        self.examiner.unroute_all()
        self.examiner.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.examiner.goto(address)
        return self.examiner


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = system_browser.path()
    assert path, "No Chromium: python -m tests.browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=system_browser.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(transactional_db, django_db_serialized_rollback, live_server, settings) -> str:
    """Run a site that has the demo consultation and return its address."""
    settings.SITE_URL = live_server.url
    settings.DEBUG = True  # the demo is refused elsewhere
    call_command("load_demo", verbosity=0)
    settings.DEBUG = False
    return live_server.url


@pytest.fixture
def visit(chromium, site):
    """Open windows: visit(language="fr", javascript=False, width=PHONE)."""
    contexts = []

    def new_page(*, language: str, javascript: bool, width: int) -> Page:
        context = chromium.new_context(
            locale=language, java_script_enabled=javascript, viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    def open_window(*, language: str = "en", javascript: bool = True, width: int = DESKTOP) -> Visitor:
        page = new_page(language=language, javascript=javascript, width=width)
        visitor = Visitor(page, site)
        if not javascript:
            visitor.examiner = new_page(language=language, javascript=True, width=width)
        page.add_init_script(WATCH_CSP)
        page.on("console", lambda message: _note_problem(visitor, message))
        page.on("request", lambda request: _note_foreign(visitor, request.url))
        return visitor

    yield open_window
    for context in contexts:
        context.close()


def _note_problem(visitor: Visitor, message) -> None:
    if message.type == "error" and not re.search(r"status of 4\d\d", message.text):
        visitor.problems.append(message.text)


def _note_foreign(visitor: Visitor, url: str) -> None:
    if not url.startswith((visitor.site, "data:", "blob:")):
        visitor.problems.append(f"third party: {url}")
