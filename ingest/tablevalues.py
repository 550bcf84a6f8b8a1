"""The values in a line of a flattened table: numbers with sign and unit, "n.v.t.", "Zie toelichting 1)".

A table that a PDF reader flattened has lost its lines; what is left are values and words in order. A value
counts as a cell when it stands at the end of its line, or between other values; a number inside words
("3 of hoger scoort") is part of those words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from ingest.layout import Line

AtomKind = Literal["number", "signed", "none", "word", "reference", "text"]


@dataclass(frozen=True, slots=True)
class TableWords:
    """The word lists of tables.toml."""

    titles: frozenset[str]
    label_titles: frozenset[str]
    text_titles: frozenset[str]
    title_extras: frozenset[str]
    statuses: frozenset[str]
    comparators: tuple[str, ...]
    units: tuple[str, ...]
    words: frozenset[str]
    word_cells: tuple[str, ...]
    remarks: tuple[str, ...]
    references: tuple[str, ...]


@lru_cache(maxsize=1)
def table_words() -> TableWords:
    """The word lists, loaded once."""
    data = tomllib.loads((resources.files(__package__) / "tables.toml").read_text(encoding="utf-8"))
    return TableWords(
        frozenset(data["titles"]),
        frozenset(data["label_titles"]),
        frozenset(data["text_titles"]),
        frozenset(data["title_extras"]),
        frozenset(data["statuses"]),
        tuple(data["comparators"]),
        tuple(data["units"]),
        frozenset(data["words"]),
        tuple(data["word_cells"]),
        tuple(data["remarks"]),
        tuple(data["references"]),
    )


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of one line that is (part of) one cell. `line` is the line's place among the table's lines.

    `first`: it begins its line; `glued`: a single value behind words, which may belong to those words; `tail`:
    it goes on from the atom before it, on the line above ("Minder dan" over "6,3").
    """

    kind: AtomKind
    text: str
    start: int
    end: int
    line: int
    first: bool
    glued: bool = False
    tail: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the atom is words, not a value."""
        return self.kind == "text"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _value() -> re.Pattern[str]:
    lists = table_words()
    number = r"[+\-−]?(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,4})?"
    sign = rf"(?P<sign>(?:≥|≤|>=|<=|[<>=±~])\s?|(?i:{_alternatives(lists.comparators)})\s)?"
    unit = rf"(?:\s?(?:{_alternatives(lists.units)})(?=[\s),;]|$))?"
    remark = rf"(?:\s\((?:{_alternatives(lists.remarks)})\))?"
    amount = rf"{sign}(?:€\s?)?{number}(?:[-–/]{number})?{unit}{remark}"
    reference = rf"(?P<reference>(?i:zie)\s(?:{_alternatives(lists.references)})(?:\s[\d.]{{1,5}}\)?)?)"
    words = rf"(?P<none>(?i:{_alternatives(lists.words)}))|(?P<word>{_alternatives(lists.word_cells)})"
    return re.compile(rf"(?<!\S)(?:{reference}|{words}|(?P<amount>{amount}))(?=\s|$)")


_WIDE = re.compile(r"\s{3,}|\t")
"""So much white space between words parts cells: text that kept its layout."""
_YEAR = re.compile(r"(?:19|20)\d\d$")


def is_year(atom: Atom) -> bool:
    """Whether the atom is a bare year, as headers have them."""
    return atom.kind == "number" and bool(_YEAR.match(atom.text))


def visible(line: Line, marks: dict[int, tuple[int, int]]) -> str:
    """The text of a line with spaces where footnote markers stand."""
    text = line.text
    for start, (end, _) in marks.items():
        if line.start <= start < end <= line.end:
            left, right = start - line.start, end - line.start
            text = text[:left] + " " * (right - left) + text[right:]
    return text


def atoms(
    lines: Sequence[Line], marks: dict[int, tuple[int, int]], extra: frozenset[str] = frozenset()
) -> list[Atom]:
    """The atoms of `lines` in order. `extra` are words that are cells in this table (`cell_words`)."""
    found: list[Atom] = []
    local = {start: mark for start, mark in marks.items() if lines and lines[0].start <= start < lines[-1].end}
    for place, line in enumerate(lines):
        found.extend(_line_atoms(visible(line, local), line, place, extra))
    return _with_tails(found)


_NUMBER_ONLY = re.compile(r"[\d.]{1,5}\)?$")


def _with_tails(found: Sequence[Atom]) -> list[Atom]:
    """Values that were broken over a line end: "Minder dan" and its number, "Zie toelichting" and "6)"."""
    comparators = table_words().comparators
    result: list[Atom] = []
    for atom in found:
        last = result[-1] if result else None
        if last is not None and atom.first and atom.line == last.line + 1:
            compares = last.is_text and last.text.casefold() in comparators and atom.kind == "number"
            refers = last.kind == "reference" and not last.text[-1].isdigit() and last.text[-1] != ")"
            if compares:
                result[-1] = replace(last, kind="signed")
            if compares or (refers and _NUMBER_ONLY.match(atom.text)):
                result.append(replace(atom, tail=True))
                continue
        result.append(atom)
    return result


def cell_words(lines: Iterable[Line]) -> frozenset[str]:
    """Words that stand twice or more next to each other in a line: the cells of a row of words."""
    found: set[str] = set()
    for line in lines:
        words = line.text.split()
        found.update(word for word, after in pairwise(words) if word == after and word[:1].isupper())
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: AtomKind
    start: int
    end: int


def _pieces(text: str, extra: frozenset[str]) -> list[_Piece]:
    """Every value of the line, wherever it stands."""
    found: list[_Piece] = []
    for match in _value().finditer(text):
        if match["reference"]:
            kind: AtomKind = "reference"
        elif match["none"]:
            kind = "none"
        elif match["word"]:
            kind = "word"
        else:
            kind = "signed" if match["sign"] else "number"
        found.append(_Piece(kind, match.start(), match.end()))
    for word in extra - set(table_words().word_cells):
        found.extend(
            _Piece("word", match.start(), match.end())
            for match in re.finditer(rf"(?<!\S){re.escape(word)}(?!\S)", text)
        )
    return sorted(found, key=lambda piece: piece.start)


def _line_atoms(text: str, line: Line, place: int, extra: frozenset[str]) -> list[Atom]:
    pieces = _believed(_pieces(text, extra), text)
    found: list[tuple[AtomKind, int, int]] = []
    at = 0
    for piece in pieces:
        if text[at : piece.start].strip():
            found.extend(_words(text, at, piece.start))
        found.append((piece.kind, piece.start, piece.end))
        at = piece.end
    if text[at:].strip():
        found.extend(_words(text, at, len(text)))
    values = sum(kind != "text" for kind, _, _ in found)
    result: list[Atom] = []
    for number, (kind, start, end) in enumerate(found):
        glued = values == 1 and kind in ("number", "signed") and 0 < number == len(found) - 1
        result.append(
            Atom(kind, text[start:end], line.start + start, line.start + end, place, number == 0, glued)
        )
    return result


@lru_cache(maxsize=1)
def _opener() -> re.Pattern[str]:
    words = _alternatives(word for word in table_words().comparators if len(word) > 6)  # noqa: PLR2004
    return re.compile(rf"(?<=\s)(?i:{words})\s+€?\s?\d")


def _words(text: str, start: int, end: int) -> list[tuple[AtomKind, int, int]]:
    """Words between values; "Telefonie Minimaal 70% van de bellers" are two cells."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    wide = _WIDE.search(text, start + 1, end)
    if wide is not None:
        return [*_words(text, start, wide.start()), *_words(text, wide.end(), end)]
    cut = _opener().search(text, start + 1, end)
    if cut is not None and text[cut.start()].isupper():
        return [*_words(text, start, cut.start()), ("text", cut.start(), end)]
    return [("text", start, end)]


def _believed(pieces: Sequence[_Piece], text: str) -> list[_Piece]:
    """The values that are cells: at the end of the line, or in a run of two or more."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and not text[runs[-1][-1].end : piece.start].strip():
            runs[-1].append(piece)
        else:
            runs.append([piece])
    kept: list[_Piece] = []
    for run in runs:
        at_end = not text[run[-1].end :].strip()
        alone = len(run) == 1 and run[0].kind != "reference"
        before = text[: run[0].start]
        bracketed = before.count("(") > before.count(")") and ")" in text[run[-1].end :]
        if (at_end or not alone) and not bracketed:
            kept.extend(run)
    # a dash before words is a bullet, no empty cell
    if kept and kept[0].start == 0 and text[: kept[0].end] in ("-", "–", "—") and len(kept) < 3:  # noqa: PLR2004
        after = kept[1].start if len(kept) > 1 else len(text)
        if text[kept[0].end : after].strip():
            return kept[1:]
    return kept
