"""Anchors: places in a text that survive better reading, compared on letters and digits only.

An anchor holds the exact words with 32 characters on either side and an offset as a hint (contract,
*Identity*; the form is the TextQuoteSelector of the W3C Web Annotation model with a position as hint).
After a document is read anew the words are looked up in the new text: the match whose surroundings fit
goes first, then the match nearest to the hint. What is not found stays, and is *losgeraakt*.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kb.records import Anchor, Span

CONTEXT = 32
"""Characters of prefix and suffix (contract)."""


@lru_cache(maxsize=20_000)
def _fold_character(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in decomposed if part.isalnum())


@dataclass(frozen=True, slots=True)
class Folded:
    """Letters and digits of a text, lower case and without diacritics (ĳ = ij), with their offsets."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original text from folded offset `start` up to `end`."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, spans: Iterable[Span] | None = None) -> Folded:
    """Fold `text`, or only the stretches in `spans`, in their order."""
    characters: list[str] = []
    offsets: list[int] = []
    for start, end in spans if spans is not None else ((0, len(text)),):
        for offset in range(start, end):
            for character in _fold_character(text[offset]):
                characters.append(character)
                offsets.append(offset)
    return Folded("".join(characters), tuple(offsets))


def make_anchor(document_id: str, text: str, span: Span, text_version: str) -> Anchor:
    """An anchor on `text[span]` of the source text of a document."""
    start, end = span
    return Anchor(
        document_id=document_id,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        text_version=text_version,
    )


def locate(anchor: Anchor, body: Folded) -> Span | None:
    """Where the anchor's words stand in the text that `body` was folded from; None if they are gone.

    `body` is folded from the stretches that passages are made of, so that running heads, footnotes and
    markers between the words do no harm.
    """
    exact = fold(anchor.exact).text
    if not exact:
        return None
    places: list[int] = []
    place = body.text.find(exact)
    while place >= 0:
        places.append(place)
        place = body.text.find(exact, place + 1)
    if not places:
        return None
    prefix, suffix = fold(anchor.prefix).text, fold(anchor.suffix).text

    def fit(candidate: int) -> tuple[int, int]:
        end = candidate + len(exact)
        around = _common_end(body.text[:candidate][-len(prefix) :] if prefix else "", prefix)
        around += _common_start(body.text[end : end + len(suffix)], suffix)
        return -around, abs(body.offsets[candidate] - anchor.start)

    best = min(places, key=fit)
    return body.span(best, best + len(exact))


def _common_start(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def _common_end(left: str, right: str) -> int:
    return _common_start(left[::-1], right[::-1])


def source_span(clean: str, start: int, end: int, source: str, spans: Iterable[Span]) -> Span | None:
    """The stretch of `source` that holds `clean[start:end]`, for a passage made of `spans`.

    Works because the letters and digits of a passage equal those of its spans. None when the stretch
    has no letter or digit.
    """
    before = len(fold(clean, ((0, start),)).text)
    inside = len(fold(clean, ((start, end),)).text)
    folded = fold(source, spans)
    if not inside or before + inside > len(folded.text):
        return None
    return folded.span(before, before + inside)


def clean_span(clean: str, source: str, spans: Iterable[Span], place: Span) -> Span | None:
    """The reverse of `source_span`: where in a passage's clean text the stretch `place` of the source is.

    None when the passage holds no letter or digit of it.
    """
    folded = fold(source, spans)
    inside = [at for at, offset in enumerate(folded.offsets) if place[0] <= offset < place[1]]
    letters = fold(clean)
    if not inside or inside[-1] >= len(letters.text):
        return None
    return letters.span(inside[0], inside[-1] + 1)
