"""What a measurement of search speed gives: times per engine, as a table with ratios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from index.rivals import PLAIN_FTS5, PLAIN_TANTIVY, PLAIN_WHOOSH, Rival

_MEGABYTE: Final = 1_000_000
_MILLISECONDS: Final = 1_000
OURS: Final = "kennisbank, "


@dataclass(slots=True)
class Timed:
    """One engine: how long it took to build, what it takes on disk and where, and each answer's time in ms."""

    name: str
    built: float
    size: int
    ask: Rival
    folder: Path = Path()
    times: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True, slots=True)
class Opened:
    """A knowledge base or another index, opened by a process of its own.

    Seconds to the first answer (`first`, from the start of the process; `computing`, what of it was
    computing), later answers in ms, memory in bytes: `resident` is all that the process holds, `own` without
    the pages of files.
    """

    first: float
    computing: float
    p50: float
    p95: float
    resident: int
    own: int

    def shown(self, name: str) -> str:
        """As a line."""
        return (
            f"{name}: eerste antwoord {self.first:.1f} s na de start van het proces "
            f"({self.computing:.1f} s rekentijd), daarna p50 {self.p50:.1f} en p95 {self.p95:.1f} ms; "
            f"geheugen {self.resident / _MEGABYTE:.0f} MB, waarvan {self.own / _MEGABYTE:.0f} van hemzelf"
        )


def table(engines: Sequence[Timed], before: dict[str, float]) -> Iterator[str]:
    """Times, as ratios to plain Whoosh (or the first of the others); growth since the size before."""
    others = [engine for engine in engines if not engine.name.startswith(OURS)]
    base = next(
        (engine for engine in others if engine.name == PLAIN_WHOOSH), others[0] if others else engines[0]
    )
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
    yield from _beside({engine.name: engine for engine in engines})


def _beside(engines: Mapping[str, Timed]) -> Iterator[str]:
    """What each of ours is of what it is to be measured by."""
    for name, other in (
        (f"{OURS}whoosh", PLAIN_WHOOSH),
        (f"{OURS}tantivy", PLAIN_TANTIVY),
        (f"{OURS}tantivy", PLAIN_FTS5),
        (f"{OURS}tantivy", f"{OURS}whoosh"),
    ):
        if name in engines and other in engines:
            p50, p95 = (engines[name].percentile(x) / engines[other].percentile(x) for x in (0.5, 0.95))
            yield f"{name} : {other} = {p50:.2f} (p50), {p95:.2f} (p95)"


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The median and the time within which 95 of 100 came, of seconds, in ms."""
    ordered = [time * _MILLISECONDS for time in sorted(times)]
    half, most = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95))
    return half, most
