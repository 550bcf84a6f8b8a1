"""Fits the free weights of ranking on given queries, with leave-one-out, and says which may stay.

    python -m index.fitting --home HOME --gold FOLDER [--write]

HOME is a kennisbank that holds the files of the gold. For each free weight (`fitting.toml`) alone: every
query in turn is left out, the best value on the others is taken (the one nearest to the start where several
are equally good), and with that value the query left out is scored. The weight is kept only where it so
wins on at least twelve of twenty queries (three fifths) *and* on the mean; a tie is no win. A weight that
is not kept stays at its start, which was chosen beforehand. Kept weights hold while the next are tried.
`--write` writes the outcome to `ranking.toml`. With twenty queries and many ties the bar is high: that is
what keeps single queries from being fitted.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from index.entries import IndexEntry
from index.evaluate import Evaluator
from index.gold import GoldQuery, load_queries
from index.ranking_data import RANKING_FILE, Weights, ranking_weights
from kb.records import Document, Footnote
from kb.registers.held import Held
from kb.store import Store

_FILE: Final = Path(__file__).with_name("fitting.toml")
_MOST_FREE: Final = 6
# Twelve of twenty.
_WINS_NEEDED: Final = 0.6
# Means that differ less are the same.
_EPSILON: Final = 1e-9

Scores: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Free:
    """A weight that may be fitted: its value beforehand, without it, and the values tried."""

    name: str
    start: float
    off: float
    tried: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What fitting one weight gave: `chosen[query]` is its value with that query left out."""

    free: Free
    base: Scores
    left_out: Scores
    off: Scores
    chosen: Mapping[str, float]
    best: float

    @property
    def gains(self) -> tuple[float, ...]:
        """Per query what the fitted value adds to the start, on a query that took no part."""
        return tuple(self.left_out[query] - self.base[query] for query in self.base)

    @property
    def kept(self) -> bool:
        """Whether it wins often enough and on the mean."""
        return wins(self.gains) >= _WINS_NEEDED * len(self.gains) and statistics.fmean(self.gains) > _EPSILON

    def report(self) -> str:
        """One line: fitted against start on queries left out, the spread, and what the weight itself adds."""
        gains, adds = self.gains, [self.base[query] - self.off[query] for query in self.base]
        values = self.chosen.values()
        return (
            f"{self.free.name:<12} start {self.free.start:<5} gekozen {min(values)}..{max(values)} "
            f"nDCG@10 {_mean(self.base):.4f} -> {_mean(self.left_out):.4f} "
            f"(per vraag {min(gains):+.3f}..{max(gains):+.3f}, spreiding {statistics.pstdev(gains):.3f}) "
            f"wint {wins(gains)}, verliest {wins([-gain for gain in gains])} van {len(gains)}: "
            f"{'past' if self.kept else 'blijft'} {self.best if self.kept else self.free.start}; "
            f"tegen {self.free.off}: {statistics.fmean(adds):+.4f}, wint {wins(adds)}, "
            f"verliest {wins([-add for add in adds])}"
        )


def wins(gains: Sequence[float]) -> int:
    """On how many queries something was gained; a tie is no win."""
    return sum(gain > _EPSILON for gain in gains)


def _mean(scores: Scores) -> float:
    return statistics.fmean(scores.values())


