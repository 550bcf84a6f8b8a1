"""How well tables come back: made ones, set as PDFs and read from places, and from the flattened text of those.

Truth is what the tables were made of (`ingest.made.tables`): the cells of each row in their columns, and the
names of the columns. A cell that spans rows counts in each of them. Beside it, what the same tables give when
they were flattened to text in the ways of the seeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ingest import read
from ingest.evaluate import Score
from ingest.made.tablepdf import table_pdf
from ingest.made.tables import Made, flatten, make_table, truth
from ingest.pdf import read_pdf
from ingest.raw import RawDocument, RawLine
from ingest.structure import build
from kb.records import ReadDocument

_WHITE = 0.45
"""White space of this part of a line's height leaves a blank line."""
FIRST = 1000
"""The seed of the first table."""


def cells_of(document: ReadDocument) -> list[tuple[str | None, ...]]:
    """The rows of all tables of a document, as words."""
    tables = [passage.cells for passage in document.passages if passage.cells]
    return [tuple(cell.text if cell else None for cell in row) for table in tables for row in table.rows]


def columns_of(document: ReadDocument) -> list[tuple[str, ...]]:
    """The columns of all tables of a document."""
    return [passage.cells.columns for passage in document.passages if passage.cells]


def judge(made: Made, document: ReadDocument) -> tuple[int, int, bool, list[str]]:
    """Right cells, all cells, whether all columns have their names, and the rows that are not right."""
    found = cells_of(document)
    wrong: list[str] = []
    right = total = 0
    for row in truth(made):
        same = [other for other in found if other[0] == row[0] and len(other) == len(row)]
        best = max((sum(a == b for a, b in zip(row, other, strict=True)) for other in same), default=0)
        right += best
        total += len(row)
        if best < len(row):
            wrong.append(f"{row} → {same or '?'}")
    names = columns_of(document)
    named = bool(names) and all(columns == tuple(made.columns) for columns in names)
    if not named:
        wrong.append(f"kolommen {tuple(made.columns)} → {names[:2]}")
    return right, total, named, wrong


def by_places(made: Made, seed: int) -> ReadDocument:
    """A table set as a PDF, read with its places."""
    return build(read_pdf(table_pdf(made, seed)))


def by_flattened_pdf(made: Made, seed: int) -> ReadDocument:
    """A table set as a PDF, and only the text that our reader gives of it, without its places."""
    return read(flat_text(read_pdf(table_pdf(made, seed))).encode(), "plat.txt")


def flat_text(raw: RawDocument) -> str:
    """The lines of a PDF as other readers leave them: white space becomes a blank line, cells are lost."""
    parts: list[str] = []
    last: RawLine | None = None
    for line in raw.lines:
        if last is not None and last.page != line.page:
            parts.append("\f")
        elif last is not None and last.box is not None and line.box is not None:
            apart = line.box.top - last.box.bottom > _WHITE * (line.box.bottom - line.box.top)
            parts.append("\n" if apart or line.box.top < last.box.top - 1 else "")
        parts.append(raw.text[line.start : line.end] + "\n")
        last = line
    return "".join(parts)


def by_text(made: Made, seed: int) -> ReadDocument:
    """A table flattened to text as in the seeds."""
    return read(flatten(made, seed).encode(), "plat.txt")


WAYS: dict[str, Callable[[Made, int], ReadDocument]] = {
    "uit pdf, met plaatsen": by_places,
    "uit platte tekst van die pdf": by_flattened_pdf,
    "uit platte tekst zoals de seeds": by_text,
}


def evaluate(count: int = 1000, ways: Iterable[str] = tuple(WAYS), first: int = FIRST) -> list[Score]:
    """Cells and names of columns of `count` made tables, in each of the ways."""
    return [score for way in ways for score in _score(way, range(first, first + count))]


def _score(way: str, seeds: Sequence[int]) -> list[Score]:
    right = total = named = 0
    wrong: list[str] = []
    for seed in seeds:
        made = make_table(seed)
        own, cells, titles, rows = judge(made, WAYS[way](made, seed))
        right, total, named = right + own, total + cells, named + titles
        wrong += [f"{seed}: {row}" for row in rows[:1]]
    few = tuple(wrong[:_SHOWN])
    return [
        Score(f"cellen van {len(seeds)} tabellen {way}", right, total, few),
        Score("  kolommen met hun naam", named, len(seeds)),
    ]


_SHOWN = 5
"""So many of the wrong rows are shown."""
