"""Finds the KPI values of one document: in its tables, then in its running text."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from kb.records import Document, Passage
from kb.registers.kpis.explain import explained
from kb.registers.kpis.model import KpiValue, Tools
from kb.registers.kpis.places import Places
from kb.registers.kpis.tables import Reading, table_values
from kb.registers.kpis.texts import TextReader


def find(
    document: Document, passages: Sequence[Passage], source: str, tools: Tools, text_version: str = ""
) -> list[KpiValue]:
    """The values that a document gives, in reading order; `source` is its text as it was read.

    Values of one document only: how they stand to others says `join`. `text_version` goes into the anchors.
    """
    organisation, organisation_id = whose(document, passages, tools)
    reading = Reading(
        document, source, tools, Places(source, passages), organisation, organisation_id, text_version
    )
    rows = list(table_values(passages, reading))
    in_tables = frozenset(row.passage_id for row in rows)
    reader = TextReader(reading, rows, in_tables)
    texts = list(reader.read(passages))
    values = explained([*rows, *texts], passages, reader.offsets)
    owned = [_owned(value, tools) for value in values]
    order = {passage.passage_id: index for index, passage in enumerate(passages)}
    return sorted(
        owned, key=lambda value: (order.get(value.passage_id, 0), value.char_start or 0, value.kpi_value_id)
    )


def whose(document: Document, passages: Sequence[Passage], tools: Tools) -> tuple[str | None, str | None]:
    """The organisation that figures are about: the sender, or for a ministry the service that it writes of.

    A letter of a ministry gives figures of the organisation that carries out; that is the one it names most,
    ministries and parliament left out.
    """
    sender = document.organisation_id
    if sender is not None and not _is_ministry(sender):
        return document.organisation, sender
    named = Counter(
        tag.value
        for passage in passages
        for tag in passage.tags
        if tag.type == "organisation" and not _is_ministry(tag.value)
    )
    if not named:
        return document.organisation, sender
    chosen = min(named, key=lambda value: (-named[value], value))
    return tools.taxonomy.label("organisation", chosen), chosen


def _is_ministry(organisation_id: str) -> bool:
    return organisation_id.startswith("ministerie") or organisation_id in {
        "tweede-kamer", "eerste-kamer", "raad-van-state", "kabinet", "algemene-rekenkamer", "auditdienst-rijk",
    }  # fmt: skip


def _owned(value: KpiValue, tools: Tools) -> KpiValue:
    """A KPI that belongs to one organisation is that organisation's, whoever writes about it."""
    entry = tools.taxonomy.entry("kpi", value.kpi) if value.kpi else None
    owner = entry.get("organisation") if entry else None
    if entry is None or owner is None or owner == value.organisation_id:
        return value
    return dataclasses.replace(
        value,
        organisation=tools.taxonomy.label("organisation", owner),
        organisation_id=owner,
        series=f"{owner}|{entry.id}",
    )
