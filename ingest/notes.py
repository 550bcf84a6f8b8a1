"""Footnotes: their text taken out of the running text, their markers found and taken out with it as proof.

A note begins a line with its number. It is a note and no numbered heading or list item when its marker
stands in the text before it: a number glued to a word ("rapportage1.") or to a year ("20223", "2023.1"),
or behind a value ("93% 6"); or when it goes on from a note just above it. Digits are taken off the text
only where the note is there to prove that they are a marker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.groups import begins_lower
from ingest.layout import Line, Note, is_gapless
from ingest.raw import NoteMark
from ingest.readable import function_words

_START = re.compile(r"(?P<number>\d{1,3})(?:\s+|(?=[A-Z«“‘(]))(?=[^\W\d_]|[«“‘\"'(<\d])")
_BEFORE = 90
"""Lines before a note in which its marker is looked for, when the pages are not known."""
_MOST_LINES = 25
"""A note longer than this goes on into something else."""
_ABOVE = 3
"""Lines that stand above the notes of a column at least."""
_LEADS = 4
"""Lines of a note of which the marker is not found."""
_AROUND = 15
_ENOUGH = 4
_DECIMAL = 6
_TAIL = 3
"""Lines that may still belong to a note after white space, at the foot of a page."""

_ABBREVIATED = re.compile(
    r"(?:\b(?:nr|nrs|art|blz|p|pag|lid|Stb|Stcrt|no|vol|item|par|hfst|pt)\.?)$", re.IGNORECASE
)
_CAPITALS = re.compile(r"(?<![A-Z])[A-Z]{2,6}$|\b[A-Z]$")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: `lines` without notes, the `notes`, and `marks`: start → (end, index of the note)."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    marks: dict[int, tuple[int, int]]


def without_notes(lines: Sequence[Line], source: str, marks: Sequence[NoteMark] = ()) -> Found:
    """Take the footnotes out of `lines`; `marks` are the markers that the format itself tells."""
    given = [line for line in lines if line.hint == "footnote"]
    if given:
        return _given(lines, marks)
    return _Search(lines, source).run()


def _given(lines: Sequence[Line], marks: Sequence[NoteMark]) -> Found:
    """Notes that the format marks: lines with one `ref` (and `level`) after another are one note."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.hint != "footnote":
            continue
        last = groups[-1][0] if groups else None
        if last is not None and line.ref is not None and (last.ref, last.level) == (line.ref, line.level):
            groups[-1].append(line)
        else:
            groups.append([line])
    notes = tuple(Note(group[0].ref or "", tuple(group), group[0].page) for group in groups)
    by_number: dict[str, list[int]] = defaultdict(list)
    for index, note in enumerate(notes):
        by_number[note.number].append(index)
    cut = {
        mark.offset: (mark.offset + len(mark.number), _nearest(mark, by_number[mark.number], notes))
        for mark in marks
        if mark.number in by_number
    }
    return Found(tuple(line for line in lines if line.hint != "footnote"), notes, cut)


