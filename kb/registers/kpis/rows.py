"""Settles the figures of one row: year, period, unit, sign, and what was written or read wrongly.

What a cell does not say its neighbours do: a header without a year takes the year of the values beside it,
a "-" has the unit of its row, a comma that parts thousands shows in a row of thousands.
"""

from __future__ import annotations

import dataclasses
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kb.records import Cell
from kb.registers.kpis.grid import Figure, Row, Table
from kb.registers.kpis.headers import Role, read_unit
from kb.registers.kpis.labels import label_unit
from kb.registers.kpis.lexicon import bounded, folded, words
from kb.registers.kpis.periods import When
from kb.registers.kpis.values import CellValue, mended, read_cell

_THOUSANDS: Final = 3
"""Digits behind a comma that may be a dot typed wrongly."""
_SHORT: Final = 2
"""Words of a row's name that may take its unit from the group above: "Asiel" under "Doorlooptijd (weken)"."""
_FOUR_FIGURES: Final = 1000
_FAR: Final = 3.0
"""How many times smaller or larger than its row a mended number may be."""
_DECEMBER: Final = 12
_HIGHEST: Final = {"cijfer": 10, "%": 100}
"""Above this a number has another unit than its name suggests."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One value of a row with everything that is known of it; `inferred` are the fields its neighbours gave."""

    cell: Cell
    value: CellValue
    role: Role
    when: When | None
    unit: str | None
    inferred: tuple[str, ...]
    notes: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Around:
    """What a table's surroundings tell: the document's year, footnotes by number, the unit of the caption."""

    reporting_year: int | None
    footnotes: dict[str, str]
    unit: str | None = None
    scale: str | None = None


def settle(row: Row, table: Table, around: Around) -> tuple[str, list[Settled]]:
    """The name of a row without its unit, and its values."""
    name, label_unit_, label_scale = label_unit(row.label)
    short = len(name.split()) <= _SHORT and row.group is not None and row.group.rstrip().endswith(")")
    if short and label_unit_ is None and label_scale is None:
        _, label_unit_, label_scale = label_unit(row.group or "")
    values = mend([figure.value for figure in row.figures], around.footnotes)
    values = [_followed(value, around.footnotes) for value in values]
    whens = _whens(row, table, around)
    unit_of_row = _row_unit(row, values, label_unit_)
    settled = []
    for figure, value, when in zip(row.figures, values, whens, strict=True):
        role: Role = figure.meaning.role or "waarde"
        inferred = [] if figure.meaning.when and figure.meaning.when.year else ["year"]
        if when and not when.whole and (figure.meaning.when is None or figure.meaning.when.whole):
            inferred.append("period")
        unit, said = _unit(figure, value, unit_of_row, label_scale, around)
        notes = [note for note in (value.note, value.repaired) if note]
        settled.append(
            Settled(
                figure.cell, value, role, when, unit, (*inferred, *(() if said else ("unit",))), tuple(notes),
                _confidence(value, inferred, table.has_roles, unit),
            )
        )  # fmt: skip
    return name, _relative(_typed(settled))


def _confidence(value: CellValue, inferred: Sequence[str], has_roles: bool, unit: str | None) -> float:
    score = 0.98 if has_roles else 0.85
    score -= 0.04 * len(inferred)
    if value.repaired:
        score -= 0.15
    if unit is None and value.kind == "number":
        score -= 0.1
    return round(max(score, 0.3), 2)


# ------------------------------------------------------------------------------ when


def _whens(row: Row, table: Table, around: Around) -> list[When | None]:
    """Year and period of each figure, as far as header, row, neighbours and document tell."""
    year = _year(table, around)
    whens = []
    for figure in row.figures:
        when = figure.meaning.when or When(None)
        if figure.meaning.back and year is not None:
            when = when.in_year(year - figure.meaning.back)
        if row.when is not None and (figure.meaning.role or "waarde") == "waarde" and when.whole:
            when = row.when.in_year(when.year)
        when = when.in_year(year)
        whens.append(when if when.year is not None else None)
    until = _until(table, year)
    if until is None:
        return whens
    return [
        dataclasses.replace(until, start=0, end=0)
        if when and when.whole and when.year == until.year and (figure.meaning.role or "waarde") == "waarde"
        else when
        for figure, when in zip(row.figures, whens, strict=True)
    ]


