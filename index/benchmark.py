"""How fast search is, beside other ways to do the same, over a made collection of any size.

The collection is made like some documents, the seeds (see `index.made_collection`; its statistics are printed
beside theirs), and kept in a store. Sixty queries of all kinds are asked of every engine in turn,
interleaved, so that what else the machine does hits all alike; each answer is the total, the best ten with
snippets, and all facets. Answers are measured in computing time, which other work on the machine disturbs
least (all fits in memory), building and adding by the clock. What counts are the ratios within one run.
What was made and kept for the measurement is put out of the garbage collector's sight before anything is asked:
else who makes many small objects pays for looking through ours.
"""

from __future__ import annotations

import gc
import platform
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from index.engines import ENGINES, LARGE_ENGINE
from index.entries import IndexEntry
from index.made_collection import Statistics, made
from index.made_home import STORE, fill
from index.measured import OURS, Opened, Timed, table
from index.query_words import query_words
from index.rivals import FACETS, Answer, Kind, Question, Rival, rivals
from index.searcher import SearchIndex
from index.words import Language, SharedLanguage
from kb.filters import Filters
from kb.store import Store

QUERIES: Final = 60
_PASSAGES: Final = 2_000
_ROUNDS: Final = 3
# How many of the sixty are of each kind.
_KINDS: Final[Mapping[Kind, int]] = {"woorden": 30, "woordgroep": 8, "en/niet": 8, "begin*": 6, "filter": 8}
_SHORTEST: Final = 4


def questions(entries: Sequence[IndexEntry], seed: int = 1) -> tuple[Question, ...]:
    """Sixty queries from the words of some passages: one to four words, common and rare."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    silent = query_words().silent
    texts = [[word.strip(".,;:()‘’\"'").lower() for word in entry.passage.text.split()] for entry in entries]
    usable = [[word for word in words if word.isalpha() and len(word) >= _SHORTEST] for words in texts]
    usable = [[word for word in words if word not in silent] for words in usable if len(set(words)) > _SHORTEST]
    kinds = sorted({entry.document.kind for entry in entries if entry.document.kind})
    found: list[Question] = []
    for kind, count in _KINDS.items():
        for number in range(count):
            words = chance.choice(usable)
            size = 1 + number % 4 if kind in ("woorden", "filter") else 3
            chosen = tuple(dict.fromkeys(chance.choices(words, k=max(size, 1))))
            if kind == "woordgroep":
                row = [word for word in chance.choice(texts) if word.isalpha()] or list(chosen)
                place = chance.randrange(max(1, len(row) - 2))
                chosen = tuple(row[place : place + 2])
            if kind == "begin*":
                chosen = (chosen[0][:5],)
            if kind == "en/niet":
                chosen = tuple(dict.fromkeys((*chosen, *words)))[:3]
            found.append(Question(kind, chosen, chance.choice(kinds) if kind == "filter" and kinds else None))
    return tuple(found)


def _as_is(_facet: str, value: str) -> str:
    return value


def ours(
    folder: Path, entries: Sequence[IndexEntry], engine: str, language: Language, of: tuple[str, int] = ("b", 1)
) -> tuple[SearchIndex, Rival]:
    """Our own search with one of our engines; `of` is the id and revision of the store that it is of."""
    by_id = {entry.passage.passage_id: entry.passage for entry in entries}
    index = SearchIndex(folder, of[0], language=language)
    index.rebuild(entries, revision=of[1], engine=engine)

    def ask(question: Question) -> Answer:
        page = index.search(
            question.ours(),
            Filters(kinds=(question.within,) if question.within else ()),
            passages=lambda ids: [by_id[passage_id] for passage_id in ids],
            labels=_as_is,
        )
        counts = {name: {item.value: item.count for item in page.facets[name]} for name in FACETS}
        return page.total, [hit.passage.passage_id for hit in page.hits], counts

    return index, ask


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and how: sizes from small to large, rounds, who takes part, and a process of its own.

    `opened` opens a knowledge base (its folder), or what another way to find has made there (its name), and
    asks it the questions, so that its start and its memory are known; without it these are not measured.
    `without` are words in the names of engines left out.
    """

    sizes: Sequence[int] = (_PASSAGES,)
    rounds: int = _ROUNDS
    language: Language = field(default_factory=SharedLanguage)
    without: Sequence[str] = ()
    opened: Callable[[Path, Sequence[Question], str | None], Opened] | None = None

    def takes(self, name: str) -> bool:
        """Whether an engine takes part."""
        return not any(word in name for word in self.without)

    def run(self, entries: Sequence[IndexEntry]) -> Iterator[str]:
        """The report, line by line as it comes. `entries` are what the collection is made like."""
        yield machine()
        yield "voorbeeld: " + Statistics.of([entry.passage.text for entry in entries]).shown()
        grown_from: dict[str, float] = {}
        for size in self.sizes:
            with tempfile.TemporaryDirectory() as name:
                yield from self._measured(Path(name), made(entries, size), grown_from)

    def _measured(
        self, folder: Path, made_entries: Iterable[IndexEntry], before: dict[str, float]
    ) -> Iterator[str]:
        started = time.perf_counter()
        entries = fill(folder / "home", made_entries)
        took = time.perf_counter() - started
        texts = [entry.passage.text for entry in entries]
        yield f"gemaakt:   {Statistics.of(texts).shown()}; bewaard in {took:.0f} s"
        # Words are analysed once beforehand: who is built first would else pay for all.
        for text in texts:
            self.language.analyse(text)
        indexes, engines = self._built(folder, entries)
        asked = questions(entries)
        totals = _frozen(lambda: _asked(engines, asked, self.rounds))
        yield from table(engines, before)
        yield f"vragen: {dict(Counter(question.kind for question in asked))}, zonder treffer: {totals.count(0)}"
        for engine in engines:
            index = indexes.get(engine.name)
            if self.opened is not None:
                other = None if index is not None else engine.name
                if index is not None:
                    index.close()
                    self.opened(engine.folder, asked, other)  # warms up what a process reads from disk
                yield self.opened(engine.folder, asked, other).shown(engine.name)
            if index is not None:
                yield _adding(engine.name, index, entries)
                index.close()

    def _built(self, folder: Path, entries: Sequence[IndexEntry]) -> tuple[dict[str, SearchIndex], list[Timed]]:
        """Our engines, each over a knowledge base of its own, and the others."""
        indexes: dict[str, SearchIndex] = {}
        engines: list[Timed] = []
        for engine in ENGINES:
            name = f"{OURS}{engine}"
            if self.takes(name) and (engine != LARGE_ENGINE or find_spec(engine) is not None):
                home = folder / engine
                home.mkdir()
                shutil.copy2(folder / "home" / STORE, home / STORE)
                of = _store_of(home)
                started = time.perf_counter()
                indexes[name], ask = ours(home / "index", entries, engine, self.language, of)
                built = time.perf_counter() - started
                engines.append(Timed(name, built, _size(home / "index"), ask, home))
        for other in rivals(self.language):
            if self.takes(other.name):
                place = folder / f"rival-{len(engines)}"
                started = time.perf_counter()
                other.build(place, entries)
                built = time.perf_counter() - started
                engines.append(Timed(other.name, built, _size(place), other.open(place), place))
        return indexes, engines


