"""The command that starts everything, tried as a newcomer would: real servers in a folder of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from core import embedded

pytestmark = pytest.mark.slow

ROOT = settings.BASE_DIR
PATIENCE_SECONDS = 90


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, port: int | str) -> dict:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, "DATA_DIR": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


def start(folder: Path, port: int | str) -> subprocess.Popen:
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=environment(folder, port),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def output(folder: Path) -> str:
    return (folder.parent / f"{folder.name}.log").read_text(errors="replace")


def wait_until_ready(process: subprocess.Popen, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while "Press Ctrl-C to stop." not in output(folder):
        assert process.poll() is None, output(folder)
        assert time.monotonic() < deadline, output(folder)
        time.sleep(0.2)


def stop(process: subprocess.Popen, sig: signal.Signals) -> int:
    process.send_signal(sig)
    return process.wait(PATIENCE_SECONDS)


def processes_of(folder: Path) -> list[str]:
    """Return the names of all processes that work on the folder: their environment or command line names it."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ", "name", "status"]):
        environ = process.info["environ"] or {}
        words = " ".join(process.info["cmdline"] or [])
        if process.info["status"] != psutil.STATUS_ZOMBIE and (
            environ.get("DATA_DIR") == str(folder) or str(folder) in words
        ):
            found.append(process.info["name"])
    return found


def wait_until_gone(folder: Path) -> list[str]:
    deadline = time.monotonic() + 20
    while processes_of(folder) and time.monotonic() < deadline:
        time.sleep(0.2)
    return processes_of(folder)


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        return response.read().decode()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def test_the_first_start_shows_the_demo_and_the_second_finds_its_data(folder):
    port = unused_port()

    process = start(folder, port)
    wait_until_ready(process, folder)
    shown = page(port, "/en/")
    code = stop(process, signal.SIGTERM)

    assert "Shaping our future together" in shown
    assert re.search(rf"Cocrea is ready: http://localhost:{port}/", output(folder))
    assert settings.DEMO_PASSWORD in output(folder)
    assert code == 0
    assert wait_until_gone(folder) == []

    process = start(folder, port)
    wait_until_ready(process, folder)
    shown = page(port, "/fr/")
    code = stop(process, signal.SIGINT)

    assert "Loading the demo" not in output(folder)
    assert "Façonner ensemble notre avenir" in shown
    assert code == 0
    assert wait_until_gone(folder) == []


def test_a_start_after_kill_9_works(folder):
    port = unused_port()
    process = start(folder, port)
    wait_until_ready(process, folder)
    for victim in [process, *psutil.Process(process.pid).children(recursive=True)]:
        victim.kill()
    process.wait()

    again = start(folder, port)
    wait_until_ready(again, folder)
    code = stop(again, signal.SIGTERM)

    assert code == 0
    assert wait_until_gone(folder) == []


def test_killing_only_the_command_takes_its_programs_along(folder):
    process = start(folder, unused_port())
    wait_until_ready(process, folder)

    process.kill()
    process.wait()

    deadline = time.monotonic() + PATIENCE_SECONDS
    while [name for name in processes_of(folder) if name.startswith(("python", "granian", "celery"))]:
        alive = [one.info for one in psutil.process_iter(["pid", "ppid", "cmdline", "status"])]
        assert time.monotonic() < deadline, alive
        time.sleep(0.2)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--check"], cwd=ROOT, env=environment(folder, 1), check=True
    )
    assert wait_until_gone(folder) == []


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        process = start(tmp_path / "data", port)
        code = process.wait(PATIENCE_SECONDS)

    said = output(tmp_path / "data").strip().splitlines()
    assert code == 1
    assert said == [
        f"CommandError: Port {port} cannot be used (Address already in use). Choose another one: PORT=8001 make run"
    ]


def test_a_wrong_port_is_said_in_one_sentence(tmp_path):
    process = start(tmp_path / "data", "eight")

    assert process.wait(PATIENCE_SECONDS) == 1
    assert output(tmp_path / "data").strip() == "PORT must be a whole number, not 'eight'."


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "data"))
    for name in ["DATABASE_URL", "REDIS_URL"]:
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(embedded.ServiceError) as caught, embedded.services():
        pass

    assert (
        str(caught.value) == f"The data folder {tmp_path}/file/data cannot be written: Not a directory. Set DATA_DIR."
    )


def test_a_full_disk_is_said_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "MIN_FREE_BYTES", 10**18)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ["DATABASE_URL", "REDIS_URL"]:
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(embedded.ServiceError) as caught, embedded.services():
        pass

    assert str(caught.value) == (
        f"The disk that holds {tmp_path} has less than 200 MB free. Free some space, or set DATA_DIR to another disk."
    )


def test_a_stale_lock_of_another_process_number_is_forgotten(tmp_path):
    folder = tmp_path / "postgres"
    folder.mkdir()
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")

    embedded._wait_for_the_dead(folder)

    assert not (folder / "postmaster.pid").exists()


def test_nothing_embedded_starts_when_both_addresses_are_given(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/cocrea")
    monkeypatch.setenv("REDIS_URL", "redis://somewhere:6379/0")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))

    with embedded.services():
        assert not (tmp_path / "data").exists()


def test_a_too_old_python_is_said_in_one_sentence(tmp_path):
    fake = tmp_path / "python3"
    fake.write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "import sys; sys.version_info = (3, 9, 2); exec(sys.argv[1])" "$2"\n'
    )
    fake.chmod(0o755)

    result = subprocess.run(
        ["make", "--no-print-directory", f"PYTHON={fake}", f"VENV={tmp_path}/venv", "run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode != 0
    assert result.stderr.splitlines()[0] == (
        "Cocrea needs Python 3.11 or newer; this is Python 3.9. Name another one: make run PYTHON=/path/to/python3"
    )
