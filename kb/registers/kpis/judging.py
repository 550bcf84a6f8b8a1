"""People's words on values: confirm, reject, change; and the facets by which values are chosen."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kb.records import Judgement, ReportingPeriod
from kb.registers.kpis.labels import slug
from kb.registers.kpis.model import KpiValue
from kb.registers.kpis.numbers import to_number
from kb.registers.kpis.periods import FIRST_YEAR, LAST_YEAR

CHANGEABLE: Final = frozenset(
    {
        "kpi", "label", "organisation", "organisation_id", "year", "period", "role", "value", "unit",
        "comparator", "definition_note",
    }
)  # fmt: skip
"""Fields that a person may correct."""
FIELDS: Final = {"year": "jaar", "value": "getal", "role": "soort", "label": "indicator", "unit": "eenheid"}
"""What a field is called where its value is refused."""
DRAFT: Final = 0
"""The number of a judgement that is not kept yet: one that cannot be is refused, later ones are left out."""


def apply(record: KpiValue, judgements: Sequence[Judgement]) -> KpiValue:
    """The record as people see it after these judgements on it, oldest first: the last word counts.

    "gewijzigd" holds field = value as JSON in `Judgement.value`; unknown fields are left alone. Run `join`
    after it: a corrected value has other differences. Notes, joins and parts change nothing here. Raises
    ValueError (Dutch) for a draft that changes what is no field, or to what cannot be.
    """
    for judgement in judgements:
        if judgement.verb == "bevestigd":
            record = dataclasses.replace(record, review="bevestigd", confidence=1.0)
        elif judgement.verb == "afgewezen":
            record = dataclasses.replace(record, review="afgewezen")
        elif judgement.verb == "gewijzigd":
            fields, refused = _fields(judgement.value)
            if refused and judgement.judgement_id == DRAFT:
                raise ValueError(f"Dit past niet bij {', '.join(FIELDS.get(name, name) for name in refused)}.")
            if fields:
                record = _series(
                    dataclasses.replace(record, **fields, review="gewijzigd", confidence=1.0), fields
                )
    return record


def _fields(value: str | None) -> tuple[dict[str, Any], list[str]]:
    """The changes of a judgement that are fields of the record with a fitting value, and names of the others.

    Numbers may be written as people do: "99,97", "1.547".
    """
    try:
        data = json.loads(value or "{}")
    except json.JSONDecodeError:
        return {}, []
    if not isinstance(data, Mapping):
        return {}, []
    fields: dict[str, Any] = {}
    refused = [key for key in data if key not in CHANGEABLE]
    for key in (name for name in data if name in CHANGEABLE):
        fits, meant = _meant(key, data[key])
        if fits:
            fields[key] = meant
        else:
            refused.append(key)
    return fields, refused


def _meant(key: str, given: Any) -> tuple[bool, Any]:
    """Whether a value fits a field, and what it is then."""
    if key == "period" and isinstance(given, Mapping):
        return True, ReportingPeriod(given.get("from"), given.get("to"), given.get("label"))
    if given is None:
        return key not in {"role", "label"}, None
    if key == "role":
        return given in {"waarde", "streefwaarde", "norm"}, given
    if key in {"year", "value"}:
        number = to_number(given) if isinstance(given, str) else None
        meant = number.value if number else given
        fits = isinstance(meant, int | float) and not isinstance(meant, bool)
        if key == "year":
            return fits and FIRST_YEAR <= meant <= LAST_YEAR and meant == int(meant), int(
                meant
            ) if fits else None
        return fits, meant
    return isinstance(given, str), given


def _series(record: KpiValue, changed: Mapping[str, Any]) -> KpiValue:
    """The record in the series that its corrected name belongs to."""
    if not {"kpi", "label", "organisation_id"} & set(changed):
        return record
    return dataclasses.replace(
        record, series=f"{record.organisation_id or '?'}|{record.kpi or slug(record.label)}"
    )


def filter_values(record: KpiValue) -> dict[str, tuple[str, ...]]:
    """The facets of a value: KPI, organisation, year, role, kinds of difference, norm met or not, review.

    An indicator that is no canonical KPI has its series as its value of `kpi`, so that it can be chosen too.
    """
    met = {True: ("gehaald",), False: ("niet-gehaald",), None: ()}[record.met]
    return {
        "kpi": (record.kpi or record.series.split("|", 1)[-1],),
        "organisation": (record.organisation_id,) if record.organisation_id else (),
        "year": (str(record.year),) if record.year is not None else (),
        "kind": (record.role,),
        "status": met,
        "conflict": tuple(dict.fromkeys(item.kind for item in record.conflicts)),
        "review": (record.review,),
    }


def labels_of(record: KpiValue) -> dict[tuple[str, str], str]:
    """(field, value) → what people see, for an indicator or an organisation that no taxonomy has."""
    found = {("kpi", record.kpi or record.series.split("|", 1)[-1]): record.label}
    if record.organisation_id and record.organisation:
        found["organisation", record.organisation_id] = record.organisation
    return found
