"""How good and how fast the language room is, against gold that was made before the rules.

Run as ``python -m kb.language.evaluate [GOLD FOLDER]``: it prints one line per figure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.language.sentences import sentence_spans

Splitter = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """Precision, recall and F1 of whole sentences (both ends right), and the sentences gone wrong."""

    precision: float
    recall: float
    f1: float
    gold: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]


def read_sentences(path: Path) -> list[tuple[str, list[tuple[int, int]]]]:
    """Gold passages with their sentence spans; raises ValueError where a span does not fit its text."""
    passages = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        record = json.loads(line)
        spans = [(start, end) for start, end in record["sentences"]]
        covered = "".join(record["text"][start:end] for start, end in spans)
        if "".join(covered.split()) != "".join(record["text"].split()):
            raise ValueError(f"sentences do not cover the passage: {record['text'][:60]!r}")
        passages.append((record["text"], spans))
    return passages


def score_sentences(
    passages: Iterable[tuple[str, list[tuple[int, int]]]], splitter: Splitter = sentence_spans
) -> SentenceScore:
    """Score `splitter` on gold passages: a sentence counts only when start and end are both right."""
    right = gold = found = 0
    missed: list[str] = []
    invented: list[str] = []
    for text, spans in passages:
        truth, guess = set(spans), set(splitter(text))
        right += len(truth & guess)
        gold += len(truth)
        found += len(guess)
        missed += [text[start:end] for start, end in sorted(truth - guess)]
        invented += [text[start:end] for start, end in sorted(guess - truth)]
    precision, recall = right / max(found, 1), right / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return SentenceScore(precision, recall, f1, gold, tuple(missed), tuple(invented))
