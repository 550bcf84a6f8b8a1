"""What a passage needs around it to be understood, without saying twice what stands there already."""

from __future__ import annotations

from dataclasses import replace

from kb.anchors import fold
from kb.records import Cells, Passage
from ui import markup

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


def matching_rows(cells: Cells, words: list[str]) -> Cells | None:
    """The table with only the rows in which a word stands; None when there are none."""
    pattern = markup.words_pattern(words)
    if pattern is None:
        return None
    rows = [row for row in cells.rows if any(cell is not None and pattern.search(cell.text) for cell in row)]
    return replace(cells, rows=tuple(rows[:MOST_ROWS])) if rows else None
