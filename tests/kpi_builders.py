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
from kb.records import Cell, Cells, Document, Footnote, Passage, PublicationDate, ReadPassage, Tag
from kb.registers.kpis import KpiValue, Tools, find
from kb.registers.kpis.evaluate import Reading
from kb.taxonomy import load

SEEDS = Path(__file__).parents[1] / "seeds"
TOOLS = Tools.of(load())


def document(
    name: str = "jaarverslag.pdf",
    *,
    year: int | None = 2023,
    kind: str | None = "jaarrapportage",
    organisation: tuple[str, str] | None = ("UWV", "uwv"),
    published: str | None = None,
) -> Document:
    """A document of an organisation, about a year."""
    label, identity = organisation or (None, None)
    return Document(
        document_id=name.rsplit(".", 1)[0], source=name, sha256=name, media_type="text/plain", forms=(),
        version=1, superseded_by=None, url=None, kind=kind, title=name, organisation=label,
        organisation_id=identity, ministry=None, signatory=None, kamerstuk=None, session=None,
        reporting_year=year,
        reporting_years=(year,) if year else (),
        reporting_period=None,
        publication_date=PublicationDate(value=published), relations=(), pages=1, passages=0, status="ok",
        problems=(),
    )  # fmt: skip


class Made:
    """A document under construction: `table` and `text` add passages and keep their source text."""

    def __init__(self, made_of: Document | None = None) -> None:
        self.document = made_of or document()
        self.source = ""
        self.passages: list[Passage] = []

    def _add(self, text: str, start: int, **facts: object) -> None:
        end = len(self.source)
        self.passages.append(
            Passage(
                passage_id=f"{self.document.document_id}.{len(self.passages):08x}",
                document_id=self.document.document_id,
                source=self.document.source,
                text=text,
                spans=((start, end),),
                char_start=start,
                char_end=end,
                page_to=1, page_label_from=None, page_label_to=None, line_end=None,
                speaker=None, question_number=None, publication_date=None, years_named=(), tags=(),
                reporting_year=self.document.reporting_year, ordinal=len(self.passages),
                **{"kind": "text", "section": (), "page_from": 1, "line_start": 1, "context": None,
                   "cells": None, "footnotes": ()} | facts,
            )
        )  # fmt: skip

    def text(self, *paragraphs: str, section: Sequence[str] = ("2 Prestaties",), kind: str = "text") -> Made:
        """Paragraphs of running text, each a passage."""
        for words in paragraphs:
            start = len(self.source)
            self.source += words + "\n\n"
            self._add(words, start, section=tuple(section), kind=kind)
        return self

    def table(
        self,
        columns: Sequence[str],
        *rows: Sequence[str | None],
        caption: str | None = None,
        notes: Sequence[tuple[str, str, str]] = (),
        section: Sequence[str] = ("2 Prestaties",),
    ) -> Made:
        """A table; `notes` are (number, text, the words that its marker stands behind)."""
        start = len(self.source)
        made_rows, lines = [], []
        self.source += " | ".join(columns) + "\n"
        for row in rows:
            cells: list[Cell | None] = []
            line_start = len(self.source)
            for text in row:
                if text is None:
                    cells.append(None)
                    continue
                cells.append(Cell(text, len(self.source), len(self.source) + len(text)))
                self.source += text + " "
            lines.append(self.source[line_start:].strip())
            self.source += "\n"
            made_rows.append(tuple(cells))
        text = " | ".join(columns) + "\n" + "\n".join(lines)
        footnotes = tuple(
            Footnote(number, words, marker=text.index(behind) + len(behind)) for number, words, behind in notes
        )
        header = " | ".join(columns)
        self._add(
            text, start, kind="table", section=tuple(section), cells=Cells(tuple(columns), tuple(made_rows)),
            context=f"{caption}\n{header}" if caption else header, footnotes=footnotes,
        )  # fmt: skip
        return self

    def values(self) -> list[KpiValue]:
        """What the register finds in it."""
        return find(self.document, self.passages, self.source, TOOLS)


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
