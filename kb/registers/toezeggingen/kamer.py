"""The Tweede Kamer's own register of toezeggingen: its records, read from OData JSON or CSV.

Fields are those of the entity Toezegging (Id, Nummer, Tekst, Status, Ministerie, Functie, Naam, Aanmaakdatum,
DatumNakoming …); the register holds spoken promises only and has no deadline. 0001-01-01 is no date. Both
status lists that occur are read; the Kamer's own word is kept beside ours.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from kb.registers.toezeggingen.model import Recipient, Status

MAX_BYTES = 200_000_000
"""Bytes of a file that is read; the whole register is far smaller."""
_NO_YEAR = 1
_NAMED = ("Nummer", "Tekst")


class RegisterError(ValueError):
    """A file that is no register of toezeggingen; the message (Dutch) says what is wrong."""


@dataclass(frozen=True, slots=True)
class KamerRecord:
    """One toezegging of the Kamer's register. Dates in ISO form; None where the register has none.

    `status` is ours, `kamer_status` the Kamer's word. `activity` is what the debate was about, `letters` the
    numbers of the letters by which it was fulfilled, `follows` ids that this one repeats, changes or adds to.
    """

    id: str
    number: str | None
    text: str
    status: Status
    kamer_status: str | None
    ministry: str | None
    function: str | None
    name: str | None
    created: str | None
    fulfilled: str | None
    activity_number: str | None
    activity: str | None
    activity_date: str | None
    to_whom: tuple[Recipient, ...] = ()
    letters: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    deleted: bool = False


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """kamer.toml."""
    return tomllib.loads((resources.files(__package__) / "kamer.toml").read_text(encoding="utf-8"))


def read_register(data: bytes, name: str = "") -> list[KamerRecord]:
    """The records of a file: OData JSON (a page, or a list), JSON lines, or CSV with the same field names.

    Of an id that stands there twice the last one counts; deleted records are left out. Raises RegisterError.
    """
    if len(data) > MAX_BYTES:
        raise RegisterError(f"{name or 'Het bestand'} is groter dan {MAX_BYTES // 1_000_000} MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegisterError(f"{name or 'Het bestand'} is geen tekst in UTF-8.") from error
    rows = _json_rows(text, name) if text.lstrip()[:1] in ("{", "[") else _csv_rows(text, name)
    return newest(record_of(row) for row in rows)


def newest(records: Iterable[KamerRecord]) -> list[KamerRecord]:
    """Each record once, as it was last given, without deleted ones."""
    found: dict[str, KamerRecord] = {}
    for record in records:
        found.pop(record.id, None)
        if not record.deleted:
            found[record.id] = record
    return list(found.values())


def _json_rows(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    try:
        parsed = json.loads(text)
    except json.JSONDecodeError:
        parsed = list(_json_lines(text, name))
    if isinstance(parsed, dict):
        parsed = parsed["value"] if isinstance(parsed.get("value"), list) else [parsed]
    for row in parsed:
        if not isinstance(row, dict) or not any(key in row for key in _NAMED):
            raise RegisterError(
                f"{name or 'Het bestand'} heeft geen toezeggingen: de velden Nummer en Tekst ontbreken."
            )
        yield row


def _json_lines(text: str, name: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise RegisterError(f"{name or 'Het bestand'}, regel {number}: geen leesbare JSON.") from error


def _csv_rows(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    names = reader.fieldnames or ()
    if not any(key in names for key in _NAMED):
        raise RegisterError(f"{name or 'Het bestand'} heeft geen kolommen Nummer en Tekst.")
    try:
        yield from reader
    except csv.Error as error:
        raise RegisterError(f"{name or 'Het bestand'}, regel {reader.line_num}: {error}.") from error


# --------------------------------------------------------------------------- one record


def record_of(row: Mapping[str, Any]) -> KamerRecord:
    """One row as a record."""
    activity = _first(row.get("Activiteit"))
    given = _text(row, "Status")
    return KamerRecord(
        id=_text(row, "Id") or _text(row, "Nummer") or "",
        number=_text(row, "Nummer"),
        text=" ".join((_text(row, "Tekst") or "").split()),
        status=_status(given),
        kamer_status=given,
        ministry=_text(row, "Ministerie"),
        function=_text(row, "Functie"),
        name=_text(row, "Naam"),
        created=day(row.get("Aanmaakdatum") or row.get("AanmaakDatum")),
        fulfilled=day(row.get("DatumNakoming")),
        activity_number=_text(row, "ActiviteitNummer") or _text(activity, "Nummer"),
        activity=_text(activity, "Onderwerp"),
        activity_date=day(activity.get("Datum")),
        to_whom=tuple(_recipients(row)),
        letters=tuple(_numbers(row.get("KamerbriefNakoming"))),
        follows=tuple(
            name
            for key in ("IsHerhalingVan", "IsWijzigingVan", "IsAanvullingOp")
            for name in _numbers(row.get(key))
        ),
        deleted=str(row.get("Verwijderd", "")).lower() == "true",
    )


def _status(given: str | None) -> Status:
    known: dict[str, Status] = {key.lower(): value for key, value in settings()["status"].items()}
    return known.get((given or "").lower(), "onbekend")


def day(value: Any) -> str | None:
    """The day of a moment, "2026-03-19T17:42:13+01:00" → "2026-03-19"; 0001-01-01 and nonsense are None."""
    text = str(value or "").strip()[:10]
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found.isoformat() if found.year > _NO_YEAR else None


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    text = value.strip() if isinstance(value, str) else ("" if value is None else str(value))
    return text or None


def _first(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _recipients(row: Mapping[str, Any]) -> Iterator[Recipient]:
    """To whom: the persons and fractions that the row, or an expansion of it, names."""
    people = _list(row.get("ToegezegdAanPersoon"))
    groups = _list(row.get("ToegezegdAanFractie"))
    for link in _list(row.get("ToegezegdAan")):
        people += _list(link.get("Persoon"))
        groups += _list(link.get("Fractie"))
    names = [" ".join(part for part in _name_parts(person) if part) for person in people]
    parties = [_text(group, "Afkorting") or _text(group, "NaamNL") for group in groups]
    for place, name in enumerate(names):
        if name:
            yield Recipient(name, parties[place] if len(parties) == len(names) else None)
    if not any(names):
        yield from (Recipient(party, party) for party in parties if party)


def _name_parts(person: Mapping[str, Any]) -> tuple[str | None, ...]:
    first = _text(person, "Roepnaam") or _text(person, "Voornamen") or _text(person, "Initialen")
    return first, _text(person, "Tussenvoegsel"), _text(person, "Achternaam")


def _list(value: Any) -> list[Mapping[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _numbers(value: Any) -> Iterator[str]:
    """Ids or numbers of what is linked: as text, as a list, or as objects."""
    items = value if isinstance(value, list) else [value]
    for item in items:
        found = (_text(item, "Nummer") or _text(item, "Id")) if isinstance(item, dict) else item
        for part in str(found or "").replace(";", ",").split(","):
            if part.strip():
                yield part.strip()
