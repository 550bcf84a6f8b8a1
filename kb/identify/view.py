"""A document as identification looks at it: its lines in order, its head and foot, its running text.

Everything here is derived from a `ReadDocument` alone; nothing is kept. Lines are shown with single
spaces, ij for the ligature ĳ and without soft hyphens, so that cues match whatever the reader left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.records import LineRole, ReadDocument, SourceLine

HEAD_LINES = 70
"""How many lines of the first two pages count as the head: letterhead, title page, kop of a Kamerstuk."""
TAIL_LINES = 60
"""How many last lines count as the foot: signature, colofon."""
KOP_TEXT, LONGEST_LINE = 6_000, 20_000
"""Characters of the head, and of one line, that are looked at."""
FOREWORD_WITHIN, FOREWORD_LINES = 400, 140
"""A foreword begins among the first lines; its signature stands within so many lines."""
MAX_TEXT = 600_000
"""Characters of running text that are looked at; a longer document is cut (bounds the time)."""

_GAP = 0.9
_SPACES = re.compile(r"\s+")
_FOREWORD = re.compile(r"^(?:\d\.?\s)?(?:voorwoord|woord vooraf|ten geleide)[\s:]*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"(?<=[a-zà-ÿ0-9)»”’\"][.!?])\d{0,2}\s+(?=[A-Z«“‘\"(À-Ý])")


def tidy(text: str) -> str:
    """`text` on one line: single spaces, no soft hyphens, ij for ĳ."""
    plain = text.replace("\u00ad", "").replace("ĳ", "ij").replace("Ĳ", "IJ")
    return _SPACES.sub(" ", plain).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has letters or digits: its tidy text, page, role and place among the lines."""

    text: str
    page: int | None
    role: LineRole
    size: float | None
    bold: bool
    index: int
    gap: bool
    """True when a blank line stands before it."""


class View:
    """A `ReadDocument` made ready for finding what it is."""

    def __init__(self, read: ReadDocument) -> None:
        self.read = read
        self.lines = tuple(_lines(read))
        self.fields = {tidy(label).rstrip(":").lower(): tidy(value) for label, value in read.fields.items()}

    @cached_property
    def furniture(self) -> tuple[str, ...]:
        """Running heads and feet: what the reader kept apart, and lines that it marked as such."""
        marked = [line.text for line in self.lines if line.role == "furniture"]
        return tuple(dict.fromkeys([*(tidy(text) for text in self.read.furniture), *marked]))

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The first lines: of the first two pages at most."""
        first = self.lines[:HEAD_LINES]
        pages = [line.page for line in first if line.page is not None]
        last_page = min(pages) + 1 if pages else None
        return tuple(line for line in first if last_page is None or (line.page or last_page) <= last_page)

    @cached_property
    def kop(self) -> str:
        """The head on one line, at most 6,000 characters."""
        return " ".join(line.text for line in self.head)[:KOP_TEXT]

    @cached_property
    def first_page(self) -> tuple[Line, ...]:
        """The lines of the first page (the head, where there are no pages)."""
        pages = [line.page for line in self.lines if line.page is not None]
        if not pages:
            return self.head
        return tuple(line for line in self.lines[: 3 * HEAD_LINES] if line.page == min(pages))

    @cached_property
    def tail(self) -> tuple[Line, ...]:
        """The last lines, furniture left out."""
        return tuple(line for line in self.lines if line.role != "furniture")[-TAIL_LINES:]

    @cached_property
    def foreword(self) -> tuple[Line, ...]:
        """The lines of the foreword, to the end of its second page at most; empty when there is none."""
        for line in self.lines[:FOREWORD_WITHIN]:
            if _FOREWORD.match(line.text):
                return tuple(
                    item
                    for item in self.lines[line.index + 1 : line.index + 1 + FOREWORD_LINES]
                    if item.role != "furniture"
                )
        return ()

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Running text in clean paragraphs: the reader's passages, or lines joined where there are none."""
        if self.read.passages:
            texts = [passage.text for passage in self.read.passages]
        else:
            texts = list(_joined(self.lines))
        kept: list[str] = []
        size = 0
        for text in texts:
            kept.append(tidy(text))
            size += len(text)
            if size > MAX_TEXT:
                break
        return tuple(kept)

    @cached_property
    def flat(self) -> str:
        """All running text on one line."""
        return " ".join(self.paragraphs)

    @cached_property
    def opening(self) -> str:
        """The first 3,000 characters of the running text."""
        return self.flat[:3000]

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The running text in sentences, roughly; none longer than 1,500 characters."""
        return tuple(
            piece[:1500] for text in self.paragraphs for piece in _SENTENCE_END.split(text) if piece.strip()
        )

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The texts of the footnotes, as far as the reader told them apart."""
        return tuple(tidy(note.text) for passage in self.read.passages for note in passage.footnotes)

    @cached_property
    def body_size(self) -> float | None:
        """The commonest type size, in points; None where the format has no positions."""
        sizes = Counter(round(line.size, 1) for line in self.lines if line.size)
        return sizes.most_common(1)[0][0] if sizes else None


def _lines(read: ReadDocument) -> Iterator[Line]:
    index, gap = 0, True
    above: SourceLine | None = None
    for source in read.lines:
        gap = gap or (above is not None and _apart(above, source))
        above = source
        text = tidy(read.text[source.start : min(source.end, source.start + LONGEST_LINE)])
        if not text:
            gap = True
            continue
        yield Line(text, source.page, source.role, source.size, source.bold, index, gap)
        index, gap = index + 1, False


def _apart(above: SourceLine, below: SourceLine) -> bool:
    """True when a page ends between two lines, or as much room lies between them as a line takes."""
    if above.page != below.page:
        return True
    if above.box is None or below.box is None:
        return False
    room = below.box.top - above.box.bottom
    return room > _GAP * (below.box.bottom - below.box.top)


def _joined(lines: tuple[Line, ...]) -> Iterator[str]:
    parts: list[str] = []
    for line in lines:
        if line.role in {"furniture", "letterhead"}:
            continue
        if line.gap and parts:
            yield "".join(parts)
            parts = []
        if parts and parts[-1].endswith("-") and line.text[:1].islower():
            parts[-1] = parts[-1][:-1] if _LETTER.match(parts[-1][-2:-1]) else parts[-1]
            parts.append(line.text)
        else:
            parts.append((" " if parts else "") + line.text)
    if parts:
        yield "".join(parts)
