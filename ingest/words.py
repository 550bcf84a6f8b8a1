"""What the words of a document tell about broken words: joined or not, on evidence.

The order of evidence at a hyphen before a line end: what cannot be a broken word (an address, a number,
"huur- en zorgtoeslag"); the word elsewhere in the document; word frequency; abbreviations, names, prefixes
and clashing vowels, which keep their hyphen in Dutch spelling; else the hyphen is the typesetter's.
The lists are data: hyphens.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal

from kb.language.frequency import zipf

Join = Literal["join", "keep", "space"]

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*")
_TAIL = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*$")
_HEAD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ADDRESS = re.compile(r"://|www\.|@|\.nl/|\.eu/|\.com/|\w/\w+/")
_CLASHES = frozenset(
    ["aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "oe", "oi", "oo", "ou", "ui", "uu", "éé"]
)
_REFERRING = frozenset(["er", "hier", "daar", "waar", "te", "die", "dat"])
"""Words that a later preposition can belong to: "waar zij voor komen"."""
_LINKING = ("heids", "ings", "teits", "schaps", "eids")
"""Endings with a linking s that no Dutch word has by itself."""
_TREMA = str.maketrans("aeiou", "äëïöü")
_KNOWN = 1.5
"""Zipf frequency from which a word counts as a word (about once in 30 million words)."""
_COMMON = 3.5
"""Zipf frequency from which a word is an ordinary one."""
_OFTEN = 2
_RATIO = 4
"""A word that stands so often in the document, and so much oftener joined than apart, is one word."""
_HALF = 4
"""Letters: shorter words are never taken for half a word on the ground of counts alone."""


@dataclass(frozen=True, slots=True)
class _Lists:
    suspended: frozenset[str]
    keep_first: frozenset[str]
    keep_before_name: frozenset[str]
    keep_second: frozenset[str]
    clash_prefixes: frozenset[str]
    relations: frozenset[str]
    verb_prefixes: frozenset[str]
    never_half: frozenset[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    data = tomllib.loads((resources.files(__package__) / "hyphens.toml").read_text(encoding="utf-8"))
    return _Lists(**{name: frozenset(words) for name, words in data.items()})


class Vocabulary:
    """The words of one document and their neighbours, counted over lines that hold whole words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        broken = False
        for line in lines:
            text = line.strip().replace("ĳ", "ij").replace("\u00ad", "").casefold()
            tokens = _TOKEN.findall(text)
            whole = tokens[1:] if broken else tokens
            broken = text.endswith("-")
            whole = whole[:-1] if broken else whole
            self.words.update(whole)
            self.pairs.update(pairwise(whole))
        for word in [word for word in self.words if "-" in word]:
            self.words.update(dict.fromkeys(word.split("-"), 0))

    def knows(self, word: str) -> bool:
        """Whether `word` (lower case) is a word: it stands in the document or is known in Dutch."""
        return self.words[word] > 0 or zipf(word) >= _KNOWN

    def at_line_end(self, left: str, right: str, before: str = "") -> Join:
        """What to do with `left` + hyphen + line end + `right`; `before` are the words before `left`.

        "join": one word without hyphen; "keep": one word with hyphen; "space": hyphen, then a space.
        """
        if _ADDRESS.search(left):
            return "keep"
        tail, head = _TAIL.search(left), _HEAD.match(right.lstrip("(‘“'\""))
        if head is None and right[:1] == "&":
            return "space"
        if tail is None or head is None:
            return "space"
        first, second = tail[0], head[0]
        low, high = first.casefold(), second.casefold()
        if _suspended(low, high, right.casefold()):
            return "space"
        if first[-1].isdigit() or second[0].isdigit():
            return "keep"
        return self._one_word(first, second, low, high, before)

    def _one_word(self, first: str, second: str, low: str, high: str, before: str) -> Join:
        """One word, with or without its hyphen: each kind of evidence in its turn."""
        closed, open_ = self.words[low + high], self.words[f"{low}-{high}"]
        if closed != open_:
            return "join" if closed > open_ else "keep"
        known = zipf(low + high)
        if second[0].isupper() and not first.isupper():
            is_name = low.rpartition("-")[2] in _lists().keep_before_name
            return "join" if known >= _KNOWN and not is_name else "keep"
        if high in _lists().keep_second or self._clashes(low, high, known):
            return "keep"
        if known >= _KNOWN and len(low.rpartition("-")[2]) > 1:
            return "join"
        related = (
            before.casefold().split(" ")[-1] in _lists().relations and self.knows(low) and self.knows(high)
        )
        return "keep" if related or _stands_apart(first, second, low) else "join"

    def _clashes(self, low: str, high: str, known: float) -> bool:
        """Whether two vowels meet that would be read as one: "de-escaleren". Not in words that have them."""
        if low[-1] + high[0] not in _CLASHES or known >= _COMMON:
            return False
        trema = zipf(low + high[0].translate(_TREMA) + high[1:])
        return trema < _KNOWN and (low in _lists().clash_prefixes or self.knows(low))

    def is_torn(self, left: str, right: str) -> bool:
        """Whether `left` and `right` are one word, and `right` is hardly one by itself: "regel - geving"."""
        low, high = left.casefold(), right.casefold()
        if not (low.isalpha() and high.isalpha()):
            return False
        alone = max(zipf(high), _KNOWN if self.words[high] else 0.0)
        return self.knows(low + high) and zipf(low + high) > alone

    def is_one_word(self, left: str, right: str, wide: bool, before: str, after: str) -> bool:
        """Whether a space inside a line is what a lost soft hyphen left: "haalbaarheids onderzoek".

        `wide`: more than one space stood there, which no writer types in the middle of a word.
        """
        left, stop = left.lstrip("(‘“«\"'"), right
        right = right.rstrip(".,;:!?)”’»\"'")
        after = after if right == stop else ""
        if not (left.isalpha() and right.isalpha() and right.islower() and (left.islower() or left.istitle())):
            return False
        low, high = left.casefold(), right
        if low in _lists().verb_prefixes:
            return self._is_verb(low, high, before, after)
        if low in _lists().never_half or high in _lists().never_half:
            return False
        count, apart = self.words[low + high], self.pairs[low, high]
        often = len(low) >= _HALF and len(high) >= _HALF and count >= _OFTEN and count >= _RATIO * apart
        return often or (wide and count > 0) or (not left.istitle() and self._is_half(low, high, count, apart))

    def _is_half(self, low: str, high: str, count: int, apart: int) -> bool:
        """Whether `low` is no word by itself: "percen tage", or ends in a linking s: "haalbaarheids"."""
        if zipf(low) >= _KNOWN or self.words[low] > apart:
            return False
        if count or zipf(low + high) >= _KNOWN:
            return True
        return low.endswith(_LINKING) and zipf(low[:-1]) >= _KNOWN and zipf(high) >= _KNOWN

    def _is_verb(self, low: str, high: str, before: str, after: str) -> bool:
        """A preposition written apart from its infinitive: "zou dit kunnen voor komen."."""
        joined = low + high
        ends = not after or not after[:1].isalnum()
        referring = not _REFERRING.isdisjoint(before.casefold().split(" "))
        return (
            high.endswith("en")
            and ends
            and not referring
            and self.words[joined] > 0
            and zipf(joined) >= _COMMON
        )


def _suspended(low: str, high: str, rest: str) -> bool:
    """Whether half a word is completed later: "huur-" before "en". Never so in "zee-en"."""
    words = _lists().suspended
    if high not in words and rest.split(" ", 1)[0].rstrip(",;") not in words:
        return False
    return low[-1] not in "aeiouéë" or zipf(low + high) < _KNOWN


def _stands_apart(first: str, second: str, low: str) -> bool:
    """Abbreviations, single letters and prefixes that keep a hyphen in Dutch spelling."""
    last = first.rpartition("-")[2]
    if len(last) == 1 or last.casefold() in _lists().keep_first:
        return True
    if last.isupper():
        return not second.isupper() or len(last) < 6  # noqa: PLR2004
    if second.isupper() and len(second) > 1:
        return True
    if any(char.isupper() for char in last[1:]):
        return True
    return first[0].isupper() and len(last) <= _HALF and zipf(low) < _COMMON
