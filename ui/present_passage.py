"""What a passage needs around it to be understood, without saying twice what stands there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.anchors import fold
from kb.records import Cells, Passage, Span
from ui import markup
from ui.markup import Html, Mark

MOST_ROWS = 5
"""Rows of a table in a hit; the whole table is one click away."""


def lead_in(passage: Passage, before: Passage | None = None) -> str | None:
    """The context to show above a passage: not its table's header, nor what `before` just ended with."""
    if not passage.context:
        return None
    header = fold("".join(passage.cells.columns)).text if passage.cells is not None else None
    kept = [line for line in passage.context.split("\n") if line.strip() and fold(line).text != header]
    shown = "\n".join(kept)
    if not shown:
        return None
    if before is not None and before.document_id == passage.document_id:
        if before.context == passage.context and before.kind == passage.kind:
            return None
        if fold(before.text).text.endswith(fold(shown).text):
            return None
    return shown


def matching_table(passage: Passage, highlights: Sequence[Span]) -> Html | None:
    """The table of a passage with only the rows in which something was found; None when there are none.

    Of many rows those with the most different words, in the order of the table.
    """
    cells = passage.cells
    if cells is None:
        return None
    words = [passage.text[start:end] for start, end in highlights]
    marks = _cell_marks(passage.text, cells, highlights)
    found: dict[int, set[str]] = {}
    for (at, column), on in marks.items():
        cell = cells.rows[at][column]
        assert cell is not None
        found.setdefault(at, set()).update(cell.text[mark.start : mark.end].casefold() for mark in on)
    if not found:
        return None
    best = sorted(sorted(found, key=lambda at: (-len(found[at]), at))[:MOST_ROWS])
    shown = {(best.index(at), column): on for (at, column), on in marks.items() if at in best}
    return markup.table(replace(cells, rows=tuple(cells.rows[at] for at in best)), words, own=shown)


def _cell_marks(text: str, cells: Cells, highlights: Sequence[Span]) -> dict[tuple[int, int], list[Mark]]:
    """(row, column) → what is marked there.

    A cell has no offsets of the passage, and a wrapped one does not even stand in one piece: what was found is
    found back by the whole words around it, and only that part of them is marked.
    """
    parts: dict[str, set[Span]] = {}
    for start, end in highlights:
        first, last = start, end
        while first > 0 and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and text[last].isalnum():
            last += 1
        parts.setdefault(text[first:last].casefold(), set()).add((start - first, end - first))
    pattern = markup.words_pattern(list(parts))
    if pattern is None:
        return {}
    found: dict[tuple[int, int], list[Mark]] = {}
    for at, row in enumerate(cells.rows):
        for column, cell in enumerate(row):
            for word in pattern.finditer(cell.text) if cell is not None else ():
                for start, end in sorted(parts.get(word[0].casefold(), ())):
                    mark = Mark(word.start() + start, min(word.start() + end, word.end()))
                    found.setdefault((at, column), []).append(mark)
    return found
