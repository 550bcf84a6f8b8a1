"""Scores detection, themes, rows of tables and proposed pairs against what people read, beside plain baselines.

A passage counts as found when detection gives at least one bottleneck in it. Gold: `knelpunten_passages.jsonl`
(made-up passages of other organisations: those of the parts whose name begins with *apart* were not read while
the rules were written), `knelpunten_seeds.jsonl` and `knelpunten.json` (the seeds), `knelpunten_pairs.jsonl`
(proposed pairs, drawn at random and judged by hand).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.anchors import fold
from kb.annotate import AnnotationInput
from kb.annotate.knelpunten import Detector, detector
from kb.records import Document, Passage
from kb.registers.knelpunten import evaluate_series
from kb.registers.knelpunten.find import as_input, find
from kb.registers.knelpunten.likeness import JOINED
from kb.registers.knelpunten.model import Knelpunt, Tools
from kb.taxonomy import Taxonomy, load, words_of

Reading = tuple[Document, Sequence[Passage], str]
"""A document as it was read: its facts, its passages with tags, its source text."""
LEAST_WORDS = 8
"""Words that a passage of the seeds needs to be judged: below it there is nothing to read."""
OVERLAP = 2
"""Lines that a passage must share with a given item, or all of a shorter one."""
PARTS = {
    "zicht": "gezien bij het schrijven van de regels",
    "tweede": "tweede, moeilijker ronde, ook gezien",
    "lang": "langere stukken, ook gezien",
    "kort": "vierde ronde, ook gezien",
    "apart": "apart gehouden",
    "apart2": "vierde ronde, apart gehouden (van wie ook de regels schreef)",
    "apart4": "vijfde ronde, zonder knelpuntwoorden geschreven, apart gehouden",
    "apart3": "langere stukken, bij de herkenning niet gezien",
}
APART = "apart"
"""How the name of a part begins that was not read while the rules were written."""
_Z = 1.96


@dataclass(slots=True)
class Counts:
    """How often something was found and was there."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: bool, there: bool) -> None:
        """Count one passage."""
        self.right += found and there
        self.wrong += found and not there
        self.missed += there and not found

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 when there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        return f"precisie {self.precision:.2f}  vangst {self.recall:.2f}  F1 {self.f1:.2f}"


@dataclass(slots=True)
class Figures:
    """What one set of passages gives: ours beside the baselines, and how often the main theme is right."""

    ours: Counts
    rules: Counts
    every: Counts
    words: Counts
    explicit: Counts
    theme_right: int = 0
    theme_judged: int = 0

    @classmethod
    def empty(cls) -> Figures:
        """Nothing counted yet."""
        return cls(Counts(), Counts(), Counts(), Counts(), Counts())

    @property
    def theme(self) -> float:
        """Share of the right finds whose main theme is right too."""
        return self.theme_right / self.theme_judged if self.theme_judged else 0.0

    def add(self, passage: AnnotationInput, there: bool, detect: Detector, cues: Detector) -> list[str]:
        """Count one passage, by what is in use and by the cues alone; returns the main themes found in it."""
        found = detect.find(passage)
        self.ours.add(bool(found), there)
        self.rules.add(bool(cues.find(passage)), there)
        self.every.add(True, there)
        self.words.add(has_cue(passage.text, detect), there)
        return [finding.themes[0].id for finding in found]

    def judge_theme(self, found: Sequence[str], gold: Iterable[str]) -> None:
        """Count whether one of the main themes found is a right one."""
        if found:
            self.theme_judged += 1
            self.theme_right += bool(set(found) & set(gold))

    def lines(self) -> Iterator[str]:
        """The figures as lines."""
        yield f"  ons                       {self.ours}"
        yield f"  zonder het geleerde       {self.rules}"
        yield f"  elke passage is er een    {self.every}"
        yield f"  alleen knelpuntwoorden    {self.words}"
        yield "  niets                     precisie 0.00  vangst 0.00  F1 0.00"
        named = f"{self.explicit.recall:.2f}" if self.explicit.right + self.explicit.missed else "n.v.t."
        yield f"  uitdrukkelijke gevonden   {named}   hoofdthema juist {self.theme:.2f}"


