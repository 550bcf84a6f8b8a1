"""What a PDF page draws, as words, rules, areas and pictures with their places.

`PageDevice` is handed to pdfminer's interpreter in the place of its layout analysis. Strings become words
while they are drawn: a word ends at a space or a jump of the pen, whatever text object it stands in. The
order of the words means nothing; `pdf_lines` lays them in lines by their places.
Coordinates are points with the origin at the top left of the page, as in `kb.records.Box`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, Rect, mult_matrix

from ingest.pdf_chars import UNKNOWN, clean_char, symbol_char
from kb.records import Box

MOST_WORDS = 30_000
"""Pieces of text on one page; a page with more is no page for people (and would take minutes)."""
MOST_PATHS = 20_000
"""Rules and areas of one page that are looked at; a map or drawing can have far more."""

_SPACE = 0.16
"""A jump of the pen of this part of the size is a space between words."""
_BACK = 0.35
_INVISIBLE = 3
_OUTLINED = 2
"""Filled and outlined: how programs make letters bold that have no bold font."""
_SHORT_ACTUAL = 8
_ITALIC = 0x40
"""The flag of a font whose letters are slanted (PDF 32000-1, table 123)."""
_SLANTED = ("italic", "oblique", "-it", ",it", "kursiv")
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "-bd", ",bd", "medium-cond")


class PageTooLarge(Exception):
    """A page with more pieces of text than a page can have."""


@dataclass(slots=True)
class Word:
    """A piece of text without spaces. `base` is the height of its baseline, `turn` its direction in
    quarter turns (0: upright; None: askew), `raised` how it stands to its line (1 above, -1 below).
    `hidden`: drawn without ink (the text layer of a scan); `marginal`: marked by the file as head or foot.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    turn: int | None = 0
    hidden: bool = False
    marginal: bool = False
    raised: int = 0
    italic: bool = False

    @property
    def top(self) -> float:
        """The height of the top of its letters: the same share of the size for every font."""
        return self.base - 0.76 * self.size

    @property
    def bottom(self) -> float:
        """The height of the bottom of its letters."""
        return self.base + 0.24 * self.size


@dataclass(frozen=True, slots=True)
class Area:
    """Something drawn: a rule (thin), or an area that is `filled` (not white) or only outlined."""

    box: Box
    filled: bool
    stroked: bool


