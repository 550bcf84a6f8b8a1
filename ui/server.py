"""Starts the web app: Streamlit as a child process on this machine only, with our settings."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from types import FrameType
from typing import NoReturn

from kb.reports import KennisbankError
from ui.cli_output import say

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
APP = Path(__file__).with_name("app.py")
START_SECONDS = 60.0
"""How long the app may take to answer: the first start on a slow machine compiles everything."""
STOP_SECONDS = 5.0


def command(port: int) -> list[str]:
    """The command line that starts the app on `port`."""
    options = {
        "server.port": port,
        "server.address": HOST,
        "server.headless": "true",
        "logger.level": "warning",
        "browser.gatherUsageStats": "false",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *given]


def environment(home: Path) -> dict[str, str]:
    """The environment of the app: which kennisbank, and where our modules are."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "KENNISBANK_HOME": str(home.expanduser().absolute()), "PYTHONPATH": path}


def port_is_free(port: int) -> bool:
    """True when nobody listens on `port` of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """True when the app on `port` says that it is well."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)  # noqa: PLR2004 - HTTP for "well"
    except (urllib.error.URLError, OSError):
        return False


def wait_until_ready(child: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the app answers. Raises KennisbankError when it stops or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise KennisbankError("De app kon niet starten; de regels hierboven zeggen waarom.", "app-gestopt")
        if answers(port):
            return
        time.sleep(0.1)
    raise KennisbankError(f"De app gaf binnen {START_SECONDS:.0f} seconden geen antwoord.", "app-traag")


def serve(home: Path, port: int, *, open_browser: bool) -> int:
    """Run the app until it is stopped; returns the exit status. Raises KennisbankError."""
    if not port_is_free(port):
        raise KennisbankError(
            f"Poort {port} is bezet. Kies een andere met --port, of stop wat daar draait.", "poort-bezet"
        )
    signal.signal(signal.SIGTERM, _stop)
    # Its own lines are English and say what ours say; what goes wrong (stderr) is let through.
    # From our own folder, because that is where Streamlit looks for .streamlit/config.toml.
    child = subprocess.Popen(  # noqa: S603
        command(port), env=environment(home), cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        wait_until_ready(child, port)
        address = f"http://{HOST}:{port}"
        say(f"De kennisbank staat op {address} (stoppen: Ctrl+C).")
        if open_browser:
            webbrowser.open(address)
        return child.wait()
    except KeyboardInterrupt:
        say("Gestopt.")
        return 0
    finally:
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
