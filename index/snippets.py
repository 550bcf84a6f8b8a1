"""Marks on what was found, and the best sentences of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from index.columns import Ints, Mask
from index.engine import Layer
from index.forward import Forward
from index.places import among
from index.plan import Plan
from index.spots import Seen
from index.words import Language, Term
from kb.records import Span

SNIPPET_LENGTH: Final = 320
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that was found, and which of the sought things it is."""

    start: int
    end: int
    what: str


class Markable(Protocol):
    """A word of a text, as far as marks look at it."""

    @property
    def start(self) -> int:
        """First offset."""

    @property
    def end(self) -> int:
        """Offset after the last character."""

    @property
    def form(self) -> str:
        """Normal form."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is found by."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Keys of the parts of a compound."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a passage as the index keeps it."""

    start: int
    end: int
    form: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(slots=True)
class Marker:
    """Finds in a text what a plan seeks: words by key, forms exactly, parts of compounds, phrases.

    `found_by[layer]` maps a term to what is sought by it. `groups` are marked only in a text that has
    all their members: of a typed compound no part is marked that stands alone. With `forward`, a passage
    of the index is marked without analysing its text.
    """

    language: Language
    found_by: dict[Layer, dict[str, str]]
    groups: list[tuple[str, tuple[frozenset[tuple[Layer, str]], ...]]]
    prefixes: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    forward: Forward | None = None
    _sought: Mask | None = None

    @classmethod
    def of(cls, plan: Plan, language: Language, forward: Forward | None = None) -> Marker:
        """A marker for what `plan` seeks."""
        found_by: dict[Layer, dict[str, str]] = {"key": {}, "part": {}, "form": {}}
        groups = []
        for sought in (sought for sought in plan.sought if sought.marked):
            for lookup in sought.lookups:
                found_by[lookup.layer].setdefault(lookup.text, sought.text)
            for group in sought.groups:
                members = tuple(
                    frozenset((lookup.layer, lookup.text) for lookup in node.lookups) for node in group
                )
                groups.append((sought.text, members))
        return cls(language, found_by, groups, plan.prefixes, plan.phrases, forward)

    @property
    def seeks(self) -> bool:
        """False when nothing is sought: a list of all passages, or filters alone."""
        return bool(any(self.found_by.values()) or self.groups or self.prefixes or self.phrases)

    def passage(self, ordinal: int, text: str) -> tuple[list[Mark], Sequence[Span]]:
        """The marks in the text of a passage of the index, and its sentences; without `forward` as any text.

        A text no longer than a snippet may come without sentences: it is shown whole.
        """
        seen = self.forward.spots.of(ordinal, text) if self.forward is not None else None
        if self.forward is None or seen is None:
            return self.marks(text), self.language.sentence_spans(text)
        numbers = self.forward.zone(ordinal, "text")
        kinds = self.forward.vocabulary.kinds
        words = [
            _Word(int(seen.starts[place]), int(seen.ends[place]), *kinds[int(numbers[place])])
            for place in np.flatnonzero(self._wanted(self.forward)[numbers]).tolist()
        ]
        return self._marked(text, words, self._phrases_among(self.forward, numbers, seen)), seen.sentences

    def _wanted(self, forward: Forward) -> Mask:
        """For each word of the vocabulary whether it can be part of a mark; looked up once."""
        if self._sought is None:
            vocabulary = forward.vocabulary
            by_layer = {"key": vocabulary.by_key, "part": vocabulary.by_part, "form": vocabulary.by_form}
            terms = {(layer, text) for layer, texts in self.found_by.items() for text in texts}
            terms.update(term for _, members in self.groups for member in members for term in member)
            self._sought = np.zeros(len(vocabulary), dtype=np.bool_)
            for layer, text in terms:
                self._sought[by_layer[layer].numbers(text)] = True
            for prefix in self.prefixes:
                self._sought[vocabulary.beginning(prefix)] = True
        return self._sought

    def _phrases_among(self, forward: Forward, numbers: Ints, seen: Seen) -> list[Mark]:
        marks: list[Mark] = []
        for phrase in self.phrases:
            last = len(numbers) - len(phrase) + 1
            if last <= 0:
                continue
            begins = np.ones(last, dtype=np.bool_)
            for step, form in enumerate(phrase):
                begins &= among(forward.vocabulary.by_form.get(form, ()), numbers[step : last + step])
            marks.extend(
                Mark(int(seen.starts[place]), int(seen.ends[place + len(phrase) - 1]), " ".join(phrase))
                for place in np.flatnonzero(begins).tolist()
            )
        return marks

    def marks(self, text: str) -> list[Mark]:
        """The marks in `text`, in order, without overlap."""
        terms = self.language.analyse(text)
        return self._marked(text, terms, self._phrase_marks(terms))

    def _marked(self, text: str, terms: Sequence[Markable], phrases: Sequence[Mark]) -> list[Mark]:
        """The marks of phrases and of `terms`, which are all those of `text` that can be marked."""
        found_by = self._with_groups(terms)
        found = [mark for term in terms if (mark := self._mark(text, term, found_by)) is not None]
        found.extend(phrases)
        found.sort(key=lambda mark: (mark.start, -mark.end))
        kept: list[Mark] = []
        for mark in found:
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
            elif mark.end > kept[-1].end:
                kept[-1] = Mark(kept[-1].start, mark.end, kept[-1].what)
        return kept

    def _with_groups(self, terms: Sequence[Markable]) -> dict[Layer, dict[str, str]]:
        """What to look for in this text: the members of a group only where the whole group stands."""
        if not self.groups:
            return self.found_by
        here: set[tuple[Layer, str]] = set()
        for term in terms:
            here.add(("form", term.form))
            here.update(("key", key) for key in term.keys)
            here.update(("part", part) for part in term.parts)
        found_by = {layer: dict(texts) for layer, texts in self.found_by.items()}
        for text, members in self.groups:
            if all(member & here for member in members):
                for layer, key in frozenset().union(*members):
                    found_by[layer].setdefault(key, text)
        return found_by

    def _mark(self, text: str, term: Markable, found_by: dict[Layer, dict[str, str]]) -> Mark | None:
        what = found_by["form"].get(term.form)
        for key in term.keys:
            what = what or found_by["key"].get(key)
        if what is None and any(term.form.startswith(prefix) for prefix in self.prefixes):
            what = term.form
        if what is not None:
            return Mark(term.start, term.end, what)
        by_part = found_by["part"]
        spans = [
            (span, by_part[part])
            for part in term.parts
            if part in by_part and (span := _part_span(text, term, part)) is not None
        ]
        if not spans:
            return None
        return Mark(min(span[0] for span, _ in spans), max(span[1] for span, _ in spans), spans[0][1])

    def _phrase_marks(self, terms: Sequence[Term]) -> list[Mark]:
        marks: list[Mark] = []
        forms = [term.form for term in terms]
        for phrase in self.phrases:
            size = len(phrase)
            marks.extend(
                Mark(terms[place].start, terms[place + size - 1].end, " ".join(phrase))
                for place in range(len(forms) - size + 1)
                if tuple(forms[place : place + size]) == phrase
            )
        return marks


