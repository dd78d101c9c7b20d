"""The house keeps itself: rules about the repository that nobody has to remember."""

import fnmatch
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
MADE = {".git", ".venv", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}
APPS = ["config", "core", "mail", "accounts", "moderation", "consultations", "conversations"]
LONGEST_MODULE, LONGEST_TEST, LONGEST_TEMPLATE = 400, 600, 200
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE)


def tracked(*patterns: str) -> list[Path]:
    """Return the project's own files; in a copy without its history, all but what the Makefile makes."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    found = [path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.relative_to(ROOT).parts)]
    return [path for path in found if _matches(path, patterns)]


def _matches(path: Path, patterns: tuple[str, ...]) -> bool:
    name = str(path.relative_to(ROOT))
    return not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def names(paths) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_there_are_files_to_look_at():
    assert len(tracked("*.py")) > 50
    assert len(tracked("templates/*.html")) > 20


def test_no_module_is_longer_than_400_lines():
    modules = [path for path in tracked("*.py") if "tests" not in path.parts and "migrations" not in path.parts]

    assert names(path for path in modules if lines(path) > LONGEST_MODULE) == []


def test_no_test_file_is_longer_than_600_lines():
    assert names(path for path in tracked("tests/*.py") if lines(path) > LONGEST_TEST) == []


def test_no_template_is_longer_than_200_lines():
    assert names(path for path in tracked("templates/*") if lines(path) > LONGEST_TEMPLATE) == []


def test_no_template_holds_inline_script_style_or_handler():
    pages = [path for path in tracked("templates/*.html") if "emails" not in path.parts]

    assert names(path for path in pages if INLINE.search(path.read_text())) == []


def test_text_is_declared_safe_in_one_module_only():
    marks = re.compile(r"\bmark_safe\b|autoescape off|\|\s*safe\b")
    files = [path for path in tracked("*.py", "templates/*.html") if "tests" not in path.parts]

    assert names(path for path in files if marks.search(path.read_text())) == ["core/html.py"]


def test_no_lock_file_and_no_download_address_is_kept():
    hosts = re.compile("py" + r"pi\.org|python" + r"hosted|registry\.np" + "mjs|deb\\.deb" + "ian")
    locks = {"uv.lock", "poetry.lock", "package-lock.json", "Pipfile.lock"}
    texts = [path for path in tracked() if path.suffix not in {".png", ".ttf", ".woff2", ".pdf", ".gz", ".br"}]

    assert [path.name for path in texts if path.name in locks] == []
    assert names(path for path in texts if hosts.search(path.read_text(errors="ignore"))) == []


def test_requirements_hold_exact_versions_with_hashes():
    for name in ["requirements.txt", "requirements-dev.txt"]:
        pins = [line for line in (ROOT / name).read_text().splitlines() if line and line[0] not in " #"]

        assert pins
        assert [pin for pin in pins if "==" not in pin or not pin.endswith("\\")] == []


def test_every_migration_says_what_it_does():
    migrations = [path.stem for app in APPS for path in tracked(f"{app}/migrations/0*.py")]

    assert migrations
    assert [name for name in migrations if re.search(r"_auto_|_alter_.*_and_more", name)] == []


def test_every_command_is_in_the_handbook():
    handbook = (ROOT / "docs/running.md").read_text()
    commands = [path.stem for path in tracked("*/management/commands/*.py") if path.stem != "__init__"]

    assert [name for name in commands if f"manage.py {name}" not in handbook] == []


def test_every_make_target_is_in_the_handbook():
    handbook = (ROOT / "docs/running.md").read_text()
    targets = re.findall(r"^([a-z0-9-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert targets
    assert [target for target in targets if f"make {target}" not in handbook] == []


def test_ci_calls_the_commands_of_the_readme():
    readme = (ROOT / "README.md").read_text()
    script = (ROOT / ".ci/run").read_text()

    assert re.findall(r"^make .*$", script, re.MULTILINE) == ["make check", "make test"]
    assert "make run" in readme
    assert "make test" in readme


@pytest.mark.parametrize("name", ["LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "docs/house.md", "docs/privacy.md"])
def test_the_documents_that_others_look_for_exist(name):
    assert (ROOT / name).stat().st_size > 500
