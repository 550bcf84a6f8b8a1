"""Made tables set as PDFs: ruled, shaded or open, titles over two lines, group rows, shared cells, page breaks.

The same tables as `ingest.made.tables` makes, as a word processor would set them. The words of a page are
drawn in shuffled order, so that only their places tell what belongs together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.made.pages import HEIGHT, Maker
from ingest.made.tables import AFTER, INTRO, Made

_LEFT, _RIGHT = 62.0, 533.0
_BOTTOM = HEIGHT - 90.0
_SIZES = (8.5, 7.5, 6.5, 6.0)


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is drawn: which rules, whether titles and groups are bold or shaded, how cells stand."""

    rules: str
    upright: bool
    shaded: bool
    bold_groups: bool
    right: bool
    middle: bool
    broken: bool
    two_levels: bool
    start: float


def style_of(rng: random.Random, *, shared: bool = False) -> Style:
    """One of the ways in which reports draw tables. `shared`: rows share a cell, which rules have to tell."""
    rules = rng.choice(["all", "rows"] if shared else ["all", "all", "rows", "rows", "head", "none"])
    return Style(
        rules=rules,
        upright=rules == "all" or (rules == "rows" and rng.random() < 0.25),
        shaded=rng.random() < 0.4,
        bold_groups=rules in ("head", "none") or rng.random() < 0.7,
        right=rng.random() < 0.35,
        middle=rng.random() < 0.25,
        broken=rng.random() < 0.3,
        two_levels=rng.random() < 0.3,
        start=rng.choice([0.0, 0.0, 150.0, 330.0]),
    )


def table_pdf(made: Made, seed: int) -> bytes:
    """A document of one table among text, as a PDF; over two pages when it does not fit on one."""
    rng = random.Random(seed * 13 + 5)
    style = style_of(rng, shared=bool(made.spanning))
    for size in _SIZES:
        setter = _Setter(made, style, Maker(rng, size=size, leading=1.24 * size))
        if setter.fits:
            break
    return setter.document()


