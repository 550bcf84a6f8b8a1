"""Abbreviations that a text explains itself: "consolidated tape (CT)", "WIA (Wet werk en inkomen …)".

Also "(consolidated tape, CT)".

The letters of the short form are found back in the words before the brackets, from right to left, the
first one at the beginning of a word (Schwartz and Hearst, Pacific Symposium on Biocomputing 2003). A
compound gives letters from within: kinderopvangtoeslag (KOT).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SHORT: Final = r"[A-Z][A-Za-z0-9&/-]{1,9}"
_BEHIND: Final = re.compile(rf"\(({_SHORT})\)")
_BEFORE: Final = re.compile(rf"\b({_SHORT})\s\(([^()]{{5,120}})\)")
_LAST_INSIDE: Final = re.compile(rf"\(([^()]{{5,120}}?),?\s({_SHORT})\)")
_SENTENCE_END: Final = re.compile(r"[.;:!?()\n•]\s|[()\n•]")
_CAPITALS: Final = 2
_BEFORE_LETTERS: Final = 160
_WORD: Final = re.compile(r"[^\s]+")
_EDGES: Final = "«»„“”\"'‘’,;:.–—-"
# Function words at the beginning of what was found say nothing: "de consolidated tape".
_ARTICLES: Final = frozenset(
    {"de", "het", "een", "van", "en", "in", "voor", "door", "aan", "op", "bij", "als", "of"}
)


@dataclass(frozen=True, slots=True)
class Defined:
    """A short form with the words it stands for, both as written."""

    short: str
    long: str


def definitions(text: str) -> list[Defined]:
    """The abbreviations that `text` explains, in order; work grows with its length only."""
    found: dict[Defined, None] = {}
    for match in _BEHIND.finditer(text):
        short = match[1]
        before = text[max(0, match.start() - _BEFORE_LETTERS) : match.start()]
        cut = [end.end() for end in _SENTENCE_END.finditer(before)]
        long = _long_form(short, before[cut[-1] if cut else 0 :])
        if long is not None:
            found[Defined(short, long)] = None
    for match in _LAST_INSIDE.finditer(text):
        long = _long_form(match[2], match[1])
        if long is not None:
            found[Defined(match[2], long)] = None
    for match in _BEFORE.finditer(text):
        long = _whole_form(match[1], match[2])
        if long is not None:
            found[Defined(match[1], long)] = None
    return list(found)


def _long_form(short: str, before: str) -> str | None:
    """The shortest row of words at the end of `before` that has the letters of `short`; None without one."""
    if not _is_short(short):
        return None
    words = [match.group() for match in _WORD.finditer(before)][-_most(short) :]
    if not words:
        return None
    row = " ".join(words)
    letters = [letter.lower() for letter in short if letter.isalnum()]
    at = len(row)
    for place, letter in enumerate(reversed(letters)):
        first = place == len(letters) - 1
        at -= 1
        while at >= 0 and (row[at].lower() != letter or (first and at > 0 and row[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return _clean(short, row[at:])


def _whole_form(short: str, inside: str) -> str | None:
    """What stands between brackets behind `short`, when all of it is the long form."""
    if not _is_short(short):
        return None
    words = inside.split()
    long = _long_form(short, inside) if len(words) <= _most(short) else None
    return long if long is not None and len(long.split()) >= len(words) - 1 else None


def _is_short(short: str) -> bool:
    return sum(letter.isupper() for letter in short) >= _CAPITALS


def _most(short: str) -> int:
    """How many words a short form of so many letters stands for at most."""
    return min(len(short) + 5, 2 * len(short))


def _clean(short: str, row: str) -> str | None:
    """The words without what hangs at their ends; None where they are no words or the short form itself."""
    words = row.strip(_EDGES).split()
    while words and words[0].lower() in _ARTICLES:
        words = words[1:]
    long = " ".join(words).strip(_EDGES)
    capitals = [letter.lower() for letter in short if letter.isupper()]
    begins = sum(1 for word in words if word[:1].lower() in capitals)
    if len(long) <= len(short) + 1 or short.lower() in long.lower().split() or not begins:
        return None
    # Of several words most must lend a first letter: else the letters were found by chance.
    if len(words) > 1 and 2 * begins < min(len(words), len(capitals)):
        return None
    return long if long[:1].lower() == short[:1].lower() else None
