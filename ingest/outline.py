"""Numbers of headings: which number can come next, told from list items, values and years."""

from __future__ import annotations

import re

from ingest.groups import begins_upper

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.(?!\d))?(?:\s+(?=[^\W\d_]|[‘“\"'«(])|$)")
_LETTER = re.compile(r"(?P<number>[A-Za-z]|[IVX]{1,4}|[ivx]{2,4})[.)]\s+(?=[A-Z])")
_DEEPEST = 4
_FIRST = 3
"""The first chapters may not be in the file, but no file begins with a chapter beyond this."""
FIRST_LETTERS = ("a", "i")
"""Marks that headings with small letters or Roman numbers begin with."""
_LETTERS = [chr(code) for code in range(ord("a"), ord("z") + 1)]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_LEAP = 2
"""A heading can be lost; two in a row are hardly."""


def heading_number(text: str) -> str | None:
    """The number that `text` begins with as a heading does: "2.1", "A", "IV"; None without one."""
    found = _NUMBER.match(text) or _LETTER.match(text)
    return found["number"] if found else None


def titled(text: str, number: str) -> bool:
    """Whether what stands behind the number can be a title."""
    rest = text[len(number) :].lstrip(". )")
    closed = rest.rstrip("0123456789").endswith((".", ";", ","))
    return begins_upper(rest) and not closed and len(rest) > 2  # noqa: PLR2004


class Outline:
    """The numbers of the headings so far."""

    def __init__(self) -> None:
        self.last: tuple[int, ...] = ()
        self.letter = ""

    def accepts(self, number: str) -> bool:
        """Whether `number` can come next: a first part, the next one, or the next one higher up."""
        parts = tuple(int(part) for part in number.split("."))
        if not parts[0] or len(parts) > _DEEPEST:
            return False
        if not self.last:
            return all(part <= _FIRST for part in parts)
        for depth, part in enumerate(parts):
            before = self.last[depth] if depth < len(self.last) else 0
            if part != before:
                return before < part <= before + _LEAP and all(other <= 1 for other in parts[depth + 1 :])
        return parts == self.last  # a title page of the chapter, and its first page

    def note(self, number: str) -> None:
        """Remember a number that was accepted; letters begin anew below it."""
        self.letter = ""
        self.last = tuple(int(part) for part in number.split("."))

    def accepts_letter(self, letter: str) -> bool:
        """Whether a small letter or Roman number can come next: a first one, or one behind the last."""
        for marks in (_LETTERS, _ROMAN):
            if letter in marks:
                before = marks.index(self.letter) if self.letter in marks else -1
                if letter == marks[0] or (before >= 0 and before < marks.index(letter) <= before + _LEAP):
                    return True
        return False