@dataclass(slots=True)
class PageContent:
    """All that one page draws; `crop` is the part of it that is shown, when that is less."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    crop: Box | None = None


@dataclass(slots=True)
class _Font:
    bold: bool
    italic: bool
    chars: dict[int, tuple[str, float]] = field(default_factory=dict)


class PageDevice(PDFTextDevice):
    """Gathers the content of one page after another; `content` is that of the last one."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.content = PageContent(0, 0.0, 0.0)
        self._number = 0
        self._fonts: dict[int, tuple[PDFFont, _Font]] = {}
        self._tags: list[tuple[bool, str | None]] = []
        self._actual: str | None = None

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """A new page begins."""
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate in (90, 270):
            width, height = height, width
        self._number += 1
        self.content = PageContent(self._number, width, height)
        self._tags = []
        self._actual = None
        self.ctm = ctm
        left, low, right, high = page.cropbox
        if max(abs(left - x0), abs(low - y0), abs(right - x1), abs(high - y1)) > 1:
            crop = self._box([(left, low), (right, high)])
            # a crop box that shows next to nothing is a slip, not a wish
            if (crop.x1 - crop.x0) * (crop.bottom - crop.top) > 0.2 * width * height:
                self.content.crop = crop

    # ------------------------------------------------------------------ marked content

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """A stretch of content with a mark: heads and feet (Artifact), text to read in place of signs."""
        values = props if isinstance(props, dict) else {}
        marginal = _name(tag) == "Artifact" and _name(values.get("Type")) == "Pagination"
        actual = values.get("ActualText")
        text = _decoded(actual) if isinstance(actual, bytes) else None
        if text is not None and len(text) > _SHORT_ACTUAL:
            text = None
        self._tags.append((marginal, text))
        if text is not None:
            self._actual = text

    def end_tag(self) -> None:
        """The last mark ends."""
        if self._tags:
            _, text = self._tags.pop()
            if text is not None:
                self._actual = None

    # ------------------------------------------------------------------ text

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Draw a string: its words are kept with their places."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        if len(self.content.words) > MOST_WORDS:
            raise PageTooLarge
        if font.is_vertical():  # not used for Dutch; pdfminer keeps the pen where it is
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        pen = _Pen(self, textstate, font, mult_matrix(textstate.matrix, self.ctm))
        actual, self._actual = self._actual, "" if self._actual is not None else None
        textstate.linematrix = pen.draw(seq, actual)

    def chars_of(self, font: PDFFont) -> _Font:
        """What is known of a font: whether it is bold, and the text and width of its characters so far."""
        known = self._fonts.get(id(font))
        if known is None:
            name = str(font.fontname).lower()
            weight = font.descriptor.get("FontWeight") if isinstance(font.descriptor, dict) else None
            heavy = isinstance(weight, int | float) and weight >= 600  # noqa: PLR2004 - semibold and above
            forced = bool(font.flags & 0x40000)
            # the font is kept beside what is known of it, so that its id is not given to another one
            slanted = bool(font.flags & _ITALIC) or any(part in name for part in _SLANTED)
            known = (font, _Font(heavy or forced or any(part in name for part in _BOLD), slanted))
            self._fonts[id(font)] = known
        return known[1]

    @property
    def marginal(self) -> bool:
        """Whether the file marks what is drawn now as head or foot of the page."""
        return any(mark for mark, _ in self._tags)

    # ------------------------------------------------------------------ rules, areas, pictures

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,  # noqa: ARG002
        path: Sequence[Any],
    ) -> None:
        """A path is drawn: each of its parts is kept as the rectangle around it."""
        if self.ctm is None or not (stroke or fill):
            return
        filled = fill and not _white(graphicstate.ncolor)
        part: list[tuple[float, float]] = []
        for segment in path:
            if segment[0] == "m":
                self._area(part, filled, stroke)
                part = []
            points = segment[1:]
            if points and not isinstance(points[0], int | float):
                continue
            part.extend(zip(points[0::2], points[1::2], strict=False))
        self._area(part, filled, stroke)

    def _area(self, points: Sequence[tuple[float, float]], filled: bool, stroked: bool) -> None:
        if len(points) > 1 and (filled or stroked) and len(self.content.areas) < MOST_PATHS:
            self.content.areas.append(Area(self._box(points), filled, stroked))

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002
        """A picture is drawn: only its place is kept."""
        if self.ctm is not None and len(self.content.pictures) < MOST_PATHS:
            self.content.pictures.append(self._box([(0, 0), (1, 0), (0, 1), (1, 1)]))

    def _box(self, points: Sequence[tuple[float, float]]) -> Box:
        a, b, c, d, e, f = self.ctm or (1, 0, 0, 1, 0, 0)
        xs = [a * x + c * y + e for x, y in points]
        ys = [self.content.height - (b * x + d * y + f) for x, y in points]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A form begins; what it draws is drawn on the page."""

    def end_figure(self, name: str) -> None:
        """A form ends."""


class _Pen:
    """Draws one string: moves along it and puts its words on the page."""

    __slots__ = (
        "actual",
        "bold",
        "chars",
        "device",
        "font",
        "italic",
        "matrix",
        "proto",
        "scale",
        "size",
        "state",
        "turn",
    )

    def __init__(self, device: PageDevice, state: PDFTextState, font: PDFFont, matrix: Matrix) -> None:
        self.device = device
        self.state = state
        self.font = font
        self.matrix = matrix
        a, b, c, d, _, _ = matrix
        self.scale = math.hypot(a, b) or 1.0
        self.size = abs(state.fontsize) * math.hypot(c, d)
        self.turn = _turn(a, b, c, d)
        self.actual: str | None = None
        known = device.chars_of(font)
        self.bold = known.bold
        self.italic = known.italic
        self.chars = known.chars

    def draw(self, seq: PDFTextSeq, actual: str | None) -> tuple[float, float]:
        """Put the words of `seq` on the page; `actual` is the text to read in their place."""
        self.actual = actual
        state = self.state
        x, y = state.linematrix
        scaling = state.scaling * 0.01
        size = state.fontsize * scaling
        step = state.charspace * scaling
        space = 0.0 if self.font.is_multibyte() else state.wordspace * scaling
        jump = _SPACE * abs(size)
        back = -_BACK * abs(size)
        chars, decode = self.chars, self.font.decode
        text: list[str] = []
        start = end = x
        for item in seq:
            if isinstance(item, bytes):
                for cid in decode(item):
                    char, width = chars.get(cid) or self._learn(cid)
                    if char == " " or not back < x - end < jump:
                        if text:
                            self._put("".join(text), start, end, y)
                            text = []
                        start = x
                    x += width * size + step
                    if char == " ":
                        start = x
                    elif char:
                        text.append(char)
                    if cid == 32 and space:  # noqa: PLR2004 - word spacing goes with code 32 (PDF 9.3.3)
                        x += space
                        if not text:
                            start = x
                    end = x
            elif isinstance(item, int | float):
                x -= item * 0.001 * size
        if text:
            self._put("".join(text), start, end - step, y)
        return (x, y)

    def _learn(self, cid: int) -> tuple[str, float]:
        self.chars[cid] = _character(self.font, cid)
        return self.chars[cid]

    def _put(self, text: str, start: float, end: float, y: float) -> None:
        if self.actual is not None:
            text, self.actual = self.actual, ""
            if not text.strip():
                return
        a, b, c, d, e, f = self.matrix
        rise = y + self.state.rise
        x0, y0 = a * start + c * rise + e, b * start + d * rise + f
        x1, y1 = a * end + c * rise + e, b * end + d * rise + f
        content, device = self.device.content, self.device
        if self.turn == 0:
            left, right, base = x0, x1, content.height - y0
        elif self.turn == 2:  # noqa: PLR2004 - upside down: seen from the other side
            left, right, base = content.width - x0, content.width - x1, y0
        elif self.turn == 1:  # runs upwards: the page is seen from its right side
            left, right, base = y0, y1, x0
        else:  # runs downwards, or askew (placed where it begins)
            left, right, base = content.height - y0, content.height - y1, content.width - x0
        if right < left:
            left, right = right, left
        size = self.size or 1.0
        inside = -size < left < 14_400 and -size < base < 14_400  # noqa: PLR2004 - the largest page (PDF, annex C)
        if inside and math.isfinite(left + right + base):
            content.words.append(
                Word(
                    text, left, right, base, size, self.bold or self.state.render == _OUTLINED, self.turn,
                    self.state.render == _INVISIBLE, bool(device._tags) and device.marginal, italic=self.italic,
                )
            )  # fmt: skip


def _turn(a: float, b: float, c: float, d: float) -> int | None:
    """The direction of text in quarter turns against the clock; None when it stands askew."""
    across, along = max(abs(a), abs(d)), max(abs(b), abs(c))
    if along < 0.05 * across or along == 0:  # slanted letters stand upright
        return 0 if a >= 0 else 2
    if abs(b) < 0.05 * abs(a):
        return 0 if a >= 0 else 2
    if across < 0.05 * along:
        return 1 if b > 0 else 3
    return None


def _character(font: PDFFont, cid: int) -> tuple[str, float]:
    """The text of a character ("" when it has none) and its width in text units of size 1."""
    name = str(font.fontname)
    told = getattr(font, "unicode_map", None) is not None or font.is_multibyte()
    # without a table of its own pdfminer takes the codes of Symbol for those of a text font
    symbol = None if told else symbol_char(cid, name)
    try:
        char = symbol or clean_char(font.to_unichr(cid), name)
    except PDFUnicodeNotDefined:
        char = UNKNOWN
    return char, font.char_width(cid)


def _name(value: object) -> str:
    name = value.name if isinstance(value, PSLiteral) else value
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _decoded(value: bytes) -> str:
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")


def _white(color: object) -> bool:
    """Whether a fill colour is white: a white area hides and marks nothing."""
    if isinstance(color, int | float):
        return color >= 0.99  # noqa: PLR2004
    if isinstance(color, tuple | list) and color and all(isinstance(part, int | float) for part in color):
        if len(color) == 4:  # noqa: PLR2004 - CMYK
            return sum(color) <= 0.02  # noqa: PLR2004
        return bool(min(color) >= 0.99)  # noqa: PLR2004
    return False
