"""Stretches of text that are taken, and whether another one touches them; quick however many there are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kb.records import Span


class Spans:
    """A set of stretches, kept apart and in order; built once, asked often."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Whether the half-open stretch has a character in common with one that is taken."""
        place = bisect_left(self._starts, end) - 1
        return place >= 0 and self._ends[place] > start

    def with_more(self, spans: Iterable[Span]) -> Spans:
        """These and further ones."""
        return Spans([*zip(self._starts, self._ends, strict=True), *spans])
