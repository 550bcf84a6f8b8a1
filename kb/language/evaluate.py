"""How good and how fast the language room is, against gold that was made before the rules.

Run as ``python -m kb.language.evaluate [WORD PAIRS …]``: it prints one line per figure, beside a baseline.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import simplemma
import Stemmer

from kb.language.analysis import ANALYSIS_VERSION, analyse
from kb.language.compounds import pieces
from kb.language.forms import normal_form
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


@dataclass(frozen=True, slots=True)
class Speed:
    """Words analysed in a second of processor time: the first time, and when the words have been seen."""

    words: int
    cold: float
    warm: float


def measure_speed(texts: Iterable[str], rounds: int = 5) -> Speed:
    """Time `analyse` on running text, on one core; the best of `rounds` counts (others share the machine)."""
    rows = list(texts)
    analyse("eerst de woordenlijsten laden: kinderopvangtoeslagen")
    words = 0
    times = []
    for _ in range(rounds + 1):
        begin = time.process_time()
        words = sum(len(analyse(text)) for text in rows)
        times.append(time.process_time() - begin)
    return Speed(words, words / times[0], words / min(times[1:]))


def plain_sentences(text: str) -> list[tuple[int, int]]:
    """The baseline: a sentence ends at every full stop, question or exclamation mark before white space."""
    ends = [match.end(1) for match in re.finditer(r"([.?!])\s", text)]
    spans = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            spans.append((end - len(piece.lstrip()), start + len(piece.rstrip())))
    return spans


def stemmer_keys(name: str, *, lemmatize: bool = False) -> Conflation:
    """The baseline: two words meet when the Snowball stemmer `name` gives them (or their lemmas) one stem."""
    stemmer = Stemmer.Stemmer(name)

    def stem(word: str) -> tuple[str, ...]:
        form = simplemma.lemmatize(word.lower(), lang="nl") if lemmatize else normal_form(word)
        return (str(stemmer.stemWord(form)),)

    return stem


def report(gold: Path, seeds: Path, pairs: Iterable[Path] = ()) -> Iterator[str]:
    """The figures of the language room, a line each, each beside its baseline."""
    passages = read_sentences(gold / "sentences.jsonl")
    for name, splitter in (
        ("sentence_spans", sentence_spans),
        ("baseline: full stop and space", plain_sentences),
    ):
        score = score_sentences(passages, splitter)
        parts = f"P {score.precision:.3f}, R {score.recall:.3f}, {score.gold} sentences"
        yield f"sentences   {name}: F1 {score.f1:.3f} ({parts})"
    compounds = score_compounds(read_compounds(gold / "compounds.tsv"))
    yield (
        f"compounds   right {compounds.right:.3f} of {compounds.compounds}, "
        f"split wrongly {compounds.split_wrongly:.3f} of {compounds.others}"
    )
    for path in (gold / "word_pairs.tsv", gold / "word_pairs_2.tsv", *pairs):
        rows = read_pairs(path)
        for name, conflate in (
            ("analysis", word_keys),
            ("baseline: Snowball dutch", stemmer_keys("dutch")),
            ("baseline: Snowball dutch_porter", stemmer_keys("dutch_porter")),
            ("baseline: simplemma, then Snowball dutch", stemmer_keys("dutch", lemmatize=True)),
        ):
            pair = score_pairs(rows, conflate)
            counts = f"missed {pair.missed}/{pair.meet}, merged {pair.merged}/{pair.apart}"
            yield f"pairs       {path.name}, {name}: {counts}"
    speed = measure_speed(path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt")))
    yield f"speed       {speed.words} words: {speed.warm:,.0f} words/s, the first time {speed.cold:,.0f}"
    yield f"version     {ANALYSIS_VERSION}"


def main() -> None:
    """Print the figures; further files of word pairs can be named on the command line."""
    root = Path(__file__).resolve().parents[2]
    for line in report(root / "tests" / "gold", root / "seeds", map(Path, sys.argv[1:])):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
