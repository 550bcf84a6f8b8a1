"""The header of a flattened table: which lines it is, and the names of the columns in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.layout import Line
from ingest.tablevalues import table_words
from kb.records import Span

CAPTION = re.compile(r"(?:tabel|table)\s+\d", re.IGNORECASE)
_PERIOD = re.compile(r"(?:(?:19|20)\d\d(?:[-/]\d{2,4})?|[QK][1-4]|[1-4]e\s?kw\.?|T[1-3])$")
_WORD = re.compile(r"\S+")
_MOST_LINES = 16
_SHORT = 40
_KNOWN_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a header: its words and where they stand."""

    text: str
    spans: tuple[Span, ...]


def head_length(lines: Sequence[Line]) -> int:
    """How many of the first `lines` are the header; 0 when they do not begin with one.

    Every line of it begins with a known title, is a row of years, or goes on in lower case.
    """
    count = 0
    titles = 0
    for line in lines[:_MOST_LINES]:
        first = _is_title_line(line)
        if count and line.page != lines[0].page:
            break
        lower = period_line(line.text) if count else None
        goes_on = lower is not None or (count > 0 and line.text[:1].islower() and len(line.text) < _SHORT)
        if not first and not goes_on:
            break
        titles += len(columns_of([line])) if first else len(lower[1]) if lower else 0
        count += 1
    return count if titles >= 2 else 0  # noqa: PLR2004


def is_periods(text: str) -> bool:
    """Whether all the words are periods: "2023", "Q1 2023"."""
    words = text.split()
    return bool(words) and all(_PERIOD.match(word) for word in words)


def period_line(text: str) -> tuple[str, list[str]] | None:
    """The lower line of a header on two levels: the title of the labels, if it stands there, and periods."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if _PERIOD.match(word)), len(words))
    label, periods = " ".join(words[:first]), words[first:]
    if not periods or not all(map(_PERIOD.match, periods)) or (label and not is_label_title(label)):
        return None
    return label, periods


def _is_title_line(line: Line) -> bool:
    """Whether a line consists of column titles: most of its cells begin with a known title or are years."""
    if len(line.text) > 200 or (line.text.endswith((".", ";")) and not line.text.endswith("v.")):  # noqa: PLR2004
        return False
    cells = columns_of([line])
    known = sum(is_known_title(cell.text) for cell in cells)
    numbers = [word for word in line.text.split() if word[:1].isdigit()]
    if any(not _PERIOD.match(number) for number in numbers):
        return False
    return known >= 1 and known >= _KNOWN_SHARE * len(cells)


def is_known_title(text: str) -> bool:
    """Whether the words are the title of a column: "Waarde 2021", "Stand van zaken", "Norm (jaarplan)"."""
    words = [re.sub(r"[^\w'’/.-]", "", word).replace("’", "'") for word in _bare(text).split()]
    words = [word for word in words if word]
    titles = table_words().titles
    for length in (3, 2, 1):
        if len(words) >= length and " ".join(words[:length]).rstrip("-") in titles:
            rest = words[length:]
            return all(_may_follow(word) for word in rest)
    # the first line of a title over several: "Stand van"
    return " ".join(words) in _beginnings()


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first words of titles of several words."""
    parts = (title.split() for title in table_words().titles)
    return frozenset(" ".join(words[:length]) for words in parts for length in range(1, len(words)))


def is_label_title(text: str) -> bool:
    """Whether the words are the title of the first column: what a row is about."""
    return _bare(text).replace("’", "'").strip() in table_words().label_titles


def is_value_title(text: str) -> bool:
    """Whether the words are the title of a column of values: a known title with a period, or a period."""
    words = text.split()
    return bool(words) and any(_PERIOD.match(word) for word in words)


def _may_follow(word: str) -> bool:
    lists = table_words()
    return word in lists.titles or word in lists.title_extras or word[:1].isdigit()


