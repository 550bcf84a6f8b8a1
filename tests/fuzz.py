"""Broken and hostile files by the thousand: read, understood and kept, each with its own limits.

`Court` judges one file: what the reader says (text, or a reason why not), whether everything after it
(identity, labels, registers, store, index) takes what it gave, in time, and whether anything got out: a file
that was written elsewhere, a connection, a program that was started.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import hostile
from faults import WRITING
from trust_home import TEXTS, Here, written

import ingest
from ingest import ocr
from ingest.worker import Job, ReadError, read_files
from kennisbank import Kennisbank

LIMIT_S = 30
"""Seconds of processor time for one file, from bytes to the index."""
BATCH = 400
STOPPED = ("te-lang", "te-veel-geheugen", "lezer-gestopt")
MEMORY = 3_000_000_000
OUTSIDE = (
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.exec",
    "os.system",
    "os.remove",
    "os.rename",
)


class TooLong(BaseException):
    """A file that took longer than it may."""


class Court:
    """Judges files one after another in this process; for a child process, because its limits stay."""

    def __init__(self, home: Path | None) -> None:
        self.home = home
        self.watched = False
        self.escapes: list[str] = []
        self.figures: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.slowest = (0.0, "")
        ocr.installed = lambda: None  # a program of its own, with tests of its own
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGPROF, self._ring)
        sys.addaudithook(self._audit)

    def _ring(self, *_: object) -> None:
        raise TooLong

    def _audit(self, name: str, details: tuple) -> None:
        if not self.watched:
            return
        if name in OUTSIDE or (name == "open" and isinstance(details[2], int) and details[2] & WRITING):
            path = str(details[0])
            if name == "os.remove" and not path.startswith("/") and details[-1] not in (None, -1):
                return  # a folder that is taken away from within: its own path was seen before
            if self.home is None or not path.startswith(str(self.home)):
                self.escapes.append(f"{name} {path[:200]}")

    def judge(self, name: str, data: bytes) -> None:
        """Read a file, and keep it where there is a home."""
        self.figures["inputs"] += 1
        clock = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
        try:
            self.watched = True
            told = self._read(name, data)
        except TooLong:
            told = "too-long"
            self.wrong.append(f"{name}: longer than {LIMIT_S} s")
        except MemoryError:
            told = "out-of-memory"  # the reader's own process would be refused and replaced
        except RecursionError as error:
            told = "wrong"
            self.wrong.append(f"{name}: {error}")
        except Exception:
            told = "wrong"
            self.wrong.append(f"{name}: {traceback.format_exc()[-900:]}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.watched = False
        self.figures[told] += 1
        if self.escapes:
            self.wrong.append(f"{name} got out: {self.escapes}")
            self.escapes.clear()
        took = time.process_time() - clock
        self.slowest = max(self.slowest, (round(took, 1), name))

    def _read(self, name: str, data: bytes) -> str:
        try:
            read = ingest.read(data, name)
        except ReadError as error:
            return "refused" if error.message.strip() else "refused-without-reason"
        assert all(0 <= a <= b <= len(read.text) for item in read.passages for a, b in item.spans)
        if self.home is None:
            return "read"
        place = self.home.parent / "steeds" / name
        place.parent.mkdir(exist_ok=True)
        self.watched = False
        place.write_bytes(data)
        self.watched = True
        with closing(Kennisbank(self.home)) as kennisbank:
            (report,) = kennisbank.ingest([place], executor=Here()).files
            assert report.status != "geweigerd", report
            assert report.document_id
            assert kennisbank.check(quick=True).ok
            kennisbank.search("huurtoeslag brief")
            kennisbank.remove(report.document_id, purge=True)
        return "kept"


# --------------------------------------------------------------------------- mutants


def mutants(bases: dict[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Files of `bases`, each changed in one of many ways."""
    draw = random.Random(seed)
    names = sorted(bases)
    for number in range(count):
        name = draw.choice(names)
        data = bytearray(bases[name])
        for _ in range(draw.choice((1, 1, 2, 4, 16))):
            draw.choice(WAYS)(data, draw, bases)
        yield f"m{number}-{name}", bytes(data)


