"""Set-up of the language model: ``python -m kb.language.install_model [--seconds 60]``.

Tries once to get ``nl_core_news_sm`` and never waits longer than the given time: the attempt runs in a process
group of its own that is ended hard. A wheel or folder named in KENNISBANK_SPACY_MODEL goes first. Prints
exactly one line that says which pipeline is in use, and always succeeds: without a model our own rules serve.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kb.language import pipeline

DEFAULT_SECONDS: Final = 60.0
_PIP: Final = {
    "PIP_RETRIES": "0",
    "PIP_DEFAULT_TIMEOUT": "15",
    "PIP_NO_INPUT": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Try, say which pipeline is in use, return 0."""
    parser = argparse.ArgumentParser(
        prog="python -m kb.language.install_model", description="Taalmodel installeren"
    )
    parser.add_argument(
        "--seconds", type=float, default=DEFAULT_SECONDS, help="hoe lang proberen (0: niet proberen)"
    )
    options = parser.parse_args(arguments)
    logging.getLogger(pipeline.__name__).addHandler(logging.NullHandler())  # the one line below says it all
    logging.getLogger(pipeline.__name__).propagate = False
    sys.stdout.write(_installed(options.seconds) + "\n")
    return 0


def _installed(seconds: float) -> str:
    """Install what can be had within `seconds` and describe the outcome in one Dutch line."""
    asked = os.environ.get(pipeline.ENVIRONMENT, "").strip()
    tried = None
    if asked.endswith(".whl"):
        if Path(asked).is_file():
            tried = run_bounded(
                [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", asked], seconds
            )
    elif not asked and find_spec(pipeline.DEFAULT_MODEL) is None and seconds > 0:
        tried = run_bounded([sys.executable, "-m", "spacy", "download", pipeline.DEFAULT_MODEL], seconds)
    importlib.invalidate_caches()
    return describe(pipeline.load(), tried)


def run_bounded(command: Sequence[str], seconds: float) -> bool:
    """Run `command` in a process group of its own, ended after `seconds`; True when it succeeded in time."""
    environment = {**os.environ, **_PIP}
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with fixed arguments
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, start_new_session=True
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started (pip runs as its child)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def describe(used: pipeline.Pipeline, tried: bool | None) -> str:
    """The one line: which pipeline is in use, and what to do when it is not the model."""
    if used.trained:
        return f"Taalmodel: {used.name}."
    if used.problem:
        return f"Taalmodel: eigen regels ({used.name}). {used.problem}"
    why = (
        f"{pipeline.DEFAULT_MODEL} was niet te krijgen"
        if tried is False
        else f"{pipeline.DEFAULT_MODEL} ontbreekt"
    )
    return (
        f"Taalmodel: eigen regels ({used.name}); {why}. Alles werkt; voor meer namen zet u later "
        f"{pipeline.ENVIRONMENT} op een wheel of map met het model."
    )


if __name__ == "__main__":
    raise SystemExit(main())