def _nearest(mark: NoteMark, places: Sequence[int], notes: Sequence[Note]) -> int:
    """Which of the notes with its number a marker means: numbers can begin anew on a page or in an annex.

    The first one that stands below it; else the last one above it (the text of a next column).
    """
    behind = [index for index in places if notes[index].lines[0].start > mark.offset]
    return behind[0] if behind else places[-1]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place where a marker may stand; a lower `rank` is better proof."""

    start: int
    end: int
    rank: int


class _Search:
    """Looks for the notes of one document, in order; each note's marker comes after that of the note before."""

    def __init__(self, lines: Sequence[Line], source: str) -> None:
        self.lines = lines
        self.source = source
        self.taken: set[int] = set()
        self.notes: list[Note] = []
        self.marks: dict[int, tuple[int, int]] = {}
        self.gapless = is_gapless(lines)

    def run(self) -> Found:
        last_mark = -1
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            number = self._number(at)
            if number is None:
                at += 1
                continue
            mark = self._marker(at, number, last_mark)
            if mark is None and not self._follows(at, number) and not self._leads(at, number, last_mark):
                at += 1
                continue
            end = self._end(at, number)
            index = len(self.notes)
            self.notes.append(Note(str(number), tuple(self.lines[at:end]), line.page))
            self.taken.update(range(at, end))
            if mark is not None:
                last_mark = mark.start
                self.marks[mark.start] = (mark.end, index)
            at = end
        for index in range(len(self.notes)):
            self._second_marks(index)
        kept = tuple(line for place, line in enumerate(self.lines) if place not in self.taken)
        return Found(kept, tuple(self.notes), self.marks)

    def _number(self, at: int) -> int | None:
        """The number that line `at` begins with, if a note can begin there."""
        line = self.lines[at]
        found = _START.match(line.text)
        if found is None or line.hint in ("heading", "table", "list"):
            return None
        before = self.lines[at - 1] if at else None
        parted = line.gap > 0 or before is None or before.page != line.page or (at - 1) in self.taken
        smaller = (
            line.size is not None and before is not None and before.size is not None and line.size < before.size
        )
        if parted or smaller or self._is_sure(at, int(found["number"])):
            return int(found["number"])
        return None

    def _is_sure(self, at: int, number: int) -> bool:
        """Whether a line begins a note though no white space stands before it, as it does nowhere in the text.

        It has the number that comes next, and a marker glued to a word on its page.
        """
        if not self.gapless or self.lines[at].page is None:
            return False
        last = self.notes[-1] if self.notes else None
        next_one = number == 1 or (last is not None and last.number == str(number - 1))
        mark = self._marker(at, number, -1) if next_one else None
        return mark is not None and mark.rank <= 1

    def _follows(self, at: int, number: int) -> bool:
        """Whether the line goes on from a note with the number before, right above it."""
        if not self.notes or (at - 1) not in self.taken:
            return False
        last = self.notes[-1]
        return last.number == str(number - 1) and last.page == self.lines[at].page

    def _leads(self, at: int, number: int, after: int) -> bool:
        """Whether the note with the next number, which has a marker, stands right below it on the page."""
        for behind in range(at + 1, min(at + _LEADS, len(self.lines))):
            line = self.lines[behind]
            if line.page is None or line.page != self.lines[at].page:
                return False
            if _begins(line, number + 1):
                return self._marker(behind, number + 1, after) is not None
        return False

    def _marker(self, at: int, number: int, after: int) -> _Mark | None:
        """The marker of the note at line `at`: on its page, behind the marker of the note before it."""
        line = self.lines[at]
        if line.page is not None:
            same = [place for place in range(len(self.lines)) if self.lines[place].page == line.page]
            before = [place for place in same if place < at]
            behind = [place for place in same if place > at]
        else:
            before, behind = list(range(max(0, at - _BEFORE), at)), []
        found = self._marks_in(before, number, after)
        if not found and line.page is not None and len(before) >= _ABOVE:
            # the text of a next column stands behind the notes of the one before
            found = [mark for mark in self._marks_in(behind, number, after) if mark.rank <= 1]
        return min(found, key=lambda mark: (mark.rank, mark.start), default=None)

    def _marks_in(self, places: Sequence[int], number: int, after: int) -> list[_Mark]:
        found: list[_Mark] = []
        for place in places:
            if place not in self.taken:
                line = self.lines[place]
                found.extend(
                    mark for mark in markers(self.source, line.start, line.end, number)
                    if mark.start > after and mark.start not in self.marks
                    and (mark.rank != _DECIMAL or self._one_decimal(place))
                )  # fmt: skip
        return found

    def _one_decimal(self, at: int) -> bool:
        """Whether the values around line `at` have one decimal, so that "7,71" is 7,7 with a marker."""
        around = [*self.lines[max(0, at - _AROUND) : at], *self.lines[at + 1 : at + _AROUND]]
        decimals = [found[1] for line in around for found in _DECIMALS.finditer(line.text)]
        return len(decimals) >= _ENOUGH and all(len(found) == 1 for found in decimals)

    def _end(self, at: int, number: int) -> int:
        """The place behind the last line of the note that begins at `at`."""
        end = at + 1
        while end < len(self.lines) and end - at < _MOST_LINES:
            line, last = self.lines[end], self.lines[end - 1]
            if line.page != last.page or _begins(line, number + 1):
                break
            if line.size is not None and last.size is not None and line.size > last.size * 1.08:
                break
            if line.gap > 0 and not self._goes_on(end, number):
                break
            if _is_other(line, last):
                break
            end += 1
        return end

    def _goes_on(self, at: int, number: int) -> bool:
        """Whether a line after white space still belongs to the note, at the foot of its page."""
        line, last = self.lines[at], self.lines[at - 1]
        first = line.text[:1]
        broken = last.text.endswith("-")
        # a wrapped line is a full one; a short one that is no sentence is a note in a few words
        if not broken and (last.ended or last.fits(line)):
            return False
        if first in "•▪" or (first.isupper() and not self._before_note(at, number + 1)):
            return False
        rest = at
        while rest < len(self.lines) and self.lines[rest].page == line.page:
            if _begins(self.lines[rest], number + 1):
                break
            rest += 1
        return rest - at <= _TAIL and (line.page is not None or rest < len(self.lines))

    def _before_note(self, at: int, number: int) -> bool:
        """Whether the next note begins right behind line `at`: what stands between is of the first."""
        behind = at + 1
        if behind >= len(self.lines) or self.lines[behind].page != self.lines[at].page:
            return False
        return _begins(self.lines[behind], number) and not self.lines[at].ended

    def _second_marks(self, index: int) -> None:
        """Further markers of a note that is there: "1,8277" on the page of note 7."""
        note = self.notes[index]
        if note.page is None:
            return
        known = {end_note[1] for end_note in self.marks.values()}
        for place, line in enumerate(self.lines):
            if line.page != note.page or place in self.taken:
                continue
            for mark in markers(self.source, line.start, line.end, int(note.number)):
                strong = mark.rank in (0, 3, 5)
                if mark.start not in self.marks and strong and (index in known or mark.rank == 5):  # noqa: PLR2004
                    self.marks[mark.start] = (mark.end, index)


