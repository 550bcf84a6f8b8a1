"""The header of a table on a PDF page: which rows it is, and over which columns its titles stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pdf_device import Word

_BEFORE = r"[<>≤≥±~+\-–]|(?:circa|ca|ongeveer|max|maximaal|min|minimaal|minder dan|meer dan)\.?\s"
_BEHIND = (
    r"%|x|pt|mln\.?|mld\.?|miljoen|miljard|procent|fte|dag|uur|jaar|"
    r"(?:seconde|minute|week|weke|maand|maande|dage|werkdage|ure|jare)n?"
)
_VALUE = re.compile(
    rf"(?:{_BEFORE})?\s*[€$]?\s*[\d.,]+(?:\s*%?\s*(?:-|–|tot)\s*[\d.,]+)?\s*(?:{_BEHIND})?"
    r"|n\.?v\.?t\.?|[-–—]|n\.?b\.?",
    re.IGNORECASE,
)
_TWICE = 400.0
"""Points that a title is farther off when it would stand over two columns of the same name."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?|Q[1-4]|T\d")


def is_value(words: Sequence[Word]) -> bool:
    """Whether the words of a cell are a value: a number, a percentage, n.v.t., a dash; a year is none."""
    text = " ".join(word.text for word in words if not word.raised)
    return bool(_VALUE.fullmatch(text)) and not _YEAR.fullmatch(text)


def header_rows(merged: Sequence[dict[int, list[list[Word]]]]) -> int:
    """How many rows from the top are the header: bold ones with several cells, or one row without values."""

    def bold(row: dict[int, list[list[Word]]]) -> bool:
        words = [word for lines in row.values() for line in lines for word in line]
        return all(word.bold for word in words)

    all_bold = sum(bold(row) for row in merged) > 0.7 * len(merged)
    if not all_bold:
        count = 0
        while (
            count < min(3, len(merged) - 1) and bold(merged[count]) and (count == 0 or len(merged[count]) > 1)
        ):
            count += 1
        if count and any(len(merged[at]) > 1 for at in range(count)):
            return count + (count == 1 and len(merged) > 2 and _is_second(merged[0], merged[1]))  # noqa: PLR2004
    first = merged[0]
    values = [is_value([word for line in lines for word in line]) for column, lines in first.items() if column]
    if len(merged) < 2 or len(first) < 2 or any(values):  # noqa: PLR2004
        return 0
    return 2 if len(merged) > 2 and _is_second(merged[0], merged[1]) else 1  # noqa: PLR2004


def _is_second(first: dict[int, list[list[Word]]], row: dict[int, list[list[Word]]]) -> bool:
    """Whether a row is the second one of a header: no label, no values, and years or names that come back."""
    if 0 in row or len(row) < 2:  # noqa: PLR2004
        return False
    texts = [" ".join(word.text for line in lines for word in line) for lines in row.values()]
    return all(_YEAR.fullmatch(text) for text in texts) or bool(repeated_spans(first, row))


def header_spans(
    row: dict[int, list[list[Word]]],
    extents: dict[int, tuple[float, float]],
    below: dict[int, list[list[Word]]],
) -> dict[int, tuple[int, int]]:
    """Over which columns each title of an upper header row stands: (first column, number of columns).

    The columns are shared out in order, so that each title lies as near as can be to the middle, the left or
    the right of its columns, as the titles `below` it do. The first column belongs to a title only when one
    stands in it.
    """
    shared = repeated_spans(row, below)
    if shared:
        return shared
    titles = sorted(row)
    last = max(extents)
    if len(titles) > 0.6 * len(extents) or not titles:
        return {}
    low = 0 if titles[0] == 0 else 1
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, low): (0.0, ())}
    for order, title in enumerate(titles):
        after = titles[order + 1] if order + 1 < len(titles) else last + 1
        words = [word for line in row[title] for word in line]
        left, right = min(word.x0 for word in words), max(word.x1 for word in words)
        for (done, start), (cost, ends) in list(best.items()):
            if done != order or start > title:
                continue
            for end in range(title + 1, after + 1) if order + 1 < len(titles) else [last + 1]:
                group = [extents[column] for column in range(start, end) if column in extents]
                if not group:
                    continue
                off = left - min(part[0] for part in group), right - max(part[1] for part in group)
                # it stands in the middle above them, or begins or ends where they do
                side = off[1] if start in below and _on_the_right(below[start], extents[start]) else off[0]
                twice = _TWICE if _repeats(below, range(start, end)) else 0.0
                total = (cost + min(abs(sum(off)) / 2, abs(side)) + twice, (*ends, end))
                if total < best.get((order + 1, end), (float("inf"), ())):
                    best[order + 1, end] = total
    whole = best.get((len(titles), last + 1))
    if whole is None:
        return {}
    edges = [low, *whole[1]]
    return {title: (edges[at], edges[at + 1] - edges[at]) for at, title in enumerate(titles)}


