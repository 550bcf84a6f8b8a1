"""What the columns of a table are: names, values of a role and year, units, remarks, the year of each row."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kb.records import Cell
from kb.registers.kpis.headers import Meaning, read_header, read_unit
from kb.registers.kpis.lexicon import folded
from kb.registers.kpis.values import read_cell, verdict

_YEARS_IN_ROWS: Final = 0.6


@dataclass(slots=True)
class Shape:
    """What the columns of one table are: `label` names the rows, `groups` their groups.

    `turned`: the rows are years or roles, and the header names the indicators.
    """

    meanings: list[Meaning]
    label: int
    groups: list[int] = field(default_factory=list)
    turned: bool = False
    dated: int | None = None
    """The column that gives the year of each row ("Jaar")."""


def shape_of(columns: Sequence[str], rows: Sequence[Sequence[Cell | None]]) -> Shape:
    """What the columns of a table are, by their headers and by what stands in them."""
    meanings = [read_header(column) for column in columns]
    label = _label_column(meanings, rows)
    shape = Shape(meanings, label)
    names = [cell.text for row in rows if (cell := row[label]) and filled(row) > 1]
    dated = [name for name in names if is_dated(name)]
    values = [index for index, item in enumerate(meanings) if item.kind == "value" and item.when]
    shape.turned = bool(names) and not values and len(dated) >= _YEARS_IN_ROWS * len(names)
    _units_apart(meanings, rows, label)
    _words_apart(meanings, rows, label)
    _whole_years(meanings, rows, label)
    if not shape.turned:
        shape.dated = next(
            (at for at in range(len(columns)) if at != label and _gives_years(shape, rows, at)), None
        )
    for index, meaning in enumerate(meanings):
        if index != label and meaning.kind in {"label", "unknown"} and not shape.turned:
            texts = [cell.text for row in rows if (cell := row[index])]
            wordy = sum(read_cell(text).kind == "words" for text in texts)
            if texts and wordy > len(texts) / 2:
                if index < label and len(set(texts)) < len(texts):
                    shape.groups.append(index)
                meanings[index] = dataclasses.replace(meaning, kind="note")
            elif meaning.when is not None:  # "Asiel 2023": a year, and words that belong to the indicator
                meanings[index] = dataclasses.replace(meaning, kind="value")
    return shape


def _units_apart(meanings: list[Meaning], rows: Sequence[Sequence[Cell | None]], label: int) -> None:
    """A column of units is no column of values, whatever its header; a header that ran over two columns
    ("Eenheid Streefwaarde 2024" and nothing) belongs to the one beside it that has none.
    """
    for index, meaning in enumerate(meanings):
        texts = [cell.text for row in rows if (cell := row[index])]
        if (
            index == label
            or meaning.kind == "note"
            or not texts
            or any(read_unit(text)[0] is None or read_cell(text).kind == "range" for text in texts)
        ):
            continue
        meanings[index] = Meaning("unit", meaning.text)
        for beside in (index + 1, index - 1):
            free = 0 <= beside < len(meanings) and beside != label and not meanings[beside].text.strip()
            if free and meaning.kind == "value":
                meanings[beside] = dataclasses.replace(meaning, unit=None, scale=None, rest="")
                break


def _words_apart(meanings: list[Meaning], rows: Sequence[Sequence[Cell | None]], label: int) -> None:
    """A column titled as a value ("Doelstelling", "Resultaat") that holds only sentences or names has none.

    Nor has one of judgements ("Behaald?": ja, nee) beside the values that are judged.
    """
    for index, meaning in enumerate(meanings):
        texts = [cell.text for row in rows if (cell := row[index]) and filled(row) > 1]
        if index == label or meaning.kind != "value" or meaning.when is not None or not texts:
            continue
        said = [verdict(text) for text in texts]
        beside = any(at not in {index, label} and item.kind == "value" for at, item in enumerate(meanings))
        if all(read_cell(text).kind == "words" for text in texts) and (
            not any(item is not None for item in said) or (beside and None not in said)
        ):
            meanings[index] = dataclasses.replace(meaning, kind="unknown", role=None)


def _whole_years(meanings: list[Meaning], rows: Sequence[Sequence[Cell | None]], label: int) -> None:
    """A column "Jaar" or "Totaal" beside quarters, thirds or months holds their whole year."""
    if not any(item.kind == "value" and item.when and not item.when.whole for item in meanings):
        return
    for index, meaning in enumerate(meanings):
        bare = meaning.kind == "unknown" and meaning.text.strip() and not meaning.rest
        texts = [cell.text for row in rows if (cell := row[index]) and filled(row) > 1]
        if index != label and bare and texts and not any(read_cell(text).kind == "words" for text in texts):
            meanings[index] = dataclasses.replace(meaning, kind="value")


def _gives_years(shape: Shape, rows: Sequence[Sequence[Cell | None]], index: int) -> bool:
    """Whether a column gives the year (or period) of each row: "Jaar", with nothing but years below."""
    meaning = shape.meanings[index]
    texts = [cell.text for row in rows if (cell := row[index]) and filled(row) > 1]
    told = [read_header(text) for text in texts]
    return (
        meaning.role is None
        and meaning.when is None
        and len(texts) > 1
        and all(
            item.when is not None and item.when.year is not None and item.role is None and not item.rest
            for item in told
        )
    )


def filled(row: Sequence[Cell | None]) -> int:
    """How many cells of a row have text."""
    return sum(cell is not None for cell in row)


def is_dated(name: str) -> bool:
    """Whether a name says a period or a role."""
    meaning = read_header(name)
    return meaning.kind == "value" and (meaning.when is not None or meaning.role is not None)


def _label_column(meanings: Sequence[Meaning], rows: Sequence[Sequence[Cell | None]]) -> int:
    """The column that names the rows: by its title, else the one with the most different words."""
    titled = [index for index, item in enumerate(meanings) if item.kind == "label"]
    if titled:
        named = [index for index in titled if "indicator" in folded(meanings[index].text)]
        return (named or titled)[0]

    def different(index: int) -> tuple[bool, int]:
        texts = {cell.text for row in rows if (cell := row[index]) and read_cell(cell.text).kind == "words"}
        return meanings[index].kind in {"unknown", "label"}, len(texts)

    dated = {index for index in range(len(meanings)) if _years_down(rows, index)}
    named = [index for index in range(len(meanings)) if index not in dated and _wordy(rows, index)]
    if dated and not named and all(item.when is None for item in meanings):
        return min(dated)
    return max(range(len(meanings)), key=lambda index: (*different(index), -index))


def _wordy(rows: Sequence[Sequence[Cell | None]], index: int) -> bool:
    """Whether most cells of a column are names."""
    kinds = [read_cell(cell.text).kind for row in rows if (cell := row[index]) and filled(row) > 1]
    return sum(kind == "words" for kind in kinds) > len(kinds) / 2


def _years_down(rows: Sequence[Sequence[Cell | None]], index: int) -> bool:
    texts = [cell.text for row in rows if (cell := row[index])]
    return len(texts) > 1 and sum(is_dated(text) for text in texts) >= _YEARS_IN_ROWS * len(texts)
