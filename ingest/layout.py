"""The lines that the steps work on, and the pieces that they make of them.

A `Line` is a line of the reader without white space around it; blank lines are gone, but `gap` says where
they stood. Lengths (`left`, `right`, `edge`) are in points where the reader gives positions and in
characters where it does not: the steps compare them with each other only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.raw import LineHint, RawDocument, RawLine
from kb.records import Box, Span, Speaker

BULLET = re.compile(r"(?:[•▪◦●○■□‣∙·➢✓]|[-–—*o](?=\s))\s*")
COUNTED = re.compile(r"\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)]|\.\))\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]*\d{0,2}$")

BlockKind = Literal[
    "heading", "text", "list", "table", "figure", "box", "question", "answer", "speech", "footnote"
]


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text. `gap`: blank lines (or white space of that height) before it on its page."""

    index: int
    start: int
    end: int
    text: str
    page: int | None
    number: int | None
    gap: int
    left: float
    right: float
    edge: float
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    block: int | None = None
    hint: LineHint | None = None
    level: int | None = None
    ref: str | None = None
    italic: bool = False

    @property
    def span(self) -> Span:
        """Where the line stands in the source."""
        return (self.start, self.end)

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(SENTENCE_END.search(self.text))

    def fits(self, other: Line) -> bool:
        """Whether the first word of `other` would have fitted behind this line: its end was meant."""
        step = (self.right - self.left) / max(1, len(self.text))
        first = other.text.split(maxsplit=1)[0]
        return self.right + step * (len(first) + 1) <= self.edge


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, its lines, the stretch of source that is its text (without the number)."""

    number: str
    lines: tuple[Line, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the stretches of source of each cell (None: empty), and those that are its own.

    A cell that spans rows stands in the `cells` of all of them, but in the `own` of the first only.
    """

    cells: tuple[tuple[Span, ...] | None, ...]
    own: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table among the lines `start` to `end` (exclusive) of a document.

    `above` are the stretches of caption and header, `again` header lines that came again, `names` the
    columns, `title` the caption.
    """

    start: int
    end: int
    above: tuple[tuple[Span, ...], ...]
    again: tuple[Line, ...]
    names: tuple[str, ...]
    rows: tuple[TableRow, ...]
    title: str | None = None


TurnKind = Literal["question", "answer", "speech", "mail"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, answer, speech or message (of an e-mail) that a line announces.

    `alone`: nothing else stands on that line.
    """

    kind: TurnKind
    number: str | None = None
    speaker: Speaker | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, as one kind of thing. `items` parts the lines of a list."""

    kind: BlockKind
    lines: tuple[Line, ...]
    items: tuple[tuple[Line, ...], ...] = ()
    level: int = 0
    number: str | None = None
    announced: bool = False
    table: TableBlock | None = None
    ref: str | None = None
    turn: Turn | None = None


def working_lines(raw: RawDocument) -> list[Line]:
    """The lines of `raw` that hold text, in reading order."""
    found: list[Line] = []
    gap = 0
    leading = _leading(raw.lines)
    last: RawLine | None = None
    for item in raw.lines:
        content = raw.text[item.start : item.end]
        body = content.strip()
        if not body:
            gap += 1
            continue
        start = item.start + len(content) - len(content.lstrip())
        if item.box is not None and last is not None and last.box is not None:
            gap = max(gap, _space_between(last, item, leading))
        left, right = (item.box.x0, item.box.x1) if item.box else (0.0, float(len(body)))
        found.append(
            Line(
                len(found), start, start + len(body), body, item.page, item.number, gap, left, right, right,
                item.box, item.size, item.bold, item.block, item.hint, item.level, item.ref, item.italic,
            )
        )  # fmt: skip
        gap, last = 0, item
    return _with_edges(found)


def _leading(lines: Iterable[RawLine]) -> float:
    """The usual distance from the foot of a line to the head of the next, in line heights."""
    gaps: list[float] = []
    last: RawLine | None = None
    for line in lines:
        if last and last.box and line.box and last.page == line.page and line.box.top > last.box.top:
            height = line.box.bottom - line.box.top
            distance = (line.box.top - last.box.bottom) / height if height > 0 else 0.0
            if distance < 2:  # noqa: PLR2004 - farther apart is no line spacing
                gaps.append(distance)
        last = line
    gaps.sort()
    return gaps[len(gaps) // 3] if gaps else 0.0


def _space_between(last: RawLine, line: RawLine, leading: float) -> int:
    if last.page != line.page or last.box is None or line.box is None:
        return 0
    height = line.box.bottom - line.box.top
    if height <= 0:
        return 0
    distance = (line.box.top - last.box.bottom) / height
    # a new column begins higher on the page: no white space was seen there
    return 0 if distance < leading + 0.35 else max(1, round(distance - leading))


def is_gapless(lines: Sequence[Line]) -> bool:
    """Whether white space was lost: a text of many lines has hardly any between them."""
    return len(lines) > _MANY and sum(line.gap > 0 for line in lines) < _GAPLESS * len(lines)


_MANY = 40
_GAPLESS = 0.02
_AROUND = 12
"""Lines on either side that tell how long a full line is here; a column or table has its own measure."""


def _with_edges(lines: Sequence[Line]) -> list[Line]:
    """The lines with `edge`: where a full line of their surroundings ends."""
    result: list[Line] = []
    for at, line in enumerate(lines):
        around = lines[max(0, at - _AROUND) : at + _AROUND + 1]
        if line.box is not None:
            near = [
                other.right
                for other in around
                if other.page == line.page and other.left < line.right and other.right > line.left
            ]
            edge = max(near, default=line.right)
        else:
            # a web address is as long as it is: it tells nothing of the measure
            ends = sorted(other.right for other in around if " " in other.text) or [line.right]
            edge = max(line.right, ends[int(len(ends) * 0.93)])
        result.append(replace(line, edge=edge))
    return result
