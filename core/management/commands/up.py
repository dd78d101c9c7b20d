"""`manage.py up`: the whole site in one foreground command, for newcomers and for small servers."""

import contextlib
import ctypes
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from core import embedded

READY_SECONDS = 60
STOP_SECONDS = 20
ONE_PROCESS = "--pool threads --concurrency 2"  # a forked child would outlive a worker that is killed
QUIET = ["-W", "ignore:You're running the worker"]  # Celery's remark about root is about pickle; we take JSON only
PR_SET_PDEATHSIG = 1  # Linux: the number of the call that ties a child's life to its parent's


@dataclass(frozen=True)
class Program:
    name: str
    command: str
    """A Python module and its arguments, as one would type them after `python -m`."""


class Command(BaseCommand):
    help = "Start everything in the foreground: database, web server, worker and beat. Ctrl-C stops all of it."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--no-demo", action="store_true", help="Leave an empty database empty.")

    def handle(self, *, no_demo, **options):
        for told_to_stop in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores Ctrl-C until told
            signal.signal(told_to_stop, _interrupt)
        port = free_port()
        try:
            with embedded.services():
                self.say("Database and Redis are running.")
                self.prepare(demo=not no_demo)
                self.run(port)
        except embedded.ServiceError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            pass
        self.say("Stopped. Your data is kept for the next start.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def prepare(self, *, demo: bool) -> None:
        call_command("migrate", verbosity=0)
        self.say("The tables are up to date.")
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        elif demo and not get_user_model().objects.exists():
            self.say("Loading the demo consultation ...")
            call_command("load_demo")

    def run(self, port: int) -> None:
        """Start the programs, wait until they are told to stop or one of them ends, and stop them all."""
        running = {program.name: _start(program) for program in programs(port)}
        try:
            self.wait_until_ready(port, running)
            self.welcome(port)
            while not (ended := _first_ended(running)):
                time.sleep(0.5)
            raise CommandError(f"The {ended} has ended by itself, so everything is stopped. Its last lines are above.")
        finally:
            _stop(list(running.values()))

    def wait_until_ready(self, port: int, running: dict[str, subprocess.Popen]) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not _answers(port):
            if ended := _first_ended(running):
                raise CommandError(f"The {ended} could not start. Its last lines are above.")
            if time.monotonic() > deadline:
                raise CommandError(f"The site did not answer within {READY_SECONDS} seconds.")
            time.sleep(0.1)

    def welcome(self, port: int) -> None:
        self.say(f"\nCocrea is ready: http://localhost:{port}/\n")
        if settings.DEBUG:
            self.say(f"Administration:   http://localhost:{port}/admin/")
            self.say("Demo people:      member@, host@, facilitator@, moderator@, second-moderator@, translator@,")
            self.say(f"                  admin@example.org, password: {settings.DEMO_PASSWORD}")
            self.say("Mail:             nothing leaves this machine; read it under Administration > Mail > Outbox")
        self.say("Press Ctrl-C to stop.")


def free_port() -> int:
    """Return the port to listen on (environment variable PORT, default 8000).

    Raises CommandError when it is not a port or taken.
    """
    value = os.environ.get("PORT") or "8000"
    if not 0 < int(value) < 65536:  # noqa: PLR2004 -- the largest port
        raise CommandError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_host(), int(value)))
        except OSError as error:
            raise CommandError(
                f"Port {value} cannot be used ({error.strerror}). Choose another one: PORT=8001 make run"
            ) from None
    return int(value)


def programs(port: int) -> list[Program]:
    """Return what `up` starts, in order."""
    granian = "granian --interface wsgi --blocking-threads 1 --no-ws --log-level warning --respawn-failed-workers"
    celery = "celery -A config --quiet"
    schedule = settings.DATA_DIR / "beat-schedule"
    return [
        Program(
            "web server",
            f"{granian} --workers {os.cpu_count() or 1} --host {_host()} --port {port} config.wsgi:application",
        ),
        Program("worker", f"{celery} worker {ONE_PROCESS} --loglevel WARNING --without-gossip --without-mingle"),
        Program("beat", f"{celery} beat --loglevel WARNING --pidfile= --schedule {shlex.quote(str(schedule))}"),
    ]


def _host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def _interrupt(*_args) -> None:
    raise KeyboardInterrupt


def _start(program: Program) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603 -- our own programs with our own arguments
        [sys.executable, *QUIET, "-m", *shlex.split(program.command)],
        cwd=settings.BASE_DIR,
        start_new_session=True,  # Ctrl-C reaches us only; we stop the programs in order
        preexec_fn=_die_with_parent,  # noqa: PLW1509 -- one call into the kernel, no Python objects
    )


def _die_with_parent() -> None:
    """Leave no orphan when this command is killed with a signal that it cannot handle."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _first_ended(running: dict[str, subprocess.Popen]) -> str | None:
    return next((name for name, process in running.items() if process.poll() is not None), None)


def _stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{_host()}:{port}/healthz", timeout=2) as response:
            return response.status == 200  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False
