"""Scores the register against gold: cells of tables, values in running text, and differences between documents.

Layers keep this room from the readers: the caller gives each document as it was read (`Reading`). A cell
counts as right when indicator, year, role, period, value and unit are; a value that matches no gold cell is
wrong.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.records import Document, Passage
from kb.registers.kpis.differences import extent
from kb.registers.kpis.labels import slug, without_brackets
from kb.registers.kpis.lexicon import folded
from kb.registers.kpis.model import KpiValue, Tools
from kb.registers.kpis.numbers import to_number


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read, with its passages and source text."""

    document: Document
    passages: Sequence[Passage]
    source: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One gold value: `kpi` is a canonical id, or the slug of a label that is none; None is any, by place.

    `part` are the bounds of a period that is no whole year. `weak` values are neither missed nor wrong. `made`:
    the gold of a made paper, which leaves it open whether text that repeats a cell is a value.
    """

    kpi: str | None
    year: int | None
    role: str
    value: float | None
    unit: str
    text: str
    part: tuple[str, str] | None
    lines: tuple[int, int] | None
    table: bool
    weak: bool
    name: str
    made: bool = False


@dataclass(slots=True)
class Score:
    """Counts of one set; `differences` says what was missed or wrong."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    differences: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.wrong)

    def add(self, other: Score) -> None:
        """Counts another score in."""
        self.right, self.missed = self.right + other.right, self.missed + other.missed
        self.wrong += other.wrong
        self.differences += other.differences


# ------------------------------------------------------------------------------ gold


def given_gold(gold: Path, tools: Tools) -> dict[str, list[Wanted]]:
    """The given gold of the seeds, by the sha256 of the file; figures that gold derives itself are left out."""
    names = dict(line.split("\t") for line in (gold / "files.tsv").read_text(encoding="utf-8").splitlines())
    wanted: dict[str, list[Wanted]] = {}
    for item in json.loads((gold / "kpi.json").read_text(encoding="utf-8"))["items"]:
        if item.get("note") == "afgeleid":
            continue
        known = item["kpi_table"] or item["in_table"]
        wanted.setdefault(names[item["file"]].strip(), []).append(
            _wanted(item, _name(item["indicator"], tools) if known else None, table=item["in_table"])
        )
    return wanted


def own_gold(gold: Path) -> dict[str, list[Wanted]]:
    """What we annotated ourselves, by file name."""
    wanted: dict[str, list[Wanted]] = {}
    for line in (gold / "kpi_own.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        wanted.setdefault(item["file"], []).append(_wanted(item, item["kpi"], table=item["where"] == "table"))
    return wanted


def paper_gold(path: Path, tools: Tools) -> list[Wanted]:
    """The gold that stands beside a made paper."""
    items = json.loads(path.read_text(encoding="utf-8"))["kpi"]
    return [
        dataclasses.replace(
            _wanted(item, _name(item["indicator"], tools, item["unit"]), table=item["where"] == "table"),
            made=True,
        )
        for item in items
    ]


def _wanted(item: Mapping[str, Any], kpi: str | None, *, table: bool) -> Wanted:
    period = item.get("period")
    part = (period["from"], period["to"]) if isinstance(period, Mapping) else None
    value = item["value"]
    plain = to_number(item["text"])
    if plain is not None and value is not None and plain.decimals and int(plain.value) == value:
        value = plain.value  # gold that lost its decimals
    lines = (item["lines"][0], item["lines"][1]) if item.get("lines") else None
    return Wanted(
        kpi, item["year"], item["role"], value, item["unit"], item["text"], part, lines, table,
        bool(item.get("weak")), item.get("label_in_text") or item.get("label") or item.get("indicator") or "",
    )  # fmt: skip


def _name(indicator: str, tools: Tools, unit: str | None = None) -> str:
    entry = tools.labels.resolve(indicator, None, None, unit)
    return entry.id if entry else slug(indicator.partition(" (")[0])


# ------------------------------------------------------------------------------ scoring values


def score_values(wanted: Sequence[Wanted], found: Sequence[KpiValue], allowed: Sequence[Wanted] = ()) -> Score:
    """Gold values against found ones; each counts once. Saying one of `allowed` again is no fault."""
    score = Score()
    left = list(found)
    cells = {(item.kpi, item.year, item.role, item.value) for item in allowed}
    for item in sorted(wanted, key=lambda gold: gold.weak):
        match = next((value for value in left if _matches(item, value)), None)
        if match is not None:
            left.remove(match)
            score.right += not item.weak
        elif not item.weak:
            score.missed += 1
            score.differences.append(f"gemist: {item.name} {item.year} {item.role} {item.text}")
    for value in left:
        if (_series(value), value.year, value.role, value.value) not in cells:
            score.wrong += 1
            score.differences.append(
                f"fout: {value.label} {value.year} {value.role} {value.value} {value.unit} “{value.text}”"
            )
    return score


def score_set(wanted: Sequence[Wanted], found: Sequence[KpiValue], *, table: bool) -> Score | None:
    """The cells, or the values in running text, of one document; None when gold has none.

    Text that says again what a cell of the document says is no fault where gold leaves that open.
    """
    chosen = [item for item in wanted if item.table is table]
    if not chosen:
        return None
    values = [item for item in found if (item.where == "table") is table]
    return score_values(chosen, values, () if table else [item for item in wanted if item.table and item.made])


def _series(value: KpiValue) -> str:
    return value.kpi or slug(without_brackets(value.label))


def _matches(item: Wanted, value: KpiValue) -> bool:
    if item.role != value.role or item.year != value.year or item.value != value.value:
        return False
    if item.value is None and folded(item.text) != folded(value.text):
        return False
    if item.kpi is not None and (item.kpi != _series(value) or item.unit != value.unit):
        return False
    if item.kpi is None and not _there(item, value):
        return False
    period = value.period
    if item.part is not None:
        return period is not None and (period.from_, period.to) == item.part
    return not item.table or extent(period) in {"year", "unknown", "until"}


def _there(item: Wanted, value: KpiValue) -> bool:
    """Whether a value stands where gold says, for figures that gold gives no name."""
    if item.lines is None or value.line is None:
        return False
    return item.lines[0] - 1 <= value.line <= item.lines[1] + 1


# ------------------------------------------------------------------------------ scoring differences


def score_differences(items: Iterable[Mapping[str, Any]], values: Sequence[KpiValue]) -> tuple[Score, Score]:
    """Contradictions, and all kinds of difference, against our own list of the seeds.

    A contradiction that is not on the list is invented. Of the second score only found and missed count.
    """
    by_id = {value.kpi_value_id: value for value in values}
    pairs = {
        (min(value.kpi_value_id, item.kpi_value_id), max(value.kpi_value_id, item.kpi_value_id)): item.kind
        for value in values
        for item in value.conflicts
    }
    contradictions, kinds = Score(), Score()
    claimed: set[tuple[str, str]] = set()
    for gold in items:
        texts = {_plain(item["text"]) for item in gold["values"]}
        hits = [pair for pair in pairs if _is_pair(gold, texts, [by_id[name] for name in pair])]
        claimed.update(hits)
        fits = any(pairs[pair] in {gold["kind"], *gold.get("accept", ())} for pair in hits)
        if gold.get("weak"):
            continue
        kinds.right += fits
        kinds.missed += not fits
        if gold["kind"] == "tegenspraak":
            contradictions.right, contradictions.missed = (
                contradictions.right + fits,
                contradictions.missed + (not fits),
            )
        if not fits:
            kinds.differences.append(f"gemist: {gold['kpi']} {gold['year']} {gold['kind']} {sorted(texts)}")
    for pair, kind in pairs.items():
        if kind == "tegenspraak" and pair not in claimed:
            contradictions.wrong += 1
            one, other = (by_id[name] for name in pair)
            contradictions.differences.append(f"verzonnen: {one.label} {one.year} {one.text} – {other.text}")
    return contradictions, kinds


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isdigit() or char == ",").rstrip(",")


