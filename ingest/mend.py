"""Clean text out of source lines, with the way back.

Words broken at a line end are mended (`words.py` says how), white space becomes one space, soft hyphens
go, ligatures become their letters, footnote markers are taken out. No letter or digit is added, changed or
left out besides those markers: `Clean.spans` tells for every stretch of clean text which source it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.words import Vocabulary
from kb.records import Span

_WORD = re.compile(r"\S+")
_LIGATURES = {"ĳ": "ij", "Ĳ": "IJ"}
"""Only these: Dutch writes them as two letters. Others ("ﬁ") stay as the file has them; search undoes them."""
_SPECIAL = re.compile("[ĳĲ\u00ad\u200b\u200c\u200d\ufeff\x00-\x08\x0e-\x1f]")
_GLUED_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)(?=(?:en|of)$)")
"""The place of the lost space in "oproep-of"; only when the word ends there."""
_GLUED_SENTENCE = re.compile(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z][a-zà-ÿ])")
"""The place of the lost space in "gedrag.Eind"."""
_GLUED_NAME = re.compile(r"^[(«‘“]?(?:van|de|der|den)(?=[A-Z][a-zà-ÿ]{2})")
"""The place of the lost space in "vanDijk", which the official papers themselves have."""
_WRONG_OPENER = re.compile(r"(?:(?<=^)|(?<=\s))’(?=[A-Z][^\W\d_]{2}[^’]{0,80}’(?!\w))")
"""A closing quote where one should open: "’Vooroordelen Voorbij’". "’s avonds" is none: its word is short."""
_DASHES = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Clean:
    """Clean `text`; `offsets[i]` is the place in the source of `text[i]`, -1 for a space put in.

    `marks` are (offset in `text`, index of the note) of the markers that were taken out.
    """

    text: str
    offsets: tuple[int, ...]
    marks: tuple[tuple[int, int], ...] = ()

    def slice(self, start: int, end: int) -> Clean:
        """The part from `start` to `end` without white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        # a marker stands behind the words it belongs to: one at the very start belongs to the part before
        marks = tuple((at - start, note) for at, note in self.marks if start < at <= end or (at == start == 0))
        return Clean(self.text[start:end], self.offsets[start:end], marks)

    def spans(self, source: str) -> tuple[Span, ...]:
        """The stretches of `source` that the text is made of; parted where letters were left out."""
        found: list[list[int]] = []
        for offset in self.offsets:
            if offset < 0:
                continue
            if found and _nothing_between(source, found[-1][1], offset):
                found[-1][1] = max(found[-1][1], offset + 1)
            else:
                found.append([offset, offset + 1])
        return tuple((start, end) for start, end in found)


def _nothing_between(source: str, start: int, end: int) -> bool:
    if end == start:
        return True
    if end < start:
        return end == start - 1  # the second letter of a ligature
    return not any(char.isalnum() for char in source[start:end])


