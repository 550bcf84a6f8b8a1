"""Files in: readers for each format, and the steps that make citable passages of their lines."""

from __future__ import annotations

import re

from ingest.raw import RawDocument, ReadError
from ingest.structure import build
from kb.records import ReadDocument

__all__ = ["ReadError", "read", "read_raw", "sniff"]

_UNREADABLE = {
    "oud-word": (
        b"\xd0\xcf\x11\xe0",
        "Dit is een oud Office-bestand. Sla het op als DOCX of PDF en lever dat aan.",
    ),
    "rtf": (b"{\\rtf", "RTF wordt niet gelezen. Sla het bestand op als DOCX of PDF en lever dat aan."),
    "afbeelding": (b"\x89PNG", "Dit is een afbeelding. Maak er een PDF van (scan met tekstherkenning)."),
    "afbeelding-jpeg": (
        b"\xff\xd8\xff",
        "Dit is een afbeelding. Maak er een PDF van (scan met tekstherkenning).",
    ),
    "afbeelding-tiff": (b"II*\x00", "Dit is een afbeelding. Maak er een PDF van (scan met tekstherkenning)."),
    "gzip": (b"\x1f\x8b", "Dit is een ingepakt bestand. Pak het uit en lever de stukken zelf aan."),
}
_HEAD = 2048
"""Bytes from the start in which a PDF may begin and a format shows itself."""


def read(data: bytes, name: str, *, sidecar: bytes | None = None) -> ReadDocument:
    """Read a file: `name` is for messages only, `sidecar` the bytes of its `.metadata.xml`, if any.

    Raises ReadError (code, Dutch message that says what to do) when the file cannot be read at all.
    """
    return build(read_raw(data, name, sidecar=sidecar))


def read_raw(data: bytes, name: str, *, sidecar: bytes | None = None) -> RawDocument:  # noqa: ARG001
    """What the reader of the file's format makes of it. Raises ReadError as `read` does."""
    kind = sniff(data)
    # each reader is loaded when it is needed: a folder of text files needs no pdfminer
    if kind == "pdf":
        from ingest.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(data)
    if kind == "xml":
        from ingest.official_xml import read_official_xml  # noqa: PLC0415

        return read_official_xml(data, sidecar)
    if kind == "docx":
        from ingest.docx import read_docx  # noqa: PLC0415

        return read_docx(data)
    from ingest.text import read_text  # noqa: PLC0415

    return read_text(data)


_JSON = re.compile(rb"""[{\[]\s{0,200}["{\[]""")
"""How JSON begins, and no sentence does."""


def sniff(data: bytes) -> str:
    """The format of a file by its content: "pdf", "xml", "docx" or "text".

    Raises ReadError for an empty file and for formats that are not read.
    """
    head = data[:_HEAD]
    if not data.strip(b" \t\r\n\x00\x0c\xef\xbb\xbf"):
        raise ReadError("leeg", "Het bestand is leeg. Controleer of het goed is opgeslagen of verstuurd.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        raise ReadError(
            "onbekend-formaat",
            "Dit is een zip- of Office-bestand zonder Word-tekst. Lever PDF, DOCX, XML of platte tekst aan.",
        )
    for code, (mark, message) in _UNREADABLE.items():
        if head.startswith(mark):
            raise ReadError(code, message)
    return _sniff_text(head)


def _sniff_text(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise ReadError(
            "html", "HTML wordt niet gelezen. Lever hetzelfde stuk aan als PDF, DOCX, XML of tekst."
        )
    if start.startswith(b"<?xml") or (start.startswith(b"<") and b">" in start and start[1:2].isalpha()):
        if b"<html" in start:
            raise ReadError(
                "html", "HTML wordt niet gelezen. Lever hetzelfde stuk aan als PDF, DOCX, XML of tekst."
            )
        return "xml"
    if _JSON.match(start):
        raise ReadError(
            "json",
            "Dit is een gegevensbestand (JSON), geen document. Lever PDF, DOCX, XML of platte tekst aan.",
        )
    return "text"