def _is_pair(gold: Mapping[str, Any], texts: set[str], pair: Sequence[KpiValue]) -> bool:
    if any(value.kpi != gold["kpi"] or value.year != gold["year"] for value in pair):
        return False
    said = {_plain(value.text) for value in pair}
    return said == texts or (len(said) == len(texts) and all(_begins(text, texts) for text in said))


def _begins(text: str, texts: Iterable[str]) -> bool:
    """Whether a number is one of `texts`, or one of them without a marker."""
    return any(one == text or one.startswith(text) for one in texts)


# ------------------------------------------------------------------------------ sentences


def made_rows(path: Path, number: int | None = None) -> list[dict[str, Any]]:
    """The rows of a file of made gold, or those of one set of it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if number is None or row["set"] == number]


def score_sentences(
    gold: Path, find_in: Callable[[Mapping[str, Any]], Sequence[KpiValue]], number: int | None = None
) -> Score:
    """Year, role, value and unit of the values in made sentences of many organisations.

    `find_in` gives what is found in a row of kpi_sentences.jsonl: its text, in a document of its kind and year;
    `number`: only that set.
    """
    score = Score()
    for row in made_rows(gold / "kpi_sentences.jsonl", number):
        left = [(item.year, item.role, item.value, item.unit) for item in find_in(row)]
        for value in row["values"]:
            said = (value["year"], value["role"], value["value"], value["unit"])
            if said in left:
                left.remove(said)
                score.right += 1
            else:
                score.missed += 1
                score.differences.append(f"gemist: {said} in “{row['text']}”")
        score.wrong += len(left)
        score.differences += [f"fout: {said} in “{row['text']}”" for said in left]
    return score


# ------------------------------------------------------------------------------ tables


def score_tables(
    gold: Path,
    tools: Tools,
    find_in: Callable[[Mapping[str, Any]], Sequence[KpiValue]],
    number: int | None = None,
) -> Score:
    """Cells of made tables of many organisations, as a perfect reader gives them (kpi_tables.jsonl).

    `find_in` gives what is found in a row of the file: caption, columns and rows of a report of its year;
    `number`: only that set.
    """
    score = Score()
    for row in made_rows(gold / "kpi_tables.jsonl", number):
        wanted = [
            Wanted(
                _name(name, tools, unit), year, role, value, unit, text, tuple(part) if part else None,
                None, table=True, weak=False, name=name,
            )
            for name, year, role, value, unit, text, part in row["values"]
        ]  # fmt: skip
        score.add(score_values(wanted, find_in(row)))
    return score
