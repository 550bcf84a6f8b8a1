"""Reads a file into a document with tagged passages, as the store would keep it, without a store."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import ingest
from kb.annotate import AnnotationInput, annotate_document, years_named
from kb.identify import identify
from kb.records import Document, Passage, PublicationDate, ReadPassage, Tag
from kb.taxonomy import load

SEEDS = Path(__file__).parents[1] / "seeds"


def read(path: Path) -> tuple[Document, list[Passage], str]:
    """The document of a file, its passages with their tags, and its source text."""
    content = path.read_bytes()
    found = ingest.read(content, path.name)
    identity = identify(found, path.name)
    inputs = [AnnotationInput.of(passage, identity) for passage in found.passages]
    tags = annotate_document(inputs, None, load())
    document = a_document(
        path.stem,
        sha256=hashlib.sha256(content).hexdigest(),
        source=path.name,
        kind=identity.kind,
        title=identity.title,
        organisation=identity.organisation,
        organisation_id=identity.organisation_id,
        ministry=identity.ministry,
        reporting_year=max(identity.reporting_years, default=None),
        reporting_years=identity.reporting_years,
        passages=len(found.passages),
    )
    kept = [
        _passage(document, passage, tagged, number)
        for number, (passage, tagged) in enumerate(zip(found.passages, tags, strict=True))
    ]
    return document, kept, found.text


def a_document(document_id: str = "d", **fields: object) -> Document:
    """A document with everything unknown but `fields`."""
    known: dict[str, object] = {
        "document_id": document_id, "source": f"{document_id}.txt", "sha256": "", "media_type": "text/plain",
        "forms": (), "version": 1, "superseded_by": None, "url": None, "kind": None, "title": None,
        "organisation": None, "organisation_id": None, "ministry": None, "signatory": None, "kamerstuk": None,
        "session": None, "reporting_year": None, "reporting_years": (), "reporting_period": None,
        "publication_date": PublicationDate(), "relations": (), "pages": None, "passages": 0, "status": "ok",
        "problems": (),
    }  # fmt: skip
    return Document(**{**known, **fields})


def a_text(
    text: str, document: Document | None = None, **fields: object
) -> tuple[Document, list[Passage], str]:
    """A document of one tagged passage that is its whole source."""
    document = document or a_document()
    passage = ReadPassage("text", text, ((0, len(text)),), line_start=1, line_end=text.count("\n") + 1)
    (tags,) = annotate_document([AnnotationInput(text)], None, load())
    kept = _passage(document, passage, tags, 0)
    return document, [dataclasses.replace(kept, **fields)], text


def _passage(document: Document, passage: ReadPassage, tags: tuple[Tag, ...], number: int) -> Passage:
    return Passage(
        passage_id=f"{document.document_id}.{number:08x}",
        document_id=document.document_id,
        source=document.source,
        kind=passage.kind,
        text=passage.text,
        spans=passage.spans,
        char_start=passage.char_start,
        char_end=passage.char_end,
        section=passage.section,
        page_from=passage.page_from,
        page_to=passage.page_to,
        page_label_from=None,
        page_label_to=None,
        line_start=passage.line_start,
        line_end=passage.line_end,
        context=passage.context,
        cells=passage.cells,
        footnotes=passage.footnotes,
        speaker=passage.speaker,
        question_number=None,
        publication_date=None,
        reporting_year=document.reporting_year,
        years_named=years_named(passage.text),
        tags=tags,
        ordinal=number,
    )