def _year(table: Table, around: Around) -> int | None:
    """The year of a header that has none: the latest of the values, of the caption, of the document."""
    columns = [item for row in table.rows for item in (figure.meaning for figure in row.figures)]
    dated = [item.when.year for item in columns if item.when and item.when.year and item.role != "streefwaarde"]
    if dated:
        return max(dated)
    targets = [item.when.year for item in columns if item.when and item.when.year]
    if table.caption_years:
        return max(table.caption_years)
    return around.reporting_year or (max(targets) if targets else None)


def _until(table: Table, year: int | None) -> When | None:
    """The part of the year that the values are about when only the norm beside them says so ("Norm t/m nov.").

    A norm for part of a year stands there to be compared with the value beside it; where a value has such a
    period itself, or the norm's year has no other value, nothing is concluded.
    """
    meanings = {figure.column: figure.meaning for row in table.rows for figure in row.figures}.values()
    norms = [item.when for item in meanings if item.role in {"norm", "streefwaarde"} and item.when]
    parts = {
        when.in_year(year) for when in norms if when.first == 1 and when.last < _DECEMBER and when.day is None
    }
    values = [item.when.in_year(year) for item in meanings if item.role in {None, "waarde"} and item.when]
    if len(parts) != 1:
        return None
    until = next(iter(parts))
    if any(not when.whole and when.year == until.year for when in values):
        return None
    return until if any(when.year == until.year for when in values) else None


# ------------------------------------------------------------------------------ units


def _row_unit(row: Row, values: Sequence[CellValue], label: str | None) -> str | None:
    """The unit of a row: a column for it, brackets in its name, most of its cells."""
    if row.unit_text:
        unit, scale = read_unit(row.unit_text)
        if unit or scale:
            return _joined(unit, scale)
        return " ".join(row.unit_text.split()).lower() or None
    said = Counter(_joined(value.unit, value.scale) for value in values if value.unit)
    if said:
        return said.most_common(1)[0][0]
    targets = (item.meaning for item in row.figures if item.meaning.role in {"norm", "streefwaarde"})
    return label or next((item.unit for item in targets if item.unit), None)


def _unit(
    figure: Figure, value: CellValue, row: str | None, label_scale: str | None, around: Around
) -> tuple[str | None, bool]:
    """The unit of a value, and whether the cell or its column says it."""
    if value.unit:
        return _joined(value.unit, value.scale or (label_scale if value.unit == "euro" else None)), True
    if figure.meaning.unit or figure.meaning.scale:
        return _joined(figure.meaning.unit, figure.meaning.scale), True
    if row:
        return _joined(row, label_scale) if " " not in row else row, False
    if label_scale or around.unit or around.scale:
        return _joined(around.unit, label_scale or around.scale), False
    return None, False


def _joined(unit: str | None, scale: str | None) -> str | None:
    """One word for unit and scale: "miljard euro"."""
    if scale is None:
        return unit
    return f"{scale} {unit}" if unit and unit != "aantal" else scale


def _typed(settled: Sequence[Settled]) -> list[Settled]:
    """Units that only the kind of numbers tells: words are "kwalitatief"."""
    numbers = [item for item in settled if item.value.kind in {"number", "range"}]
    if not numbers and any(item.value.kind == "words" for item in settled):
        return [dataclasses.replace(item, unit="kwalitatief") for item in settled]
    return list(settled)


def unit_by_kind(name: str, values: Iterable[CellValue]) -> str | None:
    """The unit that a name ("Aantal …") or the kind of its numbers tells: whole ones are counts."""
    numbers = [value for value in values if value.kind == "number" and value.value is not None]
    if folded(name).startswith("aantal"):
        return "aantal"
    for unit, said in words()["unit_of_label"].items():
        if any(_named(word, name) for word in said):
            if any(abs(value.value or 0) > _HIGHEST.get(unit, float("inf")) for value in numbers):
                continue
            return str(unit)
    if numbers and all(value.decimals == 0 for value in numbers):
        return "aantal"
    return None


