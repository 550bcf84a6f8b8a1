"""Words of a PDF page laid in rows by the heights of their baselines: markers, drop capitals, bold overprint.

A `Row` is what stands on one baseline, over all columns; `columns` parts it. Signs that stand a little
above or below a baseline (footnote markers, m², CO₂) go into the row of the word that they stand beside.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.pdf_chars import UNKNOWN
from ingest.pdf_device import Word

_SAME_BASE = 0.14
"""Baselines this far apart (in sizes) are one: rounding, not a raised sign."""
_JOIN = 0.16
_LARGE_CAP = 1.8
_CAP_LETTERS = 2
_MOST_CAPS = 60
_RAISED = 0.75
"""A raised sign is at most this part of the size of its neighbour."""
_ENOUGH_PAIRS = 20
_STRAIGHT = 0.0015
"""A slope below this (a point over a page's width) does no harm."""
_NUMBER_RAISED = 0.9
"""A number that stands clearly higher may be larger."""


@dataclass(slots=True)
class Row:
    """The words on one baseline, from left to right."""

    base: float
    words: list[Word]


def upright(words: Sequence[Word]) -> tuple[int, list[Word], list[Word]]:
    """The direction most letters run in, the words in it, and all others.

    A page whose text runs upwards (a wide table) is read as it was meant, from its own side.
    """
    turns: Counter[int | None] = Counter()
    for word in words:
        turns[word.turn] += len(word.text)
    known = [(count, turn) for turn, count in turns.items() if turn is not None]
    main = max(known)[1] if known else 0
    if turns[0] >= 0.4 * sum(turns.values()):
        main = 0
    return main, [word for word in words if word.turn == main], [word for word in words if word.turn != main]


def straightened(words: Sequence[Word]) -> Sequence[Word]:
    """Words of a page that was scanned askew, with baselines as if it were not.

    The slope is that of words behind each other in the file; pages that were typeset have none.
    """
    slopes = sorted(
        (word.base - last.base) / (word.x0 - last.x0)
        for last, word in pairwise(words)
        if word.x0 - last.x0 > 0.5 * word.size and abs(word.base - last.base) < 0.5 * word.size
    )
    slope = slopes[len(slopes) // 2] if len(slopes) >= _ENOUGH_PAIRS else 0.0
    if abs(slope) < _STRAIGHT:
        return words
    for word in words:
        word.base -= slope * word.x0
    return words


def body_size(words: Iterable[Word]) -> float:
    """The size that most letters are set in, in points; 10.0 where there are none."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 10.0


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of a page from top to bottom."""
    body = body_size(words)
    caps = _drop_capitals(words, body)
    rows = _by_baseline([word for word in words if id(word) not in caps])
    rows = _with_raised(rows, body)
    for row in rows:
        row.words = _whole_words(row.words)
    _attach_capitals(rows, [word for word in words if id(word) in caps])
    for row in rows:
        _name_bullets(row)
    return [row for row in rows if row.words]


def _by_baseline(words: Iterable[Word]) -> list[Row]:
    rows: list[Row] = []
    for word in sorted(words, key=lambda item: (item.base, item.x0)):
        last = rows[-1] if rows else None
        if last is not None and word.base - last.base <= max(0.4, _SAME_BASE * word.size):
            last.words.append(word)
        else:
            rows.append(Row(word.base, [word]))
    for row in rows:
        row.words.sort(key=lambda item: (item.x0, item.x1))
    return rows


def _whole_words(words: Sequence[Word]) -> list[Word]:
    """Words whose pieces touch made one; what is drawn twice (for bold) is kept once."""
    result: list[Word] = []
    for word in words:
        last = result[-1] if result else None
        if last is None:
            result.append(word)
            continue
        size = min(last.size, word.size)
        gap = word.x0 - last.x1
        twice = word.text == last.text and abs(word.x0 - last.x0) < 0.25 * (word.x1 - word.x0) + 0.2
        if twice:
            continue
        same = (last.raised, last.hidden) == (word.raised, word.hidden)
        alike = last.bold == word.bold or word.text[0].isalnum() is False or last.text[-1].isalnum() is False
        if same and -0.5 * size < gap < _JOIN * size and alike and abs(last.size - word.size) < 0.3 * size:
            result[-1] = Word(
                last.text + word.text, last.x0, max(last.x1, word.x1), last.base, max(last.size, word.size),
                last.bold, last.turn, last.hidden, last.marginal and word.marginal, last.raised, last.italic,
            )  # fmt: skip
        else:
            result.append(word)
    return result


def touching(left: Word, right: Word) -> bool:
    """Whether no space stands between two neighbouring words of a row (a marker, bold in a word)."""
    size = left.size if right.raised else right.size if left.raised else min(left.size, right.size)
    limit = 0.25 if left.raised or right.raised else _JOIN
    return right.x0 - left.x1 < limit * size


# --------------------------------------------------------------------------- raised and lowered signs


def _with_raised(rows: Sequence[Row], body: float) -> list[Row]:
    """Rows of small signs beside words of a row just below or above go into that row."""
    kept: list[Row] = []
    moved: dict[int, list[Word]] = {}
    bases = [row.base for row in rows]
    for at, row in enumerate(rows):
        stay: list[Word] = []
        for word in row.words:
            host = _host(word, rows, bases, at, body) if len(word.text) <= 5 else None  # noqa: PLR2004
            if host is None:
                stay.append(word)
            else:
                place, raised = host
                word.raised = raised
                moved.setdefault(place, []).append(word)
        row.words = stay
    for at, row in enumerate(rows):
        if at in moved:
            row.words = sorted([*row.words, *moved[at]], key=lambda item: (item.x0, item.x1))
        _raised_in_row(row)
        if row.words:
            kept.append(row)
    return kept


def _host(
    word: Word, rows: Sequence[Row], bases: Sequence[float], at: int, body: float
) -> tuple[int, int] | None:
    """The row that a small word is a sign of (place, +1 raised or -1 lowered)."""
    reach = 0.75 * max(body, word.size / _RAISED)
    place = bisect_left(bases, word.base - 0.3 * reach)
    best: tuple[float, int, int] | None = None
    while place < len(rows) and rows[place].base <= word.base + reach:
        difference = rows[place].base - word.base
        if place != at:
            for other in rows[place].words:
                number = word.text.isdigit() and difference > 0.25 * other.size
                if word.size > (_NUMBER_RAISED if number else _RAISED) * other.size:
                    continue
                high = difference <= 0.72 * other.size if difference > 0 else -difference <= 0.3 * other.size
                # the number of a note stands before its text, a little farther away than a marker
                leads = number and other is rows[place].words[0] and other.x0 > word.x0
                beside = min(abs(word.x0 - other.x1), abs(other.x0 - word.x1))
                if (
                    high
                    and beside < (1.2 if leads else 0.4) * other.size
                    and (best is None or beside < best[0])
                ):
                    best = (beside, place, 1 if difference > 0 else -1)
        place += 1
    return (best[1], best[2]) if best else None


def _raised_in_row(row: Row) -> None:
    """Mark small digits of a row whose baselines differ by less than a row: raised by the text rise."""
    largest = max((word.size for word in row.words), default=0.0)
    for word in row.words:
        small = word.size <= _RAISED * largest and len(word.text) <= 3  # noqa: PLR2004
        if small and not word.raised and word.base < row.base - 0.02 * largest:
            word.raised = 1


# --------------------------------------------------------------------------- drop capitals


def _drop_capitals(words: Sequence[Word], body: float) -> set[int]:
    """Large first letters that stand beside two lines of text or more."""
    found: set[int] = set()
    large = [
        word
        for word in words
        if word.size >= _LARGE_CAP * body and len(word.text) <= _CAP_LETTERS and word.text.isalpha()
    ]
    for word in large if len(large) <= _MOST_CAPS else ():
        beside = {
            round(other.base)
            for other in words
            if other.size < 0.6 * word.size
            and word.top - 0.3 * other.size < other.base < word.base + 0.3 * other.size
            and 0 <= other.x0 - word.x1 + 0.1 * word.size < 0.5 * word.size
        }
        if len(beside) > 1:
            found.add(id(word))
    return found


def _attach_capitals(rows: Sequence[Row], caps: Iterable[Word]) -> None:
    """Put each drop capital before the first word of the highest row beside it."""
    for cap in caps:
        for row in rows:
            beside = [
                word
                for word in row.words
                if word.top > cap.top - 0.6 * word.size
                and 0 <= word.x0 - cap.x1 + 0.1 * cap.size < 0.5 * cap.size
            ]
            if beside:
                first = beside[0]
                row.words[row.words.index(first)] = Word(
                    cap.text + first.text, cap.x0, first.x1, first.base, first.size, first.bold, first.turn,
                    first.hidden, first.marginal, italic=first.italic,
                )  # fmt: skip
                break


def _name_bullets(row: Row) -> None:
    """A glyph without text that stands alone before other words is a bullet."""
    for at, word in enumerate(row.words):
        before = row.words[at - 1] if at else None
        apart = before is None or word.x0 - before.x1 > 2 * word.size
        followed = at + 1 < len(row.words) and row.words[at + 1].x0 - word.x1 > 0.2 * word.size
        if word.text == UNKNOWN and apart and (followed or len(row.words) == 1):
            word.text = "•"


def letter_spaced(words: Sequence[Word]) -> list[Word]:
    """Words with spaces between their letters ("V O O R W O O R D") made whole."""
    result: list[Word] = []
    for single, group in groupby(words, key=lambda word: len(word.text) == 1 and word.text.isalpha()):
        run = list(group)
        gaps = [right.x0 - left.x1 for left, right in pairwise(run)]
        if not single or len(run) < 4 or not gaps or max(gaps) > 1.2 * run[0].size:  # noqa: PLR2004
            result.extend(run)
            continue
        usual = sorted(gaps)[len(gaps) // 2]
        whole = run[0]
        for gap, word in zip(gaps, run[1:], strict=True):
            if gap > 1.8 * usual + 0.05 * word.size:
                result.append(whole)
                whole = word
            else:
                whole = Word(
                    whole.text + word.text, whole.x0, word.x1, whole.base, whole.size, whole.bold, whole.turn,
                    whole.hidden, whole.marginal, italic=whole.italic,
                )  # fmt: skip
        result.append(whole)
    return result
