"""Find a Chromium for the browser tests, or install it: `python -m tests.browser`."""

import os
import shutil
import subprocess
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
INSTALLERS = {
    "apt-get": [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]],
    "dnf": [["dnf", "install", "-y", "-q", "chromium"]],
    "apk": [["apk", "add", "--quiet", "chromium"]],
    "pacman": [["pacman", "-S", "--noconfirm", "--quiet", "chromium"]],
    "zypper": [["zypper", "--quiet", "install", "-y", "chromium"]],
}
ARGUMENTS = [
    "--no-sandbox",  # the tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return the browser's path: environment variable CHROMIUM, else the first known name on PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    """Install Chromium with the system's package manager, when we may, and return its path."""
    if os.geteuid() != 0:
        return None
    for manager, commands in INSTALLERS.items():
        if shutil.which(manager):
            print(f"Installing Chromium for the browser tests with {manager} ...", flush=True)  # noqa: T201
            if all(subprocess.run(command, check=False).returncode == 0 for command in commands):
                return path()
    return None


def main() -> None:
    if not (path() or install()):
        sys.exit(
            "The browser tests need Chromium. Install the package `chromium` of your system "
            "(Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium), "
            "or name a browser: make test CHROMIUM=/path/to/chromium"
        )


if __name__ == "__main__":
    main()