def _named(word: str, name: str) -> bool:
    """Whether a name has a word, or for "*cijfer" a word that ends so."""
    if word.startswith("*"):
        return bool(re.search(rf"{re.escape(word[1:])}(?:s|en)?(?![^\W_])", folded(name)))
    return bool(re.search(bounded([word]), folded(name)))


# ------------------------------------------------------------------------------ mending


def mend(values: Sequence[CellValue], footnotes: dict[str, str]) -> list[CellValue]:
    """The values of a row, with a comma for a dot and a marker stuck to a bare number put right.

    Only where the other numbers of the row leave no doubt: "1,827" among 2.876, 3.206 and 1.547; "7,71"
    among values with one decimal, on a page that has a footnote 1.
    """
    bare = [value for value in values if value.kind == "number" and value.unit is None and not value.repaired]
    mended_values = []
    for value in values:
        others = [item for item in bare if item is not value and item.value is not None]
        mended_values.append(_mend(value, others, footnotes) if value in bare and len(others) > 1 else value)
    return mended_values


def _mend(value: CellValue, others: Sequence[CellValue], footnotes: dict[str, str]) -> CellValue:
    if value.value is None:
        return value
    return _dot_for_comma(value, others) or _marker_off(value, others, footnotes) or value


def _dot_for_comma(value: CellValue, others: Sequence[CellValue]) -> CellValue | None:
    """As in "1,827", or "1,8277" with a marker, among whole numbers of four figures and more."""
    typical = statistics.median(abs(item.value or 0) for item in others)
    extra = value.decimals - _THOUSANDS
    if "," not in value.text or extra not in {0, 1} or typical < _FOUR_FIGURES:
        return None
    whole = int((value.value or 0) * 10**value.decimals + 0.5) // 10**extra
    if any(item.decimals for item in others) or not typical / _FAR <= whole <= typical * _FAR:
        return None
    marker = f" met nootcijfer {value.text[-extra:]}" if extra else ""
    return mended(
        value, whole, f"“{value.text}” gelezen als {_dotted(whole)}{marker}: de rij telt in duizenden"
    )


def _marker_off(value: CellValue, others: Sequence[CellValue], footnotes: dict[str, str]) -> CellValue | None:
    """As in "7,71" among values with one decimal, where there is a footnote 1."""
    last, decimals = value.text[-1], {item.decimals for item in others}
    if (
        last not in footnotes
        or len(decimals) != 1
        or value.decimals != next(iter(decimals)) + 1
        or value.decimals == 1
    ):
        return None
    short = read_cell(value.text[:-1])
    why = f"“{value.text}” gelezen als {value.text[:-1]}, met nootcijfer {last}"
    return (
        dataclasses.replace(short, text=value.text, marker=last, repaired=why)
        if short.value is not None
        else None
    )


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _followed(value: CellValue, footnotes: dict[str, str]) -> CellValue:
    """A cell that refers to a footnote, with what the footnote says: "Zie voetnoot 1"."""
    if value.kind != "reference" or value.marker not in footnotes:
        return value
    words_ = footnotes[value.marker]
    said = read_cell(words_)
    if said.kind != "number":
        return dataclasses.replace(value, note=words_)
    return dataclasses.replace(said, text=value.text, note=words_, repaired=None)


def _relative(settled: Sequence[Settled]) -> list[Settled]:
    """Norms relative to last year's value get that value: "Minder klachten dan vorig jaar"."""
    results = {
        item.when.year: item
        for item in settled
        if item.role == "waarde" and item.when and item.when.year and item.when.whole
    }
    return [_resolved(item, results) if item.value.kind == "relative" else item for item in settled]


def _resolved(item: Settled, results: dict[int, Settled]) -> Settled:
    before = results.get(item.when.year - 1) if item.when and item.when.year else None
    if before is None or before.value.value is None:
        return item
    number = dataclasses.replace(
        item.value, kind="number", value=before.value.value, decimals=before.value.decimals
    )
    note = f"afgeleid van de waarde van het jaar ervoor: {before.value.text}"
    inferred = (*item.inferred, "value")
    return dataclasses.replace(
        item, value=number, unit=before.unit, inferred=inferred, notes=(*item.notes, note)
    )
