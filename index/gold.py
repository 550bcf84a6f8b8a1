"""Gold queries and the two measures of finding, as `tests/gold/README.md` defines them.

A hit counts for the best spot not yet credited that it overlaps by at least two lines, or by all lines
of the shorter of the two; a spot counts once. nDCG: gains 2^grade - 1, the ideal order over all spots of
the query. Recall is divided by min(number of spots, k).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.facet_values import slug
from kb.filters import Filters, YearRange

_MIN_OVERLAP: Final = 2
CUT_NDCG: Final = 10
CUT_RECALL: Final = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines of a source file (its sha256) that answer a query (grade 2) or touch it (grade 1)."""

    sha256: str
    lines: frozenset[int]
    grade: int


@dataclass(frozen=True, slots=True)
class GoldQuery:
    """A query with its filters and all spots that count."""

    query_id: str
    group: str
    text: str
    filters: Filters
    hard: bool
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class HitLines:
    """A hit as lines of its source, footnotes included."""

    sha256: str
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class Score:
    """The two measures of one query."""

    ndcg: float
    recall: float


def load_queries(folder: Path) -> tuple[GoldQuery, ...]:
    """The gold queries in `folder`; raises KeyError for a file that `files.tsv` does not know."""
    rows = (folder / "files.tsv").read_text(encoding="utf-8").split("\n")
    hashes = dict(row.split("\t") for row in rows if row)
    items = json.loads((folder / "queries.json").read_text(encoding="utf-8"))["items"]
    return tuple(_query(item, hashes) for item in items)


def _query(item: Mapping[str, object], hashes: Mapping[str, str]) -> GoldQuery:
    relevant: Iterable[Mapping[str, object]] = item["relevant"]  # type: ignore[assignment]
    spots = tuple(
        Spot(
            hashes[str(spot["file"])],
            frozenset(range(int(str(spot["start_line"])), int(str(spot["end_line"])) + 1)),
            int(str(spot["grade"])),
        )
        for spot in relevant
    )
    filters: Mapping[str, object] = item["filters"]  # type: ignore[assignment]
    return GoldQuery(
        str(item["id"]), str(item["group"]), str(item["query"]), _filters(filters), bool(item["hard"]), spots
    )


def _filters(values: Mapping[str, object]) -> Filters:
    unknown = set(values) - {"type", "regeling", "year"}
    if unknown:
        msg = f"unknown filters in gold: {sorted(unknown)}"
        raise ValueError(msg)
    year = values.get("year")
    return Filters(
        kinds=(slug(str(values["type"])),) if "type" in values else (),
        regelingen=(slug(str(values["regeling"])),) if "regeling" in values else (),
        years=(YearRange(int(str(year)), int(str(year))),) if year is not None else (),
    )


def credited(hits: Sequence[HitLines], spots: Sequence[Spot]) -> list[int]:
    """For each hit the grade of the spot that it is credited for, 0 for none."""
    left = list(spots)
    grades: list[int] = []
    for hit in hits:
        fitting = [(spot.grade, len(spot.lines & hit.lines), spot) for spot in left if _overlaps(hit, spot)]
        if not fitting:
            grades.append(0)
            continue
        grade, _, best = max(fitting, key=lambda item: item[:2])
        left.remove(best)
        grades.append(grade)
    return grades


def _overlaps(hit: HitLines, spot: Spot) -> bool:
    if hit.sha256 != spot.sha256:
        return False
    common = len(hit.lines & spot.lines)
    return common >= min(_MIN_OVERLAP, len(hit.lines), len(spot.lines)) and common > 0


def measured(hits: Sequence[HitLines], spots: Sequence[Spot]) -> Score:
    """nDCG@10 and recall@20 of a ranked list of hits, best first."""
    grades = credited(hits[: max(CUT_NDCG, CUT_RECALL)], spots)
    ideal = sorted((spot.grade for spot in spots), reverse=True)
    best = _dcg(ideal[:CUT_NDCG])
    found = sum(1 for grade in grades[:CUT_RECALL] if grade)
    return Score(
        ndcg=_dcg(grades[:CUT_NDCG]) / best if best else 0.0,
        recall=found / min(len(spots), CUT_RECALL) if spots else 0.0,
    )


def _dcg(grades: Sequence[int]) -> float:
    return sum(((1 << grade) - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))
