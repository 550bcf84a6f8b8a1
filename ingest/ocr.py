"""Character recognition of scanned pages by ocrmypdf and tesseract (Dutch), when they are installed.

Only the pages without usable text are handed over; each gets a text layer that is then read like any
other. The time is bounded per page; what could not be recognised keeps its status with a message.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SECONDS_A_PAGE = 60
"""Time for one page; about 5 seconds of one processor is usual."""
MOST_SECONDS = 3_600
MOST_PAGES = 400

WORKER = "KENNISBANK_WORKER"
"""Environment variable that a worker process is given (`ingest.worker`)."""
_OFF = "KENNISBANK_OCR"
"""Environment variable: "uit" switches recognition off (for quick trials)."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What came of it: `data` is the whole PDF with a text layer on the pages `wanted`, or `problem` says
    (code, message in Dutch) why there is none.
    """

    data: bytes
    wanted: tuple[int, ...]
    problem: tuple[str, str] | None = None


def installed() -> str | None:
    """The path of ocrmypdf when it can be used with tesseract, else None."""
    if os.environ.get(_OFF, "").lower() in ("uit", "0", "nee", "off"):
        return None
    program = shutil.which("ocrmypdf")
    return program if program and shutil.which("tesseract") else None


@lru_cache(maxsize=1)
def _language() -> str:
    """Dutch when tesseract has it, else what it reads by itself."""
    program = shutil.which("tesseract")
    if program is None:
        return "eng"
    found = subprocess.run(  # noqa: S603 - a fixed program with a fixed argument
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    return "nld" if "nld" in (found.stdout + found.stderr).split() else "eng"


def recognise(data: bytes, wanted: Sequence[int]) -> Recognised | None:
    """The pages `wanted` (1-based) of a PDF with a text layer; None when no program is installed."""
    program = installed()
    if program is None:
        return None
    pages = tuple(sorted(wanted))
    if len(pages) > MOST_PAGES:
        return _failed(
            pages[MOST_PAGES:],
            "Er zijn meer bladzijden zonder tekst dan tegelijk herkend kunnen worden. Splits het bestand.",
        )
    limit = min(MOST_SECONDS, SECONDS_A_PAGE * len(pages) + 30)
    with tempfile.TemporaryDirectory(prefix="kennisbank-ocr-") as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(data)
        command = [
            program, "--quiet", "--force-ocr", "--output-type", "pdf", "--optimize", "0", "--jobs", "1",
            "--language", _language(), "--pages", ",".join(map(str, pages)),
            "--tesseract-timeout", str(SECONDS_A_PAGE),
        ]  # fmt: skip
        files = [str(source), str(target)]
        code = _run([*command, "--deskew", "--rotate-pages", *files], folder, limit)
        if code:  # turning needs data that may not be installed
            code = _run([*command, *files], folder, limit)
        if code is None:
            return _failed(
                pages, "De tekstherkenning duurde te lang en is gestopt. Splits het bestand en probeer opnieuw."
            )
        if code != 0 or not target.is_file():
            return _failed(
                pages,
                f"De tekstherkenning van deze scan mislukte (ocrmypdf gaf code {code}). "
                "Lever een nieuwe scan aan, of een versie met tekst.",
            )
        return Recognised(target.read_bytes(), pages)


def _run(command: list[str], folder: str, limit: float) -> int | None:
    """Run a command; None when it was stopped for taking too long.

    It gets a process group of its own, to be stopped with all that it starts; in a worker process it stays
    in the worker's group, which is stopped as a whole.
    """
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": folder}
    own_group = WORKER not in os.environ
    process = subprocess.Popen(  # noqa: S603 - the program found on the path, with arguments of ours
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=own_group,
    )  # fmt: skip
    try:
        return process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.terminate()
            process.wait()


def _failed(pages: Sequence[int], message: str) -> Recognised:
    return Recognised(b"", tuple(pages), ("tekstherkenning-mislukt", message))
