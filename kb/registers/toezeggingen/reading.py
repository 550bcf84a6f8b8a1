"""From sentences to signals: runs the rules over a document's sentences, in their order.

A sentence can hold several signals (a motie and, behind it, an announcement). What one rule explains is not
said twice: a request that is promised something is a toezegging, and the telling inside a promise no
announcement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.registers.toezeggingen.announcing import announcements
from kb.registers.toezeggingen.context import View
from kb.registers.toezeggingen.debates import assent, listed, spoken
from kb.registers.toezeggingen.motions import motions, requests
from kb.registers.toezeggingen.promising import promises
from kb.registers.toezeggingen.signals import Signal

_AHEAD = 3


def signals_of(views: Sequence[View]) -> Iterator[tuple[View, list[Signal]]]:
    """Every sentence that holds something, with its signals by place."""
    for index, view in enumerate(views):
        if view.too_long or (not view.hinted and view.voice not in ("chair", "government")):
            continue
        previous = views[index - 1] if index and same_stream(views[index - 1], view) else None
        following = [item for item in views[index + 1 : index + 1 + _AHEAD] if same_stream(view, item)]
        found = list(listed(view, views[:index]))
        if not found and view.voice != "chair":
            found = spoken(view, _of_sentence(view, previous, following))
        if not found and view.voice == "government":
            said = assent(view, views[:index])
            found = [said[0]] if said is not None else []
        if found:
            yield view, found


def same_stream(one: View, other: View) -> bool:
    """Whether two sentences stand under the same heading, in the same speech or answer."""
    left, right = one.passage, other.passage
    return (
        left.section == right.section
        and left.question_number == right.question_number
        and one.voice == other.voice
    )


def _of_sentence(view: View, previous: View | None, following: Sequence[View]) -> list[Signal]:
    found = list(promises(view, previous))
    motion = [] if found else list(motions(view, following))
    found += motion
    if not found:
        if not _promised_next(view, following):
            found += requests(view, following)
        if not found:
            found += announcements(view, previous)
    elif motion and all(signal.core > motion[0].core for signal in announcements(view, previous)):
        found += announcements(view, previous)
    return sorted(found, key=lambda signal: signal.core)


def _promised_next(view: View, following: Sequence[View]) -> bool:
    """Whether the next sentence promises what this one asks: then it is that promise's occasion."""
    if not following:
        return False
    told = any(event.kind == "toezeggen" for event in following[0].events)
    return told or any(True for _ in promises(following[0], view))
