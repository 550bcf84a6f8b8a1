"""The app as a process of its own, for tests that look at it from outside."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui import server

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(home: Path, **environment: str) -> Iterator[str]:
    """The app on `home`, on a free port; gives its address and ends it afterwards."""
    port = free_port()
    log = home.parent / f"{home.name}-app.log"
    with log.open("wb") as lines:
        child = subprocess.Popen(
            server.command(port), env={**server.environment(home), **environment}, cwd=ROOT,
            stdout=lines, stderr=lines,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 90
            while not server.answers(port):
                assert child.poll() is None, log.read_text()
                assert time.monotonic() < deadline, "de app gaf geen antwoord"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()
            child.wait(10)
