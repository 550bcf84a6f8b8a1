"""Opening a PDF: what cannot be read at all is refused with a message that says what to do."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from ingest.raw import ReadError

LARGEST = 300_000_000
"""Bytes of the largest PDF that is read."""
MOST_PAGES = 5_000

_STAMP = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_XMP = re.compile(rb"(?:CreateDate|ModifyDate)(?:>|=\")(\d{4})-(\d{2})-(\d{2})")

# pdfminer reports every oddity of a file; what matters is told as a problem of the page
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def open_pdf(data: bytes) -> PDFDocument:
    """The document in `data`. Raises ReadError when it is too large, encrypted, empty or broken."""
    if len(data) > LARGEST:
        raise ReadError(
            "te-groot",
            f"Het PDF is groter dan {LARGEST // 1_000_000} MB. Splits het, of bewaar het met "
            "kleinere afbeeldingen.",
        )
    if data.count(b"endobj") + data.count(b"/ObjStm") == 0:
        raise _broken(data)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect:
        raise ReadError(
            "versleuteld",
            "Het PDF is met een wachtwoord beveiligd. Open het met het wachtwoord, bewaar het zonder "
            "beveiliging en lever dat bestand aan.",
        ) from None
    except RecursionError:
        raise _broken(data) from None
    except Exception as error:
        if b"/Encrypt" in data:
            raise ReadError(
                "versleuteld",
                "Het PDF is beveiligd op een manier die niet gelezen kan worden. Bewaar het zonder beveiliging "
                "(bijvoorbeeld met afdrukken naar PDF) en lever dat bestand aan.",
            ) from error
        raise _broken(data) from error
    return document


def _broken(data: bytes) -> ReadError:
    if b"%%EOF" not in data[-2048:]:
        return ReadError(
            "afgebroken",
            "Het PDF is niet volledig: het einde ontbreekt. Download of verstuur het opnieuw en lever dat aan.",
        )
    return ReadError(
        "beschadigd",
        "Het PDF is beschadigd en kan niet gelezen worden. Open het in een PDF-programma, bewaar het opnieuw "
        "en lever dat bestand aan.",
    )


def pages_of(document: PDFDocument, data: bytes) -> Iterator[PDFPage]:
    """The pages of a document; what its cache holds of a page is dropped behind it.

    Raises ReadError when no page can be found.
    """
    number = 0
    try:
        for page in PDFPage.create_pages(document):
            number += 1
            if number > MOST_PAGES:
                return
            yield page
            _forget_streams(document)
    except (ReadError, GeneratorExit):
        raise
    except Exception as error:
        if number == 0:
            raise _broken(data) from error
    if number == 0:
        raise (_broken(data) if b"%%EOF" not in data[-2048:] else _empty())


def _empty() -> ReadError:
    return ReadError("leeg", "Het PDF heeft geen bladzijden. Controleer of het goed is opgeslagen.")


def _forget_streams(document: PDFDocument) -> None:
    """Drop the streams (pictures, page contents) that pdfminer keeps of every page it has seen."""
    cache: dict[int, Any] = getattr(document, "_cached_objs", {})
    for key in [key for key, (item, _) in cache.items() if isinstance(item, PDFStream)]:
        del cache[key]


def file_dates(document: PDFDocument) -> tuple[str, ...]:
    """The dates of making and changing that the file tells of itself, in ISO form, the oldest first."""
    found: set[str] = set()
    for info in document.info:
        for key in ("CreationDate", "ModDate"):
            value = resolve1(info.get(key))
            text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            match = _STAMP.match(text)
            if match:
                _add_date(found, match[1], match[2], match[3])
    metadata = resolve1(document.catalog.get("Metadata"))
    if isinstance(metadata, PDFStream):
        try:
            packet = metadata.get_data()[:100_000]
        except Exception:
            packet = b""
        for year, month, day in _XMP.findall(packet):
            _add_date(found, year.decode(), month.decode(), day.decode())
    return tuple(sorted(found))


def _add_date(found: set[str], year: str, month: str, day: str) -> None:
    try:
        found.add(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return
