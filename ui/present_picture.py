"""A page of the source as a picture, with the words that were searched for and the passage asked for in boxes.

Places are shares of the page (0..1): they hold at every size of the picture. A line's place is the reader's;
within it a word stands where the file itself has it, else where its share of the letters says.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from kb.anchors import fold, source_span
from kb.records import Passage, SourceLine, SourcePage, Span
from ui import markup
from ui.markup import Html
from ui.present_document import Highlights

Word: TypeAlias = tuple[str, float, float, float, float]
"""A word of the file on a page: text, left, top, right, bottom, in shares of the page."""

MEDIA_TYPE = "image/webp"
MOST_BOXES = 200
_ROUGH = 0.04
"""How much the proportions of picture and page may differ before places on the page say nothing."""
_MARGIN = 0.002
"""Room between a word and its box."""


class Place(NamedTuple):
    """A rectangle on a page in shares of its width and height, from the top left."""

    left: float
    top: float
    width: float
    height: float


def places(
    page: SourcePage, lines: Iterable[SourceLine], spans: Iterable[Span], text: str, words: Sequence[Word] = ()
) -> list[Place]:
    """Where stretches of the source `text` stand on a page; a stretch over two lines has two places.

    `words` are those that the file has on the page: where one of them is what is sought, it is exact.
    """
    if not page.width or not page.height:
        return []
    here = [line for line in lines if line.page == page.number and line.box and line.end > line.start]
    found = []
    for start, end in spans:
        for line in here:
            low, high = max(start, line.start), min(end, line.end)
            if low < high:
                rough = _rough(page, line, low, high)
                found.append(_exact(rough, text[low:high], words) or rough)
    return found[:MOST_BOXES]


def around(found: Sequence[Place]) -> list[Place]:
    """One rectangle around all of them; none when there are none."""
    if not found:
        return []
    left, top = min(item.left for item in found), min(item.top for item in found)
    right = max(item.left + item.width for item in found)
    bottom = max(item.top + item.height for item in found)
    return [Place(left, top, right - left, bottom - top)]


def _rough(page: SourcePage, line: SourceLine, low: int, high: int) -> Place:
    """Where a part of a line stands by its share of the letters: right when they are evenly spread."""
    assert line.box is not None
    assert page.width
    assert page.height
    letters, wide = line.end - line.start, line.box.x1 - line.box.x0
    left = line.box.x0 + wide * (low - line.start) / letters
    right = line.box.x0 + wide * (high - line.start) / letters
    return Place(
        left / page.width, line.box.top / page.height, (right - left) / page.width,
        (line.box.bottom - line.box.top) / page.height,
    )  # fmt: skip


def _exact(rough: Place, sought: str, words: Sequence[Word]) -> Place | None:
    """The words of the file in the same line that hold what is sought, the nearest when there are more."""
    parts = [fold(part).text for part in sought.split() if fold(part).text]
    middle, bottom = rough.left + rough.width / 2, rough.top + rough.height
    line = [
        (fold(text).text, Place(left, top, right - left, low - top))
        for text, left, top, right, low in words
        if min(bottom, low) - max(rough.top, top) > 0.5 * min(rough.height, low - top)
    ]
    best: list[tuple[float, list[Place]]] = []
    for first in range(len(line) - len(parts) + 1) if parts else ():
        run = line[first : first + len(parts)]
        if all(part in word for part, (word, _) in zip(parts, run, strict=True)):
            held = [place for _, place in run]
            centre = (held[0].left + held[-1].left + held[-1].width) / 2
            best.append((abs(centre - middle), held))
    return around(min(best, key=lambda item: item[0])[1])[0] if best else None


def matched(page: int, passages: Iterable[Passage], highlights: Highlights, text: str) -> list[Span]:
    """The stretches of the source that hold the words that were searched for, of passages on a page."""
    found = []
    for passage in passages:
        if passage.page_from is None or not passage.page_from <= page <= (passage.page_to or passage.page_from):
            continue
        for start, end in highlights.get(passage.passage_id, ()):
            place = source_span(passage.text, start, end, text, passage.spans)
            if place is not None:
                found.append(place)
    return found


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in WebP; None when its head is not understood."""
    if data[:4] != b"RIFF" or data[12:16] != b"VP8 " or len(data) < 30:  # noqa: PLR2004 - the fixed head
        return None
    low = 0x3FFF
    return int.from_bytes(data[26:28], "little") & low, int.from_bytes(data[28:30], "little") & low


def fits(data: bytes, page: SourcePage) -> bool:
    """True when picture and page have the same proportions: else the page was turned to be read."""
    size = size_of(data)
    if size is None or not page.width or not page.height or not all(size):
        return False
    return abs(size[0] / size[1] / (page.width / page.height) - 1) < _ROUGH


def picture_html(data: bytes, name: str, words: Sequence[Place] = (), asked: Sequence[Place] = ()) -> Html:
    """The picture, `words` in boxes and the lines that were `asked` for with a line beside them."""
    source = f"data:{MEDIA_TYPE};base64,{base64.b64encode(data).decode()}"
    parts = [markup.image(source, name)]
    parts += [_box(place, "kb-vak-gevraagd") for place in asked]
    parts += [_box(place, "kb-vak") for place in words]
    return markup.tag("div", markup.join(parts), class_="kb-blad-beeld")


def _box(place: Place, name: str) -> Html:
    wide = (place.left - _MARGIN, place.top - _MARGIN, place.width + 2 * _MARGIN, place.height + 2 * _MARGIN)
    style = "left:{:.2%};top:{:.2%};width:{:.2%};height:{:.2%}".format(*wide)
    return markup.tag("span", "", class_=name, style=style, aria_hidden="true")


def pdf_address(url: str | None, page: int, *, pdf: bool) -> str | None:
    """The published PDF at a page (1-based); None when it is not known where that is.

    An official paper has its PDF beside its page on officielebekendmakingen.nl.
    """
    if not url or not url.startswith(("https://", "http://")):
        return None
    bare = url.split("#")[0]
    if bare.lower().split("?")[0].endswith(".pdf"):
        return f"{bare}#page={page}"
    if pdf and bare.startswith("https://zoek.officielebekendmakingen.nl/") and bare.endswith(".html"):
        return f"{bare.removesuffix('.html')}.pdf#page={page}"
    return None