def stands_over(
    row: dict[int, list[list[Word]]],
    below: dict[int, list[list[Word]]],
    extents: dict[int, tuple[float, float]],
) -> bool:
    """Whether a row of titles stands over those below it; else its titles are first lines of theirs.

    A title that stands over columns reaches beyond one of them, or those below it come back or are years on
    one line. In a title of several lines beside titles of one, the lines stand at other heights.
    """
    for column, lines in row.items():
        words = [word for line in lines for word in line]
        low, high = extents.get(column, (0.0, 0.0))
        left, right = min(word.x0 for word in words), max(word.x1 for word in words)
        if column and (left < low - 2 or right > high + 2) and not _in_line(left, right, below.get(column, [])):
            return True
    if repeated_spans(row, below):
        return True
    heights = [line[0].base for column, lines in below.items() if column for line in lines]
    said = [" ".join(word.text for line in lines for word in line) for column, lines in below.items() if column]
    level = bool(heights) and max(heights) - min(heights) <= 2  # noqa: PLR2004 - points
    return level and all(_YEAR.fullmatch(text) for text in said)


def _in_line(left: float, right: float, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a line of a title is set as the next one is: to the left, to the right or in the middle."""
    if not lines:
        return False
    offs = lines[0][0].x0 - left, lines[0][-1].x1 - right
    return min(abs(offs[0]), abs(offs[1]), abs(sum(offs)) / 2) < 2  # noqa: PLR2004 - points


def repeated_spans(
    row: dict[int, list[list[Word]]], below: dict[int, list[list[Word]]]
) -> dict[int, tuple[int, int]]:
    """Over which columns titles stand when the titles below them come back: "2021 2022" over "Norm Realisatie
    Norm Realisatie"; empty when they do not.
    """
    titles, columns = [at for at in sorted(row) if at], [at for at in sorted(below) if at]
    if len(titles) < 2 or len(columns) <= len(titles) or len(columns) % len(titles):  # noqa: PLR2004
        return {}
    wide = len(columns) // len(titles)
    names = [" ".join(word.text for line in below[at] for word in line) for at in columns]
    if names != names[:wide] * len(titles) or len(set(names[:wide])) < wide:
        return {}
    spans = {title: (columns[number * wide], wide) for number, title in enumerate(titles)}
    return spans | ({0: (0, 1)} if 0 in row else {})


def _repeats(below: dict[int, list[list[Word]]], columns: range) -> bool:
    """Whether two columns would have the same title under one: "2023" and "2023" under "Norm"."""
    said = [" ".join(word.text for line in below[at] for word in line) for at in columns if at in below]
    return len(set(said)) < len(said)


def _on_the_right(lines: Sequence[Sequence[Word]], extent: tuple[float, float]) -> bool:
    """Whether a title stands at the right edge of its column, and not at the left."""
    left, right = min(line[0].x0 for line in lines), max(line[-1].x1 for line in lines)
    return extent[1] - right < left - extent[0]


def extents_of(merged: Sequence[dict[int, list[list[Word]]]]) -> dict[int, tuple[float, float]]:
    """From where to where the text of each column reaches, header titles apart."""
    extents: dict[int, tuple[float, float]] = {}
    for row in merged:
        for column, lines in row.items():
            for line in lines:
                low, high = extents.get(column, (line[0].x0, line[-1].x1))
                extents[column] = (min(low, line[0].x0), max(high, line[-1].x1))
    return extents


def with_broken_titles(
    merged: list[dict[int, list[list[Word]]]], heads: int, spans: dict[int, tuple[int, int]]
) -> None:
    """A title of one column that is broken off ("Streef-") goes with the line of the title below it."""
    if heads < 2:  # noqa: PLR2004
        return
    upper, lower = merged[0], merged[1]
    for column in [column for column, (_, wide) in spans.items() if wide == 1 and column in lower]:
        if upper[column][-1][-1].text.endswith("-") and len(upper) > 1:
            lower[column] = [*upper.pop(column), *lower[column]]
            del spans[column]
