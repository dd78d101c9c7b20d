"""Servers and load for the benchmarks: granian as in production, wrk on the same machine."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
WORKERS = 2
ROUNDS = 3
SECONDS = 4


@dataclass(frozen=True)
class Measure:
    """One run of wrk: requests a second, and the time in milliseconds within which 95 of 100 were answered."""

    rate: float
    p95: float


def require_wrk() -> None:
    """Stop with one sentence when the load tool is missing."""
    if not shutil.which("wrk"):
        sys.exit("The benchmarks need wrk. Install the package `wrk` of your system (Debian: apt-get install wrk).")


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve(application: str, path: str, **environment: str) -> Iterator[str]:
    """Serve a WSGI application as in production and yield its address once `path` answers."""
    port = unused_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", str(WORKERS)]
    command += ["--blocking-threads", "1", "--no-ws", "--log-level", "error", application]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address + path, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            sys.exit("The server for the benchmark did not start.")
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return
        time.sleep(0.1)
    sys.exit(f"{address} did not answer.")


def measure(address: str, *, seconds: int = SECONDS, headers: tuple[str, ...] = ()) -> Measure:
    """Load one address with wrk; stops the whole benchmark when an answer is an error."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(Path(__file__).with_name("p95.lua"))]
    for header in headers:
        command += ["-H", header]
    output = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    line = next(line for line in output.splitlines() if line.startswith("result "))
    requests, microseconds, p95, failed = map(int, line.split()[1:])
    if failed:
        sys.exit(f"{failed} of {requests} requests to {address} failed.")
    return Measure(rate=requests / microseconds * 1e6, p95=p95 / 1000)


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