def text_columns(names: Sequence[str]) -> frozenset[int]:
    """The places of the columns that hold words, by their titles."""
    titles = table_words().text_titles
    return frozenset(
        at
        for at, name in enumerate(names)
        if at and (_bare(name).strip() in titles or _bare(name).split(" ")[0] in titles)
    )


def _bare(text: str) -> str:
    """The words of a title without what stands in brackets behind them."""
    return re.sub(r"\s\([^()]*\)?", " ", text.casefold())


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """The cells of header lines: a capital begins one, and so does a year behind a year."""
    found: list[tuple[list[str], list[Span]]] = []
    last = ""
    for line in lines:
        for match in _WORD.finditer(line.text):
            word = match[0]
            span = (line.start + match.start(), line.start + match.end())
            both = bool(_PERIOD.match(word)) and bool(_PERIOD.match(last))
            begins = word.lstrip("(")[:1].isupper() and not last.endswith("-") and not word.startswith("(")
            if _PERIOD.match(word) and not both and last:
                begins = is_label_title(" ".join(found[-1][0])) if found else False
            if not found or begins or both:
                found.append(([word], [span]))
            else:
                found[-1][0].append(word)
                found[-1][1].append(span)
            last = word
    return [Column(plain_title(words), tuple(spans)) for words, spans in found]


def plain_title(words: Sequence[str]) -> str:
    """The words of a title as one, a word broken over lines mended."""
    text = ""
    for word in words:
        if text.endswith("-") and word[:1].islower():
            text = text[:-1] + word
        else:
            text = f"{text} {word}" if text else word
    return text


def named_columns(lines: Sequence[Line], columns: int) -> tuple[str, ...]:
    """The names of `columns` value columns and the label column before them, as the header has them."""
    two = _two_levels(lines, columns)
    if two is not None:
        return two
    cells = [cell.text for cell in columns_of(lines)]
    if len(cells) == columns:
        return ("", *cells)
    if len(cells) == columns + 1:
        return tuple(cells)
    while len(cells) > columns + 1:
        cells = _merged(cells)
    return (*cells, *[""] * (columns + 1 - len(cells)))


def _merged(cells: Sequence[str]) -> list[str]:
    """Two cells made one: the second is rather no title by itself."""
    for at in range(1, len(cells)):
        if not is_known_title(cells[at]) and not _PERIOD.match(cells[at]):
            return [*cells[: at - 1], f"{cells[at - 1]} {cells[at]}", *cells[at + 1 :]]
    return [*cells[:-2], f"{cells[-2]} {cells[-1]}"]


def _two_levels(lines: Sequence[Line], columns: int) -> tuple[str, ...] | None:
    """A header of titles above periods: "Indicator Realisatie Norm" over "2021 2022 2023 2023"."""
    lower = period_line(lines[-1].text) if len(lines) > 1 else None
    if lower is None:
        return None
    below, periods = lower
    titles = [cell.text for cell in columns_of(lines[:-1])]
    if len(periods) != columns or not titles or len(titles) > columns + 1:
        return None
    groups = _runs(periods)
    labelled = not below and (
        is_label_title(titles[0])
        or len(titles) == columns + 1
        or (len(groups) + 1 == len(titles) and not is_known_title(titles[0]))
    )
    label, tops = (titles[0], titles[1:] or [""]) if labelled else (below, titles)
    if len(groups) != len(tops):
        # the first title spans what the others leave
        cuts = [0, *range(columns - len(tops) + 1, columns + 1)]
        groups = [periods[left:right] for left, right in pairwise(cuts)]
    names = [f"{top} {period}".strip() for top, group in zip(tops, groups, strict=True) for period in group]
    return (label, *names)


def _runs(periods: Sequence[str]) -> list[list[str]]:
    """Rising runs: "2021 2022 2023 2023" are two."""
    runs: list[list[str]] = []
    for period in periods:
        if runs and period > runs[-1][-1]:
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs
