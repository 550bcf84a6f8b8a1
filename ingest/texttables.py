"""Tables of words in text that lost its lines: "Signaal Omschrijving Oplossingsrichtingen".

Such a table shows by its header: a line of nothing but column titles, most often on page after page. One
of its columns is wide, the others are narrow: between two stretches of wide lines stand the narrow cells
that close one row and open the next. A narrow cell may be glued to the first wide line ("Lopend Dienst
Toeslagen heeft …"), where it is known by coming again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.groups import begins_lower, begins_upper, grouped, is_bullet
from ingest.layout import Line, TableBlock, TableRow
from ingest.tableheads import columns_of, is_known_title
from ingest.tablevalues import table_words
from kb.records import Span

_HEADING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|[A-Z]\))\s+[^\W\d_]|\d{1,2}$")
_BULLET = re.compile(r"\s[•▪◦●■□‣∙]\s")
_NARROW = 0.55
"""A narrow cell has no line longer than this part of the longest line of the table."""
_MOST_NARROW = 12
"""Lines of a narrow cell; more are a column of text."""
_RECURS = 3
"""A word that is no known status counts as one when it comes so often behind a label."""
_TEXT = 8
"""Words that a cell of text has on average; below that the lines are a list of labels."""
_TITLE_WORDS = 12
_LABEL = 45
"""Characters: a longer stretch before the text on its line is no label."""
_CLOSERS = frozenset(["colofon", "bijlage", "bijlagen", "tot slot", "nawoord", "literatuur", "bronnen"])

_FILLED = 0.75
_LONGEST_CELL = 900
"""Characters: a longer cell of a table that only words tell is running text."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines between white space; `wide` when it is text, not a narrow cell."""

    lines: tuple[Line, ...]
    wide: bool
    opens_page: bool


def find_text_tables(lines: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[TableBlock]:
    """The tables of words among `lines`, outside the stretches that are `taken`."""
    free = [not any(start <= at < end for start, end in taken) for at in range(len(lines))]
    parsers: list[_Parser] = []
    for at in range(len(lines)):
        if free[at] and not (parsers and at < parsers[-1].end) and _is_head(lines[at]):
            parsers.append(_Parser(lines, at, _end(lines, at, free)))
    parsers = [parser for parser in parsers if parser.has_text()]
    # tables with one header are made alike: what most of them show holds for all
    votes: Counter[str] = Counter()
    for parser in parsers:
        votes[_form(parser.head.text)] += parser.closing()
    tables = (parser.table(closed=votes[_form(parser.head.text)] > 0) for parser in parsers)
    return [table for table in tables if table is not None and _is_plausible(table, lines)]


def _is_plausible(table: TableBlock, lines: Sequence[Line]) -> bool:
    """Whether the rows are those of a table, where places told of none: its columns are filled, and short.

    Text without places has lost what tells tables, and is believed.
    """
    if lines[table.start].box is None:
        return True
    cells = [(at, cell) for row in table.rows for at, cell in enumerate(row.cells) if cell]
    longest = max((sum(end - start for start, end in cell) for _, cell in cells), default=0)
    filled = len({at for at, _ in cells})
    return filled >= _FILLED * len(table.names) and longest <= _LONGEST_CELL


def _is_head(line: Line) -> bool:
    """Whether the line is nothing but two to five column titles."""
    if not 5 < len(line.text) < 90 or line.hint not in (None, "table", "paragraph"):  # noqa: PLR2004
        return False
    if line.text.endswith((".", ":", ",")) or len(line.text.split()) > _TITLE_WORDS:
        return False
    cells = columns_of([line])
    return 2 <= len(cells) <= 5 and all(is_known_title(cell.text) for cell in cells)  # noqa: PLR2004


def _end(lines: Sequence[Line], start: int, free: Sequence[bool]) -> int:
    """The place behind the table whose header stands at `start`: a heading, or a page that does not go on."""
    head = _form(lines[start].text)
    labels: set[str] = set()
    at = start + 1
    while at < len(lines) and free[at]:
        line = lines[at]
        if _HEADING.match(line.text) or line.text.casefold() in _CLOSERS or line.hint == "heading":
            break
        new_page = line.page != lines[at - 1].page
        if new_page and _form(line.text) != head and _first_words(line) not in labels:
            break
        if line.gap > 0 or new_page or at == start + 1:
            labels.add(_first_words(line))
        at += 1
    return at


def _form(text: str) -> str:
    """A header for comparing: "Ambitie" and "Ambities" are one title."""
    return " ".join(word.rstrip("sn").casefold() for word in text.split())


def _first_words(line: Line) -> str:
    return line.text.casefold()


@dataclass(frozen=True, slots=True)
class _Cut:
    """A row while it is made: stretches of source per column, in the order of the source.

    `lines` are the lines of the text, to find its paragraphs by.
    """

    label: tuple[Span, ...]
    status: tuple[Span, ...]
    text: tuple[Span, ...]
    closing: tuple[Span, ...]
    lines: tuple[Line, ...] = ()

    def row(self, columns: int, closed: bool) -> TableRow:
        """The row of `columns` cells; `closed`: its last column is the narrow one behind the text."""
        middle = [self.status] * (columns - 2) if not closed else []
        rest = [self.closing] * (columns - 2) if closed else []
        cells = [self.label, *middle, self.text, *rest][:columns]
        own = [self.label, self.status, *self._paragraphs(), self.closing]
        return TableRow(tuple(cell or None for cell in cells), tuple(part for part in own if part))

    def _paragraphs(self) -> list[tuple[Span, ...]]:
        """The text in paragraphs: a narrow title inside it is one of its own."""
        first_line = {group[0].start for group in grouped(self.lines, by_block=False)}
        parts: list[list[Span]] = []
        for span in self.text:
            if not parts or span[0] in first_line:
                parts.append([span])
            else:
                parts[-1].append(span)
        return [tuple(part) for part in parts]


class _Parser:
    """Parts the lines of one table of words into rows."""

    def __init__(self, lines: Sequence[Line], start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.head = lines[start]
        form = _form(self.head.text)
        self.again = tuple(line for line in lines[start + 1 : end] if _form(line.text) == form)
        again = {line.index for line in self.again}
        self.body = [line for line in lines[start + 1 : end] if line.index not in again]
        self.width = max((len(line.text) for line in self.body), default=0)
        self.chunks = self._chunks()

    def has_text(self) -> bool:
        """Whether there are narrow cells and cells of real text below the header."""
        wide = [chunk for chunk in self.chunks if chunk.wide]
        words = sum(len(line.text.split()) for chunk in wide for line in chunk.lines)
        return len(wide) > 1 and len(self.chunks) - len(wide) > 1 and words > _TEXT * len(wide)

    def closing(self) -> int:
        """How many more pages of the table end in a narrow cell than in text."""
        last = [chunk for chunk, after in pairwise(self.chunks) if after.opens_page]
        last.append(self.chunks[-1])
        return sum(-1 if chunk.wide else 1 for chunk in last)

    def table(self, closed: bool) -> TableBlock | None:
        """The table; `closed`: the last column is narrow. None when the lines below the header are no rows."""
        columns = columns_of([self.head])
        chunks = self.chunks
        closed = closed and len(columns) == 3  # noqa: PLR2004
        cuts = _closed_rows(chunks) if closed else _open_rows(chunks, with_status=len(columns) > 2)  # noqa: PLR2004
        if len(cuts) < 2 or sum(bool(cut.label) for cut in cuts) < 0.6 * len(cuts):  # noqa: PLR2004
            return None
        names = tuple(column.text for column in columns)
        rows = tuple(cut.row(len(names), closed) for cut in cuts)
        return TableBlock(self.start, self.end, ((self.head.span,),), self.again, names, rows)

    def _chunks(self) -> list[_Chunk]:
        groups: list[list[Line]] = []
        opening: list[bool] = []
        for line, before in zip(self.body, [None, *self.body], strict=False):
            new_page = before is not None and before.page != line.page
            goes_on = bool(groups) and begins_lower(line.text) and not groups[-1][-1].ended
            if groups and (goes_on or not (line.gap > 0 or new_page)):
                groups[-1].append(line)
            else:
                groups.append([line])
                opening.append(new_page)
        return [
            _Chunk(tuple(group), self._is_wide(group), opens)
            for group, opens in zip(groups, opening, strict=True)
        ]

    def _is_wide(self, group: Sequence[Line]) -> bool:
        longest = max(len(line.text) for line in group)
        if longest > _NARROW * self.width or len(group) > _MOST_NARROW or not begins_upper(group[0].text):
            return True
        if any(is_bullet(line.text) or _BULLET.search(line.text) for line in group):
            return True
        return len(group) == 1 and group[0].ended and len(group[0].text.split()) > 6  # noqa: PLR2004


def _runs(chunks: Sequence[_Chunk]) -> list[list[_Chunk]]:
    runs: list[list[_Chunk]] = []
    for chunk in chunks:
        if runs and runs[-1][-1].wide == chunk.wide:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    return runs


def _spans(chunks: Sequence[_Chunk]) -> tuple[Span, ...]:
    return tuple(line.span for chunk in chunks for line in chunk.lines)


def _lines(chunks: Sequence[_Chunk]) -> tuple[Line, ...]:
    return tuple(line for chunk in chunks for line in chunk.lines)


def _closed_rows(chunks: Sequence[_Chunk]) -> list[_Cut]:
    """Rows of label, text, narrow last cell: between two texts stand the last cell and the next label."""
    rows: list[_Cut] = []
    label: tuple[Span, ...] = ()
    for run in _runs(chunks):
        if run[0].wide:
            glued, text = _glued_label(run) if not label else ((), _spans(run))
            rows.append(_Cut(label or glued, (), text, (), _lines(run)))
            label = ()
            continue
        closing = [chunk for chunk in run if not any(other.opens_page for other in run[: run.index(chunk) + 1])]
        opening = run[len(closing) :]
        if rows and closing and not opening and len(closing) > 1:
            closing, opening = closing[:-1], closing[-1:]
        if not rows:
            closing, opening = [], run
        if closing:
            rows[-1] = replace(rows[-1], closing=_spans(closing))
        label = _spans(opening)
    if label and rows and not rows[-1].closing:
        rows[-1] = replace(rows[-1], closing=label)
    elif label:
        rows.append(_Cut(label, (), (), ()))
    return rows


def _glued_label(run: Sequence[_Chunk]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """A label in front of the text on its first line: "Vermogensgrenzen ▪ Een aantal toeslagen …"."""
    spans = list(_spans(run))
    line = run[0].lines[0]
    found = _BULLET.search(line.text)
    cut = found.start() if found else _second_capital(line.text)
    if not cut or cut > _LABEL:
        return (), tuple(spans)
    rest = cut + len(line.text[cut:]) - len(line.text[cut:].lstrip())
    spans[0] = (line.start + rest, line.end)
    return ((line.start, line.start + cut),), tuple(spans)


def _second_capital(text: str) -> int:
    """Where a second capital begins within the first words: "Informatiehuishouding | Tot en met 2023"."""
    if is_bullet(text):
        return 0
    found = re.match(r"[A-Z]\S+(?:\s+[a-z(]\S*){0,4}\s+(?=[A-Z][a-z])", text)
    return len(found[0].rstrip()) if found else 0


def _open_rows(chunks: Sequence[_Chunk], with_status: bool) -> list[_Cut]:
    """Rows that end in the text: label, perhaps a status, then text with narrow lines of its own."""
    words = _status_words(chunks) if with_status else frozenset()
    rows: list[_Cut] = []
    narrow: list[_Chunk] = []
    for at, chunk in enumerate(chunks):
        after = chunks[at + 1] if at + 1 < len(chunks) else None
        if not chunk.wide and (not rows or narrow or _opens_row(chunk, after, words)):
            narrow.append(chunk)
            continue
        if narrow or _glued_row(chunk, words) is not None:
            rows.append(replace(_new_row(narrow, chunk, words), lines=chunk.lines))
            narrow = []
        elif rows:
            last = rows[-1]
            text = (*last.text, *_spans([chunk]))
            rows[-1] = replace(last, text=text, lines=(*last.lines, *chunk.lines))
        else:
            rows.append(_Cut((), (), _spans([chunk]), (), chunk.lines))
    if narrow:
        rows.append(_Cut(_spans(narrow), (), (), ()))
    return rows


def _opens_row(chunk: _Chunk, after: _Chunk | None, words: frozenset[str]) -> bool:
    """Whether a narrow cell below text is the label of a new row, and no heading inside the text."""
    if after is None or chunk.opens_page or not words:
        return True
    return not after.wide or after.lines[0].text.split()[0] in words


def _status_words(chunks: Sequence[_Chunk]) -> frozenset[str]:
    """Words that come again at the beginning of the text right behind a label: the status."""
    seen: Counter[str] = Counter()
    for before, chunk, after in zip([None, *chunks], chunks, [*chunks[1:], None], strict=False):
        first = chunk.lines[0].text.split()[0]
        alone = not chunk.wide and before is not None and not before.wide and after is not None and after.wide
        behind = chunk.wide and before is not None and not before.wide
        if (alone or behind) and first[:1].isupper() and first.isalpha():
            seen[first] += 1
    known = table_words().statuses
    return frozenset(word for word, count in seen.items() if word.casefold() in known or count >= _RECURS)


def _glued_row(chunk: _Chunk, words: frozenset[str]) -> re.Match[str] | None:
    """Label and status on the first line of the text: "We staan voor u klaar Lopend Digitalisering"."""
    if not words or not chunk.wide:
        return None
    statuses = "|".join(re.escape(word) for word in sorted(words))
    return re.match(
        rf"(?P<label>[A-Z][^.:;]{{2,60}}?)\s+(?P<status>{statuses})\s+(?=[A-Z])", chunk.lines[0].text
    )


def _new_row(narrow: Sequence[_Chunk], chunk: _Chunk, words: frozenset[str]) -> _Cut:
    spans = list(_spans([chunk]))
    line = chunk.lines[0]
    if not narrow:
        glued = _glued_row(chunk, words)
        assert glued is not None
        spans[0] = (line.start + glued.end(), line.end)
        label = (line.start, line.start + glued.end("label"))
        stand = (line.start + glued.start("status"), line.start + glued.end("status"))
        return _Cut((label,), (stand,), tuple(spans), ())
    first = line.text.split()[0]
    if len(narrow) > 1 and words:
        status, rest = _split_status(narrow[-1], words)
        return _Cut(_spans(narrow[:-1]), status, (*rest, *spans), ())
    if first in words:
        stand = (line.start, line.start + len(first))
        behind = line.text[len(first) :]
        spans[0] = (stand[1] + len(behind) - len(behind.lstrip()), line.end)
        return _Cut(_spans(narrow), (stand,), tuple(span for span in spans if span[0] < span[1]), ())
    return _Cut(_spans(narrow), (), tuple(spans), ())


def _split_status(chunk: _Chunk, words: frozenset[str]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The status, and a title that is glued behind it: "Gestart Duurzaam inzetbaar"."""
    line = chunk.lines[0]
    first = line.text.split()[0]
    rest = line.text[len(first) :].lstrip()
    if first not in words or not rest[:1].isupper():
        return _spans([chunk]), ()
    cut = line.start + len(first)
    return ((line.start, cut),), ((line.end - len(rest), line.end), *(other.span for other in chunk.lines[1:]))
