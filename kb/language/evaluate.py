"""How good and how fast the language room is, against gold that was made before the rules.

Run as ``python -m kb.language.evaluate [GOLD FOLDER]``: it prints one line per figure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kb.language.analysis import analyse
from kb.language.compounds import pieces
from kb.language.sentences import sentence_spans

Conflation = Callable[[str], tuple[str, ...]]
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


@dataclass(frozen=True, slots=True)
class CompoundScore:
    """Shares of compounds split right and of other words split at all, with the words gone wrong."""

    right: float
    split_wrongly: float
    compounds: int
    others: int
    mistakes: tuple[str, ...]


def read_compounds(path: Path) -> list[tuple[str, frozenset[str]]]:
    """Gold words with the readings that are right ("huur|toeslag"); "-" is no compound."""
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            word, readings = line.split("\t")
            rows.append((word, frozenset(readings.split(";"))))
    return rows


def score_compounds(rows: Iterable[tuple[str, frozenset[str]]]) -> CompoundScore:
    """Score `kb.language.compounds` on gold words."""
    counts = {True: [0, 0], False: [0, 0]}  # compound or not: all, right
    mistakes = []
    for word, readings in rows:
        guess = "|".join(part + link for part, link in pieces(word)) or "-"
        count = counts["-" not in readings]
        count[0] += 1
        if guess in readings:
            count[1] += 1
        else:
            mistakes.append(f"{word}: {guess}")
    (yes, split_right), (no, left_whole) = counts[True], counts[False]
    return CompoundScore(split_right / max(yes, 1), 1 - left_whole / max(no, 1), yes, no, tuple(mistakes))


def word_keys(word: str) -> tuple[str, ...]:
    """The keys that the analysis gives a single word."""
    return tuple(key for term in analyse(word) for key in term.keys)


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs of words that must meet and were missed, that must stay apart and were merged."""

    meet: int
    missed: int
    apart: int
    merged: int
    mistakes: tuple[str, ...]


def read_pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Gold pairs of words and whether they must meet."""
    rows = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            one, two, verdict = line.split("\t")
            rows.append((one, two, verdict == "meet"))
    return rows


def score_pairs(rows: Iterable[tuple[str, str, bool]], conflate: Conflation = word_keys) -> PairScore:
    """Score a conflation: two words meet when it gives them a key in common."""
    counts = {True: 0, False: 0}
    wrong: dict[bool, list[str]] = {True: [], False: []}
    for one, two, must_meet in rows:
        counts[must_meet] += 1
        if bool(set(conflate(one)) & set(conflate(two))) is not must_meet:
            wrong[must_meet].append(f"{one} {two}")
    mistakes = (*wrong[True], *wrong[False])
    return PairScore(counts[True], len(wrong[True]), counts[False], len(wrong[False]), mistakes)
