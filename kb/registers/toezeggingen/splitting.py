"""One sentence, several promises: two members, or two papers at two moments, are two records."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

from kb.registers.toezeggingen import predicates as ask
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.signals import Signal

_TOWARDS = frozenset({"aan", "richting", "jegens"})
_CONTENT = frozenset({"om", "dat", "over", "te", "inzake"})
_BACK = 4
_LEAST = 4
"""Tokens that each part has at least."""


def parts_of(view: View, signals: list[Signal]) -> list[Signal]:
    """The signals of a sentence, each with its own part of it where it holds more than one."""
    if len(signals) == 1:
        signals = _by_member(view, signals[0])
    return _own_parts(view, signals) if len(signals) > 1 else signals


def _by_member(view: View, signal: Signal) -> list[Signal]:
    """A promise to two members, of something to each: "aan het lid A … om … en aan het lid B … om …"."""
    if signal.kind not in ("toezegging", "verzoek") or len(view.members) < 2:  # noqa: PLR2004 - two members
        return [signal]
    sentence = view.sentence
    starts = []
    for person in view.members:
        place = sentence.token_at(person.start)
        at = next((place - back for back in range(1, _BACK) if sentence.form(place - back) in _TOWARDS), None)
        if at is not None:
            starts.append(at)
    if len(starts) < 2:  # noqa: PLR2004 - two members
        return [signal]
    found = [signal]
    for before, at in pairwise(starts):
        between = {sentence.form(place) for place in range(before, at)}
        joined = sentence.form(at - 1) == "en" or ";" in view.text[: sentence.tokens[at].start][-2:]
        if between & _CONTENT and joined and len(sentence.tokens) - at >= _LEAST:
            begin = sentence.tokens[at].start
            found.append(dataclasses.replace(signal, core=begin, start=begin))
    return found


def _own_parts(view: View, signals: list[Signal]) -> list[Signal]:
    """Cuts the sentence before each signal but the first, where the signal's clause begins."""
    sentence = view.sentence
    ordered = sorted(signals, key=lambda item: item.core)
    starts = [0]
    for signal in ordered[1:]:
        if signal.start:
            starts.append(signal.start)
            continue
        place = sentence.token_at(signal.core)
        number = sentence.clause[min(place, len(sentence.clause) - 1)]
        first = next(at for at, clause in enumerate(sentence.clause) if clause == number)
        start = sentence.tokens[max(first, _not_before(sentence.token_at(starts[-1])))].start
        starts.append(min(start, signal.core))
    ends = [*starts[1:], len(view.text)]
    parts = []
    for signal, start, end in zip(ordered, starts, ends, strict=True):
        kept = len(view.text[:end].rstrip(" ,;").removesuffix(" en"))
        parts.append(dataclasses.replace(signal, start=start, end=max(kept, start + 1)))
    return parts


def _not_before(place: int) -> int:
    return place + 1 if place else 0


def two_moments(view: View, signals: list[Signal]) -> list[Signal]:
    """Announcements of one sentence that are of different moments; else only the surest."""
    if len(signals) < 2:  # noqa: PLR2004 - two announcements
        return signals
    sentence = view.sentence
    kept: list[Signal] = []
    seen: set[int] = set()
    for signal in sorted(signals, key=lambda item: item.core):
        number = sentence.clause[min(sentence.token_at(signal.core), len(sentence.clause) - 1)]
        dates = ask.later_dates(view, {number})
        if number in seen or number in sentence.subordinate or not dates:
            continue
        seen.add(number)
        kept.append(signal)
    if len(kept) > 1:
        return kept
    return [max(signals, key=lambda item: item.confidence)]
