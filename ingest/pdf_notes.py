"""Footnotes of a PDF told by their places: small lines at the foot of a column, markers raised above the text.

Lines count as notes when they are set smaller than the running text, stand below all of it in their
column, and begin with a number that is raised or whose marker is raised somewhere in the text of the page.
A note that goes on at the foot of the next page is told by the short rule above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.columns import Piece
from ingest.pdf_device import Word
from ingest.pdf_page import Layout

_SMALLER = 0.95
_NUMBER = re.compile(r"\d{1,3}")
_PAGE = re.compile(
    r"(?:pagina|pag\.?|blz\.?|bladzijde|page)\s\d{1,4}(?:\s?(?:van|/|of|\|)\s?\d{1,4})?|\d{1,4}\s?(?:van|/)\s?\d{1,4}",
    re.IGNORECASE,
)
"""The number of a page, at its foot in the size of the notes."""
_GLUED = re.compile(r"(\d{1,3})[^\W\d_]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNITS = frozenset(["m", "km", "cm", "dm", "mm", "hm", "co"])


@dataclass(slots=True)
class NoteLines:
    """Which pieces of a page are note lines: place in `Layout.pieces` → number of the note, and its order
    in the document (numbers can begin anew on each page). `last` is the note that is open.
    """

    of: dict[int, tuple[str, int]]
    last: tuple[str, int] | None


def find_notes(layout: Layout, body: float, open_note: tuple[str, int] | None) -> NoteLines:
    """The note lines of a page. `body` is the size of the document's running text, `open_note` the last
    note of the page before.
    """
    markers = {mark for piece in layout.pieces for mark in marker_numbers(piece)}
    result = NoteLines({}, open_note)
    regions: dict[int, list[int]] = {}
    for at, piece in enumerate(layout.pieces):
        if piece.kind in (None, "aside"):
            regions.setdefault(piece.region, []).append(at)
    for places in regions.values():
        _in_region(layout, places, body, markers, result)
    return result


def _in_region(
    layout: Layout, places: Sequence[int], body: float, markers: set[str], result: NoteLines
) -> None:
    """Mark the note lines at the foot of one column."""
    zone = len(places)
    while zone > 0 and layout.pieces[places[zone - 1]].size < _SMALLER * body:
        zone -= 1
    current: tuple[str, int] | None = None
    for order in range(zone, len(places)):
        at = places[order]
        piece = layout.pieces[at]
        if _PAGE.fullmatch(" ".join(word.text for word in piece.words)):
            current = None
            continue
        above = layout.pieces[places[order - 1]] if order else None
        begins = _begins(piece, markers, current[0] if current else None)
        if begins is not None:
            current = (begins, result.last[1] + 1 if result.last else 1)
        elif current is None and result.last is not None and _below_rule(layout, piece, above):
            current = result.last
        elif current is not None and above is not None and piece.base - above.base > 3.2 * piece.size:
            current = None  # a running foot below the notes
        if current is not None:
            result.of[at] = current
            result.last = current


def _begins(piece: Piece, markers: set[str], current: str | None) -> str | None:
    """The number of the note that begins with this line."""
    first = piece.words[0]
    text = first.text.translate(_SUPERSCRIPTS)
    digits = _NUMBER.fullmatch(text)
    if digits and len(piece.words) > 1 and (_is_raised(first, text) or text in markers or _next(current, text)):
        return text
    glued = _GLUED.match(text)
    if glued and (glued[1] in markers or first.text[0] in "¹²³⁴⁵⁶⁷⁸⁹"):
        return glued[1]
    return None


def _next(current: str | None, number: str) -> bool:
    return current is not None and int(number) == int(current) + 1


def _is_raised(word: Word, text: str) -> bool:
    return word.raised > 0 or text != word.text


def _below_rule(layout: Layout, piece: Piece, above: Piece | None) -> bool:
    """Whether a short rule stands right above a line, with no text between: the rule above notes."""
    box = piece.box
    top = above.box.bottom if above else 0.0
    for rule in layout.sheet.rules:
        wide = rule.x1 - rule.x0
        short = 0.04 * layout.width < wide < 0.55 * layout.width
        begins = abs(rule.x0 - box.x0) < 0.06 * layout.width
        if short and begins and top - 2 <= rule.top <= box.top + 2 and box.top - rule.top < 60:  # noqa: PLR2004
            return True
    return False


def marker_numbers(piece: Piece) -> list[str]:
    """The numbers of the footnote markers in a line of text."""
    return [number for _, number in markers(piece.words)]


def markers(words: Sequence[Word]) -> list[tuple[int, str]]:
    """The footnote markers among the words of a line: place of the word, and its number.

    A raised number before a word is the number of a note itself; one behind a unit is a square or cube.
    """
    found: list[tuple[int, str]] = []
    for at, word in enumerate(words):
        text = word.text.translate(_SUPERSCRIPTS)
        raised = word.raised > 0 or text != word.text
        text = text.strip(",;.()")
        if at == 0 or not raised or not _NUMBER.fullmatch(text):
            continue
        before = words[at - 1].text
        if before.casefold().strip("(") not in _UNITS:
            found.append((at, text))
    return found


def marker_offset(word: Word, number: str) -> int:
    """Where in the text of a word its marker stands."""
    return max(word.text.translate(_SUPERSCRIPTS).find(number), 0)


_TAIL = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}$")


def inline_marker(word: Word) -> tuple[int, str] | None:
    """A marker written with raised signs at the end of a word ("brief¹"): its place in it, and its number."""
    found = _TAIL.search(word.text)
    if found is None or found.start() == 0 or word.text[: found.start()].casefold().strip("(") in _UNITS:
        return None
    if not re.search(r"[^\W\d_]|[.,;:)’”»]$", word.text[: found.start()]):
        return None
    return found.start(), found[0].translate(_SUPERSCRIPTS)
