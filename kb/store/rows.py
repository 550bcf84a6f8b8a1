"""From rows of the store to the shared records, and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping

from kb.records import (
    Anchor,
    Box,
    Cell,
    Cells,
    Document,
    Footnote,
    Form,
    Heading,
    Identity,
    Judgement,
    Passage,
    Problem,
    PublicationDate,
    ReadPassage,
    Relation,
    ReportingPeriod,
    SourceLine,
    SourcePage,
    Speaker,
    Tag,
    as_json,
)


def identity_values(identity: Identity) -> dict[str, Any]:
    """The columns of `document` that say what a document is."""
    date = identity.publication_date
    return {
        "official_id": identity.official_id,
        "url": identity.url,
        "kind": identity.kind,
        "title": identity.title,
        "organisation": identity.organisation,
        "organisation_id": identity.organisation_id,
        "ministry": identity.ministry,
        "signatory": identity.signatory,
        "kamerstuk": identity.kamerstuk,
        "session": identity.session,
        "reporting_years": list(identity.reporting_years),
        "reporting_period": as_json(identity.reporting_period),
        **publication_values(date),
        "relations": as_json(identity.relations),
        "evidence": dict(identity.evidence),
    }


def publication_values(date: PublicationDate) -> dict[str, Any]:
    """The columns of `document` that hold a publication date."""
    return {
        "publication_value": date.value,
        "publication_precision": date.precision,
        "publication_not_before": date.not_before,
        "publication_basis": date.basis,
        "publication_evidence": date.evidence,
    }


def publication_of(row: RowMapping) -> PublicationDate:
    """The publication date in a row of `document`."""
    return PublicationDate(
        value=row["publication_value"],
        precision=row["publication_precision"],
        not_before=row["publication_not_before"],
        basis=row["publication_basis"],
        evidence=row["publication_evidence"],
    )


def _period(value: Mapping[str, Any] | None) -> ReportingPeriod | None:
    return ReportingPeriod(value["from"], value["to"], value["label"]) if value else None


def identity_of(row: RowMapping) -> Identity:
    """What a row of `document` says the document is."""
    return Identity(
        **{
            name: row[name]
            for name in (
                "official_id", "kind", "title", "organisation", "organisation_id", "ministry", "signatory",
                "kamerstuk", "session", "url",
            )
        },
        reporting_years=tuple(row["reporting_years"]),
        reporting_period=_period(row["reporting_period"]),
        publication_date=publication_of(row),
        relations=tuple(Relation(**item) for item in row["relations"]),
        evidence=row["evidence"],
    )  # fmt: skip


def document_of(
    row: RowMapping, version: RowMapping, forms: Sequence[RowMapping], pages: int, passages: int
) -> Document:
    """A document from its row, its current version, that version's forms, and its counts."""
    years = tuple(row["reporting_years"])
    return Document(
        document_id=row["document_id"],
        source=version["source"],
        sha256=version["sha256"],
        media_type=version["media_type"],
        forms=tuple(Form(item["media_type"], item["sha256"], item["source"]) for item in forms),
        version=version["number"],
        superseded_by=version["superseded_by"],
        url=row["url"],
        kind=row["kind"],
        title=row["title"],
        organisation=row["organisation"],
        organisation_id=row["organisation_id"],
        ministry=row["ministry"],
        signatory=row["signatory"],
        kamerstuk=row["kamerstuk"],
        session=row["session"],
        reporting_year=years[-1] if years else None,
        reporting_years=years,
        reporting_period=_period(row["reporting_period"]),
        publication_date=publication_of(row),
        relations=tuple(Relation(**item) for item in row["relations"]),
        pages=pages or None,
        passages=passages,
        status=row["status"],
        problems=tuple(Problem(**item) for item in row["problems"]),
        evidence=row["evidence"],
        removed_at=row["removed_at"],
    )


def passage_values(passage: ReadPassage) -> dict[str, Any]:
    """The columns of `passage` that reading fills."""
    return {
        "kind": passage.kind,
        "text": passage.text,
        "context": passage.context,
        "section": list(passage.section),
        "spans": as_json(passage.spans),
        "page_from": passage.page_from,
        "page_to": passage.page_to,
        "page_label_from": passage.page_label_from,
        "page_label_to": passage.page_label_to,
        "line_start": passage.line_start,
        "line_end": passage.line_end,
        "cells": as_json(passage.cells),
        "footnotes": as_json(passage.footnotes),
        "speaker": as_json(passage.speaker),
        "question_number": passage.question_number,
    }


