"""Rows of a letterhead: labels with the values beside them, several on a row, or labels over values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.columns import Piece
from ingest.letterhead_words import letterhead_words
from ingest.pdf_device import Word
from ingest.pdf_lines import touching

_TAB = 0.5
"""White space of this part of the size, or a colon, parts a label from its value."""
_APART = 1.2
"""White space of this part of the size stands before the next label of a row."""
_LABEL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row that begins with a label: its place, the label, where its value begins (None: no value).

    `more` are further labels on the row with their values; `columns` the labels of a row of labels only, with
    where they begin: their values stand below them.
    """

    at: int
    label: str
    value: str
    value_x: float | None
    more: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, float], ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels of the row."""
        return (self.label, *(label for label, _ in self.more))


def text_of(piece: Piece) -> str:
    """The text of a line."""
    return _text(piece.words)


def _text(words: Sequence[Word]) -> str:
    parts = [words[0].text]
    for before, word in pairwise(words):
        parts.append(word.text if touching(before, word) else " " + word.text)
    return "".join(parts)


def label_alone(piece: Piece) -> str | None:
    """The label that is all of a line, or None."""
    text = text_of(piece).strip().rstrip(":").strip().lower()
    return text if text in letterhead_words().labels else None


def labelled(at: int, piece: Piece) -> Labelled | None:
    """The label that a line begins with, when white space or a colon parts it from its value."""
    first = _label_at(piece.words, 0)
    if first is None:
        return None
    pairs: list[tuple[str, list[Word], float]] = []
    place = 0
    while place < len(piece.words):
        found = _label_at(piece.words, place)
        before = piece.words[place - 1] if place else None
        word = piece.words[place]
        if found is not None and (before is None or word.x0 - before.x1 > _APART * word.size):
            pairs.append((found[0], [], word.x0))
            place = found[1]
        else:
            pairs[-1][1].append(word)
            place += 1
    label, words, _ = pairs[0]
    more = tuple((name, _text(value) if value else "") for name, value, _ in pairs[1:])
    if len(pairs) > 1 and not any(value for _, value, _ in pairs):
        return Labelled(at, label, "", None, more, tuple((name, x) for name, _, x in pairs))
    return Labelled(at, label, _text(words) if words else "", words[0].x0 if words else None, more)


def _label_at(words: Sequence[Word], start: int) -> tuple[str, int] | None:
    """The label that begins at a word, and the place of the word behind it (a colon left out)."""
    known = letterhead_words()
    text = ""
    for place in range(start, min(start + _LABEL_WORDS, len(words))):
        word = words[place]
        text = f"{text} {word.text}" if text else word.text
        bare = text.rstrip(":").strip().lower()
        next_ = place + 1
        behind = words[next_] if next_ < len(words) else None
        if behind is not None and behind.text == ":":
            next_ += 1
            behind = words[next_] if next_ < len(words) else None
            text += ":"
        if bare not in known.labels and bare not in known.mail:
            continue
        if behind is None or text.endswith(":") or behind.x0 - word.x1 > _TAB * word.size:
            return bare, next_
    return None


def with_joined_columns(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of a page with a column of labels put together with the column of its values.

    White space between labels and values looks like that between columns. Nothing but labels stands in the
    first, each has something beside it, and the second reaches little farther than the labels do.
    """
    regions: dict[int, list[Piece]] = {}
    for piece in pieces:
        regions.setdefault(piece.region, []).append(piece)
    for labels in regions.values():
        if len(labels) < 2 or not all(label_alone(piece) for piece in labels):  # noqa: PLR2004
            continue
        right = max(piece.box.x1 for piece in labels)
        for values in regions.values():
            if (
                values is not labels
                and min(piece.box.x0 for piece in values) > right
                and _beside(labels, values)
            ):
                return _joined(pieces, labels, values)
    return list(pieces)


def _beside(labels: Sequence[Piece], values: Sequence[Piece]) -> bool:
    bases = [piece.base for piece in values]
    level = sum(any(abs(base - piece.base) < 2 for base in bases) for piece in labels)  # noqa: PLR2004 - points
    size = labels[0].size
    within = min(bases) > labels[0].base - 3 * size and max(bases) < labels[-1].base + 5 * size
    return level >= len(labels) - 1 and within


def _joined(pieces: Sequence[Piece], labels: Sequence[Piece], values: Sequence[Piece]) -> list[Piece]:
    own = {id(piece) for piece in (*labels, *values)}
    rows: list[Piece] = []
    for piece in sorted((*labels, *values), key=lambda piece: (piece.base, piece.box.x0)):
        if rows and abs(rows[-1].base - piece.base) < 2:  # noqa: PLR2004 - points
            rows[-1] = Piece([*rows[-1].words, *piece.words], rows[-1].base, labels[0].region, None)
        else:
            rows.append(Piece(piece.words, piece.base, labels[0].region, piece.kind))
    result: list[Piece] = []
    for piece in pieces:
        if id(piece) not in own:
            result.append(piece)
        elif rows:
            result.extend(rows)
            rows = []
    return result
