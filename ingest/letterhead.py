"""The letterhead of letters and notas: labels with their values, sender and addressee, told from places.

In letters in Rijkshuisstijl a narrow column beside the text bears sender and references, "Datum" and
"Betreft" stand with their values far to the right of them, and the addressee stands above. All of it
becomes fields of the document and is kept out of the running text. The labels are data (letterhead.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.columns import Piece
from ingest.letterhead_rows import Labelled, label_alone, labelled, text_of, with_joined_columns
from ingest.letterhead_words import letterhead_words
from ingest.pdf_device import Word
from ingest.pdf_page import Layout

_DIGIT = re.compile(r"\d")
_NEAR = 3.0
"""Rows of labels stand within so many line distances of each other."""
_MOST_ABOVE = 26
_LABEL_WORDS, _LABEL_LETTERS = 4, 30


@dataclass(slots=True)
class Letterhead:
    """What was found: the fields (label in lower case → value), and the pieces that are letterhead or foot."""

    fields: dict[str, str] = field(default_factory=dict)
    pieces: set[int] = field(default_factory=set)
    imprint: set[int] = field(default_factory=set)
    aside: tuple[float, float] | None = None


def find_letterhead(layout: Layout, first: bool, known: Letterhead | None) -> Letterhead:
    """The letterhead of a page; `first`: it is the first page with text, `known` what its letter had so far."""
    found = Letterhead(aside=known.aside if known else None)
    if not first and found.aside is not None:
        _part_aside(layout, found.aside)
    if first:
        layout.pieces[:] = with_joined_columns(layout.pieces)
    pieces = layout.pieces
    _asides(layout, found, first)
    rows = _labelled_rows(pieces, found)
    cluster = _cluster(rows, pieces, layout)
    if cluster and (first or not _has_mail(rows, pieces, cluster)):
        _take_rows(pieces, cluster, found)
        _take_above(layout, cluster, found)
    if first:
        _take_masthead(layout, found)
    _take_imprint(layout, found)
    return found


# --------------------------------------------------------------------------- the column beside the text


def _asides(layout: Layout, found: Letterhead, first: bool) -> None:
    """Columns beside the text that hold labels, or stand where that of the first page stood."""
    regions: dict[int, list[int]] = {}
    columns: dict[int, list[int]] = {}
    for at, piece in enumerate(layout.pieces):
        regions.setdefault(piece.region, []).append(at)
    for places in regions.values():
        if not all(_beside(layout.pieces[at], layout) for at in places):
            continue
        left = min(layout.pieces[at].box.x0 for at in places)
        right = max(layout.pieces[at].box.x1 for at in places)
        labels = [label_alone(layout.pieces[at]) for at in places]
        again = found.aside is not None and abs(found.aside[0] - left) < 4  # noqa: PLR2004
        if not any(labels) and not again:
            continue
        if first or any(labels):
            found.aside = (left, right)
        found.pieces.update(places)
        # a column beside the text can be cut in parts: its labels and values go on over them
        same = next((edge for edge in columns if abs(edge - left) < 4), round(left))  # noqa: PLR2004
        columns.setdefault(same, []).extend(places)
    for places in columns.values():
        _stacked(sorted((layout.pieces[at] for at in places), key=lambda piece: piece.base), found.fields)


def _part_aside(layout: Layout, aside: tuple[float, float]) -> None:
    """Part the column beside the text from it where few lines hid that it is one: it stands where it stood
    on the first page, at the head of the page, and the text does not reach it.
    """

    def within(word: Word) -> bool:
        return word.x0 > aside[0] - 4 and word.x1 < aside[1] + 60

    high = [piece for piece in layout.pieces if piece.base < 0.4 * layout.height]
    mixed = [piece for piece in high if any(within(word) for word in piece.words)]
    own = [word for piece in layout.pieces for word in piece.words if not within(word)]
    if not mixed or not own or sum(word.x1 > aside[0] - 4 for word in own) > 0.02 * len(own):
        return
    region = max(piece.region for piece in layout.pieces) + 1
    beside: list[Piece] = []
    for piece in mixed:
        held = [word for word in piece.words if within(word)]
        beside.append(Piece(held, piece.base, region, "aside"))
        piece.words = [word for word in piece.words if not within(word)]
    first = layout.pieces.index(mixed[0])
    layout.pieces[first:first] = beside
    layout.pieces[:] = [piece for piece in layout.pieces if piece.words]


def _beside(piece: Piece, layout: Layout) -> bool:
    """Whether a piece stands in a narrow column at the side of the page, above its foot."""
    narrow = piece.box.x1 - piece.box.x0 < 0.3 * layout.width
    side = piece.box.x0 > 0.6 * layout.width or piece.box.x1 < 0.28 * layout.width
    small = piece.size < 0.95 * layout.sheet.body or piece.kind == "aside"
    return narrow and side and small and piece.base < 0.93 * layout.height and piece.kind in (None, "aside")


def _stacked(pieces: Sequence[Piece], fields: dict[str, str]) -> None:
    """Labels with their values below them; what stands before the first label is the sender."""
    label: str | None = None
    values: dict[str, list[str]] = {"afzender": []}
    last: Piece | None = None
    sender = True
    bold_labels = _bold_labels(pieces)
    for piece in pieces:
        alone = label_alone(piece) or (_bold_label(piece) if bold_labels and len(values) > 1 else None)
        inline = None if alone else _inline(piece)
        if alone is not None:
            label = alone
            values.setdefault(label, [])
        elif inline is not None:
            values.setdefault(inline[0], []).append(inline[1])
            label = None
        elif label is not None:
            gap = last is not None and piece.base - last.base > 2.4 * piece.size and bool(values[label])
            if gap:
                label = None
            else:
                values[label].append(text_of(piece))
        elif len(values) == 1 and sender and _goes_on(last, piece):
            values["afzender"].append(text_of(piece))
        else:
            sender = False
        last = piece
    for name, parts in values.items():
        if parts:
            fields.setdefault(name, " ".join(parts))


def _bold_labels(pieces: Sequence[Piece]) -> bool:
    """Whether the labels of a column are bold, and its values are not: then any bold line there is one."""
    labels = [piece for piece in pieces if label_alone(piece)]
    plain = any(not word.bold for piece in pieces for word in piece.words)
    return len(labels) > 1 and plain and all(word.bold for piece in labels for word in piece.words)


def _bold_label(piece: Piece) -> str | None:
    """The words of a bold line, as a label that no list knows; a line of the sender's name is none."""
    text = text_of(piece).strip().rstrip(":").strip().lower()
    short = len(piece.words) <= _LABEL_WORDS and len(text) <= _LABEL_LETTERS
    return text if short and all(word.bold for word in piece.words) and not _DIGIT.search(text) else None