def cells_of(value: Mapping[str, Any] | None) -> Cells | None:
    """A table from its JSON."""
    if value is None:
        return None
    rows = tuple(tuple(Cell(**cell) if cell else None for cell in row) for row in value["rows"])
    return Cells(columns=tuple(value["columns"]), rows=rows)


def footnote_of(value: Mapping[str, Any]) -> Footnote:
    """A footnote from its JSON."""
    return Footnote(**{**value, "spans": spans_of(value["spans"])})


def spans_of(value: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Spans from their JSON."""
    return tuple((start, end) for start, end in value)


def read_passage_of(row: RowMapping) -> ReadPassage:
    """A passage as reading gave it, from its row."""
    return ReadPassage(
        kind=row["kind"],
        text=row["text"],
        spans=spans_of(row["spans"]),
        section=tuple(row["section"]),
        page_from=row["page_from"],
        page_to=row["page_to"],
        page_label_from=row["page_label_from"],
        page_label_to=row["page_label_to"],
        line_start=row["line_start"],
        line_end=row["line_end"],
        context=row["context"],
        cells=cells_of(row["cells"]),
        footnotes=tuple(footnote_of(item) for item in row["footnotes"]),
        speaker=Speaker(**row["speaker"]) if row["speaker"] else None,
        question_number=row["question_number"],
    )


@dataclass(frozen=True, slots=True)
class Owner:
    """What a passage shows of the document that it stands in."""

    source: str
    publication_date: str | None
    reporting_year: int | None

    @classmethod
    def of(cls, row: RowMapping) -> Owner:
        """From a row with source, publication_value and reporting_years."""
        years = row["reporting_years"]
        return cls(row["source"], row["publication_value"], years[-1] if years else None)

    @classmethod
    def of_document(cls, document: Document) -> Owner:
        """From a document."""
        return cls(document.source, document.publication_date.value, document.reporting_year)


def passage_of(row: RowMapping, owner: Owner, tags: Sequence[Tag]) -> Passage:
    """A passage from its row, what it shows of its document, and its tags."""
    read = read_passage_of(row)
    facts = {item.name: getattr(read, item.name) for item in dataclasses.fields(read)}
    return Passage(
        passage_id=row["passage_id"],
        document_id=row["document_id"],
        source=owner.source,
        char_start=read.char_start,
        char_end=read.char_end,
        publication_date=owner.publication_date,
        reporting_year=owner.reporting_year,
        years_named=tuple(row["years_named"]),
        tags=tuple(tags),
        ordinal=row["ordinal"],
        **facts,
    )


def tag_of(row: RowMapping) -> Tag:
    """A tag from its row."""
    return Tag(
        row["type"], row["value"], row["label"], row["text"], row["char_start"], row["char_end"], row["rule"],
        row["confidence"],
    )  # fmt: skip


def page_of(row: RowMapping) -> SourcePage:
    """A page from its row."""
    return SourcePage(
        row["number"],
        row["char_start"],
        row["char_end"],
        row["label"],
        row["width"],
        row["height"],
        row["status"],
    )


def line_of(row: RowMapping) -> SourceLine:
    """A line from its row."""
    return SourceLine(
        row["char_start"], row["char_end"], row["page"], row["number"],
        Box(*row["box"]) if row["box"] else None, row["size"], bool(row["bold"]), row["role"],
    )  # fmt: skip


def heading_of(value: Mapping[str, Any]) -> Heading:
    """A heading from its JSON."""
    return Heading(**value)


def judgement_of(row: RowMapping) -> Judgement:
    """A judgement from its row."""
    anchor = Anchor(
        row["document_id"], row["exact"], row["prefix"], row["suffix"], row["start"], row["text_version"]
    )
    return Judgement(
        row["judgement_id"], row["target"], row["verb"], anchor, row["value"], row["note"], row["who"],
        row["at"], bool(row["detached"]), row["passage_id"], row["char_start"], row["char_end"],
    )  # fmt: skip
