"""Did you mean: the word that a mistyped one was meant to be, compounds included.

Three sources, nearest first: words one slip away (a letter missing, too many, wrong or swapped, or a sound
spelt otherwise: ei and ij); a compound of which one part is off; words two slips away. Words of the
collection go before words of the frequency list. The work for one word is bounded by its length, which is
limited, and by `_MOST_NEAR`.

No spelling library: candidates of one slip are looked up, not searched, and two slips are only looked for
among words with the same beginning or end, so that an index of deletions (100 MB for this list) is not needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from kb.language.compounds import part_cost, pieces
from kb.language.forms import normal_form
from kb.language.frequency import frequencies
from kb.language.morphology import adjective_of
from kb.language.stems import dictionary

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST: Final = 4  # letters; of shorter words almost every row of letters is one
_LONGEST: Final = 48
_GOOD: Final = 2.5  # Zipf value from which a word is no typing error, though the collection does not have it
_RARE: Final = 1.2  # and below which a row of letters of the list is as likely to be an error itself
_PART: Final = 4  # letters of a part of a compound that is mended
_PART_ZIPF: Final = 3.0
_EDGE: Final = 3  # letters of the beginning or end that words two slips away have in common
_MOST_NEAR: Final = 4_000  # words compared letter by letter
_TWO_SHORTEST: Final = 6  # letters; two slips in a shorter word leave too little of it
_SOUNDS: Final = (
    ("ei", "ij"), ("au", "ou"), ("ch", "g"), ("c", "k"), ("c", "s"), ("d", "t"), ("s", "z"), ("f", "v"),
    ("i", "ie"),
    ("x", "ks"), ("ph", "f"), ("th", "t"), ("kw", "qu"), ("uw", "u"), ("y", "i"), ("y", "ij"), ("tie", "sie"),
)  # fmt: skip
_COUNT_WEIGHT: Final = 3.0
_KNOWN_BONUS: Final = 4.0  # a word of the collection will be found, one of the list perhaps not
_SOUND_BONUS: Final = 1.5
_SWAP_BONUS: Final = 1.0
_FIRST_LETTER: Final = 1.0  # people seldom mistype the first letter
_SLIP: Final = 3.0

Known = Callable[[str], int]


def suggest(word: str, known: Known) -> str | None:
    """The word that `word` was probably meant to be, in normal form; None when it is one, or nothing is near.

    `known` tells how often a normal form occurs in the collection; 0 when it does not.
    """
    typed = normal_form(word)
    if not _SHORTEST <= len(typed) <= _LONGEST or not typed.isalpha() or not typed.isascii():
        return None
    if known(typed) > 0 or frequencies().get(typed, 0.0) >= _GOOD or _is_good(typed):
        return None
    near = list(_one_slip(typed, known))
    if pieces(typed):  # a good compound that the collection happens to have in another spelling only
        near = [other for other in near if known(other) > 0]
    elif not near:
        near = [*_mended_compounds(typed, known), *_two_slips(typed, known)]
    return max(((_merit(typed, other, known), other) for other in near), default=(0.0, None))[1]


def _is_good(typed: str) -> bool:
    """Whether a word that no text here has is Dutch: the dictionary knows it, or its adjective."""
    return dictionary(typed) is not None or adjective_of(typed) is not None


def _merit(typed: str, other: str, known: Known) -> float:
    """How likely `other` was meant: how common it is, here and in Dutch, and how easy the slip."""
    count = known(other)
    merit = (
        _COUNT_WEIGHT * math.log10(1 + count) + (_KNOWN_BONUS if count else 0.0) + frequencies().get(other, 0.0)
    )
    if sorted(typed) == sorted(other):
        merit += _SWAP_BONUS
    if other in _respelt(typed):
        merit += _SOUND_BONUS
    if typed[0] != other[0]:
        merit -= _FIRST_LETTER
    return merit - _SLIP * _distance(typed, other, 3)


def _is_word(letters: str, known: Known) -> bool:
    return frequencies().get(letters, 0.0) >= _RARE or known(letters) > 0


def _one_slip(typed: str, known: Known) -> Iterator[str]:
    """Known words one slip away."""
    return (other for other in _edited(typed) if _is_word(other, known))


def _edited(word: str) -> set[str]:
    """Every row of letters that is one slip away from `word`: about 54 times its length."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    other = {left + letter + right[1:] for left, right in halves if right for letter in _LETTERS}
    more = {left + letter + right for left, right in halves for letter in _LETTERS}
    return (less | swapped | other | more | _respelt(word)) - {word, ""}