class _Setter:
    """Sets one table, row by row."""

    def __init__(self, made: Made, style: Style, maker: Maker) -> None:
        self.made, self.style, self.maker = made, style, maker
        # where no rules part the cells, more white space does
        self.pad = 5.0 if style.rules in ("head", "none") else 3.0
        self.edges = self._edges()
        self.right = {at for at in range(1, len(made.columns)) if style.right and self._fits(at)}
        self.top = 84.0

    def _edges(self) -> list[float]:
        """Where the columns begin and end: as wide as their longest word needs, words of norms wider."""
        made, maker = self.made, self.maker
        least: list[float] = []
        for at, name in enumerate(made.columns):
            texts = [cells[at - 1] if at else label for label, cells in made.rows if cells is not None]
            words = [word for text in texts for word in (text or "").split()]
            widest = max((maker.width(word) for word in words), default=0.0)
            titles = max((maker.width(word, bold=True) for word in name.split()), default=0.0)
            long = any(len(text or "") > 24 for text in texts)
            least.append(max(widest, titles, 36.0) + 2 * self.pad + 2 + (28 if long else 0))
        room = _RIGHT - _LEFT - sum(least)
        self.fits = room >= 0
        least[0] += 0.45 * room
        each = 0.55 * room / (len(least) - 1)
        edges = [_LEFT]
        for at, wide in enumerate(least):
            edges.append(edges[-1] + wide + (each if at else 0.0))
        return edges

    def _fits(self, column: int) -> bool:
        """Whether all values of a column stand on one line: a column of words stands on the left."""
        shown = [cells[column - 1] for _, cells in self.made.rows if cells is not None]
        return all(len(self._lines(text, column, bold=False)) == 1 for text in shown if text)

    def document(self) -> bytes:
        """Text, the table, text."""
        maker = self.maker
        self.top = maker.block("2 Prestaties", _LEFT, self.top, 400, size=13, bold=True, leading=22)
        self.top = maker.block(" ".join(INTRO.split()), _LEFT, self.top, _RIGHT - _LEFT) + self.style.start + 12
        self._head()
        for at, (label, cells) in enumerate(self.made.rows):
            self._row(at, label, cells)
        if self.style.rules in ("head", "none"):
            self._rule(self.top)
        self.top = maker.block(
            "2.1 Toelichting op de tabel", _LEFT, self.top + 22, 400, size=11, bold=True, leading=16
        )
        maker.block(" ".join(AFTER.split()), _LEFT, self.top, _RIGHT - _LEFT)
        return maker.data()

    def _rule(self, top: float) -> None:
        if self.style.rules != "none":
            self.maker.rule(_LEFT, top, _RIGHT - _LEFT)

    def _uprights(self, top: float, tall: float, *, whole: bool = False) -> None:
        if self.style.upright:
            edges = (self.edges[0], self.edges[-1]) if whole else self.edges
            for edge in edges:
                self.maker.upright(edge, top, tall)

    def _measure(self, column: int) -> float:
        return self.edges[column + 1] - self.edges[column] - 2 * self.pad

    def _head(self) -> None:
        """The titles, on two levels ("Waarde" over its years) or on one, over as many lines as they need."""
        names = list(self.made.columns)
        if self.style.broken:
            names = [name.replace("Streefwaarde ", "Streef- waarde ") for name in names]
        self._rule(self.top)
        top = self.top
        if self._level():
            self._levels(names)
        self._cells([name or None for name in names], bold=True)
        if self.style.shaded:
            self.maker.rectangle(_LEFT, top, _RIGHT - _LEFT, self.top - top, 0.85)
        self._uprights(top, self.top - top)
        self._rule(self.top)

    def _level(self) -> float:
        """The height of the upper line of titles, 0 when there is none."""
        words = [name.rsplit(" ", 1) for name in self.made.columns[1:]]
        fits = all(len(pair) == 2 and pair[1].isdigit() for pair in words) and not self.style.broken
        return self.maker.leading if self.style.two_levels and fits and self._runs(words) else 0.0

    @staticmethod
    def _runs(words: Sequence[Sequence[str]]) -> bool:
        """Whether no title comes twice with another between."""
        tops = [pair[0] for at, pair in enumerate(words) if at == 0 or words[at - 1][0] != pair[0]]
        return len(tops) == len(set(tops))

    def _levels(self, names: list[str]) -> None:
        pairs = [name.rsplit(" ", 1) for name in names[1:]]
        at = 0
        while at < len(pairs):
            end = at + 1
            while end < len(pairs) and pairs[end][0] == pairs[at][0]:
                end += 1
            left, right = self.edges[at + 1], self.edges[end + 1]
            wide = self.maker.width(pairs[at][0], bold=True)
            place = (left + right - wide) / 2
            if end - at == 1:
                place = right - self.pad - wide if at + 1 in self.right else left + self.pad
            self.maker.put([pairs[at][0]], place, self.top + self.pad, bold=True)
            for column in range(at, end):
                names[column + 1] = pairs[column][1]
            at = end
        self.top += self.maker.leading

    def _lines(self, text: str, column: int, *, bold: bool = True) -> list[list[str]]:
        broken, _, rest = text.partition("- ")
        if rest and bold:
            return [[broken + "-"], *self.maker.lines(rest, self._measure(column), bold=True)]
        return self.maker.lines(text, self._measure(column), bold=bold)

    def _row(self, at: int, label: str, cells: Sequence[str | None] | None) -> None:
        tall = self._height([label, *(cells or ())], at)
        following = self._shared(at)
        if self.top + tall + (0 if cells is not None else 40) + following > _BOTTOM:
            self._break()
        top = self.top
        if cells is None:
            bold = self.style.bold_groups
            self.top = self.maker.block(label, _LEFT + self.pad, self.top + self.pad, 400, bold=bold) + self.pad
            self._uprights(top, self.top - top, whole=True)
        else:
            norm = self.made.norm
            shown = [
                None if at in self.made.spanning and column + 1 == norm else cell
                for column, cell in enumerate(cells)
            ]
            self._cells([label, *shown], least=tall)
            self._uprights(top, self.top - top)
        if self.style.rules in ("all", "rows"):
            self._row_rule(at)

    def _row_rule(self, at: int) -> None:
        """The rule below a row: not through a cell that the rows below share."""
        norm = self.made.norm
        if norm is not None and at + 1 in self.made.spanning:
            self.maker.rule(_LEFT, self.top, self.edges[norm] - _LEFT)
            self.maker.rule(self.edges[norm + 1], self.top, _RIGHT - self.edges[norm + 1])
        else:
            self._rule(self.top)

    def _shared(self, at: int) -> float:
        """The height of the rows below that share a cell of this one: they stay on its page."""
        total = 0.0
        while at + 1 in self.made.spanning:
            at += 1
            total += self._height([self.made.rows[at][0], *(self.made.rows[at][1] or ())], at)
        return total

    def _height(self, cells: Sequence[str | None], at: int) -> float:
        norm = self.made.norm
        lines = [
            len(self._lines(cell, column, bold=False))
            for column, cell in enumerate(cells)
            if cell and not (column == norm and self._spans(at))
        ]
        own = max(lines, default=1) * self.maker.leading + 2 * self.pad
        if norm is None or not self._spans(at):
            return own
        first = self.made.spanning.get(at, at)
        rows = [first, *(row for row, origin in self.made.spanning.items() if origin == first)]
        norms = self.made.rows[first][1]
        words = norms[norm - 1] if norms else None
        tall = len(self._lines(words or "", norm, bold=False)) * self.maker.leading + 2 * self.pad
        return max(own, tall / len(rows))

    def _spans(self, at: int) -> bool:
        return at in self.made.spanning or at in self.made.spanning.values()

    def _cells(self, cells: Sequence[str | None], *, bold: bool = False, least: float = 0.0) -> None:
        maker = self.maker
        set_lines = [self._lines(cell, at, bold=bold) if cell else [] for at, cell in enumerate(cells)]
        tall = least or max(len(lines) for lines in set_lines) * maker.leading + 2 * self.pad
        for at, lines in enumerate(set_lines):
            top = self.top + self.pad
            if self.style.middle and not bold and len(lines) * maker.leading + 2 * self.pad < tall:
                top = self.top + (tall - len(lines) * maker.leading) / 2
            for words in lines:
                text = " ".join(words)
                left = self.edges[at] + self.pad
                if at in self.right:
                    left = self.edges[at + 1] - self.pad - maker.width(text, bold=bold)
                maker.put(words, left, top, bold=bold)
                top += maker.leading
        self.top += tall

    def _break(self) -> None:
        """The next page, with the titles once more."""
        self.maker.new_page()
        self.top = 84.0
        self._head()