def _goes_on(last: Piece | None, piece: Piece) -> bool:
    """Whether a line still belongs to the first lines of the column: no white space, the same weight."""
    return last is None or (
        piece.base - last.base < 1.5 * piece.size and piece.words[0].bold == last.words[0].bold
    )


def _inline(piece: Piece) -> tuple[str, str] | None:
    row = labelled(0, piece)
    return (row.label, row.value) if row is not None and row.value else None


# --------------------------------------------------------------------------- Datum, Betreft …


def _labelled_rows(pieces: Sequence[Piece], found: Letterhead) -> list[Labelled]:
    rows: list[Labelled] = []
    for at, piece in enumerate(pieces):
        if at not in found.pieces and piece.kind in (None, "aside", "table", "box"):
            row = labelled(at, piece)
            if row is not None:
                rows.append(row)
    return rows


def _cluster(rows: Sequence[Labelled], pieces: Sequence[Piece], layout: Layout) -> list[Labelled]:
    """The first rows of labels that stand together, one of them a leading one, in the upper part of a page."""
    known = letterhead_words()
    for start, row in enumerate(rows):
        if row.label not in known.leading or pieces[row.at].base > 0.62 * layout.height:
            continue
        group = [row]
        for other in rows[start + 1 :]:
            if abs(pieces[other.at].base - pieces[group[-1].at].base) > _NEAR * 1.4 * layout.sheet.pitch:
                break
            group.append(other)
        for other in reversed(rows[:start]):
            if abs(pieces[group[0].at].base - pieces[other.at].base) > _NEAR * 1.4 * layout.sheet.pitch:
                break
            group.insert(0, other)
        if len({label for item in group for label in item.labels}) > 1:
            return group
    return []


def _has_mail(rows: Sequence[Labelled], pieces: Sequence[Piece], cluster: Sequence[Labelled]) -> bool:
    known = letterhead_words().mail | {"van", "aan"}
    low, high = pieces[cluster[0].at].base - 60, pieces[cluster[-1].at].base + 60
    return any(row.label in known and low <= pieces[row.at].base <= high for row in rows)


