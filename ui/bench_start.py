"""A process of its own that opens a knowledge base and asks it questions: what a start takes, and memory.

    python -m ui.bench_start HOME QUESTIONS [OTHER]

QUESTIONS is a JSON file with rows of a kind of query, its words, and a kind of document, or null. OTHER is the
name of another way to find, of which HOME holds the index. Standard output gets a line when
the first is answered, and one with what was measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Final

from index.measured import Opened, percentiles
from index.rivals import Question, rivals
from ui.server import ROOT

_ROUNDS: Final = 2
_KILOBYTE: Final = 1_024
_LONGEST_S: Final = 600


def opened(home: Path, asked: Sequence[Question], other: str | None = None) -> Opened:
    """Open the knowledge base in `home` in a process of its own and ask it all questions, twice over.

    Or what the `other` way to find of that name has made in `home`.
    """
    with tempfile.TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.json"
        questions.write_text(json.dumps([astuple(item) for item in asked]), encoding="utf-8")
        command = [sys.executable, "-m", "ui.bench_start", str(home), str(questions)]
        command.extend([other] if other is not None else [])
        started = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
            assert running.stdout is not None
            running.stdout.readline()
            first = time.perf_counter() - started
            told, _ = running.communicate(timeout=_LONGEST_S)
    return Opened(first=first, **json.loads(told))


def main(home: str, questions: str, other: str | None = None) -> None:
    """Ask, and tell."""
    rows = json.loads(Path(questions).read_text(encoding="utf-8"))
    asked = [Question(kind, tuple(words), within) for kind, words, within in rows]
    answer = _ours(home) if other is None else _others(home, other)

    def ask(question: Question) -> float:
        started = time.process_time()
        answer(question)
        return time.process_time() - started

    ask(asked[0])
    sys.stdout.write("antwoord\n")
    sys.stdout.flush()
    computing = time.process_time()
    for question in asked:
        ask(question)
    p50, p95 = percentiles([ask(question) for _ in range(_ROUNDS) for question in asked])
    resident, own = memory()
    found = {"computing": computing, "p50": p50, "p95": p95, "resident": resident, "own": own}
    sys.stdout.write(json.dumps(found) + "\n")


def _ours(home: str) -> Callable[[Question], object]:
    from kb.filters import Filters  # noqa: PLC0415 - what is loaded counts
    from kennisbank import Kennisbank  # noqa: PLC0415

    kennisbank = Kennisbank(home)
    return lambda item: kennisbank.search(item.ours(), Filters(kinds=(item.within,) if item.within else ()))


def _others(home: str, name: str) -> Callable[[Question], object]:
    from index.words import SharedLanguage  # noqa: PLC0415

    return next(item for item in rivals(SharedLanguage()) if item.name == name).open(Path(home))


def memory() -> tuple[int, int]:
    """Bytes that this process holds in memory, and how many are no pages of files; 0 where unknown."""
    status = Path(f"/proc/{os.getpid()}/status")
    if not status.exists():
        return 0, 0
    lines = dict(
        line.split(":", 1) for line in status.read_text(encoding="ascii", errors="replace").splitlines()
    )
    resident, own = (int(lines[name].split()[0]) * _KILOBYTE for name in ("VmRSS", "RssAnon"))
    return resident, own


if __name__ == "__main__":
    main(*sys.argv[1:4])
