"""Rules and shaded areas of a page as the frames of tables: where they stand, their rows and their columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf_device import Area
from kb.records import Box

_THIN = 2.6
_NEAR = 2.0
_SHORTEST = 70.0
_SAME_EDGE = 6.0
_PART, _WHOLE = 0.4, 0.97
"""Rules over such a part of the width leave room for a cell that goes on below them."""
_FARTHEST = 330.0
"""Points between two rules of one table; the tallest cells of text tables reach this."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of one table: heights of the horizontal ones from top to bottom, places of upright ones.

    `posts` are the upright ones with the heights that they reach from and to. `partial` are the heights whose
    rules do not run over the whole width, with the stretches that they do: between these a cell goes on.
    """

    box: Box
    heights: tuple[float, ...]
    uprights: tuple[float, ...]
    posts: tuple[tuple[float, float, float], ...] = ()
    partial: tuple[tuple[float, tuple[tuple[float, float], ...]], ...] = ()

    def goes_on(self, height: float, place: float) -> bool:
        """Whether the cell at a place goes on below a height: no rule is drawn there, and beside it one is."""
        for at, stretches in self.partial:
            if abs(at - height) <= _NEAR:
                return not any(low - _NEAR <= place <= high + _NEAR for low, high in stretches)
        return False


@dataclass(frozen=True, slots=True)
class _Rule:
    at: float
    low: float
    high: float


def find_frames(areas: Iterable[Area]) -> list[Frame]:
    """The frames of the tables of a page: three horizontal rules or more of the same width."""
    across, upright = _rules(areas)
    drawn = _joined(across)
    lines = [rule for rule in drawn if rule.high - rule.low >= _SHORTEST]
    posts = _joined(upright)
    frames: list[Frame] = []
    for group in _stacked(lines):
        heights = _distinct([rule.at for rule in group])
        if len(heights) < 3:  # noqa: PLR2004
            continue
        low, high = min(rule.low for rule in group), max(rule.high for rule in group)
        box = Box(low, heights[0], high, heights[-1])
        tall = 0.5 * (box.bottom - box.top)
        within = [
            post
            for post in posts
            if low + 4 < post.at < high - 4 and min(post.high, box.bottom) > max(post.low, box.top)
        ]
        inside = _tall(within, box, tall)
        pieces = tuple((post.at, post.low, post.high) for post in within)
        partial = _partial(drawn, box, heights)
        heights = sorted([*heights, *(at for at, _ in partial)])
        frames.append(Frame(box, tuple(heights), tuple(inside), pieces, partial))
    return frames


def _partial(
    lines: Sequence[_Rule], box: Box, heights: Sequence[float]
) -> tuple[tuple[float, tuple[tuple[float, float], ...]], ...]:
    """Heights within a frame where rules run over a good part of its width, but not over all of it."""
    found: list[tuple[float, tuple[tuple[float, float], ...]]] = []
    for level in _levels([rule for rule in lines if box.top < rule.at < box.bottom]):
        at = level[0].at
        inside = [rule for rule in level if box.x0 - _SAME_EDGE < rule.low and rule.high < box.x1 + _SAME_EDGE]
        reach = sum(rule.high - rule.low for rule in inside) / (box.x1 - box.x0)
        apart = all(abs(at - height) > 2 * _NEAR for height in heights)
        if apart and _PART <= reach < _WHOLE:
            found.append((at, tuple((rule.low, rule.high) for rule in inside)))
    return tuple(found)


def _tall(posts: Sequence[_Rule], box: Box, tall: float) -> list[float]:
    """The places of upright rules that are, all pieces of one place together, at least so tall."""
    found: list[float] = []
    for level in _levels(posts):
        reach = sum(min(post.high, box.bottom) - max(post.low, box.top) for post in level)
        if reach >= tall:
            found.append(level[0].at)
    return _distinct(found)


def _rules(areas: Iterable[Area]) -> tuple[list[_Rule], list[_Rule]]:
    """Horizontal and upright rules: thin areas, and the edges of shaded or framed ones."""
    across: list[_Rule] = []
    upright: list[_Rule] = []
    for area in areas:
        box = area.box
        wide, tall = box.x1 - box.x0, box.bottom - box.top
        if tall <= _THIN and wide > 4:  # noqa: PLR2004
            across.append(_Rule((box.top + box.bottom) / 2, box.x0, box.x1))
        elif wide <= _THIN and tall > 4:  # noqa: PLR2004
            upright.append(_Rule((box.x0 + box.x1) / 2, box.top, box.bottom))
        elif tall < _FARTHEST and wide > 8 and tall > 6:  # noqa: PLR2004
            across += [_Rule(box.top, box.x0, box.x1), _Rule(box.bottom, box.x0, box.x1)]
            upright += [_Rule(box.x0, box.top, box.bottom), _Rule(box.x1, box.top, box.bottom)]
    return across, upright


def _joined(rules: Sequence[_Rule]) -> list[_Rule]:
    """Rules of one height whose ends meet made one: borders are often drawn cell by cell."""
    result: list[_Rule] = []
    for level in _levels(rules):
        last: _Rule | None = None
        for rule in sorted(level, key=lambda item: item.low):
            if last is not None and rule.low <= last.high + 3:
                last = _Rule(last.at, last.low, max(last.high, rule.high))
            else:
                if last is not None:
                    result.append(last)
                last = rule
        if last is not None:
            result.append(last)
    return sorted(result, key=lambda item: item.at)


def _levels(rules: Sequence[_Rule]) -> list[list[_Rule]]:
    levels: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda item: item.at):
        if levels and rule.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _stacked(lines: Sequence[_Rule]) -> list[list[_Rule]]:
    """Rules with the same ends, one below the other."""
    groups: list[list[_Rule]] = []
    for line in lines:
        for group in groups:
            last = group[-1]
            same = abs(last.low - line.low) <= _SAME_EDGE and abs(last.high - line.high) <= _SAME_EDGE
            if same and line.at - last.at <= _FARTHEST:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _distinct(places: Sequence[float]) -> list[float]:
    result: list[float] = []
    for place in places:
        if not result or place - result[-1] > 2 * _NEAR:
            result.append(place)
    return result
