"""What somebody puts on the clipboard or in a file to cite: the citation, its address, the day of reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.results import Hit
from kb.citation import citation
from kb.records import Document, Passage
from ui.words import date_text


def consulted(told: str, url: str | None, day: date | None = None) -> str:
    """A citation with the document's own address and the day on which it was read (default: today)."""
    at = day or date.today()  # noqa: DTZ011 - the reader's own day
    return ", ".join(part for part in (told, url, f"geraadpleegd op {date_text(at.isoformat())}") if part)


def of_hit(hit: Hit, day: date | None = None) -> str:
    """How a hit is cited."""
    return consulted(hit.citation, hit.document.url, day)


def of_passage(passage: Passage, document: Document) -> str:
    """How a passage is cited."""
    return consulted(citation(passage, document), document.url)


def of_document(document: Document, passage: Passage | None) -> str:
    """How a document as a whole is cited; `passage` is any one of its passages, None when it has none."""
    if passage is None:
        return document.title or document.source
    anywhere = replace(passage, page_from=None, page_to=None, page_label_from=None, page_label_to=None)
    return of_passage(anywhere, document)
