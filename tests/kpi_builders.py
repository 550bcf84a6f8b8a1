"""Made documents for the tests of the KPI register: tables and paragraphs in, passages out."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

import ingest
from kb.annotate import AnnotationInput
from kb.annotate.taxonomic import TaxonomyAnnotator
from kb.identify import identify
from kb.records import Document, Passage, ReadPassage, Tag
from kb.registers.kpis import KpiValue, Tools
from kb.registers.kpis.made import Made as Making
from kb.registers.kpis.made import document
from kb.registers.kpis.scoring import Reading
from kb.taxonomy import load

SEEDS = Path(__file__).parents[1] / "seeds"
TOOLS = Tools.of(load())


class Made(Making):
    """A document under construction, read with the taxonomy of the house."""

    def values(self, tools: Tools = TOOLS) -> list[KpiValue]:
        """What the register finds in it."""
        return super().values(tools)


def told(values: Sequence[KpiValue]) -> list[tuple[str, int | None, str, float | None, str | None]]:
    """Label, year, role, value and unit of each value, in reading order."""
    return [(value.label, value.year, value.role, value.value, value.unit) for value in values]


def sentence(text: str, **facts: object) -> list[tuple[str, int | None, str, float | None, str | None]]:
    """What is found in one sentence of a report (or of what `facts` say)."""
    return told(Made(document(**facts)).text(text).values())  # type: ignore[arg-type]


def readings(*names: str) -> list[Reading]:
    """Seeds as they are read and identified, with the tags of organisations."""
    annotator = TaxonomyAnnotator(TOOLS.taxonomy, "organisation")
    made = []
    for path in sorted(SEEDS.glob("*.txt")):
        if names and path.name not in names:
            continue
        data = path.read_bytes()
        read = ingest.read(data, path.name)
        identity = identify(read, path.name)
        sha256 = hashlib.sha256(data).hexdigest()
        facts = document(path.name, year=max(identity.reporting_years, default=None), kind=identity.kind)
        whole = dataclasses.replace(
            facts, sha256=sha256, organisation=identity.organisation,
            organisation_id=identity.organisation_id, publication_date=identity.publication_date,
        )  # fmt: skip
        passages = [
            passage_of(item, whole, index, tuple(annotator.annotate(AnnotationInput.of(item, identity))))
            for index, item in enumerate(read.passages)
        ]
        made.append(Reading(whole, passages, read.text))
    return made


def passage_of(read: ReadPassage, whole: Document, index: int, tags: tuple[Tag, ...] = ()) -> Passage:
    """A passage as the store gives it back, from one as reading gave it."""
    facts = {item.name: getattr(read, item.name) for item in dataclasses.fields(ReadPassage)}
    return Passage(
        passage_id=f"{whole.document_id}.{index:08x}", document_id=whole.document_id, source=whole.source,
        char_start=read.char_start, char_end=read.char_end, publication_date=None,
        reporting_year=whole.reporting_year, years_named=(), tags=tags, ordinal=index, **facts,
    )  # fmt: skip