def has_cue(text: str, detect: Detector) -> bool:
    """The baseline *cue words only*: any word that names or describes one, without weights or context."""
    words = words_of(text)
    hits = detect.cues.inside.find(detect.cues.inside.read(words.folded), 0, len(words))
    return any(hit.owner.role in {"genoemd", "hinder"} and not hit.owner.weak for hit in hits)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def lines(gold: Path, readings: Iterable[Reading]) -> Iterator[str]:
    """All figures of the register, as lines to print; `readings` are those of the seeds."""
    taxonomy = load()
    reading = {item[0].source: item for item in readings}
    scores = {part: score_passages(gold, part, taxonomy) for part in PARTS}
    for part, told in PARTS.items():
        yield f"Passages van andere organisaties, {told}:"
        yield from scores[part].lines()
    yield "Alle passages die apart gehouden zijn, samen:"
    yield from total(scores[part] for part in PARTS if part.startswith(APART)).lines()
    yield "Passages van de voorbeelddocumenten:"
    yield from score_seeds(gold, reading, taxonomy).lines()
    records = [record for item in reading.values() for record in find(*item, Tools(taxonomy))]
    yield from given(gold, reading, records)
    yield from pairs(gold)
    yield from evaluate_series.lines(gold, taxonomy)


def total(some: Iterable[Figures]) -> Figures:
    """Several sets of passages as one."""
    whole = Figures.empty()
    for item in some:
        whole = Figures(
            whole.ours + item.ours,
            whole.rules + item.rules,
            whole.every + item.every,
            whole.words + item.words,
            whole.explicit + item.explicit,
            whole.theme_right + item.theme_right,
            whole.theme_judged + item.theme_judged,
        )
    return whole


def score_passages(gold: Path, part: str, taxonomy: Taxonomy) -> Figures:
    """Detection and theme on the made-up passages of one part."""
    figures, cues = Figures.empty(), Detector(taxonomy)
    for row in rows_of(gold / "knelpunten_passages.jsonl"):
        if row["part"] == part:
            found = figures.add(row_input(row), row["knelpunt"], detector(taxonomy), cues)
            if row["knelpunt"]:
                figures.judge_theme(found, row["theme"])
            if row["explicit"]:
                figures.explicit.add(bool(found), there=True)
    return figures


def row_input(row: Mapping[str, Any]) -> AnnotationInput:
    """A row of the gold as a passage: its heading is a lead-in when it ends in a colon."""
    heading = row["heading"] or ""
    led_in = heading.endswith(":")
    return AnnotationInput(
        row["text"],
        kind="list" if led_in else "text",
        section=(heading,) if heading and not led_in else (),
        context=heading if led_in else None,
    )


def score_seeds(gold: Path, reading: Mapping[str, Reading], taxonomy: Taxonomy) -> Figures:
    """Detection and theme per passage of the seeds; passages with doubtful items only are left out."""
    figures, cues = Figures.empty(), Detector(taxonomy)
    ours = rows_of(gold / "knelpunten_seeds.jsonl")
    names = _names(gold, reading)
    items = json.loads((gold / "knelpunten.json").read_text(encoding="utf-8"))["items"]
    covered = {names[item["file"]] for item in items}
    for name, (document, passages, _) in reading.items():
        for passage in passages:
            if len(words_of(passage.text)) < LEAST_WORDS or passage.line_start is None:
                continue
            if name in covered:
                here = [
                    item for item in items if names[item["file"]] == name and _overlaps(passage, item["lines"])
                ]
                themes = {item["theme"] for item in here}
                sure = here
            else:
                here = [row for row in ours if row["source"] == name and _holds(passage, row["lines"])]
                sure = [row for row in here if not row["doubt"]]
                themes = {theme for row in here for theme in row["theme"]}
            if here and not sure:
                continue
            found = figures.add(as_input(passage, document), bool(sure), detector(taxonomy), cues)
            if sure:
                figures.judge_theme(found, themes)
            if any(item["explicit"] for item in sure):
                figures.explicit.add(bool(found), there=True)
    return figures


