r"""Where the pages of a text file begin.

A form feed begins a page. Text that came out of a PDF by way of other readers marks pages in another way:
a line that begins with one space, or three empty lines. A space at the beginning of a line can be
something else as well: a bullet stood there, or a soft hyphen was lost. So such a line is believed when
the text before it had come to an end; in the middle of a sentence it is believed only when the file shows
no such accidents, or when the page would otherwise be longer than the pages of the file are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from statistics import median

_BULLETS = "•▪●○◦■□‣∙·➢✓–—-*"
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*\d{0,2}\.?$|^\d{1,3}[.)]?\s.*\.$")
_VALUE = re.compile(r"[≥≤<>€]?\s*[\d.,]+\s*%?$")
_BLANK_RUN = 3
"""So many empty lines before a line part two pages."""
_CLOSE = 12
"""Two page starts nearer to each other than this many filled lines: one of them is an accident."""
_DIVIDER = 3
"""A page of no more filled lines than this is a divider (a chapter title), not a page of text."""
_FULL = 80
"""Filled lines: no printed page holds more."""
_LEAST = 8
"""Filled lines: a file whose 'pages' are shorter than this on average marks something else."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may begin a page: its offset, filled lines before it, how sure it is."""

    start: int
    filled: int
    sure: bool
    mark: bool


def page_starts(text: str) -> list[int]:
    """Offsets of the page starts of `text`, the first one 0; empty when the file marks no pages."""
    if "\f" in text:
        return _by_form_feed(text)
    candidates = list(_candidates(text))
    if not any(item.mark for item in candidates):
        return []
    total = sum(1 for line in text.split("\n") if line.strip())
    kept = _spread(_believed(candidates, total))
    starts = sorted({0, *(item.start for item in kept)})
    if len(starts) == 1 or total < _LEAST * len(starts):
        return []
    return starts


def _by_form_feed(text: str) -> list[int]:
    # a form feed with nothing behind it ends the last page and begins none
    last = len(text.rstrip())
    return [0, *(found.end() for found in re.finditer("\f", text) if found.end() <= last)]


def _candidates(text: str) -> list[_Candidate]:
    found: list[_Candidate] = []
    offset = filled = empty = 0
    before = ""
    for line in text.split("\n"):
        content = line.rstrip("\r")
        body = content.strip()
        if body:
            marked = _is_marked(content)
            parted = empty >= _BLANK_RUN and filled > 0
            if (marked or parted) and filled:
                sure = parted or _complete(before, body)
                found.append(_Candidate(offset, filled, sure, marked))
            filled += 1
            before = body
            empty = 0
        elif not content:
            empty += 1
        else:
            empty = 0
        offset += len(line) + 1
    return found


def _is_marked(line: str) -> bool:
    body = line[1:]
    return (
        line[:1] == " "
        and not body[:1].isspace()
        and body[:1] not in _BULLETS
        and not _VALUE.match(body.strip())
    )


def _complete(before: str, body: str) -> bool:
    """Whether what stands before had ended, and `body` looks like a beginning."""
    first = body.lstrip("\"'‘“«([")[:1]
    begins = first.isupper() or first.isdigit()
    if _ENDS.search(before):
        return begins or not first.isalpha()
    # a short line (heading, cell, label) ends as well, when what follows does not go on in lower case
    return begins and len(before) < 45 and not before.endswith(("-", ","))  # noqa: PLR2004


def _spread(candidates: list[_Candidate]) -> list[_Candidate]:
    """Without the starts of 'pages' of a line or three; a divider page stands between empty lines."""
    return [
        item
        for item, after in zip_longest(candidates, candidates[1:])
        if after is None or not item.mark or not after.mark or after.filled - item.filled > _DIVIDER
    ]


def _believed(candidates: list[_Candidate], total: int) -> list[_Candidate]:
    sure = [item for item in candidates if item.sure]
    doubtful = [item for item in candidates if not item.sure]
    if not _accidents(candidates):
        return candidates
    edges = [0, *(item.filled for item in sure), total]
    lengths = [right - left for left, right in pairwise(edges)]
    usual = [length for length in lengths if _CLOSE <= length <= _FULL]
    most = max(usual, default=_FULL)
    kept = list(sure)
    for left, right in pairwise(edges):
        inside = [item for item in doubtful if left < item.filled < right]
        kept.extend(_fill(inside, left, right, most, int(median(usual)) if usual else most))
    return kept


def _fill(inside: list[_Candidate], left: int, right: int, most: int, usual: int) -> list[_Candidate]:
    """Doubtful starts that are needed to part a stretch that is too long for one page."""
    chosen: list[_Candidate] = []
    while right - left > most * 1.15:
        best = min(inside, key=lambda item: abs(item.filled - left - usual), default=None)
        if best is None or not _CLOSE < best.filled - left <= most * 1.15:
            break
        chosen.append(best)
        left = best.filled
        inside = [item for item in inside if item.filled > left]
    return chosen


def _accidents(candidates: list[_Candidate]) -> bool:
    """Whether some candidate in mid-sentence stands too near to another one to be a page."""
    return any(
        right.filled - left.filled < _CLOSE and not (left.sure and right.sure)
        for left, right in pairwise(candidates)
    )