def _flip(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    for _ in range(draw.choice((1, 3, 30))):
        if data:
            data[draw.randrange(len(data))] = draw.randrange(256)


def _cut(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    del data[draw.randrange(len(data) + 1) :]


def _drop(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    start = draw.randrange(len(data) + 1)
    del data[start : start + draw.choice((1, 10, 1000))]


def _double(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    start = draw.randrange(len(data) + 1)
    data[start:start] = data[start : start + draw.choice((1, 20, 500))] * draw.choice((1, 2, 30))


def _mix(data: bytearray, draw: random.Random, bases: dict[str, bytes]) -> None:
    other = bases[draw.choice(sorted(bases))]
    start, at = draw.randrange(len(other)), draw.randrange(len(data) + 1)
    data[at:at] = other[start : start + draw.choice((10, 300, 3000))]


def _number(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if places:
        at = draw.choice(places)
        data[at : at + 1] = draw.choice((b"0", b"-1", b"99999999999", b"4294967296", b"1e99", b"65535"))


def _insert(data: bytearray, draw: random.Random, _bases: dict[str, bytes]) -> None:
    at = draw.randrange(len(data) + 1)
    data[at:at] = draw.choice(ODD)


# fmt: off
ODD = (
    b"\0", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\f", b"\r", b"<", b"&x;", b"]]>", b"<!--", b"(", b"[",
    b"<<", b">>", b"endobj\n", b"endstream\n", b"stream\n", b"obj", b" 0 R ", b"/Length 9", b"\xe2\x80\xae",
    b"\xcc\x81" * 50, b"%" * 200,
    b"Kamerstuk 31 066, nr. ", b"toegezegd ", b"knelpunt ", b"73,1% ", b"\n \n" * 30,
)
# fmt: on
WAYS: tuple[Callable[[bytearray, random.Random, dict[str, bytes]], None], ...] = (
    _flip,
    _cut,
    _drop,
    _double,
    _mix,
    _number,
    _insert,
)  # fmt: skip


def bases(folders: list[Path]) -> dict[str, bytes]:
    """What mutants are made of: small files of every format, made here, and what lies in `folders`."""
    found = {name: text.encode() for name, text in TEXTS.items()}
    found |= {
        "sound.pdf": hostile.PDFS["sound"](),
        "sound.docx": hostile.docx(),
        "styles.docx": hostile.DOCXS["styles-in-a-circle"](),
    }
    found |= {"span.docx": hostile.DOCXS["span-huge"](), "form.pdf": hostile.PDFS["form-of-itself"]()}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if (
                path.is_file()
                and path.suffix in (".txt", ".pdf", ".xml", ".docx")
                and path.stat().st_size < 120_000
            ):
                data = path.read_bytes()
                if path.suffix == ".txt":
                    half = len(data) // 2
                    data = data[half : half + 8_000]
                found[path.name] = data
    return found


def judged(
    files: Iterator[tuple[str, bytes]], home: Path | None, answer: Callable[[dict[str, Any]], None]
) -> None:
    """Judge files in this process, and tell the outcome."""
    court = Court(home)
    for name, data in files:
        court.judge(name, data)
    answer({"figures": dict(court.figures), "wrong": court.wrong, "slowest": court.slowest})


def alone(work: Callable[[], None]) -> int:
    """Do work in a child; how it ended."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def survived(folder: Path, count: int, seed: int, folders: list[Path]) -> dict[str, Any]:
    """Every hostile file through the reader's own processes, then `count` mutants: figures and what went wrong.

    One mutant in twenty is kept too, with all that follows reading. A process judges a few hundred, so that
    one that dies is told from the others.
    """
    home = folder / "huis"
    home.mkdir()
    with closing(Kennisbank(home)) as kennisbank:  # what every process would load for itself is loaded here
        kennisbank.ingest([written(folder / "bron")], executor=Here())
        kennisbank.search("huurtoeslag")
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    material, slowest = bases(folders), (0.0, "")
    answer = folder / "antwoord.json"
    for start in range(0, count, BATCH):
        some = list(mutants(material, min(BATCH, count - start), seed + start))
        for kept in (False, True):
            mine = [item for number, item in enumerate(some) if (number % 20 == 0) == kept]

            def work(mine: list[tuple[str, bytes]] = mine, kept: bool = kept) -> None:
                judged(
                    iter(mine), home if kept else None, lambda outcome: answer.write_text(json.dumps(outcome))
                )

            answer.unlink(missing_ok=True)
            status = alone(work)
            if status or not answer.exists():
                wrong.append(
                    f"a process ended with {status} among mutants {start} to {start + BATCH}, seed {seed}"
                )
                continue
            told = json.loads(answer.read_text())
            figures.update(told["figures"])
            wrong += told["wrong"]
            slowest = max(slowest, tuple(told["slowest"]))
        sys.stderr.write(f"{figures['inputs']} mutants, {len(wrong)} wrong\n")
    wrong += processed(folder, figures)
    return {"figures": {**figures, f"s the slowest ({slowest[1]})": slowest[0]}, "wrong": wrong}


def processed(folder: Path, figures: Counter[str], limit_s: float = 60) -> Iterator[str]:
    """The hostile files through processes with limits; what is neither read nor refused with a reason."""
    place = folder / "kwaad"
    place.mkdir()
    jobs = []
    for name, maker in hostile.FILES.items():
        (place / name).write_bytes(maker())
        jobs.append(Job(name, place / name))
    for outcome in read_files(jobs, time_limit_s=limit_s):
        figures["hostile files"] += 1
        if outcome.error is None:
            figures["hostile files read"] += 1
        elif outcome.error.code == "interne-fout" or not outcome.error.message.strip():
            yield f"{outcome.job.key}: {outcome.error.code} {outcome.error.message}"
        if outcome.error is not None and outcome.error.code in STOPPED:
            figures["hostile files stopped by a limit"] += 1
    shutil.rmtree(place)
    if Path("/tmp/kennisbank-gekraakt").exists():
        yield "a file was written outside"