def _is_other(line: Line, last: Line) -> bool:
    """Whether a line right below a note is the text of a next page: pages may not be known."""
    if last.ended and begins_lower(line.text):
        return True
    return line.page is None and last.fits(line)


def _begins(line: Line, number: int) -> bool:
    found = _START.match(line.text)
    return found is not None and int(found["number"]) == number


def markers(source: str, start: int, end: int, number: int) -> list[_Mark]:
    """Where in `source[start:end]` the number of a note may stand as its marker, with how good a proof it is.

    Rank 0: glued to a word ("scoort7", "gestuurd.4"); 1: glued to a year ("20223", "2023.1");
    2: behind a value or full stop and a space ("93% 6", "2025. 3."); 3: glued to a whole number with
    thousands ("1,8277"); 4: glued to a percentage or a bracket; 5: told in words ("zie voetnoot 1");
    6: glued to a decimal ("7,71"); 7: before the first word of a sentence ("2011. 13 Het kabinet").
    """
    text = source[start:end]
    digits = str(number)
    found: list[_Mark] = []
    at = text.find(digits)
    while at >= 0:
        behind = text[at + len(digits) : at + len(digits) + 1]
        rank = None if behind.isalnum() or behind == "%" else _rank(text[:at], text[at + len(digits) :])
        if rank == 5:  # noqa: PLR2004 - nothing is cut: the mark stands behind the number
            last = start + at + len(digits) - 1
            found.append(_Mark(last, last, rank))
        elif rank is not None:
            found.append(_Mark(start + at, start + at + len(digits), rank))
        at = text.find(digits, at + 1)
    return found


_BEHIND = " \t\u00a0.,;:)!?’”»-–—\r"
"""Signs that may stand behind a marker."""
_GOES_ON = re.compile(r"[.,]\d|-\w")
_TOLD = re.compile(r"(?:voet)?noot\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[^\W\d_]['’”»)\]]*[.,;:!?]?['’”»)\]]*$")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d['’”»)\]]*[.,;:]?['’”»)\]]*$")
_THOUSANDS_BEFORE = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+$")
_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3},(\d+)(?![\d.,])")
_DECIMAL_BEFORE = re.compile(r"(?<![\d.,])\d{1,3},\d$")
_SPACED_BEFORE = re.compile(r"(?:%|[^\W_][.!?]['’”»)]*)\s+$")
_PERCENT_BEFORE = re.compile(r"\d\s?%[.,;:]?$|\d[)\]’”»][.,;:]?$")


def _rank(before: str, behind: str) -> int | None:
    """How good a proof a number between `before` and `behind` is that it marks a note; None: it does not."""
    tail = before[-40:]
    if _TOLD.search(tail):
        return 5
    if (behind and behind[0] not in _BEHIND) or _GOES_ON.match(behind) or _ABBREVIATED.search(tail.rstrip()):
        return None
    if _WORD_BEFORE.search(tail):
        word = tail.rstrip("'’”»)].,;:!?")
        return None if _CAPITALS.search(word) and word == tail else 0
    glued = ((1, _YEAR_BEFORE), (3, _THOUSANDS_BEFORE), (4, _PERCENT_BEFORE), (_DECIMAL, _DECIMAL_BEFORE))
    found = next((rank for rank, pattern in glued if pattern.search(tail)), None)
    return _spaced(behind) if found is None and _SPACED_BEFORE.search(tail) else found


def _spaced(behind: str) -> int | None:
    """How good a proof a number behind a full stop or percentage and a space is, by what stands behind it."""
    following = behind.split(maxsplit=1)
    opens = bool(following) and behind[0] == " " and following[0][0].isupper()
    if opens and following[0].casefold() in function_words()[0]:
        return 7  # "in 2011. 13 Het kabinet": no sentence begins so
    return None if behind.strip(". \t\r") else 2
