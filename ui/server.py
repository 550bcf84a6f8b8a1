"""Starts the web app: Streamlit as a child process on this machine only, with our settings."""

from __future__ import annotations

import errno
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
from kb.settings import Uploads, load
from ui.cli_output import say

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parent.parent
APP = Path(__file__).with_name("app.py")
START_SECONDS = 60.0
"""How long the app may take to answer: the first start on a slow machine compiles everything."""
STOP_SECONDS = 5.0


def command(port: int, address: str = HOST, upload_mb: int = Uploads().grootte_mb) -> list[str]:
    """The command line that starts the app on `port`; uploads up to `upload_mb` megabytes a file."""
    options = {
        "server.port": port,
        "server.address": address,
        "server.headless": "true",
        "server.maxUploadSize": upload_mb,
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "logger.level": "warning",
        "browser.gatherUsageStats": "false",
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "ui.launch", str(APP), *given]


def environment(home: Path) -> dict[str, str]:
    """The environment of the app: which kennisbank, and where our modules are."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "KENNISBANK_HOME": str(home.expanduser().absolute()), "PYTHONPATH": path}


def port_is_free(port: int, address: str = HOST) -> bool:
    """True when nobody listens on `port` of this machine. Raises KennisbankError for an unknown address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except socket.gaierror as error:
            raise KennisbankError(f"Het adres {address} bestaat hier niet.", "adres") from error
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise KennisbankError(f"Het adres {address} is niet van deze machine.", "adres") from error
            return False
    return True


def answers(port: int, address: str = HOST) -> bool:
    """True when the app on `port` says that it is well."""
    try:
        with urllib.request.urlopen(f"http://{address}:{port}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)  # noqa: PLR2004 - HTTP for "well"
    except (urllib.error.URLError, OSError):
        return False


def wait_until_ready(child: subprocess.Popen[bytes], port: int, address: str = HOST) -> None:
    """Wait until the app answers. Raises KennisbankError when it stops or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.poll() is not None:
            raise KennisbankError("De app kon niet starten; de regels hierboven zeggen waarom.", "app-gestopt")
        if answers(port, address):
            return
        time.sleep(0.1)
    raise KennisbankError(f"De app gaf binnen {START_SECONDS:.0f} seconden geen antwoord.", "app-traag")


def serve(home: Path, port: int, *, open_browser: bool, address: str = HOST) -> int:
    """Run the app until it is stopped; returns the exit status. Raises KennisbankError.

    `address` is where it listens: this machine only, unless somebody says otherwise.
    """
    settings = load(home)
    if not port_is_free(port, address):
        raise KennisbankError(
            f"Poort {port} is bezet. Kies een andere met --port, of stop wat daar draait.", "poort-bezet"
        )
    signal.signal(signal.SIGTERM, _stop)
    # Its own lines are English and say what ours say; what goes wrong (stderr) is let through.
    # From our own folder, because that is where Streamlit looks for .streamlit/config.toml.
    child = subprocess.Popen(  # noqa: S603
        command(port, address, settings.uploads.grootte_mb), env=environment(home), cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_ready(child, port, HOST if address == "0.0.0.0" else address)  # noqa: S104 - compared only
        place = f"http://{HOST}:{port}" if address == HOST else f"{address}, poort {port}"
        say(f"De kennisbank staat op {place} (stoppen: Ctrl+C).")
        if open_browser:
            webbrowser.open(f"http://{HOST}:{port}")
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
