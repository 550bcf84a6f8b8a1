"""How fast search is, beside other ways to do the same, over a made collection of any size.

    python -m index.benchmark --home HOME [--passages 2000 20000] [--rounds 3]

HOME is a kennisbank with some documents (the seeds): the collection is made like them (see
`index.made_collection`; its statistics are printed beside theirs). Sixty queries of all kinds are asked of
every engine in turn, interleaved, so that what else the machine does hits all alike; each answer is the
total, the best ten with snippets, and all facets. Answers are measured in computing time, which other work
on the machine disturbs least (all fits in memory), building and adding by the clock. What counts are the
ratios within one run.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
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
from index.query_words import query_words
from index.rivals import FACETS, Answer, Kind, Question, Rival, rivals
from index.searcher import SearchIndex
from index.words import Language, SharedLanguage
from kb.filters import Filters
from kb.store import Store

QUERIES: Final = 60
_PASSAGES: Final = 2_000
_ROUNDS: Final = 3
_TOP: Final = 10
_MEGABYTE: Final = 1_000_000
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


@dataclass(slots=True)
class Timed:
    """One engine: how long it took to build, what it takes on disk, and each answer's time in ms."""

    name: str
    built: float
    size: int
    ask: Rival
    times: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ours(
    folder: Path, entries: Sequence[IndexEntry], engine: str, language: Language
) -> tuple[SearchIndex, Rival]:
    """Our own search with one of our engines."""
    by_id = {entry.passage.passage_id: entry.passage for entry in entries}
    index = SearchIndex(folder, "benchmark", language=language)
    index.rebuild(entries, revision=1, engine=engine)

    def ask(question: Question) -> Answer:
        page = index.search(
            question.ours(),
            Filters(kinds=(question.within,) if question.within else ()),
            passages=lambda ids: [by_id[passage_id] for passage_id in ids],
            labels=lambda _facet, value: value,
        )
        counts = {name: {item.value: item.count for item in page.facets[name]} for name in FACETS}
        return page.total, [hit.passage.passage_id for hit in page.hits], counts

    return index, ask


def benchmark(
    entries: Sequence[IndexEntry],
    sizes: Sequence[int] = (_PASSAGES,),
    rounds: int = _ROUNDS,
    language: Language | None = None,
) -> Iterator[str]:
    """The report, line by line as it comes. `entries` are what the collection is made like."""
    words = language if language is not None else SharedLanguage()
    yield machine()
    yield "voorbeeld: " + Statistics.of([entry.passage.text for entry in entries]).shown()
    grown_from: dict[str, float] = {}
    for size in sizes:
        collection = list(made(entries, size))
        yield "gemaakt:   " + Statistics.of([entry.passage.text for entry in collection]).shown()
        with tempfile.TemporaryDirectory() as name:
            yield from _measured(Path(name), collection, rounds, words, grown_from)


def _measured(
    folder: Path,
    entries: Sequence[IndexEntry],
    rounds: int,
    language: Language,
    before: dict[str, float],
) -> Iterator[str]:
    asked = questions(entries)
    # Words are analysed once beforehand: who is built first would else pay for all.
    for entry in entries:
        language.analyse(entry.passage.text)
    indexes: dict[str, SearchIndex] = {}
    engines: list[Timed] = []
    for engine in ENGINES:
        if engine != LARGE_ENGINE or find_spec(engine) is not None:
            started = time.perf_counter()
            index, ask = ours(folder / engine, entries, engine, language)
            indexes[engine] = index
            engines.append(_timed(f"kennisbank, {engine}", started, folder / engine, ask))
    for name, build in rivals(language):
        place = folder / f"rival-{len(engines)}"
        started = time.perf_counter()
        ask = build(place, entries)
        engines.append(_timed(name, started, place, ask))
    totals = _asked(engines, asked, rounds)
    yield from _table(engines, before)
    yield f"vragen: {dict(Counter(question.kind for question in asked))}, zonder treffer: {totals.count(0)}"
    for name, index in indexes.items():
        yield _adding(name, index, entries)
        index.close()


def _timed(name: str, started: float, folder: Path, ask: Rival) -> Timed:
    built = time.perf_counter() - started
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Timed(name, built, size, ask)


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


def _table(engines: Sequence[Timed], before: dict[str, float]) -> Iterator[str]:
    """Times, and as ratios to the first of the others (plain Whoosh); growth since the size before."""
    base = engines[-len([e for e in engines if not e.name.startswith("kennisbank")])]
    width = max(len(engine.name) for engine in engines)
    yield f"{'':{width}}   p50 ms   p95 ms   p99 ms | p50 x   p95 x | bouw s  MB | p50 groei"
    for engine in engines:
        p50, p95, p99 = (engine.percentile(share) for share in (0.5, 0.95, 0.99))
        grown = f"{p50 / before[engine.name]:.1f}" if engine.name in before else "-"
        before[engine.name] = p50
        yield (
            f"{engine.name:{width}} {p50:8.1f} {p95:8.1f} {p99:8.1f} "
            f"| {p50 / base.percentile(0.5):5.2f}  {p95 / base.percentile(0.95):5.2f}  "
            f"| {engine.built:6.1f} {engine.size / _MEGABYTE:4.0f} | {grown}"
        )


def _adding(name: str, index: SearchIndex, entries: Sequence[IndexEntry]) -> str:
    """How soon one more document is found, and one less no more."""
    document = entries[0].document.document_id
    own = [entry for entry in entries if entry.document.document_id == document]

    def passing() -> int:
        return len(index.passage_ids("", Filters(documents=(document,))))

    def took(change: Callable[[], None], expected: int) -> float:
        started = time.perf_counter()
        change()
        if passing() != expected:
            msg = f"{name}: {passing()} passages of {document} instead of {expected}"
            raise RuntimeError(msg)
        return time.perf_counter() - started

    removed = took(lambda: index.update([], [document], revision=2), 0)
    added = took(lambda: index.update(own, [document], revision=3), len(own))
    return f"{name}: document van {len(own)} passages vindbaar na {added:.2f} s, weg na {removed:.2f} s"


def machine() -> str:
    """Where and with what this was measured."""
    found = [f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"]
    for package in ("whoosh-reloaded", "tantivy", "numpy"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"zonder {package}")
    return ", ".join(found)


def entries_of(home: Path) -> list[IndexEntry]:
    """All passages of a kennisbank."""
    store = Store(home / "kennisbank.sqlite")
    try:
        documents = {document.document_id: document for document in store.documents()}
        return [IndexEntry(passage, documents[passage.document_id]) for passage in store.passages()]
    finally:
        store.close()


def main(arguments: Iterable[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m index.benchmark", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--home", type=Path, required=True, help="kennisbank to make the collection like")
    parser.add_argument("--passages", type=int, nargs="+", default=[_PASSAGES], help="sizes, small to large")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="how often each query is asked")
    chosen = parser.parse_args(None if arguments is None else list(arguments))
    for line in benchmark(entries_of(chosen.home), chosen.passages, chosen.rounds):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