def _store_of(home: Path) -> tuple[str, int]:
    store = Store(home / STORE)
    try:
        return store.store_id, store.revision
    finally:
        store.close()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _frozen(work: Callable[[], list[int]]) -> list[int]:
    """Work while what there is already is not looked through for garbage."""
    gc.collect()
    gc.freeze()
    try:
        return work()
    finally:
        gc.unfreeze()


def _asked(engines: Sequence[Timed], asked: Sequence[Question], rounds: int) -> list[int]:
    """Ask everything of everyone; the first round warms up. The totals that the first engine finds."""
    totals: list[int] = []
    for turn in range(rounds + 1):
        for question in asked:
            for engine in engines:
                started = time.process_time()
                total, _, _ = engine.ask(question)
                took = (time.process_time() - started) * 1000
                if turn:
                    engine.times.append(took)
                elif engine is engines[0]:
                    totals.append(total)
    return totals


def _adding(name: str, index: SearchIndex, entries: Sequence[IndexEntry]) -> str:
    """How soon one more document is found, and one less no more."""
    document = entries[0].document.document_id
    own = [entry for entry in entries if entry.document.document_id == document]
    revision = index.revision or 0

    def passing() -> int:
        return len(index.passage_ids("", Filters(documents=(document,))))

    def took(change: Callable[[], None], expected: int) -> tuple[float, float]:
        started, computing = time.perf_counter(), time.process_time()
        change()
        if passing() != expected:
            msg = f"{name}: {passing()} passages of {document} instead of {expected}"
            raise RuntimeError(msg)
        return time.perf_counter() - started, time.process_time() - computing

    passing()  # opened, as the index of an app that runs is
    removed = took(lambda: index.update([], [document], revision + 1), 0)
    added = took(lambda: index.update(own, [document], revision + 2), len(own))
    return (
        f"{name}: document van {len(own)} passages vindbaar na {added[0]:.2f} s ({added[1]:.2f} s rekentijd), "
        f"weg na {removed[0]:.2f} s ({removed[1]:.2f} s)"
    )


def machine() -> str:
    """Where and with what this was measured."""
    found = [f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"]
    for package in ("whoosh-reloaded", "tantivy", "numpy"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"zonder {package}")
    return ", ".join(found)
