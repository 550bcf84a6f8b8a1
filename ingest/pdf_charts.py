"""Charts on a PDF page: bars drawn beside or below each other, whose labels are text of a figure.

Bars stand on one line and have one width and different heights (or lie against one line, with one height and
different widths). The numbers above them and the words below them are no running text and no columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.columns import Piece, Unit
from ingest.pdf_device import Area
from ingest.pdf_lines import Row
from kb.records import Box

_LEAST = 3
"""Bars of a chart."""
_NEAR = 1.0
_THINNEST = 4.0
_LABELS = 2.6
"""Lines of labels around the bars."""
_LONGEST = 7
"""Words: a longer stretch beside the bars is running text."""


def find_charts(areas: Iterable[Area]) -> list[Box]:
    """The rectangles around the bars of each chart."""
    bars = [area.box for area in areas if area.filled and _is_bar(area.box)]
    groups: dict[tuple[str, int, int], list[Box]] = defaultdict(list)
    for box in bars:
        groups["upright", round(box.bottom / _NEAR), round((box.x1 - box.x0) / _NEAR)].append(box)
        groups["lying", round(box.x0 / _NEAR), round((box.bottom - box.top) / _NEAR)].append(box)
    found: list[Box] = []
    for (way, _, _), group in groups.items():
        lengths = {round(box.bottom - box.top if way == "upright" else box.x1 - box.x0) for box in group}
        if len(group) >= _LEAST and len(lengths) >= _LEAST and _apart(group, way):
            found.append(_around(group))
    found.sort(key=lambda box: box.top)
    return _joined(found)


def _is_bar(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) >= _THINNEST


def _apart(group: Sequence[Box], way: str) -> bool:
    """Whether no two bars lie over each other: frames and shadows do."""
    places = sorted((box.x0, box.x1) if way == "upright" else (box.top, box.bottom) for box in group)
    return all(right[0] >= left[1] - _NEAR for left, right in pairwise(places))


def _around(group: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in group),
        min(box.top for box in group),
        max(box.x1 for box in group),
        max(box.bottom for box in group),
    )


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Rectangles that lie over each other made one: bars of two series stand side by side."""
    result: list[Box] = []
    for box in boxes:
        for at, other in enumerate(result):
            if box.x0 < other.x1 and box.x1 > other.x0 and box.top < other.bottom and box.bottom > other.top:
                result[at] = _around([other, box])
                break
        else:
            result.append(box)
    return result


def take_charts(rows: Sequence[Row], charts: Sequence[Box]) -> tuple[list[Unit], list[Row]]:
    """The labels of each chart as a unit of its own, and the rows without them."""
    units: list[Unit] = []
    rest = list(rows)
    for chart in charts:
        within: list[Row] = []
        without: list[Row] = []
        for row in rest:
            margin = _LABELS * row.words[0].size
            inside = [
                word
                for word in row.words
                if chart.x0 - margin <= (word.x0 + word.x1) / 2 <= chart.x1 + margin
                and chart.top - 1.6 * word.size <= word.base <= chart.bottom + margin
            ]
            runs_on = len(inside) > _LONGEST and not any(word.text[0].isdigit() for word in inside)
            if not inside or runs_on or len(inside) < 0.5 * len(row.words):
                without.append(row)
                continue
            within.append(Row(row.base, inside))
            free = [word for word in row.words if not any(word is other for other in inside)]
            if free:
                without.append(Row(row.base, free))
        if within:
            pieces = [Piece(row.words, row.base, 0, "figure") for row in within]
            units.append(Unit(chart, pieces, "figure"))
            rest = without
    return units, rest
