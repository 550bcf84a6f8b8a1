"""The stretches of a passage that can each be a bottleneck: the whole, an item of a list, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.annotate.knelpunten.cues import Cue, Cues
from kb.annotate.protocol import AnnotationInput
from kb.records import Cell, Cells, Span
from kb.taxonomy import letters, words_of

NO_CLAIMS = frozenset({"figure", "question"})
"""Kinds of passages that tell no bottleneck: words of a picture, and what somebody asks."""
ITEM_WORDS = 6
"""Average words from which the items of a list are looked at one by one, also when nothing announces them."""
ROW_WORDS = 8
"""Words that a cell of an ordinary table needs to be prose; figures and labels are none."""
MOSTLY_FIGURES = 0.12
"""Share of figures among the words from which a table is numbers, not text."""
_BULLET = re.compile(r"(?:^|\n)[ \t]*(?:[•▪◦●■□‣∙·➢✓]|[-–—*o](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))[ \t]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a passage's clean text (half-open offsets) that can be one bottleneck.

    `name`, `description` and `solution` are the cells of a table row that says so in its header; `row` is
    the number of the row. `announced` says that a lead-in or header names it a bottleneck.
    """

    start: int
    end: int
    row: int | None = None
    item: int | None = None
    name: Span | None = None
    description: Span | None = None
    solution: Span | None = None
    announced: bool = False


def units(passage: AnnotationInput, cues: Cues, announced: bool) -> Iterator[Unit]:
    """The units of a passage, in order; `announced` says that the line right above names bottlenecks."""
    if passage.kind in NO_CLAIMS:
        return
    if passage.cells is not None and passage.cells.rows:
        yield from _rows(passage.text, passage.cells, cues)
    elif passage.kind == "table":
        if not mostly_figures(passage.text) and len(words_of(passage.text)) >= ROW_WORDS:
            yield Unit(0, len(passage.text))
    elif passage.kind == "list":
        yield from _items(passage.text, announced)
    else:
        yield Unit(0, len(passage.text))


def mostly_figures(text: str) -> bool:
    """Whether a text is rather numbers than words."""
    folded = words_of(text).folded
    return sum(word.isdigit() for word in folded) > MOSTLY_FIGURES * len(folded)


def _items(text: str, announced: bool) -> Iterator[Unit]:
    starts = [match.end() for match in _BULLET.finditer(text)]
    if not starts:
        yield Unit(0, len(text), announced=announced)
        return
    edges = [match.start() for match in _BULLET.finditer(text)] + [len(text)]
    words = len(words_of(text)) / len(starts)
    if not announced and words < ITEM_WORDS:
        yield Unit(0, len(text))
        return
    if edges[0] > 0 and text[: edges[0]].strip():
        yield Unit(0, edges[0])
    for number, start in enumerate(starts):
        end = start + len(text[start : edges[number + 1]].rstrip())
        if end > start:
            yield Unit(start, end, item=number, announced=announced)


# ------------------------------------------------------------------------------ tables


def holds_figures(columns: tuple[str, ...], cues: Cues) -> bool:
    """Whether the header speaks of figures: a table of indicators tells values, not bottlenecks."""
    return any(cue.part == "figures" for column in columns for cue in _headers(column, cues))


def _headers(column: str, cues: Cues) -> Iterator[Cue]:
    words = words_of(column)
    for hit in cues.around.find(cues.around.read(words.folded), 0, len(words)):
        if hit.owner.role == "kolom":
            yield hit.owner


def parts_of(columns: tuple[str, ...], cues: Cues) -> dict[str, int]:
    """Which column holds the name, the description and the solution of a bottleneck; {} for another table.

    A header that names bottlenecks (Signaal, Knelpunt) is the name, unless another column is; then it is what
    describes it ("Onderwerp | Knelpunt | Oplossing").
    """
    found: dict[str, list[tuple[int, Cue]]] = {}
    for number, column in enumerate(columns):
        for cue in _headers(column, cues):
            if cue.part:
                found.setdefault(cue.part, []).append((number, cue))
    named = [number for number, cue in found.get("named", ())]
    if not named:
        return {}
    taken = {
        "solution": _first(found, "solution", ()),
        "description": _first(found, "description", tuple(named)),
    }
    subject = _first(found, "name", tuple(named))
    parts = {part: number for part, number in taken.items() if number is not None}
    if subject is not None and "description" not in parts:
        return {**parts, "name": subject, "description": named[0]}
    return {**parts, "name": named[0]}


def _first(found: dict[str, list[tuple[int, Cue]]], part: str, not_these: tuple[int, ...]) -> int | None:
    return next((number for number, _ in found.get(part, ()) if number not in not_these), None)


def _rows(text: str, cells: Cells, cues: Cues) -> Iterator[Unit]:
    parts = parts_of(cells.columns, cues)
    if not parts and holds_figures(cells.columns, cues):
        return
    place = _Place(text)
    for number, row in enumerate(cells.rows):
        spans = [place.find(cell) for cell in row]
        known = [span for span in spans if span is not None]
        if not known:
            continue
        start, end = min(span[0] for span in known), max(span[1] for span in known)
        if parts:
            at = {part: spans[column] for part, column in parts.items()}
            yield Unit(
                start, end, number, name=at.get("name"), description=at.get("description"),
                solution=at.get("solution"), announced=True,
            )  # fmt: skip
        elif not mostly_figures(text[start:end]) and any(
            cell is not None and len(cell.text.split()) >= ROW_WORDS for cell in row
        ):
            yield Unit(start, end, number)


class _Place:
    """Finds the cells of a table in the text of its passage, in reading order, by letters and digits."""

    def __init__(self, text: str) -> None:
        words = words_of(text)
        self._joined = "".join(words.folded)
        self._word_at: list[int] = []
        self._starts, self._ends = words.starts, words.ends
        for number, word in enumerate(words.folded):
            self._word_at += [number] * len(word)
        self._from = 0

    def find(self, cell: Cell | None) -> Span | None:
        """Where the words of `cell` stand, after the cells that were found before; None when they do not."""
        wanted = letters(cell.text) if cell is not None else ""
        if not wanted:
            return None
        at = self._joined.find(wanted, self._from)
        if at < 0:
            at = self._joined.find(wanted)
            if at < 0:
                return None
        else:
            self._from = at + len(wanted)
        return self._starts[self._word_at[at]], self._ends[self._word_at[at + len(wanted) - 1]]
