"""PDFs made with reportlab: pages in columns from the words of the seeds, letters, tables.

Every word is a text object of its own, so that the order of the objects can be shuffled: a reader that
trusts that order fails. All choices come from a seeded generator, so that a test is the same each time.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
MM = 72 / 25.4
WIDTH, HEIGHT = 595.0, 842.0


def paragraphs(name: str, count: int, rng: random.Random, longest: int = 5) -> list[str]:
    """`count` paragraphs of a few sentences each from a seed, in an order of their own."""
    text = (SEEDS / name).read_text(encoding="utf-8")
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    text = text.replace("\u00ad", "").replace("ĳ", "ij").replace("\n", " ")
    sentences = [
        " ".join(found.split())
        for found in re.findall(r"[A-Z][^.!?]{50,260}[a-z]\.", text)
        if found.isprintable() and all(ord(char) < 256 for char in found)
    ]
    rng.shuffle(sentences)
    result: list[str] = []
    while len(result) < count:
        take = rng.randint(1, longest)
        if len(sentences) < take:
            break
        result.append(" ".join(sentences.pop() for _ in range(take)))
    return result


@dataclass
class Page:
    """One page being made: words with their places, and what is drawn below them."""

    words: list[tuple[str, float, float, float, bool]] = field(default_factory=list)
    drawn: list[tuple[str, float, float, float, float, float | None]] = field(default_factory=list)


class Maker:
    """Pages of words, written as a PDF with the words in shuffled order."""

    def __init__(
        self, rng: random.Random, font: str = "Helvetica", size: float = 9.5, leading: float = 12.5
    ) -> None:
        self.rng, self.font, self.size, self.leading = rng, font, size, leading
        self.pages = [Page()]

    def width(self, text: str, size: float | None = None, *, bold: bool = False) -> float:
        """How wide a text is set."""
        from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 - only where it is installed

        return float(stringWidth(text, self.font + ("-Bold" if bold else ""), size or self.size))

    def lines(
        self, text: str, measure: float, size: float | None = None, *, bold: bool = False
    ) -> list[list[str]]:
        """The words of `text` in lines of at most `measure` points."""
        space = self.width(" ", size, bold=bold)
        result: list[list[str]] = []
        line: list[str] = []
        used = 0.0
        for word in text.split():
            wide = self.width(word, size, bold=bold)
            if line and used + space + wide > measure:
                result.append(line)
                line, used = [], 0.0
            used += wide + (space if line else 0)
            line.append(word)
        return [*result, line] if line else result

    def put(
        self,
        words: Sequence[str],
        x: float,
        top: float,
        measure: float | None = None,
        *,
        size: float | None = None,
        bold: bool = False,
    ) -> None:
        """One line of words at (x, top), justified to `measure` when that is given."""
        wide = [self.width(word, size, bold=bold) for word in words]
        space = self.width(" ", size, bold=bold)
        if measure and len(words) > 1:
            space = (measure - sum(wide)) / (len(words) - 1)
        for word, own in zip(words, wide, strict=True):
            self.pages[-1].words.append((word, x, top + (size or self.size), size or self.size, bold))
            x += own + space

    def block(
        self,
        text: str,
        x: float,
        top: float,
        measure: float,
        *,
        justified: bool = False,
        size: float | None = None,
        bold: bool = False,
        leading: float | None = None,
    ) -> float:
        """A paragraph; gives the height where the next may begin."""
        rows = self.lines(text, measure, size, bold=bold)
        for at, row in enumerate(rows):
            self.put(row, x, top, measure if justified and at < len(rows) - 1 else None, size=size, bold=bold)
            top += leading or self.leading
        return top

    def rectangle(self, x: float, top: float, wide: float, tall: float, fill: float | None = None) -> None:
        """A drawn box: outlined, or filled with a grey."""
        self.pages[-1].drawn.append(("rect", x, top, wide, tall, fill))

    def rule(self, x: float, top: float, wide: float, thick: float = 0.5) -> None:
        """A horizontal rule."""
        self.pages[-1].drawn.append(("rule", x, top, wide, thick, None))

    def upright(self, x: float, top: float, tall: float) -> None:
        """An upright rule."""
        self.pages[-1].drawn.append(("upright", x, top, 0.5, tall, None))

    def new_page(self) -> None:
        """Go on on a new page."""
        self.pages.append(Page())

    def data(self, **options: Any) -> bytes:
        """The PDF as bytes."""
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only where it is installed

        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True, **options)
        for page in self.pages:
            for kind, x, top, wide, tall, fill in page.drawn:
                if kind == "rule":
                    canvas.setLineWidth(tall)
                    canvas.line(x, HEIGHT - top, x + wide, HEIGHT - top)
                elif kind == "upright":
                    canvas.setLineWidth(wide)
                    canvas.line(x, HEIGHT - top, x, HEIGHT - top - tall)
                else:
                    canvas.setFillGray(1 if fill is None else fill)
                    canvas.rect(
                        x, HEIGHT - top - tall, wide, tall, stroke=int(fill is None), fill=int(fill is not None)
                    )
                    canvas.setFillGray(0)
            words = list(page.words)
            self.rng.shuffle(words)
            for word, x, base, size, bold in words:
                canvas.setFont(self.font + ("-Bold" if bold else ""), size)
                canvas.drawString(x, HEIGHT - base, word)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


@dataclass
class Columns:
    """How a page in columns is made."""

    count: int = 2
    gutter: float = 5 * MM
    justified: bool = True
    same_height: bool = True
    heading: str | None = None  # over the full width, in the middle of the page
    box: bool = False
    paragraph_space: float = 0.0
    sidebar: bool = False


def columns_pdf(
    texts: Sequence[str], options: Columns, rng: random.Random, across: Sequence[str] = ()
) -> tuple[bytes, list[str], list[str]]:
    """`texts` set in columns over pages, with one of `across` (headings or boxes of full width) on each.

    Gives the PDF, the texts and headings in the order they are to be read, and the boxes. A text goes on
    in the next column, below a box and on the next page; it ends before a heading.
    """
    maker = Maker(rng)
    left, right, top, bottom = 62.0, WIDTH - 62.0, 80.0, HEIGHT - 80.0
    measure = (right - left - (options.count - 1) * options.gutter) / options.count
    queue = [(text, maker.lines(text, measure)) for text in texts]
    order: list[str] = []
    boxes: list[str] = []
    waiting = list(across)
    while queue:
        bands = [(top, bottom)]
        extra = waiting.pop(0) if waiting else None
        if extra:
            middle = top + rng.randint(18, 26) * maker.leading
            bands = [(top, middle), (middle + (7.5 if options.box else 4) * maker.leading, bottom)]
        for number, (low, high) in enumerate(bands):
            if number == 1 and not queue:
                break
            if number == 1 and extra:
                (boxes if options.box else order).append(extra)
                _across(maker, extra, options, (left, right), bands[0][1])
            whole = bool(extra) and number == 0 and not options.box
            order += _fill(maker, queue, options, (left, measure, low, high), whole=whole)
        if queue:
            maker.new_page()
    return maker.data(), order, boxes


def _across(maker: Maker, text: str, options: Columns, edges: tuple[float, float], top: float) -> None:
    """A heading or a box over the full width."""
    leading, (left, right) = maker.leading, edges
    if options.box:
        maker.rectangle(left, top + 0.6 * leading, right - left, 6 * leading, 0.9 if options.heading else None)
        maker.block(text, left + 8, top + 1.4 * leading, right - left - 16)
    else:
        maker.block(text, left, top + 1.4 * leading, right - left, size=14, bold=True)


def _fill(
    maker: Maker,
    queue: list[tuple[str, list[list[str]]]],
    options: Columns,
    place: tuple[float, float, float, float],
    *,
    whole: bool,
) -> list[str]:
    """Columns of one band, filled from the queue; gives the texts that ended in it. `whole`: cut none off."""
    left, measure, low, high = place
    ended: list[str] = []
    for column in range(options.count):
        x = left + column * (measure + options.gutter)
        top = low + (0 if options.same_height or column == 0 else maker.rng.uniform(0.2, 0.8) * maker.leading)
        while queue and top + maker.leading < high:
            text, rows = queue[0]
            room = int((high - top) / maker.leading)
            if whole and column == options.count - 1 and len(rows) > room:
                break
            queue.pop(0)
            for at, row in enumerate(rows[:room]):
                last = at == len(rows) - 1
                maker.put(row, x, top, measure if options.justified and not last else None)
                top += maker.leading
            if len(rows) > room:
                queue.insert(0, (text, rows[room:]))
                break
            ended.append(text)
            top += options.paragraph_space
    return ended


def variants(count: int, seed: int = 20231107) -> list[tuple[int, Columns, str | None]]:
    """`count` ways of setting columns, all kinds of them among these."""
    rng = random.Random(seed)
    made: list[tuple[int, Columns, str | None]] = []
    for number in range(count):
        across = (None, "heading", "box", "shade", "short")[number % 5]
        made.append(
            (
                number,
                Columns(
                    count=3 if number % 7 == 6 else 2,
                    gutter=5 * MM if number % 3 else rng.uniform(5, 9) * MM,
                    justified=number % 4 != 3,
                    same_height=number % 2 == 0,
                    heading="x" if across in ("heading", "short", "shade") else None,
                    box=across in ("box", "shade"),
                    paragraph_space=rng.choice([0.0, 6.25, 12.5]),
                ),
                across,
            )
        )
    return made
