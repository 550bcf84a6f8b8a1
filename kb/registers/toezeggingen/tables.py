"""The annex table Omschrijving · Vindplaats · Stand van zaken: a record per row, read by its cells."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.annotate.references import find_references, normal_form
from kb.language.analysis import normal_form as form_of
from kb.records import Cell, Passage, Reference
from kb.registers.toezeggingen.context import Frame, View
from kb.registers.toezeggingen.lexicon import CUES, cue_list
from kb.registers.toezeggingen.model import RecordKind, Status
from kb.registers.toezeggingen.predicates import is_later
from kb.taxonomy import Taxonomy

_ROLES = ("stand", "vindplaats", "omschrijving")
_SHORTEST = 15
"""Letters of a description; a shorter cell is a number or a heading."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what was promised or asked, where, and how it stands."""

    what: View
    where: View | None
    stand: View | None
    kind: RecordKind


def rows_of(frame: Frame, passages: Iterable[Passage], taxonomy: Taxonomy) -> tuple[list[Row], frozenset[str]]:
    """The rows of all tables of moties and toezeggingen, and the passages that they stand in."""
    rows: list[Row] = []
    read: set[str] = set()
    for passage in passages:
        columns = _columns(passage)
        if columns is None or passage.cells is None:
            continue
        read.add(passage.passage_id)
        for cells in passage.cells.rows:
            row = _row(frame, passage, cells, columns, taxonomy)
            if row is not None:
                rows.append(row)
    return rows, frozenset(read)


def _columns(passage: Passage) -> dict[str, int] | None:
    """Which column is which; None when it is no table of moties or toezeggingen."""
    if passage.cells is None:
        return None
    found: dict[str, int] = {}
    for place, name in enumerate(passage.cells.columns):
        words = " ".join(form_of(word) for word in name.split())
        for role in _ROLES:
            if role not in found and any(form_of_all(item) in words for item in CUES["tabel"][role]):
                found[role] = place
                break
    if "omschrijving" not in found or not ({"stand", "vindplaats"} & set(found)):
        return None
    around = " ".join((*passage.cells.columns, *passage.section, passage.context or "")).lower()
    return found if any(word in around for word in ("toezegging", "motie", "vindplaats")) else None


def form_of_all(text: str) -> str:
    """A phrase in normal form."""
    return " ".join(form_of(word) for word in text.split())


def _row(
    frame: Frame, passage: Passage, cells: Sequence[Cell | None], columns: dict[str, int], taxonomy: Taxonomy
) -> Row | None:
    what = cells[columns["omschrijving"]]
    if what is None or sum(char.isalpha() for char in what.text) < _SHORTEST:
        return None
    view = _view(frame, passage, what, taxonomy)
    if {form_of_all(name) for name in CUES["tabel"]["omschrijving"]} & {form_of_all(what.text)}:
        return None
    return Row(
        view,
        _of(frame, passage, cells, columns.get("vindplaats"), taxonomy),
        _of(frame, passage, cells, columns.get("stand"), taxonomy),
        _kind(passage, columns, what.text),
    )


def _of(
    frame: Frame, passage: Passage, cells: Sequence[Cell | None], place: int | None, taxonomy: Taxonomy
) -> View | None:
    cell = cells[place] if place is not None else None
    return _view(frame, passage, cell, taxonomy) if cell is not None else None


def _view(frame: Frame, passage: Passage, cell: Cell, taxonomy: Taxonomy) -> View:
    """A cell as a sentence of its own."""
    alone = dataclasses.replace(passage, text=cell.text, spans=((cell.start, cell.end),), cells=None, tags=())
    return View(frame, alone, taxonomy, "paper", None, 0, len(cell.text), 0)


def _kind(passage: Passage, columns: dict[str, int], text: str) -> RecordKind:
    """Motie or toezegging: as the row, the column, or the heading says."""
    assert passage.cells is not None
    if text.lower().lstrip("- ").startswith(("motie", "gewijzigde motie", "de motie")):
        return "motie"
    name = passage.cells.columns[columns["omschrijving"]].lower()
    for words in (name, (passage.context or "").lower(), " ".join(passage.section[-1:]).lower()):
        motion, promise = "motie" in words, "toezegging" in words
        if motion != promise:
            return "motie" if motion else "toezegging"
    return "toezegging"


def row_status(row: Row) -> tuple[Status, str | None]:
    """How it stands, by the first words that say so."""
    if row.stand is None:
        return "onbekend", None
    text = " ".join(row.stand.text.split())
    tokens = row.stand.sentence.tokens
    for key, status in (
        ("deels", "deels afgedaan"), ("vervallen", "vervallen"), ("afgedaan", "afgedaan"),
        ("openstaand", "openstaand"),
    ):  # fmt: skip
        hits = cue_list("stand_van_zaken", key).find(tokens)
        if hits and not (key == "afgedaan" and _to_come(row.stand, hits[0][0])):
            return status, text  # type: ignore[return-value]
    if any(event.time == "past" for event in row.stand.events):
        return "afgedaan", text
    return ("openstaand" if row.stand.events else "onbekend"), text


def _to_come(view: View, place: int) -> bool:
    """Whether what is done will only be done: "wordt naar verwachting in mei afgerond"."""
    forms = {token.form for token in view.sentence.tokens[:place]}
    coming = any(is_later(view, mention) and mention.precision != "year" for mention in view.dates)
    return bool(forms & {"wordt", "worden", "zal", "zullen", "niet"}) and (coming or "niet" in forms)


def row_references(row: Row, known: Sequence[Reference]) -> list[Reference]:
    """The references of a row's cells, with the ids that the passage's references have."""
    by_form: dict[str, Reference] = {}
    for reference in known:
        by_form.setdefault(normal_form(reference), reference)
    found: dict[str, Reference] = {}
    for item in _references(row):
        form = normal_form(item)
        found.setdefault(form, dataclasses.replace(item, reference_id=_id(by_form, form)))
    return list(found.values())


def _id(known: dict[str, Reference], form: str) -> str | None:
    return known[form].reference_id if form in known else None


def _references(row: Row) -> Iterator[Reference]:
    for view in (row.where, row.what):
        if view is not None:
            yield from find_references(view.text, reference_date=view.frame.reference_date)
