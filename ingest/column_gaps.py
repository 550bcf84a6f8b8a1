"""Corridors of white space between columns: found by going down the rows, kept when they part running text."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from ingest.pdf_device import Word
from ingest.pdf_lines import Row
from kb.records import Box

_NARROWEST = 0.62
"""A corridor is at least this wide, in sizes of the running text (5 mm is 1.4 sizes of 10 points)."""
_MOST_OPEN = 400
_MOST_WEIGHED = 120
_MOST_WALLS = 40
_LEAST_ROWS = 3
_LEAST_LETTERS = 11
"""A line of running text has more letters than this at the median; labels, marks and values have fewer."""


class Page(Protocol):
    """What is known of the page: size of its running text, distance of its lines, rules drawn on it."""

    @property
    def body(self) -> float:
        """Size of the running text."""

    @property
    def pitch(self) -> float:
        """Distance of the baselines of the running text."""

    @property
    def rules(self) -> tuple[Box, ...]:
        """Horizontal rules."""


@dataclass(frozen=True, slots=True)
class Corridor:
    """An empty rectangle between two columns; top and bottom are between the rows that it parts.

    `bands` is the number of rows, units and rules beside it.
    """

    x0: float
    x1: float
    top: float
    bottom: float
    bands: int


@dataclass(frozen=True, slots=True)
class _Band:
    """One row for the search: its height and the stretches that are not empty."""

    base: float
    taken: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """The text next to a corridor on one side: per row its base, where it begins, its width and words."""

    bases: tuple[float, ...]
    starts: tuple[float, ...]
    widths: tuple[float, ...]
    letters: tuple[int, ...]
    counts: tuple[int, ...]
    numbers: int
    size: float


def best_corridor(
    rows: Sequence[Row], units: Sequence[Box], page: Page, known: Sequence[Corridor] = ()
) -> Corridor | None:
    """The corridor that parts the most text, or None when `rows` are one column.

    `known` are corridors seen before, here or on earlier pages: where one is, a line or two are a column.
    """
    if len(rows) < (1 if known else _LEAST_ROWS):
        return None
    bands = _bands(rows, units, page)
    found: list[tuple[float, Corridor]] = []
    every = list(_corridors(bands, _NARROWEST * page.body, 1 if known else _LEAST_ROWS))
    every.sort(key=lambda corridor: -corridor.bands)
    walls = every[:_MOST_WALLS]
    # on a page of scattered words there are thousands: only the tallest, and those seen before, can matter
    tall = every[:_MOST_WEIGHED]
    seen = [other for other in every[_MOST_WEIGHED:] if _was_seen(other, known, page)][:_MOST_WEIGHED]
    for corridor in [*tall, *seen]:
        weight = 0.0
        if corridor.bands >= _LEAST_ROWS:
            if found and corridor.bands < max(item[0] for item in found):
                break  # even with text on both sides of every band it would part less
            weight = _weight(corridor, rows, page, walls)
        weight = weight or _known_weight(corridor, rows, page, known, walls)
        if weight > 0:
            found.append((weight, corridor))
    return max(found, key=lambda item: item[0])[1] if found else None


# --------------------------------------------------------------------------- the search


def _bands(rows: Sequence[Row], units: Sequence[Box], page: Page) -> list[_Band]:
    """Rows, units and rules as bands from top to bottom."""
    bands: list[_Band] = []
    for row in rows:
        taken = [(word.x0, word.x1) for word in row.words]
        size = row.words[0].size
        beside = [
            (unit.x0, unit.x1) for unit in units if unit.top < row.base and row.base - 0.7 * size < unit.bottom
        ]
        bands.append(_Band(row.base, _joined([*taken, *beside])))
    bands += [_Band((unit.top + unit.bottom) / 2, ((unit.x0, unit.x1),)) for unit in units]
    if rows:
        left = min(row.words[0].x0 for row in rows)
        right = max(max(word.x1 for word in row.words) for row in rows)
        bands += [
            _Band((rule.top + rule.bottom) / 2, ((rule.x0, rule.x1),))
            for rule in page.rules
            if rule.x1 > left and rule.x0 < right
        ]
    return sorted(bands, key=lambda band: band.base)


def _joined(stretches: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    result: list[tuple[float, float]] = []
    for x0, x1 in sorted(stretches):
        if result and x0 <= result[-1][1]:
            result[-1] = (result[-1][0], max(x1, result[-1][1]))
        else:
            result.append((x0, x1))
    return tuple(result)


def _corridors(bands: Sequence[_Band], narrowest: float, least: int) -> Iterator[Corridor]:
    """All empty rectangles of at least the width, as tall as they can be, with text on both sides."""
    left = min(band.taken[0][0] for band in bands)
    right = max(band.taken[-1][1] for band in bands)
    open_: dict[tuple[float, float], int] = {}
    for at, band in enumerate([*bands, None]):
        free = _free(band, left, right, narrowest) if band is not None else []
        going: dict[tuple[float, float], int] = {}
        for (x0, x1), since in open_.items():
            whole = False
            for y0, y1 in free:
                low, high = max(x0, y0), min(x1, y1)
                if high - low >= narrowest:
                    going[low, high] = min(since, going.get((low, high), since))
                    whole = whole or (low, high) == (x0, x1)
            if not whole and at - since >= least and x0 > left and x1 < right:
                yield Corridor(x0, x1, bands[since].base - 0.01, bands[at - 1].base + 0.01, at - since)
        for x0, x1 in free:
            going.setdefault((x0, x1), at)
        if len(going) > _MOST_OPEN:
            going = dict(sorted(going.items(), key=lambda item: item[1])[:_MOST_OPEN])
        open_ = going


def _free(band: _Band, left: float, right: float, narrowest: float) -> list[tuple[float, float]]:
    """The empty stretches of a band, the margins among them."""
    edges = [(left - 1, left), *band.taken, (right, right + 1)]
    if not band.taken or band.taken[0][0] <= left:
        edges = edges[1:]
    if band.taken and band.taken[-1][1] >= right:
        edges = edges[:-1]
    return [
        (before[1], behind[0])
        for before, behind in itertools.pairwise(edges)
        if behind[0] - before[1] >= narrowest
    ]


# --------------------------------------------------------------------------- what a corridor parts


def _weight(corridor: Corridor, rows: Sequence[Row], page: Page, every: Sequence[Corridor]) -> float:
    """How much a corridor parts; 0 when it is no border between columns."""
    bases = [row.base for row in rows]
    span = rows[bisect_left(bases, corridor.top) : bisect_right(bases, corridor.bottom)]
    left = _side(span, corridor, every, right=False)
    right = _side(span, corridor, every, right=True)
    fewest = min(len(left.bases), len(right.bases))
    width = corridor.x1 - corridor.x0
    least = 2 if width > 1.6 * page.body else _LEAST_ROWS if width > 0.9 * page.body else 5
    if fewest < least or not (_beside(left, right, width, page) or (_is_text(left) and _is_text(right))):
        return 0.0
    if not _in_line(right, page) or _is_table(left, right, page):
        return 0.0
    return fewest + 0.1 * max(len(left.bases), len(right.bases)) + width / 1000


def _known_weight(
    corridor: Corridor,
    rows: Sequence[Row],
    page: Page,
    known: Sequence[Corridor],
    every: Sequence[Corridor],
) -> float:
    """How much a corridor parts that lies where one was before, though few lines stand beside it."""
    if not _was_seen(corridor, known, page):
        return 0.0
    span = [row for row in rows if corridor.top <= row.base <= corridor.bottom]
    left = _side(span, corridor, every, right=False)
    right = _side(span, corridor, every, right=True)
    fewest = min(len(left.bases), len(right.bases))
    if not 0 < fewest < 8 or left.numbers > 0.4 * len(left.bases) or right.numbers > 0.4 * len(right.bases):  # noqa: PLR2004
        return 0.0
    words = sum(right.counts) >= 2 * len(right.counts) or sum(left.counts) >= 2 * len(left.counts)
    return 0.0 if not words or _is_table(left, right, page) else 0.5 * fewest + 0.01 * len(span)


def _was_seen(corridor: Corridor, known: Sequence[Corridor], page: Page) -> bool:
    near = 0.35 * page.body
    return any(corridor.x0 <= other.x0 + near and abs(corridor.x1 - other.x1) <= near for other in known)


def _side(rows: Sequence[Row], corridor: Corridor, every: Sequence[Corridor], *, right: bool) -> _Side:
    """The text next to a corridor on its right or left side, up to the next corridor (of `every`)."""
    found: list[tuple[float, list[Word]]] = []
    least = max(_LEAST_ROWS, corridor.bands // 2)
    walls = [
        other
        for other in every
        if other.bands >= least and (other.x0 >= corridor.x1 if right else other.x1 <= corridor.x0)
    ]
    for row in rows:
        words = [
            word
            for word in row.words
            if (word.x0 >= corridor.x1 - 0.5 if right else word.x1 <= corridor.x0 + 0.5)
        ]
        if words:
            found.append((row.base, _nearest(words, row.base, walls, right=right)))
    if found:
        # the far edge of the column: what lies wholly behind it belongs to the next one
        edge = median(near[-1].x1 if right else near[0].x0 for _, near in found)
        found = [item for item in found if (item[1][0].x0 < edge if right else item[1][-1].x1 > edge)]
    lines = [near for _, near in found]
    return _Side(
        tuple(base for base, _ in found),
        tuple(near[0].x0 for near in lines),
        tuple(near[-1].x1 - near[0].x0 for near in lines),
        tuple(sum(len(word.text) for word in near) for near in lines),
        tuple(len(near) for near in lines),
        sum(2 * sum(not any(map(str.isalpha, word.text)) for word in near) > len(near) for near in lines),
        median(near[0].size for near in lines) if lines else 0.0,
    )


def _nearest(words: Sequence[Word], base: float, walls: Sequence[Corridor], *, right: bool) -> list[Word]:
    """The words of a row next to the corridor, up to the first gap that another corridor goes through."""
    ways = [wall for wall in walls if wall.top <= base <= wall.bottom]
    parts: list[list[Word]] = [[words[0]]]
    for left, word in itertools.pairwise(words):
        if any(left.x1 <= way.x0 + 0.5 and way.x1 <= word.x0 + 0.5 for way in ways):
            parts.append([])
        parts[-1].append(word)
    return parts[0] if right else parts[-1]


def _beside(left: _Side, right: _Side, width: float, page: Page) -> bool:
    """Whether one side is a column of small letters beside the text: sender and references of a letter."""
    if not left.letters or not right.letters or width < 0.9 * page.body:
        return False
    small, large = (left, right) if left.size < right.size else (right, left)
    if small.size > 0.87 * large.size or not _is_text(large):
        return False
    return median(small.letters) >= 5 and small.numbers <= 0.5 * len(small.bases)  # noqa: PLR2004


def _in_line(side: _Side, page: Page) -> bool:
    """Whether the lines of a side begin below each other: what stands behind gaps in lines does not."""
    starts = sorted(side.starts)
    near = 0.2 * page.body
    least = max(min(3, len(starts)), len(starts) // 4)
    settled = 0
    for start in starts:
        same = bisect_right(starts, start + near) - bisect_left(starts, start - near)
        settled += same >= least
    return settled >= 0.6 * len(starts)


def _is_text(side: _Side) -> bool:
    """Whether a side holds running text: words in lines that fill the column, and no labels or values."""
    if not side.letters or median(side.letters) < _LEAST_LETTERS or side.numbers > 0.4 * len(side.bases):
        return False
    widest = sorted(side.widths)[int(0.9 * (len(side.widths) - 1))]
    return median(side.widths) >= 0.45 * widest and sum(side.counts) >= 1.6 * len(side.counts)


def _is_table(left: _Side, right: _Side, page: Page) -> bool:
    """Whether the rows are rows of a table: white space parts both sides at the same heights again and
    again, and both begin anew on one baseline each time.
    """
    every = sorted({*left.bases, *right.bases})
    steps = sorted(
        below - above
        for side in (left, right)
        for above, below in zip(side.bases, side.bases[1:], strict=False)
        if below - above > 0.6 * page.body
    )
    if len(every) < 3 or not steps:  # noqa: PLR2004
        return False
    usual = steps[len(steps) // 4]
    bands: list[list[float]] = [[every[0]]]
    for above, below in itertools.pairwise(every):
        if below - above > usual + 0.4 * page.body:
            bands.append([])
        bands[-1].append(below)
    both = aligned = 0
    near = 0.25 * page.body
    for band in bands:
        first_left = [base for base in left.bases if band[0] - near <= base <= band[-1] + near]
        first_right = [base for base in right.bases if band[0] - near <= base <= band[-1] + near]
        if first_left and first_right:
            both += 1
            aligned += abs(first_left[0] - first_right[0]) <= near
    tallest = max(len(left.bases), len(right.bases)) / len(bands)
    full = _fullness(left) > 0.8 and _fullness(right) > 0.8  # noqa: PLR2004
    # long cells without rules between them are rare; columns whose paragraphs end together by chance are not
    return both >= 3 and aligned >= 0.8 * both and tallest <= (2.5 if full else 4)  # noqa: PLR2004


def _fullness(side: _Side) -> float:
    """The middle line's share of the widest."""
    return median(side.widths) / max(*side.widths, 1.0)
