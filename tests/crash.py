"""Commands that are killed on purpose, and what must hold of the knowledge base afterwards.

After each kill: it opens; `check` finds it whole, or `--repair` mends it; every document is as it was before
or as it should become, never in between; no judgement is lost; the same command finishes the work, and what
comes of it is what an undisturbed run gives.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults import Faults, in_child, kill_at, watching
from trust_home import LETTER, TEXTS, Here, made, written

from kb.records import as_json
from kb.store.vault import Vault
from kennisbank import Kennisbank, KennisbankError

STORES = Path(__file__).parent / "stores"
UPDATED = {
    "brief-juli.txt": LETTER.replace("Na de zomer", "Voor de zomer van 2024"),
    "nieuw.txt": "Den Haag, 1 maart 2024\n\nBetreft: Nieuw\n\nEen knelpunt: de capaciteit ontbreekt.\n",
}
QUERIES = ("huurtoeslag", "knelpunt capaciteit", "toezegging Omtzigt", "")
DONE_ALREADY = ("niet-gevonden", "niet-verwijderd")
"""What a command that had come to its end before it was killed may answer the second time."""

Command = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    """A command, and the home folder that it starts from."""

    name: str
    start: Callable[[Path], object]
    command: Command


def opened(work: Callable[[Kennisbank, Path], object]) -> Command:
    """A command that opens the knowledge base, works, and closes it."""

    def run(home: Path) -> object:
        with closing(Kennisbank(home)) as kennisbank:
            return work(kennisbank, home)

    return run


def empty(home: Path) -> None:
    """Only the files to take in lie beside it."""
    written(beside(home))


def full(home: Path) -> None:
    made(home)


def beside(home: Path) -> Path:
    """The folder of sources that goes with a home folder."""
    return home.parent / f"{home.name}-bron"


def with_updates(home: Path) -> None:
    full(home)
    written(beside(home), UPDATED)


def with_bin(home: Path) -> None:
    full(home)
    with closing(Kennisbank(home)) as kennisbank:
        kennisbank.remove("brief-december")


def old_store(home: Path) -> None:
    """A store of the first schema, with its source files."""
    home.mkdir(parents=True)
    from_dump(home, STORES / "0001.sql")


def from_dump(home: Path, dump: Path) -> None:
    """The store that a dump holds, with the sources in its vault."""
    with closing(sqlite3.connect(home / "kennisbank.sqlite")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(dump.read_text(encoding="utf-8"))
    for text in TEXTS.values():
        Vault(home / "files").put(text.encode())


def first_passage(kennisbank: Kennisbank) -> str:
    return next(item.passage_id for item in kennisbank.passages("brief-december") if "toezegging" in item.text)


def judge(kennisbank: Kennisbank, _home: Path) -> None:
    said = {item.who for item in kennisbank.judgements()}
    if "B. Bakker" not in said:  # a person looks before he says it again
        kennisbank.judge("passage", "confirm", first_passage(kennisbank), who="B. Bakker")


def withdraw(kennisbank: Kennisbank, _home: Path) -> None:
    for item in kennisbank.judgements():
        if item.target == "passage":
            kennisbank.withdraw(item.judgement_id)


CASES = {
    case.name: case
    for case in (
        Case("ingest", empty, opened(lambda kb, home: kb.ingest([beside(home)], executor=Here()))),
        Case("update", with_updates, opened(lambda kb, home: kb.ingest([beside(home)], executor=Here()))),
        Case("reindex", full, opened(lambda kb, _: kb.reindex())),
        Case("remove", full, opened(lambda kb, _: kb.remove("brief-juli"))),
        Case("purge", full, opened(lambda kb, _: kb.remove("brief-juli", purge=True))),
        Case("restore-document", with_bin, opened(lambda kb, _: kb.restore_document("brief-december"))),
        Case("judge", full, opened(judge)),
        Case("withdraw", full, opened(withdraw)),
        Case("edit-metadata", full, opened(
            lambda kb, _: kb.edit_metadata("jaarrapportage", {"title": "Jaarverslag 2022"}, who="B. Bakker"))),
        Case("annotate", full, opened(lambda kb, _: kb.annotate(every=True))),
        Case("migrate", old_store, lambda home: Kennisbank(home).close()),
    )
}  # fmt: skip


def fingerprint(home: Path) -> dict[str, Any]:
    """All that people see of a knowledge base, without times and revisions."""
    with closing(Kennisbank(home)) as kennisbank:
        documents = [*kennisbank.documents(), *kennisbank.documents(removed=True)]
        pages = [kennisbank.search(query) for query in QUERIES]
        return {
            "documents": {
                item.document_id: as_json(item) | {"removed_at": item.removed_at is not None}
                for item in documents
            },
            "bodies": bodies(kennisbank),
            "passages": as_json(list(kennisbank.passages())),
            "references": as_json(kennisbank.references()),
            "registers": {
                kind: as_json(kennisbank.register(kind)) for kind in ("toezegging", "knelpunt", "kpi")
            },
            "judgements": said(kennisbank),
            "found": [[page.total, [hit.passage.passage_id for hit in page.hits], as_json(page.facets)]
                      for page in pages],
        }  # fmt: skip


def bodies(kennisbank: Kennisbank) -> dict[str, Any]:
    """Document → its text, its passages and whether it is in the bin."""
    return {
        item.document_id: [
            kennisbank.source_text(item.document_id),
            [passage.text for passage in kennisbank.passages(item.document_id)],
            removed,
        ]
        for removed in (False, True)
        for item in kennisbank.documents(removed=removed)
    }


def said(kennisbank: Kennisbank) -> list[list[Any]]:
    """What people said, without numbers and times."""
    return sorted(
        [item.who, item.target, item.verb, item.value, item.note, item.anchor.exact, item.detached]
        for item in kennisbank.judgements()
    )


class Trial:
    """One command in one folder of its own: the start, what should come of it, kills, and the verdicts."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case, self.folder = case, folder / case.name
        self.folder.mkdir(parents=True)
        # the folder's name is part of a document's origin: all copies are used under one name
        self.home, self.kept = self.folder / "huis", self.folder / "begin"
        self.asked(lambda: str(case.start(self.home)))
        self.home.mkdir(exist_ok=True)
        shutil.copytree(self.folder, self.kept, ignore=shutil.ignore_patterns("begin"))
        self.before = self.asked(lambda: fingerprint(self.home)) if case.start is not empty else {}
        self.again()
        clock = time.monotonic()
        self.points: dict[str, int] = self.asked(self._counted)
        self.seconds = time.monotonic() - clock
        self.after = self.asked(lambda: fingerprint(self.home))

    def again(self) -> None:
        """The start, as it was."""
        for path in self.folder.iterdir():
            if path != self.kept:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.kept, self.folder, dirs_exist_ok=True)

    def asked(self, question: Callable[[], Any]) -> Any:
        """The answer to a question that a child process looks up."""
        answer = self.folder.parent / "antwoord.json"
        status = in_child(lambda: answer.write_text(json.dumps(question())))
        assert status == 0, f"{self.case.name}: {question} ended with {status}"
        return json.loads(answer.read_text())

    def _counted(self) -> dict[str, int]:
        counted = Faults(self.home, lambda _point, _number: None)
        with watching(counted):
            self.case.command(self.home)
        return dict(counted.seen)

    def kill(self, point: str, number: int) -> list[str]:
        """Kill the command at a point; what does not hold afterwards."""
        self.again()

        def work() -> None:
            with watching(Faults(self.home, kill_at(point, number))):
                self.case.command(self.home)

        status = in_child(work)
        if status != -signal.SIGKILL:
            return [f"was not killed at {point} {number}: status {status}"]
        return self.asked(self.verdict)

    def kill_after(self, seconds: float) -> tuple[bool, list[str]]:
        """Kill the command after some time, wherever it is; whether it was still at work, and the verdict."""
        self.again()
        child = os.fork()
        if not child:
            try:
                self.case.command(self.home)
            finally:
                os._exit(0)
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        return killed, self.asked(self.verdict)

    def verdict(self) -> list[str]:
        """What does not hold of the home folder as it lies there, after the same command once more."""
        return list(self._wrong())

    def _wrong(self) -> Iterator[str]:
        with closing(Kennisbank(self.home)) as kennisbank:
            now, before = bodies(kennisbank), self.before.get("bodies", {})
            for document_id in {*now, *before}:
                if now.get(document_id) not in (before.get(document_id), self.after["bodies"].get(document_id)):
                    yield f"document {document_id} is neither as before nor as after"
            kept, after = said(kennisbank), self.after["judgements"]
            if any(item not in kept for item in self.before.get("judgements", []) if item in after):
                yield "a judgement was lost"
            report = kennisbank.check()
            if not report.ok and not (mended := kennisbank.check(repair=True)).ok:
                yield f"repair does not mend: {mended.findings}"
            if not report.ok and not (left := kennisbank.check()).ok:
                yield f"not whole after repair: {left.findings}"
        try:
            self.case.command(self.home)
        except KennisbankError as error:
            if error.code not in DONE_ALREADY:
                yield f"the same command fails: {error}"
        final = json.loads(json.dumps(fingerprint(self.home)))
        for part, wanted in self.after.items():
            if final[part] != wanted:
                yield f"{part} differs from an undisturbed run: {difference(wanted, final[part])}"
        with closing(Kennisbank(self.home)) as kennisbank:
            if not (report := kennisbank.check()).ok:
                yield f"not whole in the end: {report.findings}"


