"""Tables below each other on a page with the same edges, told apart by the running text between them.

Their rules have one width, so that they look like one frame. Between two of its rules that no upright rule
joins stands a paragraph then, or the caption of the next table: words over a good part of the width that
have no white space of cells in them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ingest.pdf_cells import fragments, grid_of
from ingest.pdf_device import Word
from ingest.pdf_grid import Frame
from ingest.pdf_lines import Row
from ingest.pdf_tablehead import is_value
from kb.records import Box

_PROSE_WORDS = 7
_PROSE_SHARE = 0.6
"""Words and part of the width of a line of running text."""
_CAPTION = re.compile(r"(?:Tabel|Figuur|Grafiek|Overzicht|Staat|Bijlage)\s+[\dA-Z]", re.IGNORECASE)
_TITLE_WORDS = 6
_MOST_TITLES = 5
_STEP = 2.7
"""Sizes between a table and the titles above its first rule, or the rows below its last one."""
_LINE = 1.35
"""Sizes between two lines of one cell."""
_SAME_PLACE = 2.0
_LEAST = 2
"""Rules that a part needs to be looked at as a frame of its own."""


def parted_frames(frames: Sequence[Frame], rows: Sequence[Row]) -> list[Frame]:
    """The frames, each cut where running text stands between two of its rules."""
    return [part for frame in frames for part in _parts(frame, rows)]


def _parts(frame: Frame, rows: Sequence[Row]) -> list[Frame]:
    inside = [row for row in rows if frame.box.top < row.base < frame.box.bottom + 1]
    cuts = [
        number
        for number, (low, high) in enumerate(itertools.pairwise(frame.heights))
        if not _joined(frame, low, high) and _is_text(frame, [row for row in inside if low < row.base <= high])
    ]
    if not cuts:
        return [frame]
    edges = [0, *(cut + 1 for cut in cuts), len(frame.heights)]
    return [
        _part(frame, frame.heights[first:last])
        for first, last in itertools.pairwise(edges)
        if last - first >= _LEAST
    ]


def _joined(frame: Frame, low: float, high: float) -> bool:
    """Whether an upright rule runs between two heights."""
    middle = (low + high) / 2
    return any(top <= middle <= bottom for _, top, bottom in frame.posts)


def _is_text(frame: Frame, rows: Sequence[Row]) -> bool:
    """Whether lines of running text or a caption stand here, and no row of cells."""
    lines = [_within(row, frame.box) for row in rows]
    lines = [words for words in lines if words]
    if len(lines) < 2:  # noqa: PLR2004 - a paragraph or caption with white space around it
        return False
    prose = captions = 0
    for words in lines:
        parts = fragments(words)
        wide = words[-1].x1 - words[0].x0 > _PROSE_SHARE * (frame.box.x1 - frame.box.x0)
        prose += len(parts) == 1 and len(words) >= _PROSE_WORDS and wide
        captions += bool(_CAPTION.match(" ".join(word.text for word in words)))
    return prose > 0 and (prose > 1 or captions > 0 or len(lines) > 1)


def _within(row: Row, box: Box) -> list[Word]:
    return [word for word in row.words if box.x0 - 3 <= (word.x0 + word.x1) / 2 <= box.x1 + 3]


def _part(frame: Frame, heights: Sequence[float]) -> Frame:
    box = frame.box._replace(top=heights[0], bottom=heights[-1])
    posts = tuple(post for post in frame.posts if post[1] < box.bottom and post[2] > box.top)
    tall = 0.5 * (box.bottom - box.top)
    places = sorted({at for at, _, _ in posts})
    uprights: list[float] = []
    for place in places:
        reach = sum(
            min(bottom, box.bottom) - max(top, box.top)
            for at, top, bottom in posts
            if abs(at - place) <= _SAME_PLACE
        )
        if reach >= tall and (not uprights or place - uprights[-1] > 2 * _SAME_PLACE):
            uprights.append(place)
    partial = tuple(item for item in frame.partial if box.top < item[0] < box.bottom)
    return Frame(box, tuple(heights), tuple(uprights), posts, partial)


# --------------------------------------------------------------------------- what stands outside the rules


def titles_above(frame: Frame, outside: Sequence[Row]) -> list[Row]:
    """The rows of titles right above the first rule, in tables that have no rule above their header.

    The uppermost has several titles, or one that stands over columns; a row with one title at the left is the
    label's only where such a row stands above it: else it is the caption.
    """
    left, right = frame.box.x0, frame.box.x1
    at, found = frame.box.top, 0
    rows: list[Row] = []
    for row in reversed([row for row in outside if row.base <= frame.box.top + 1]):
        size = row.words[0].size
        within = row.words[0].x0 >= left - 4 and row.words[-1].x1 <= right + 4
        parts = fragments(row.words)
        short = all(len(part) <= _TITLE_WORDS for part in parts)
        if at - row.base > _STEP * size or not within or not short or len(rows) == _MOST_TITLES:
            break
        rows.append(row)
        if len(parts) > 1 or parts[0][0].x0 > left + 0.3 * (right - left):
            found = len(rows)
        at = row.base
    return rows[:found][::-1]


def grown_down(frame: Frame, inside: Sequence[Row], outside: Sequence[Row]) -> tuple[Frame, list[Row]]:
    """The frame with the rows of cells right below its last rule, and these rows.

    In tables with every other row shaded the last row may stand on white.
    """
    grid = grid_of(frame, inside)
    if not grid.borders:
        return frame, []
    at, found = inside[-1].base, 0
    rows: list[Row] = []
    for row in (row for row in outside if row.base > frame.box.bottom - 1):
        size = row.words[0].size
        if row.base - at > (_STEP + 0.6) * size or row.words[0].x0 < frame.box.x0 - 4:
            break
        parts = fragments(row.words)
        cells = len(parts) > 1 and any(is_value(part) for part in parts[1:])
        fitting = all(grid.column(part[0].x0 + 1) == grid.column(part[-1].x1 - 1) for part in parts)
        rest = len(parts) == 1 and found and row.base - at < _LINE * size and not row.words[0].text[0].isupper()
        if not (cells and fitting) and not rest:
            break
        rows.append(row)
        found = len(rows)
        at = row.base
    if not found:
        return frame, []
    bottom = rows[found - 1].base + 0.4 * rows[found - 1].words[0].size
    box = frame.box._replace(bottom=bottom)
    return Frame(box, (*frame.heights, bottom), frame.uprights, frame.posts, frame.partial), rows[:found]