def _names(gold: Path, reading: Mapping[str, Reading]) -> dict[str, str]:
    """Which of the seeds a file of the given gold is."""
    known = {document.sha256: name for name, (document, _, _) in reading.items()}
    pairs_ = (
        line.split("\t") for line in (gold / "files.tsv").read_text(encoding="utf-8").splitlines() if line
    )
    return {name: known[digest] for name, digest in pairs_ if digest in known}


def _overlaps(passage: Passage, lines_: Sequence[int]) -> bool:
    assert passage.line_start is not None
    shared = min(passage.line_end or passage.line_start, lines_[1]) - max(passage.line_start, lines_[0]) + 1
    return shared >= min(OVERLAP, lines_[1] - lines_[0] + 1)


def _holds(passage: Passage, lines_: Sequence[int]) -> bool:
    assert passage.line_start is not None
    end = passage.line_end or passage.line_start
    return passage.line_start <= lines_[0] <= end and lines_[1] <= end + 1


# ------------------------------------------------------------------------------ given records


def given(gold: Path, reading: Mapping[str, Reading], records: Sequence[Knelpunt]) -> Iterator[str]:
    """The given records of the seeds: how many are found, with the right theme, and the rows of the annex."""
    items = json.loads((gold / "knelpunten.json").read_text(encoding="utf-8"))["items"]
    names = _names(gold, reading)
    found, themes, rows, whole = Counts(), Counts(), 0, 0
    for item in items:
        source = names.get(item["file"])
        best = nearest(item["lines"], [record for record in records if record.source == source])
        if item["explicit"]:
            found.add(best is not None, there=True)
        if best is not None:
            themes.add(best.theme[:1] == (item["theme"],), there=True)
        if (item.get("group") or "").startswith("bijlage"):
            rows += 1
            whole += best is not None and row_is_whole(best, item)
    yield f"Gegeven knelpunten: uitdrukkelijke gevonden {found.recall:.2f}, thema juist {themes.recall:.2f}"
    yield f"Rijen van de bijlage met naam, omschrijving en oplossing: {whole} van {rows}"


def nearest(lines_: Sequence[int], records: Iterable[Knelpunt]) -> Knelpunt | None:
    """The record that shares most lines with `lines_`, the shortest of equals; None when none does."""

    def shared(record: Knelpunt) -> int:
        if record.line_start is None or record.line_end is None:
            return 0
        return min(record.line_end, lines_[1]) - max(record.line_start, lines_[0]) + 1

    best = max(records, key=lambda record: (shared(record), -len(record.quote)), default=None)
    return best if best is not None and shared(best) > 0 else None


def row_is_whole(record: Knelpunt, item: Mapping[str, Any]) -> bool:
    """Whether name, description and solution of a row of the annex stand where they belong."""
    solution = (item.get("solution_span") or {}).get("quote", "")
    return (
        fold(record.name).text == fold(item["name"]).text
        and fold(item["quote"]).text in fold(record.description).text
        and fold(solution).text in fold(record.solution or "").text
        and fold(record.name).text not in fold(record.solution or "").text[: len(fold(record.name).text)]
    )


# ------------------------------------------------------------------------------ pairs


def pairs(gold: Path) -> Iterator[str]:
    """Precision of the proposed pairs that were judged by hand, with its interval (Wilson, 95 %).

    All that were drawn, and those that score high enough to make a chain.
    """
    judged = rows_of(gold / "knelpunten_pairs.jsonl")
    for told, some in (
        ("voorgesteld", judged),
        ("samengevoegd", [row for row in judged if row["score"] >= JOINED]),
    ):
        right = sum(row["same"] for row in some)
        low, high = wilson(right, len(some))
        yield (
            f"Paren, {told}, willekeurig getrokken en met de hand beoordeeld: {right} van {len(some)} "
            f"hetzelfde knelpunt, precisie {right / len(some):.2f} ({low:.2f}–{high:.2f})"
        )


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson: holds for small numbers too."""
    share, spread = right / total, _Z * _Z / total
    middle = share + spread / 2
    reach = _Z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))
