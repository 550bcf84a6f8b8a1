"""People's words on values: confirm, reject, change; and the facets by which values are chosen."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kb.records import Judgement, ReportingPeriod
from kb.registers.kpis.labels import slug
from kb.registers.kpis.model import KpiValue

CHANGEABLE: Final = frozenset(
    {
        "kpi", "label", "organisation", "organisation_id", "year", "period", "role", "value", "unit",
        "comparator", "definition_note",
    }
)  # fmt: skip
"""Fields that a person may correct."""


def apply(record: KpiValue, judgements: Sequence[Judgement]) -> KpiValue:
    """The record as people see it after these judgements on it, oldest first: the last word counts.

    "gewijzigd" holds field = value as JSON in `Judgement.value`; unknown fields are left alone. Run `join`
    after it: a corrected value has other differences. Notes, joins and parts change nothing here.
    """
    for judgement in judgements:
        if judgement.verb == "bevestigd":
            record = dataclasses.replace(record, review="bevestigd", confidence=1.0)
        elif judgement.verb == "afgewezen":
            record = dataclasses.replace(record, review="afgewezen")
        elif judgement.verb == "gewijzigd":
            fields = _fields(judgement.value)
            if fields:
                record = _series(
                    dataclasses.replace(record, **fields, review="gewijzigd", confidence=1.0), fields
                )
    return record


def _fields(value: str | None) -> dict[str, Any]:
    """The changes of a judgement, as far as they are fields of the record with a fitting type."""
    try:
        data = json.loads(value or "{}")
    except json.JSONDecodeError:
        return {}
    if not isinstance(data, Mapping):
        return {}
    fields = {key: item for key, item in data.items() if key in CHANGEABLE}
    if isinstance(fields.get("period"), Mapping):
        period = fields["period"]
        fields["period"] = ReportingPeriod(period.get("from"), period.get("to"), period.get("label"))
    for key, kinds in (("year", int), ("value", (int, float))):
        if fields.get(key) is not None and not isinstance(fields[key], kinds):
            del fields[key]
    if "role" in fields and fields["role"] not in {"waarde", "streefwaarde", "norm"}:
        del fields["role"]
    return fields


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
