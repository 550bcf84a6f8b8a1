"""Patterns of words, as a civil servant writes them, and where they stand in a text.

A pattern is a row of words: ``"te weinig"``, ``"kan … niet worden"``, ``"*tekort"``. A word stands for all
its inflections ("ontbreken" also finds "ontbreekt" and "ontbrak"), unless it is very common or short;
``=word`` for this form alone; ``word*`` for any word that begins so, ``*word`` for any that ends so, inflected
or not ("personeelstekorten"); ``one|other`` for either; ``#`` for a figure; ``*`` for any one word; ``…`` for
up to five words. A pattern never reaches over the end of a sentence. What the words of a text are,
`kb.taxonomy.words_of` says.

Every word of a text is looked up once and remembered, and a pattern is tried only where its rarest word stands,
so the work grows with the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from kb.language.analysis import analyse
from kb.taxonomy import fold_word

Owner = TypeVar("Owner")

GAP = 5
"""Words that ``…`` may stand for."""
MOST_REMEMBERED = 60_000
"""Different words whose atoms are kept; real text has far fewer, rubbish is forgotten."""
INFLECTED_FROM = 4
"""Letters from which a word of a pattern stands for its inflections too."""
LONGEST = 64
"""Letters of a word that are looked at; no Dutch word is longer."""
_ANY = -1
_GAP = -2
_FIGURE = "#"
_COMMON = frozenset(
    {
        "niet", "geen", "te", "de", "het", "een", "is", "zijn", "was", "waren", "wordt", "worden",
        "werd", "werden", "kan", "kunnen", "kon", "konden", "moet", "moeten", "in", "op", "aan",
        "van", "voor", "met", "om", "en", "of", "dat", "die", "er", "zich", "nog", "al", "maar",
        "heeft", "hebben", "had", "bij", "tot", "uit", "naar", "over", "door", "als", "dan",
        "meer", "mag", "mogen", "veel", "altijd", "goed", "wel", "ze", "zij", "wij", "we", "u",
        "minder", "minste", "beter", "best", "beste", "weinig", "indien", "eerste", "derde",
        "waar", "vaak", "vaker", "laag", "lager", "lagen",
    }
)  # fmt: skip
"""Words that stand in nearly every sentence, or share a lemma with an opposite ("minder", "weinig").

A pattern is looked for by its other words, and these stand for themselves only.
"""


class PatternError(ValueError):
    """A pattern that cannot be read; the message (Dutch) says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[Owner]):
    """A pattern found: whose it is, and its first and last word (numbers of words, both inclusive)."""

    owner: Owner
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[Owner]):
    owner: Owner
    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word(Generic[Owner]):
    """What a word of a text can be part of: the atoms that it satisfies, and the patterns that it anchors."""

    atoms: frozenset[int]
    anchored: tuple[_Pattern[Owner], ...]