@lru_cache(maxsize=64)
def _respelt(word: str) -> frozenset[str]:
    """`word` with one sound spelt otherwise."""
    found: set[str] = set()
    for one, two in _SOUNDS:
        for old, new in ((one, two), (two, one)):
            at = word.find(old)
            while at >= 0:
                found.add(word[:at] + new + word[at + len(old) :])
                at = word.find(old, at + 1)
    return frozenset(found)


def _mended_compounds(typed: str, known: Known) -> Iterator[str]:
    """Compounds that `typed` becomes when one of its two parts, the other being a word, is mended."""
    for at in range(_SHORTEST - 1, len(typed) - _SHORTEST + 2):
        left, right = typed[:at], typed[at:]
        if len(right) >= _PART and _may_begin(left):
            yield from (left + mended for mended in _mended(right, known))
        if len(left) >= _PART and _may_end(right):
            yield from (mended + right for mended in _mended(left, known))


def _may_begin(letters: str) -> bool:
    return _may_end(letters) or any(
        letters.endswith(link) and _may_end(letters.removesuffix(link)) for link in ("s", "e", "en")
    )


def _may_end(letters: str) -> bool:
    return part_cost(letters) is not None or bool(pieces(letters))


def _mended(part: str, known: Known) -> Iterator[str]:
    """Words, or words with a linking s, that a mistyped part of a compound was meant to be."""
    for other in _edited(part):
        if frequencies().get(other, 0.0) >= _PART_ZIPF or known(other) > 0:
            if part_cost(other) is not None:
                yield other
        elif other.endswith("s") and part_cost(other[:-1]) is not None and len(other) > _PART:
            yield other


def _two_slips(typed: str, known: Known) -> Iterator[str]:
    """Known words two slips away that begin or end as `typed` does."""
    if len(typed) < _TWO_SHORTEST:
        return
    by_edge = _edges()
    near = [*by_edge.get("^" + typed[:_EDGE], ()), *by_edge.get(typed[-_EDGE:] + "$", ())]
    fitting = dict.fromkeys(other for other in near if abs(len(other) - len(typed)) <= 2)  # noqa: PLR2004
    for number, other in enumerate(fitting):
        if number >= _MOST_NEAR:
            return
        if _distance(typed, other, 2) <= 2 and _is_word(other, known):  # noqa: PLR2004
            yield other


@lru_cache(maxsize=1)
def _edges() -> dict[str, list[str]]:
    """Words of the frequency list by their first and by their last letters, commonest first."""
    by_edge: dict[str, list[str]] = {}
    for word, common in sorted(frequencies().items(), key=lambda item: -item[1]):
        if common >= _GOOD and len(word) >= _SHORTEST and word.isalpha():
            by_edge.setdefault("^" + word[:_EDGE], []).append(word)
            by_edge.setdefault(word[-_EDGE:] + "$", []).append(word)
    return by_edge


def _distance(one: str, two: str, limit: int) -> int:
    """Slips between two words (a swap of neighbours is one), or `limit` + 1 when there are more."""
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(two) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, other in enumerate(two, 1):
            cost = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == two[to - 2] and one[at - 2] == other:
                cost = min(cost, before[to - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)
