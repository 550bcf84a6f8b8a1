"""Tables in text that lost its lines: where they are, and their header, rows and cells.

A table shows by lines of values. Around those lie its labels and cells of words, above them its header;
running text, a numbered heading or a caption ends it. A header that comes again on the next page holds the
parts together. Which value belongs to which column is laid out in `tablerows`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.groups import Group, is_bullet
from ingest.layout import Line, TableBlock, TableRow
from ingest.tableheads import (
    CAPTION,
    columns_of,
    head_length,
    is_label_title,
    is_value_title,
    named_columns,
    period_line,
    text_columns,
)
from ingest.tablerows import Layer, Row, with_spans
from ingest.tablevalues import Atom, atoms, cell_words, is_year

_NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]")
_NOTHING = re.compile(r"\bn\.\s?[vb]\.\s?t?\.?$")
_NO_TABLE = ("heading", "list", "question", "answer", "speech", "figure", "box")
_BETWEEN = 14
"""Lines of labels and words that may stand between two lines of values of one table."""
_UP = 24
"""Lines above the first values in which the header is looked for."""
_NARROW = 45
"""Characters: in a table with a cell to each line, no line is longer."""


def find_tables(
    lines: Sequence[Line],
    groups: Iterable[Group],
    marks: dict[int, tuple[int, int]],
    taken: Iterable[tuple[int, int]] = (),
) -> list[TableBlock]:
    """The tables among `lines`, in order.

    `groups` are the same lines as paragraphs and labels, `marks` the footnote markers, `taken` stretches of
    lines that are known to be tables already.
    """
    prose = _prose(groups)
    barred = [line.index in prose or _is_barred(line) for line in lines]
    for start, end in taken:
        barred[start:end] = [True] * (end - start)
    extra = cell_words(line for line, bar in zip(lines, barred, strict=True) if not bar)
    found = [atoms([line], marks, extra) if not bar else [] for line, bar in zip(lines, barred, strict=True)]
    seeds = [at for at in range(len(lines)) if _is_seed(found[at])]
    tables: list[TableBlock] = []
    for cluster in _clusters(seeds, lines, barred):
        start = _top(cluster[0], lines, barred, tables[-1].end if tables else 0)
        end = _bottom(cluster, lines, barred, found)
        table = _table(lines, start, end, marks, extra)
        if table is not None:
            tables.append(table)
    return tables


def _is_barred(line: Line) -> bool:
    """Whether the line ends a table: a heading, or something else that the format tells."""
    return line.hint in _NO_TABLE or bool(_NUMBERED.match(line.text))


def _prose(groups: Iterable[Group]) -> set[int]:
    """Indexes of the lines of running text: sentences, long paragraphs, list items."""
    found: set[int] = set()
    for group in groups:
        text = " ".join(line.text for line in group)
        words = len(re.findall(r"[^\W\d_]{2,}", text))
        sentences = bool(re.search(r"[a-z)]{2}[.!?]\s+[A-Z]", text)) and words > 15  # noqa: PLR2004
        item = is_bullet(text) and any(char.isalpha() for char in text[1:]) and not text.startswith(("-", "–"))
        ended = words >= 12 and group[-1].ended and not _NOTHING.search(text)  # noqa: PLR2004
        if sentences or ended or item or (words > 45 and len(group) > 2):  # noqa: PLR2004
            found.update(line.index for line in group)
    return found


def _is_seed(found: Sequence[Atom]) -> bool:
    """Whether the line is a row of values, or nothing but values."""
    values = [atom for atom in found if not atom.is_text]
    if not values:
        return False
    if all(is_year(atom) for atom in values):
        return False
    words = sum(len(atom.text.split()) for atom in found if atom.is_text)
    return len(values) > 1 or words == 0


def _clusters(seeds: Sequence[int], lines: Sequence[Line], barred: Sequence[bool]) -> list[list[int]]:
    clusters: list[list[int]] = []
    for seed in seeds:
        last = clusters[-1][-1] if clusters else None
        if last is not None and _together(last, seed, lines, barred):
            clusters[-1].append(seed)
        else:
            clusters.append([seed])
    return clusters


def _together(last: int, seed: int, lines: Sequence[Line], barred: Sequence[bool]) -> bool:
    between = range(last + 1, seed)
    if len(between) > _BETWEEN or any(barred[at] or CAPTION.match(lines[at].text) for at in between):
        return False
    first, second = lines[last].page, lines[seed].page
    if first == second:
        return True
    if first is None or second is None or second - first > 1:
        return False
    # on the next page the header comes again, or the rows simply go on
    opening = next(at for at in range(last + 1, seed + 1) if lines[at].page == second)
    return head_length(lines[opening : seed + 1]) > 0 or seed - opening <= 3  # noqa: PLR2004


def _top(first: int, lines: Sequence[Line], barred: Sequence[bool], least: int) -> int:
    """The first line of the table whose first values stand at `first`: its header, caption or label."""
    top = at = first
    head_end = 0
    while at > least and first - at < _UP and not barred[at - 1] and lines[at - 1].page == lines[first].page:
        at -= 1
        if CAPTION.match(lines[at].text):
            return at
        length = head_length(lines[at : first + 1])
        if length and at + length >= head_end:
            top, head_end = at, at + length
    if top < first:
        above = top - 1
        return above if above >= least and CAPTION.match(lines[above].text) else top
    # no header: the label of the first row, as far as it stands right above its values
    while (
        top > least and lines[top].gap == 0 and not barred[top - 1] and lines[top - 1].page == lines[top].page
    ):
        top -= 1
    return top


def _bottom(
    cluster: Sequence[int], lines: Sequence[Line], barred: Sequence[bool], found: Sequence[Sequence[Atom]]
) -> int:
    """The place behind the last line: in a table with a cell to each line, words may follow the last values."""
    end = _completed(cluster[-1] + 1, lines, barred, found)
    alone = sum(not any(atom.is_text for atom in found[seed]) for seed in cluster)
    if alone < 0.6 * len(cluster):
        return end
    page = lines[end - 1].page
    while end < len(lines) and not barred[end] and lines[end].page == page and len(lines[end].text) <= _NARROW:
        if CAPTION.match(lines[end].text):
            break
        end += 1
    return end


def _completed(end: int, lines: Sequence[Line], barred: Sequence[bool], found: Sequence[Sequence[Atom]]) -> int:
    """Further lines of the last row: a cell of words with the word or sign of the next cell behind it."""
    page = lines[end - 1].page
    for at in range(end, min(len(lines), end + _BETWEEN)):
        if barred[at] or lines[at].page != page:
            break
        if found[at] and found[at][-1].kind in ("word", "none", "reference") and len(lines[at].text) <= _NARROW:
            return at + 1
    return end


def _table(
    lines: Sequence[Line], start: int, end: int, marks: dict[int, tuple[int, int]], extra: frozenset[str]
) -> TableBlock | None:
    caption_end = start + 1 if CAPTION.match(lines[start].text) else start
    while (
        caption_end < end
        and caption_end > start
        and lines[caption_end].gap == 0
        and not head_length(lines[caption_end:end])
    ):
        caption_end += 1
    length = head_length(lines[caption_end:end])
    head = tuple(lines[caption_end : caption_end + length])
    again, body = _without_heads(lines[caption_end + length : end], head)
    found = atoms(body, marks, extra)
    columns = _count_columns(head, found)
    if columns < 1 or not found:
        return None
    names = named_columns(head, columns) if head else ("",) * (columns + 1)
    rows = with_spans(Layer(found, body, columns, text_columns(names)).rows(), columns)
    if not _plausible(rows, bool(head), columns):
        return None
    above = [line.span for line in lines[start:caption_end]], [line.span for line in head]
    return TableBlock(
        start,
        end,
        tuple(tuple(spans) for spans in above if spans),
        again,
        names,
        tuple(_table_row(row, body, columns) for row in rows),
        " ".join(line.text for line in lines[start:caption_end]) or None,
    )


def _table_row(row: Row, body: Sequence[Line], columns: int) -> TableRow:
    cells = tuple(
        tuple((atom.start, atom.end) for atom in row.cells[column]) if column in row.cells else None
        for column in range(columns + 1)
    )
    first, last = row.lines
    return TableRow(cells, (tuple(line.span for line in body[first : last + 1]),))


def _without_heads(lines: Sequence[Line], head: Sequence[Line]) -> tuple[tuple[Line, ...], list[Line]]:
    """Header lines that came again on a later page, and the other lines."""
    words = [line.text.casefold() for line in head]
    again: list[Line] = []
    body: list[Line] = []
    at = 0
    while at < len(lines):
        starts_page = at == 0 or lines[at - 1].page != lines[at].page
        same = [line.text.casefold() for line in lines[at : at + len(words)]] == words
        if words and starts_page and same and at:
            again.extend(lines[at : at + len(words)])
            at += len(words)
        else:
            body.append(lines[at])
            at += 1
    return tuple(again), body


def _count_columns(head: Sequence[Line], found: Sequence[Atom]) -> int:
    """How many columns of values there are: from the header, and from the values in one line."""
    counts: Counter[int] = Counter()
    for atom in found:
        counts[atom.line] += not atom.is_text
    per_line = Counter(count for count in counts.values() if count)
    most = max((count for count, lines in per_line.items() if lines > 1), default=max(per_line, default=0))
    if not head:
        return most if most > 1 else 0
    names = [column.text for column in columns_of(head)]
    lower = period_line(head[-1].text) if len(head) > 1 else None
    if lower is not None and len(lower[1]) >= most > 1:
        return len(lower[1])
    if is_label_title(names[0]):
        return len(names) - 1
    if len(names) == most + 1 and not is_value_title(names[0]):
        return most
    return max(len(names), most)


def _plausible(rows: Sequence[Row], headed: bool, columns: int) -> bool:
    """Whether the rows look like a table: enough of them, with a label and values."""
    full = [row for row in rows if not row.is_group]
    labelled = sum(0 in row.cells for row in full)
    filled = sum(len(row.cells) - (0 in row.cells) for row in full)
    if len(full) < (1 if headed else 2) or labelled < 0.6 * len(full):
        return False
    if not headed and (columns < 2 or len(full) < 3 or filled < 0.75 * columns * len(full)):  # noqa: PLR2004
        return False
    return len(full) >= 0.4 * len(rows)