def joined(parts: Iterable[Clean], separator: str) -> Clean:
    """Several clean texts as one, with `separator` between them."""
    text: list[str] = []
    offsets: list[int] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for part in parts:
        if not part.text:
            continue
        if length:
            text.append(separator)
            offsets.extend([-1] * len(separator))
            length += len(separator)
        marks.extend((at + length, note) for at, note in part.marks)
        text.append(part.text)
        offsets.extend(part.offsets)
        length += len(part.text)
    return Clean("".join(text), tuple(offsets), tuple(marks))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the source without its markers; `notes` are (place in the source, index of the note)."""

    start: int
    text: str
    line: int
    wide: bool
    offsets: tuple[int, ...]
    notes: tuple[Span, ...] = ()


class Mender:
    """Makes clean text of stretches of one source.

    `marks` are markers: start → (end, index of the note). Where start equals end nothing is cut out: the
    note belongs behind that character ("zie voetnoot 1").
    """

    def __init__(self, source: str, words: Vocabulary, marks: dict[int, tuple[int, int]]) -> None:
        self.source = source
        self.words = words
        self.marks = marks
        self._starts = sorted(marks)

    def clean(self, stretches: Sequence[Span]) -> Clean:
        """The clean text of `stretches` (lines in reading order), as one paragraph."""
        words = list(self._words(stretches))
        text: list[str] = []
        offsets: list[int] = []
        marks: list[tuple[int, int]] = []
        for at, word in enumerate(words):
            body, places = _polished(word)
            if at:
                cut, gap = self._joint(words, at)
                if cut:
                    del text[-cut:], offsets[-cut:]
                if gap:
                    text.append(" ")
                    offsets.append(-1)
            marks.extend(
                (len(text) + sum(place < start for place in places), note) for start, note in word.notes
            )
            text.extend(body)
            offsets.extend(places)
        return Clean(_WRONG_OPENER.sub("‘", "".join(text)), tuple(offsets), tuple(marks))

    @staticmethod
    def words_of(text: str) -> str:
        """`text` with single spaces and without ligatures: for words that lead back to no one place."""
        plain = _SPECIAL.sub(lambda found: _LIGATURES.get(found[0], ""), text)
        return " ".join(plain.split())

    def _words(self, stretches: Sequence[Span]) -> Iterator[_Word]:
        """The words; a marker that stands alone goes with the word before it."""
        pending: _Word | None = None
        for number, (start, end) in enumerate(stretches):
            last = start
            for found in _WORD.finditer(self.source, start, end):
                word = self._word(found.start(), found.end(), number, found.start() - last > 1)
                last = found.end()
                if not word.text and pending is not None:
                    pending = _Word(
                        pending.start, pending.text, pending.line, pending.wide, pending.offsets,
                        pending.notes + word.notes,
                    )  # fmt: skip
                    continue
                if pending is not None:
                    yield pending
                pending = word
        if pending is not None:
            yield pending

    def _word(self, start: int, end: int, line: int, wide: bool) -> _Word:
        if bisect_left(self._starts, end) == bisect_left(self._starts, start):
            return _Word(start, self.source[start:end], line, wide, tuple(range(start, end)))
        offsets: list[int] = []
        notes: list[Span] = []
        at = start
        while at < end:
            mark = self.marks.get(at)
            if mark is not None:
                notes.append((at + (mark[0] <= at), mark[1]))
            if mark is None or mark[0] <= at:
                offsets.append(at)
                at += 1
            else:
                at = mark[0]
        return _Word(
            start, "".join(self.source[at] for at in offsets), line, wide, tuple(offsets), tuple(notes)
        )

    def _joint(self, words: Sequence[_Word], at: int) -> tuple[int, bool]:
        """How word `at` follows the one before: characters of that one to drop, and whether a space stands."""
        left, right = words[at - 1], words[at]
        before = " ".join(word.text for word in words[max(0, at - 4) : at - 1])
        if left.line == right.line:
            after = words[at + 1].text if at + 1 < len(words) else ""
            return 0, not self.words.is_one_word(left.text, right.text, right.wide, before, after)
        if left.text.endswith("\u00ad"):
            return 0, False  # the soft hyphen itself is dropped in polishing
        if left.text in _DASHES:
            return self._lone_hyphen(words, at)
        if left.text[-1:] in _DASHES:
            how = self.words.at_line_end(left.text[:-1], right.text, before)
            return (1 if how == "join" else 0), how == "space"
        if left.text[-1:] in "/–" and left.text[-2:-1].isalnum() and right.text[:1].isalnum():
            return 0, False
        after = words[at + 1].text if at + 1 < len(words) else ""
        return 0, not self.words.is_one_word(left.text, right.text, False, before, after)

    def _lone_hyphen(self, words: Sequence[_Word], at: int) -> tuple[int, bool]:
        """A hyphen with a space before it at the line end: "regel - / geving" is one word, a dash is none."""
        right = words[at].text.rstrip(".,;:)")
        if at > 1 and right.islower():
            left = words[at - 2].text
            if self.words.is_torn(left, right):
                return 2, False
        return 0, True


def _polished(word: _Word) -> tuple[str, tuple[int, ...]]:
    """The word without soft hyphens and ligatures, and with a space that was lost inside it."""
    text, offsets = word.text, word.offsets
    if _SPECIAL.search(text):
        pieces = [(_LIGATURES.get(char, "" if _SPECIAL.match(char) else char), place)
                  for char, place in zip(text, offsets, strict=True)]  # fmt: skip
        text = "".join(piece for piece, _ in pieces)
        offsets = tuple(place for piece, place in pieces for _ in piece)
    lost = _GLUED_HYPHEN.search(text)
    if lost is None and "://" not in text and "@" not in text and "www." not in text:
        lost = _GLUED_SENTENCE.search(text)
    name = _GLUED_NAME.match(text)
    if lost is not None or name is not None:
        cut = name.end() if name is not None else lost.start() if lost is not None else 0
        return f"{text[:cut]} {text[cut:]}", (*offsets[:cut], -1, *offsets[cut:])
    return text, offsets