def _part_span(text: str, term: Markable, part: str) -> Span | None:
    """Where a compound's part stands in the word as written; None when its form there is another.

    A part is a key (toeslag), the word may hold another form of it (huurtoeslagen): the mark runs from
    where the part begins, and to the end of the word when the part is the last.
    """
    word = text[term.start : term.end].lower()
    if part == term.parts[-1]:
        at = word.rfind(part[: max(3, len(part) - 2)])
        return (term.start + at, term.end) if at >= 0 else None
    at = word.find(part)
    return (term.start + at, term.start + at + len(part)) if at >= 0 else None


def snippet(text: str, sentences: Sequence[Span], marks: Sequence[Mark], limit: int = SNIPPET_LENGTH) -> str:
    """The best sentences of `text` in their order, at most `limit` characters, gaps shown by "…".

    Best: the most different sought things, then the most marks, then the earliest. A sentence longer
    than what is left is cut around its first mark.
    """
    if len(text) <= limit or not sentences:
        return text if len(text) <= limit else _cut(text, (0, len(text)), marks, limit)
    inside = [[mark for mark in marks if start <= mark.start < end] for start, end in sentences]

    def merit(place: int) -> tuple[int, int, int]:
        found = inside[place]
        return (-len({mark.what for mark in found}), -len(found), place)

    chosen: list[int] = []
    left = limit
    for place in sorted(range(len(sentences)), key=merit):
        size = sentences[place][1] - sentences[place][0]
        if chosen and (size > left or not inside[place]):
            break
        chosen.append(place)
        left -= size + 3
        if left <= 0:
            break
    chosen.sort()
    pieces = [_cut(text, sentences[place], inside[place], limit) for place in chosen]
    joined = pieces[0]
    for before, place, piece in zip(chosen, chosen[1:], pieces[1:], strict=False):
        joined += (" " if place == before + 1 else f" {_ELLIPSIS} ") + piece
    starts_late = chosen[0] > 0 and not joined.startswith(_ELLIPSIS)
    ends_early = chosen[-1] < len(sentences) - 1 and not joined.endswith(_ELLIPSIS)
    return (f"{_ELLIPSIS} " if starts_late else "") + joined + (f" {_ELLIPSIS}" if ends_early else "")


def _cut(text: str, span: Span, marks: Sequence[Mark], limit: int) -> str:
    """A stretch of text, cut at words around its first mark when it is too long."""
    start, end = span
    if end - start <= limit:
        return " ".join(text[start:end].split())
    middle = marks[0].start if marks else start
    first = max(start, min(middle - limit // 3, end - limit))
    last = min(end, first + limit)
    if first > start:
        space = text.find(" ", first, last)
        first = space + 1 if 0 <= space <= middle else first
    if last < end:
        space = text.rfind(" ", first, last)
        last = space if space > middle else last
    piece = " ".join(text[first:last].split())
    return (f"{_ELLIPSIS} " if first > start else "") + piece + (f" {_ELLIPSIS}" if last < end else "")
