"""Records for tests of the screen, with only what a test speaks of filled in."""

from __future__ import annotations

from typing import Any

from index.results import FacetValue, Hit, HitDocument, ResultPage, Understood
from kb.filters import Filters
from kb.records import Document, Passage, PublicationDate


def passage(text: str, *, start: int = 0, document_id: str = "doc", **fields: Any) -> Passage:
    """A passage; its span is as long as its text."""
    known: dict[str, Any] = {
        "passage_id": f"{document_id}.{start:08x}", "document_id": document_id, "source": "bron.txt",
        "kind": "text", "text": text, "spans": ((start, start + len(text)),), "char_start": start,
        "char_end": start + len(text), "section": (), "page_from": None, "page_to": None,
        "page_label_from": None, "page_label_to": None, "line_start": None, "line_end": None, "context": None,
        "cells": None, "footnotes": (), "speaker": None, "question_number": None, "publication_date": None,
        "reporting_year": None, "years_named": (), "tags": (),
    }  # fmt: skip
    return Passage(**(known | fields))


def document(document_id: str = "doc", **fields: Any) -> Document:
    """A document of which little is known."""
    known: dict[str, Any] = {
        "document_id": document_id, "source": "bron.txt", "sha256": "0" * 64, "media_type": "text/plain",
        "forms": (), "version": 1, "superseded_by": None, "url": None, "kind": None, "title": None,
        "organisation": None, "organisation_id": None, "ministry": None, "signatory": None, "kamerstuk": None,
        "session": None, "reporting_year": None, "reporting_years": (), "reporting_period": None,
        "publication_date": PublicationDate(), "relations": (), "pages": None, "passages": 0, "status": "ok",
        "problems": (), "evidence": {},
    }  # fmt: skip
    return Document(**(known | fields))


def hit(found: Passage, rank: int = 1, **fields: Any) -> Hit:
    """A hit on a passage."""
    known: dict[str, Any] = {
        "rank": rank, "score": 1.0, "highlights": (), "snippet": found.text, "citation": "Bron, p. 1",
        "similar": (), "document": HitDocument("doc", "Een titel", "kamerbrief", "Dienst", "2023-05", None),
        "passage": found,
    }  # fmt: skip
    return Hit(**(known | fields))


def result(*hits: Hit, **fields: Any) -> ResultPage:
    """A page of hits."""
    known: dict[str, Any] = {
        "query": "vraag", "understood": Understood(), "messages": (), "total": len(hits), "revision": 7,
        "took_ms": 1.0, "sort": "relevance", "suggestion": None, "facets": {}, "hits": hits,
        "filters": Filters(), "limit": 10, "offset": 0,
    }  # fmt: skip
    return ResultPage(**(known | fields))


def facet(*values: tuple[str, int]) -> tuple[FacetValue, ...]:
    """Facet values with their counts; the label is the value, as the index gives an unknown one."""
    return tuple(FacetValue(value, value, count) for value, count in values)
