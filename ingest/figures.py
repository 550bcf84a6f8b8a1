"""Text of figures, title pages and the like: runs of loose labels that are no sentences.

Such words are kept, as passages of their own kind, because somebody may look for them; but they belong to
no paragraph and are no headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.groups import OUTLINE, Group, is_bullet, is_paper_title

_LEAST = 4
"""Fewer loose labels after one another are no figure."""
_WORDS = 6
"""A label has no more words than this."""
_LOWEST_SHARE = 0.75
_HEADINGS = 3
"""So many short lines at the head of a page, right above text, are its headings."""
_HINTED = ("figure",)


def figure_runs(
    groups: Sequence[Group], taken: Sequence[bool], *, hinted: bool = False
) -> list[tuple[int, int]]:
    """The runs of groups (from, to) that are the text of a figure.

    `hinted`: only those that the format or layout tells; e-mails have short lines that are no labels.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(groups):
        if groups[start][0].hint in _HINTED:
            end = start + 1
            while end < len(groups) and groups[end][0].hint in _HINTED:
                end += 1
            runs.append((start, end))
            start = end
            continue
        if hinted:
            start += 1
            continue
        end = start
        while end < len(groups) and not taken[end] and _is_label(groups[end]) and _near(groups, start, end):
            end += 1
        first, last = _trimmed(groups, taken, start, end)
        if last - first >= _LEAST and _loose(groups[first:last]):
            runs.append((first, last))
            start = end
        else:
            start = max(end, start + 1)
    return runs


def _trimmed(groups: Sequence[Group], taken: Sequence[bool], start: int, end: int) -> tuple[int, int]:
    """A run without the headings at its ends: above a table header, or right above running text."""
    if start < end < len(groups) and not taken[end] and groups[end][0].page == groups[end - 1][0].page:
        page = groups[end - 1][0].page
        own = [at for at in range(start, end) if groups[at][0].page == page]
        end = own[0] if page is not None and len(own) <= _HEADINGS and own[0] > start else end - 1
    return start, end


def _is_label(group: Group) -> bool:
    text = " ".join(line.text for line in group)
    words = len(text.split())
    if (
        is_paper_title(group)
        or is_bullet(text)
        or OUTLINE.match(text)
        or group[0].hint not in (None, "paragraph")
        or group[0].bold
    ):
        return False
    return len(group) <= 4 and words <= _WORDS * len(group) and words <= 14 and not group[-1].ended  # noqa: PLR2004


def _near(groups: Sequence[Group], start: int, end: int) -> bool:
    """Whether group `end` is on the page of the run, or the one after it."""
    first, this = groups[start][0].page, groups[end][0].page
    return first is None or this is None or this - first <= 1


def _loose(run: Sequence[Group]) -> bool:
    """Whether most labels stand apart and are short."""
    apart = sum(group[0].gap > 0 for group in run)
    words = sum(len(line.text.split()) for group in run for line in group)
    lines = sum(len(group) for group in run)
    return apart >= 0.5 * len(run) and words / lines <= _WORDS * _LOWEST_SHARE