@dataclass(slots=True)
class _Atoms:
    """What single words of patterns look for; an atom is the number of one such word."""

    exact: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=dict)
    beginnings: dict[str, list[int]] = field(default_factory=dict)
    endings: dict[str, list[int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, element: str) -> int:
        """The atom of one element of a pattern; elements written alike share it."""
        if element in self.numbers:
            return self.numbers[element]
        atom = self.numbers[element] = len(self.numbers)
        for word in element.split("|"):
            self._learn(word, atom)
        return atom

    def _learn(self, word: str, atom: int) -> None:
        bare = fold_word(word.strip("=*"))
        if not bare or ("*" in bare and word != "*"):
            raise PatternError(f'"{word}" is geen woord; een ster staat alleen voor- of achteraan')
        if word.startswith("="):
            self.exact.setdefault(bare, []).append(atom)
        elif word.endswith("*"):
            self.beginnings.setdefault(bare, []).append(atom)
        elif word.startswith("*"):
            for key in {bare, *keys_of(bare)}:
                self.endings.setdefault(key, []).append(atom)
        else:
            self.exact.setdefault(bare, []).append(atom)
            if len(bare) >= INFLECTED_FROM and bare not in _COMMON:
                for key in keys_of(bare):
                    self.keys.setdefault(key, []).append(atom)

    def of(self, word: str) -> frozenset[int]:
        """All atoms that the folded `word` of a text satisfies."""
        found = list(self.exact.get(word, ()))
        if word.isdigit():
            found += self.exact.get(_FIGURE, ())
            return frozenset(found)
        keys = keys_of(word)
        for key in keys:
            found += self.keys.get(key, ())
        for end in range(2, len(word) + 1):
            found += self.beginnings.get(word[:end], ())
        for form in {word, *keys}:
            for begin in range(len(form) - 2):
                found += self.endings.get(form[begin:], ())
        return frozenset(found)


def keys_of(word: str) -> tuple[str, ...]:
    """The key that all inflections of a folded word share, as one or none; () for what is no word.

    The further keys of a word are those of nouns made of it: a pattern names these itself.
    """
    terms = analyse(word)
    return terms[0].keys[:1] if len(terms) == 1 and terms[0].kind == "word" else ()


class Patterns(Generic[Owner]):
    """Many patterns, each with its owner, looked for together. Build once; safe to share between threads."""

    def __init__(self, patterns: Iterable[tuple[str, Owner]]) -> None:
        self._atoms = _Atoms()
        self._anchored: dict[int, list[_Pattern[Owner]]] = {}
        for text, owner in patterns:
            self._add(text, owner)
        self._known: dict[str, Word[Owner]] = {}

    def _add(self, text: str, owner: Owner) -> None:
        words = text.split()
        if not words or words[0] in {"…", "*"} or words[-1] in {"…", "*"}:
            raise PatternError(f'"{text}" begint en eindigt met een woord, niet met een gat')
        if len(words) > 2 * GAP:
            raise PatternError(f'"{text}" is te lang')
        elements = [
            _GAP if word == "…" else _ANY if word == "*" else self._atoms.number(word.casefold())
            for word in words
        ]
        anchor = max(range(len(words)), key=lambda at: _rarity(words[at]))
        pattern = _Pattern(owner, tuple(reversed(elements[:anchor])), tuple(elements[anchor + 1 :]))
        self._anchored.setdefault(elements[anchor], []).append(pattern)

    def read(self, words: Sequence[str]) -> list[Word[Owner]]:
        """What each folded word of a text can be part of; give the result to `find`, sentence by sentence."""
        known = self._known
        if len(known) > MOST_REMEMBERED:
            known.clear()
        found: list[Word[Owner]] = []
        for word in words:
            read = known.get(word)
            if read is None:
                read = known[word] = self._read(word[:LONGEST])
            found.append(read)
        return found

    def _read(self, word: str) -> Word[Owner]:
        atoms = self._atoms.of(word)
        anchored = (pattern for atom in sorted(atoms) for pattern in self._anchored.get(atom, ()))
        return Word(atoms, tuple(anchored))

    def find(self, words: Sequence[Word[Owner]], first: int, end: int) -> Iterator[Hit[Owner]]:
        """The patterns that stand wholly within the words `first` up to `end` (half-open)."""
        for place in range(first, end):
            for pattern in words[place].anchored:
                last = _reach(words, pattern.after, place, end, 1) if pattern.after else place
                if last is None:
                    continue
                begin = _reach(words, pattern.before, place, first - 1, -1) if pattern.before else place
                if begin is not None:
                    yield Hit(pattern.owner, begin, last)


def _rarity(word: str) -> int:
    if word in {"…", "*", _FIGURE}:
        return 0
    return min(1 if part in _COMMON else 1 + len(part.strip("=*")) for part in word.casefold().split("|"))


def _reach(
    words: Sequence[Word[Owner]], elements: tuple[int, ...], place: int, stop: int, step: int
) -> int | None:
    """The word at which `elements` end, read from the word after `place` on in direction `step`; or None.

    `stop` is the first word that is out of reach. A pattern has at most ten elements and a gap at most `GAP`
    words, so the number of tries is bounded.
    """
    for at, element in enumerate(elements):
        if element == _GAP:
            for skipped in range(GAP + 1):
                found = _reach(words, elements[at + 1 :], place + skipped * step, stop, step)
                if found is not None:
                    return found
            return None
        place += step
        if (place - stop) * step >= 0 or (element != _ANY and element not in words[place].atoms):
            return None
    return place