def _take_rows(pieces: Sequence[Piece], cluster: Sequence[Labelled], found: Letterhead) -> None:
    """The values of the labels, over one line or more."""
    known = letterhead_words().mail
    if any(row.label in known for row in cluster):
        return
    labelled = {row.at for row in cluster}
    for row in cluster:
        values = [row.value] if row.value else []
        found.pieces.add(row.at)
        last = pieces[row.at]
        for label, value in row.more:
            if value:
                found.fields.setdefault(label, value)
        if row.columns:
            _take_columns(pieces, row, found)
            continue
        for at in range(row.at + 1, min(row.at + 8, len(pieces))):
            piece = pieces[at]
            start = piece.words[0].x0
            under = row.value_x is not None and abs(start - row.value_x) < 3  # noqa: PLR2004
            stacked = row.value_x is None and abs(start - pieces[row.at].words[0].x0) < 3 and len(values) < 4  # noqa: PLR2004
            if at in labelled or not (under or stacked) or piece.base - last.base > 1.7 * piece.size:
                break
            values.append(text_of(piece))
            found.pieces.add(at)
            last = piece
        if values:
            found.fields.setdefault(row.label, " ".join(values))


def _take_columns(pieces: Sequence[Piece], row: Labelled, found: Letterhead) -> None:
    """Labels beside each other with their values below them: each word goes with the label it stands under."""
    head = pieces[row.at]
    last = head
    values: dict[str, list[Word]] = {}
    for at in range(row.at + 1, min(row.at + 4, len(pieces))):
        piece = pieces[at]
        if piece.base - last.base > 2.2 * max(piece.size, head.size) or labelled(at, piece) is not None:
            break
        for word in piece.words:
            label = next((name for name, x in reversed(row.columns) if x <= word.x0 + 3), row.columns[0][0])
            values.setdefault(label, []).append(word)
        found.pieces.add(at)
        last = piece
    for label, words in values.items():
        found.fields.setdefault(label, " ".join(word.text for word in words))


def _take_above(layout: Layout, cluster: Sequence[Labelled], found: Letterhead) -> None:
    """Sender and addressee above the labels; a title in large letters stays text."""
    pieces = layout.pieces
    if not any(row.at in found.pieces for row in cluster):
        return
    top = min(pieces[row.at].base for row in cluster)
    above = [at for at, piece in enumerate(pieces) if piece.base < top - 1 and at not in found.pieces]
    starts = [at for at in above if text_of(pieces[at]).lower().startswith(letterhead_words().return_address)]
    short = [at for at in above if pieces[at].box.x1 - pieces[at].box.x0 < 0.5 * layout.width]
    if len(above) > _MOST_ABOVE or (not starts and len(short) < len(above)):
        return
    addressee: list[str] = []
    letterhead: Piece | None = None
    for at in above:
        piece = pieces[at]
        if piece.size > 1.35 * layout.sheet.body and not starts:
            continue
        found.pieces.add(at)
        if starts and at > starts[0]:
            addressee.append(text_of(piece))
        elif at in starts:
            found.fields.setdefault(
                "retouradres", re.sub(r"^>?\s*retouradres:?\s*", "", text_of(piece), flags=re.I)
            )
        elif "briefhoofd" not in found.fields:
            found.fields["briefhoofd"] = text_of(piece)
            letterhead = piece
        elif letterhead is not None and _goes_on(letterhead, piece):
            found.fields["briefhoofd"] += " " + text_of(piece)
            letterhead = piece
    if addressee:
        found.fields.setdefault("geadresseerde", " ".join(addressee))


# --------------------------------------------------------------------------- papers of the Staten-Generaal


def _shape(text: str) -> str:
    return _DIGIT.sub("#", text.strip().lower())


def _take_masthead(layout: Layout, found: Letterhead) -> None:
    """The fixed lines above a paper of the Staten-Generaal, with the large 1 or 2 beside them."""
    known = letterhead_words().masthead
    for at, piece in enumerate(layout.pieces):
        if piece.base > 0.35 * layout.height:
            continue
        text = text_of(piece)
        large = text.isdigit() and len(text) == 1 and piece.size > 2.5 * layout.sheet.body
        if _shape(text) in known or large:
            found.pieces.add(at)
            year = re.search(r"[Vv]ergaderjaar\s+(\d{4}.\d{4})", text)
            if year:
                found.fields.setdefault("vergaderjaar", year[1].replace("–", "-"))


def _take_imprint(layout: Layout, found: Letterhead) -> None:
    """The small lines with number, ISSN and place at the foot of the first page of such a paper."""
    small = [
        at
        for at, piece in enumerate(layout.pieces)
        if piece.base > 0.85 * layout.height and piece.size < 0.75 * layout.sheet.body
    ]
    if any(_shape(text_of(layout.pieces[at])) in letterhead_words().imprint for at in small):
        found.imprint.update(small)


def merged(letterheads: Iterable[Letterhead]) -> dict[str, str]:
    """The fields of all pages; the first word counts."""
    fields: dict[str, str] = {}
    for item in letterheads:
        for label, value in item.fields.items():
            fields.setdefault(label, value)
    return fields
