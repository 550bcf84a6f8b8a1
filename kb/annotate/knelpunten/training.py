"""Learns the weights of `learned.tsv`: ``python -m kb.annotate.knelpunten.training GOLD``.

GOLD is the folder with `knelpunten_passages.jsonl`. Parts whose name begins with *apart* are left out: they are
to measure with. Logistic regression with a penalty on large weights; the same data give the same table.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.annotate.knelpunten.learned import BIAS, TABLE, Learned, features, scale
from kb.taxonomy import words_of

KEPT_APART = "apart"
SEEN_IN = 4
"""Passages that a word must stand in to be learned from."""
PENALTY, STEPS, RATE = 1.0, 400, 0.5
LEAST = 0.02
"""Weights nearer to 0 are left out of the table."""

Example = tuple[str, bool]
Floats = NDArray[np.float64]


def examples(gold: Path) -> list[Example]:
    """The judged passages to learn from: text, and whether it tells a bottleneck."""
    lines = (gold / "knelpunten_passages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row["text"], row["knelpunt"]) for row in rows if not row["part"].startswith(KEPT_APART)]


def train(some: Sequence[Example]) -> Learned:
    """The weights that tell these passages apart best."""
    held = [_features(text) for text, _ in some]
    spread = Counter(item for items in held for item in items)
    names = sorted(item for item, count in spread.items() if count >= SEEN_IN)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(some), len(names) + 1))
    for row, items in zip(table, held, strict=True):
        known = [place[item] for item in items if item in place]
        row[known] = 1 / scale(len(known))
        row[-1] = 1.0
    found = _fit(table, np.array([float(there) for _, there in some]))
    weights = {name: float(value) for name, value in zip(names, found[:-1], strict=True)}
    return Learned(weights, float(found[-1]))


def _features(text: str) -> frozenset[str]:
    words = words_of(text)
    return features(words, 0, len(words))


def _fit(table: Floats, there: Floats) -> Floats:
    """Logistic regression by steepest descent with momentum; the last column is the bias, without penalty."""
    weights, moving = np.zeros(table.shape[1]), np.zeros(table.shape[1])
    penalty = np.append(np.full(table.shape[1] - 1, PENALTY), 0.0)
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-table @ weights))
        slope = (table.T @ (sure - there) + penalty * weights) / len(there)
        moving = 0.9 * moving - RATE * slope
        weights = weights + moving
    return np.asarray(weights, dtype=np.float64)


def write(found: Learned, table: Path) -> None:
    """The weights as a table, by name; the bias first."""
    rows = [f"{BIAS}\t{found.bias:.3f}"]
    rows += [f"{name}\t{value:.3f}" for name, value in sorted(found.weights.items()) if abs(value) >= LEAST]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """Learns from the gold that is named and writes the table beside this module."""
    write(train(examples(Path(sys.argv[1]))), TABLE)


if __name__ == "__main__":
    main()
