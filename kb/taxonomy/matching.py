"""Finds the spellings of one taxonomy kind in a text, in one pass over its words.

All spellings are kept as letters only, so that "kindgebonden budget", "kindgebonden-budget" and
"Kindgebondenbudget" are one key, with the plural forms that Dutch nouns take. At each word the words
from there on are joined for as long as they begin some key. Then there are compounds
("kinderopvangtoeslagaanvraag") and joined ellipses ("huur- en zorgtoeslag" names two).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kb.taxonomy.contexts import Context, contexts_hold, parse_context
from kb.taxonomy.entries import Entry, Taxonomy
from kb.taxonomy.folding import letters
from kb.taxonomy.words import Words, words_of

How = Literal["woord", "afkorting", "samenstelling", "samentrekking"]

COMPOUND_FROM = 8
"""Letters that a spelling needs before longer words that begin with it count as compounds of it."""
PIECE = 4
"""Letters that each part of a word keeps when a reader broke it with a space ("huur toeslag")."""
ABBREVIATION = 6
"""A spelling of at most so many letters with a capital is an abbreviation: its case counts."""
LONGEST_GAP = 4
"""Characters between two words of one name: a comma or hyphen, a line end and some space."""
_SOFT = {"f": "v", "s": "z"}
"""Last letters that change before a plural ending: brief, brieven; bewijs, bewijzen."""
_REST = 4
_HEAD = 3
_BUCKET = 6
_ELLIPSIS_REACH = 4
_JOINING = frozenset(" \t\n\u00a0\u00ad-‐‑–,'’&/.")


@dataclass(frozen=True, slots=True)
class Match:
    """A spelling found: the entry, the words as they stand there, and how they were recognised."""

    entry: Entry
    start: int
    end: int
    text: str
    how: How


@dataclass(frozen=True, slots=True)
class _Spelling:
    entry: Entry
    text: str
    cased: bool
    borders: frozenset[int]
    only_with: tuple[str, ...]
    only_when: tuple[Context, ...]
    not_when: tuple[Context, ...]
    when_start: tuple[Context, ...]


class Matcher:
    """Finds the entries of one kind; built once per taxonomy, safe to share between threads."""

    def __init__(self, taxonomy: Taxonomy, kind: str, *, compounds: bool = False) -> None:
        self._keys: dict[str, list[_Spelling]] = {}
        self._beginnings: set[str] = set()
        self._buckets: dict[str, list[str]] = {}
        self._heads: dict[str, list[tuple[str, str]]] = {}
        self._compounds = compounds
        for entry in taxonomy.entries(kind):
            for spelling in _spellings(entry):
                self._add(spelling)
        if compounds:
            self._add_parts()
        for key in self._keys:
            self._beginnings.update(key[:end] for end in range(1, len(key) + 1))

    def _add(self, spelling: _Spelling) -> None:
        base = letters(spelling.text)
        for key in {base} if spelling.cased else inflected(base):
            known = self._keys.setdefault(key, [])
            if all(item.entry is not spelling.entry or item.text != spelling.text for item in known):
                known.append(spelling)

    def _add_parts(self) -> None:
        for key, spellings in self._keys.items():
            if spellings[0].cased or " " in spellings[0].text or len(key) < COMPOUND_FROM:
                continue
            self._buckets.setdefault(key[:_BUCKET], []).append(key)
            for cut in range(_HEAD, len(key) - _REST + 1):
                self._heads.setdefault(key[:cut], []).append((key[cut:], key))
        for keys in self._buckets.values():
            keys.sort(key=len, reverse=True)

    def find(self, text: str, around: str = "") -> list[Match]:
        """All matches in `text`, by place; `around` (section, lead-in) only helps to tell meanings apart."""
        words = words_of(text)
        all_words, count = words.folded, len(words.folded)
        found: list[Match] = []
        index = 0
        while index < count:
            step = 1
            folded = all_words[index]
            if folded in self._beginnings and (
                folded in self._keys
                or (index + 1 < count and folded + all_words[index + 1] in self._beginnings)
            ):
                match, step = self._whole(words, index, around)
                if match is not None:
                    found.append(match)
            elif self._compounds and folded[:_BUCKET] in self._buckets:
                found.extend(self._compound(words, index, around))
            if self._compounds and folded in self._heads:
                found.extend(self._ellipsis(words, index, around))
            index += step
        found.sort(key=lambda match: (match.start, match.end))
        return found

    def _whole(self, words: Words, index: int, around: str) -> tuple[Match | None, int]:
        """The longest spelling that begins at word `index`, and how many words it takes."""
        candidates: list[tuple[int, str]] = []
        joined = words.folded[index]
        last = index
        while joined in self._beginnings:
            if joined in self._keys:
                candidates.append((last, joined))
            if last + 1 >= len(words) or not _joinable(words.gap(last)):
                break
            last += 1
            joined += words.folded[last]
        for last, key in reversed(candidates):
            for spelling in self._keys[key]:
                if _fits(words, index, last, spelling) and _meant(words, index, last, spelling, around):
                    how: How = "afkorting" if spelling.cased else "woord"
                    return _match(words, index, last, spelling.entry, how), last - index + 1
        if self._compounds and words.folded[index] not in self._keys:
            compounds = list(self._compound(words, index, around))
            if compounds:
                return compounds[0], 1
        return None, 1

    def _compound(self, words: Words, index: int, around: str) -> Iterator[Match]:
        """The entry whose spelling begins the longer word at `index`, if any."""
        folded = words.folded[index]
        for key in self._buckets.get(folded[:_BUCKET], ()):
            if not folded.startswith(key) or len(folded) < len(key) + 2:
                continue
            for spelling in self._keys[key]:
                denied = any(folded.startswith(letters(word)) for word in spelling.entry.not_compounds)
                if not denied and _meant(words, index, index, spelling, around):
                    yield _match(words, index, index, spelling.entry, "samenstelling")
                    return

    def _ellipsis(self, words: Words, index: int, around: str) -> Iterator[Match]:
        """The entry of a first part that shares its rest with a later word ("huur- en zorgtoeslag")."""
        if not words.gap(index).startswith(("-", "‐", "‑", "–")) or words.gap(index) in {"-", "‐", "‑"}:
            return
        last = min(len(words), index + 1 + _ELLIPSIS_REACH * 2)
        for later in range(index + 1, last):
            word = words.folded[later]
            for rest, key in self._heads[words.folded[index]]:
                if len(word) > len(rest) and rest in word[1:]:
                    for spelling in self._keys[key]:
                        if _meant(words, index, index, spelling, around):
                            yield _match(words, index, index, spelling.entry, "samentrekking")
                            return
            if any(mark in words.gap(later) for mark in ".;:!?()"):
                return


def inflected(key: str) -> set[str]:
    """`key` with the endings of Dutch nouns and adjectives; forms that do not exist do no harm."""
    forms = {key, key + "en", key + "s", key + "e", key + "n"}
    if key and key[-1] in "bdfgklmnprst":
        forms.add(key + key[-1] + "en")
        soft = _SOFT.get(key[-1], key[-1])
        forms.add(key[:-1] + soft + "en")
        if len(key) > COMPOUND_FROM and key[-2] == key[-3] and key[-2] in "aeou":
            forms.add(key[:-2] + soft + "en")
    return forms


def _spellings(entry: Entry) -> Iterator[_Spelling]:
    general = tuple(parse_context(item) for item in entry.not_when)
    for text in entry.spellings:
        yield _spelling(entry, text, _is_abbreviation(text), not_when=general)
    for text in entry.exact:
        yield _spelling(entry, text, cased=True, not_when=general)
    for item in entry.ambiguous:
        yield _spelling(
            entry,
            item.spelling,
            cased=any(char.isupper() for char in item.spelling),
            only_with=item.only_with,
            only_when=tuple(parse_context(context) for context in item.only_when),
            not_when=general + tuple(parse_context(context) for context in item.not_when),
            when_start=tuple(parse_context(context) for context in item.when_start),
        )


def _spelling(
    entry: Entry,
    text: str,
    cased: bool,
    *,
    only_with: tuple[str, ...] = (),
    only_when: tuple[Context, ...] = (),
    not_when: tuple[Context, ...] = (),
    when_start: tuple[Context, ...] = (),
) -> _Spelling:
    words = words_of(text)
    borders: set[int] = set()
    length = 0
    for word in words.folded[:-1]:
        length += len(word)
        borders.add(length)
    core = text[words.starts[0] : words.ends[-1]] if len(words) else text
    return _Spelling(entry, core, cased, frozenset(borders), only_with, only_when, not_when, when_start)


def _is_abbreviation(text: str) -> bool:
    return len(letters(text)) <= ABBREVIATION and any(char.isupper() for char in text)


def _joinable(gap: str) -> bool:
    """Whether words with `gap` between them can be one name: a space, a hyphen, a comma and a space."""
    return len(gap) <= LONGEST_GAP and all(char in _JOINING for char in gap) and gap not in {". ", ".\n", " / "}


def _fits(words: Words, first: int, last: int, spelling: _Spelling) -> bool:
    """Whether case and word breaks of the text allow this spelling."""
    if spelling.cased:
        raw = words.text[words.starts[first] : words.ends[last]]
        return raw == spelling.text or (
            raw == spelling.text.upper() and len(raw) <= ABBREVIATION and len(raw) > 1
        )
    length = 0
    for index in range(first, last):
        length += len(words.folded[index])
        if length in spelling.borders or "-" in words.gap(index):
            continue
        if min(len(words.folded[index]), len(words.folded[index + 1])) < PIECE:
            return False
    return True


def _meant(words: Words, first: int, last: int, spelling: _Spelling, around: str) -> bool:
    """Whether the surroundings let the spelling mean this entry."""
    if spelling.not_when and contexts_hold(spelling.not_when, words, first, last):
        return False
    if spelling.only_when and not contexts_hold(spelling.only_when, words, first, last):
        return False
    if (
        spelling.when_start
        and words.opens_sentence(first)
        and not contexts_hold(spelling.when_start, words, first, last)
    ):
        return False
    return not spelling.only_with or _company(words, around, spelling.only_with)


def _company(words: Words, around: str, wanted: tuple[str, ...]) -> bool:
    """Whether one of the `wanted` words stands in the passage or around it."""
    return any(_present(text, wanted) for text in (words.text, around) if text)


@lru_cache(maxsize=256)
def _present(text: str, wanted: tuple[str, ...]) -> bool:
    """The answer is remembered: a text may name an ambiguous spelling many times."""
    present = set(words_of(text).folded)
    for want in wanted:
        key = letters(want)
        if want.endswith("*"):
            if any(word.startswith(key) for word in present):
                return True
        elif key in present:
            return True
    return False


def _match(words: Words, first: int, last: int, entry: Entry, how: How) -> Match:
    start, end = words.starts[first], words.ends[last]
    return Match(entry, start, end, words.text[start:end], how)