def free_weights() -> tuple[Free, ...]:
    """The free weights of `fitting.toml`; raises ValueError for more than six or a name that is no weight."""
    data: dict[str, dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = tuple(Free(name, row["start"], row["off"], tuple(row["tried"])) for name, row in data.items())
    unknown = [
        free.name for free in found if not isinstance(getattr(ranking_weights(), free.name, None), float)
    ]
    if len(found) > _MOST_FREE or unknown:
        msg = f"at most {_MOST_FREE} weights of ranking.toml may be free: {list(data)}"
        raise ValueError(msg)
    return found


@dataclass(slots=True)
class Fitting:
    """Fits weights over an evaluator; indexes are kept in `folder`. Every setting is scored once."""

    evaluator: Evaluator
    folder: Path
    _known: dict[str, Scores] = field(default_factory=dict)

    def scores(self, weights: Weights) -> Scores:
        """nDCG@10 per query."""
        key = repr(weights)
        if key not in self._known:
            row = self.evaluator.ours("", weights, self.folder)
            self._known[key] = {query: score.ndcg for query, score in row.scores.items()}
        return self._known[key]

    def trial(self, free: Free, weights: Weights) -> Trial:
        """One weight fitted, the others as they are in `weights`."""
        by_value = {value: self.scores(_with(weights, free.name, value)) for value in free.tried}
        base = self.scores(_with(weights, free.name, free.start))
        chosen = {
            query: _best(by_value, free.start, [other for other in base if other != query]) for query in base
        }
        left_out = {query: by_value[value][query] for query, value in chosen.items()}
        off = self.scores(_with(weights, free.name, free.off))
        return Trial(free, base, left_out, off, chosen, _best(by_value, free.start, list(base)))

    def fitted(self, weights: Weights, free: Sequence[Free]) -> tuple[Weights, tuple[Trial, ...]]:
        """All weights in turn, each at its start unless fitting it wins."""
        for each in free:
            weights = _with(weights, each.name, each.start)
        trials: list[Trial] = []
        for each in free:
            trial = self.trial(each, weights)
            trials.append(trial)
            if trial.kept:
                weights = _with(weights, each.name, trial.best)
        return weights, tuple(trials)


def _with(weights: Weights, name: str, value: float) -> Weights:
    changes: dict[str, Any] = {name: value}
    return replace(weights, **changes)


def _best(by_value: Mapping[float, Scores], start: float, queries: Sequence[str]) -> float:
    """The value with the best mean over `queries`; of equals the nearest to the start."""

    def merit(value: float) -> tuple[float, float]:
        mean = statistics.fmean(by_value[value][query] for query in queries)
        return round(mean, 9), -abs(value - start)

    return max(by_value, key=merit)


def written(text: str, weights: Weights, free: Sequence[Free]) -> str:
    """The text of `ranking.toml` with the free weights as they are in `weights`; all else stays."""
    for each in free:
        pattern = re.compile(rf"^({each.name} = )[0-9.]+", re.MULTILINE)
        text, count = pattern.subn(rf"\g<1>{getattr(weights, each.name)}", text)
        if count != 1:
            msg = f"{each.name} stands {count} times in ranking.toml"
            raise ValueError(msg)
    return text


# ------------------------------------------------------------------ the command


def _evaluator(store: Store, queries: tuple[GoldQuery, ...]) -> Evaluator:
    documents = {document.document_id: document for document in store.documents()}
    missing = {spot.sha256 for query in queries for spot in query.spots} - {
        document.sha256 for document in documents.values()
    }
    if missing:
        msg = f"{len(missing)} file(s) of the gold are not in this kennisbank: ingest them first"
        raise SystemExit(msg)
    texts = {name: store.source_text(name) or "" for name in documents}

    def footnote_lines(document: Document, note: Footnote) -> Iterator[int]:
        text = texts[document.document_id]
        for start, end in note.spans:
            yield from range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)

    records = Held(store)
    held = {name: records.of(name) for name in documents}
    entries = [
        IndexEntry(item, documents[item.document_id], held[item.document_id].get(item.passage_id, ()))
        for item in store.passages()
    ]
    return Evaluator(entries, queries, footnote_lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: prints a line per weight, and writes when told to."""
    parser = argparse.ArgumentParser(prog="python -m index.fitting", description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True, help="kennisbank with the files of the gold")
    parser.add_argument("--gold", type=Path, required=True, help="folder with queries.json and files.tsv")
    parser.add_argument("--write", action="store_true", help="write the outcome to ranking.toml")
    chosen = parser.parse_args(arguments)
    store = Store(chosen.home / "kennisbank.sqlite")
    try:
        evaluator = _evaluator(store, load_queries(chosen.gold))
    finally:
        store.close()
    free = free_weights()
    with tempfile.TemporaryDirectory() as folder:
        fitting = Fitting(evaluator, Path(folder))
        weights, trials = fitting.fitted(ranking_weights(), free)
        lines = [trial.report() for trial in trials]
        lines.append(f"nDCG@10 met de uitkomst: {_mean(fitting.scores(weights)):.4f}")
    sys.stdout.write("\n".join(lines) + "\n")
    if chosen.write:
        text = RANKING_FILE.read_text(encoding="utf-8")
        RANKING_FILE.write_text(written(text, weights, free), encoding="utf-8")


if __name__ == "__main__":
    main()