def difference(wanted: Any, got: Any, place: str = "") -> str:
    """Where two values first differ."""
    if type(wanted) is type(got) and isinstance(wanted, dict):
        for key in {**wanted, **got}:
            if wanted.get(key) != got.get(key):
                return difference(wanted.get(key), got.get(key), f"{place}.{key}")
    if type(wanted) is type(got) and isinstance(wanted, list) and len(wanted) == len(got):
        for number, (one, other) in enumerate(zip(wanted, got, strict=True)):
            if one != other:
                return difference(one, other, f"{place}[{number}]")
    return f"{place}: {str(wanted)[:200]} / {str(got)[:200]}"


def warm(folder: Path) -> None:
    """Load here, once, what every child would load for itself: taxonomies, words, pipelines."""
    fingerprint(made(folder / "warm"))
    gc.collect()


def chosen(points: dict[str, int], most: int, seed: int) -> list[tuple[str, int]]:
    """`most` of all points, each kind first once, then at random; all of them when they are fewer."""
    every = [(point, number) for point, count in points.items() for number in range(1, count + 1)]
    if len(every) <= most:
        return every
    draw = random.Random(seed)
    first = [(point, draw.randint(1, count)) for point, count in points.items()]
    rest = [item for item in every if item not in first]
    return (first + draw.sample(rest, len(rest)))[:most]


def survived(
    folder: Path, named: int, timed: int, seed: int = 1, names: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Kill every command at up to `named` points and `timed` times at random: figures and what went wrong."""
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    draw = random.Random(seed)
    warm(folder)
    for case in CASES.values():
        if names and case.name not in names:
            continue
        trial = Trial(case, folder)
        figures["points"] += sum(trial.points.values())
        for point, number in chosen(trial.points, named, seed):
            figures["kills at a point"] += 1
            wrong += [f"{case.name}, {point} {number}: {told}" for told in trial.kill(point, number)]
        for _ in range(timed):
            seconds = draw.uniform(0, trial.seconds)
            killed, told = trial.kill_after(seconds)
            figures["kills at random" if killed else "came to its end before"] += 1
            wrong += [f"{case.name}, after {seconds:.3f} s: {item}" for item in told]
        shutil.rmtree(trial.folder)
    return {"figures": dict(figures), "wrong": wrong}
