"""Whether a page of a PDF can be read: no text layer, garbled text, or the text of a bad recognition.

Words decide (`readable.judge`), not the number of characters. Glyphs that the file gives no text for are
a sign of their own: too many of them and the page is not shown as if it had been read.
"""

from __future__ import annotations

from ingest.pdf_chars import UNKNOWN
from ingest.readable import judge
from kb.records import PageStatus, Problem

_UNKNOWN = 0.25
_LEAST_SIGNS = 30
_FEW_SIGNS = 15
SCAN = 0.6
"""A picture over this part of the page makes it a scan."""
_DRAWING = 300
"""So many drawn areas and no text: letters drawn as shapes."""


def page_status(text: str, *, picture: float, drawn: int = 0) -> PageStatus:
    """The status of a page with `text`: `picture` is the share of it under its largest picture, `drawn` the
    number of drawn areas. An empty page has neither, and is no scan.
    """
    signs = sum(char.isalnum() for char in text)
    unknown = text.count(UNKNOWN)
    if unknown > _UNKNOWN * (signs + unknown) and signs + unknown > _LEAST_SIGNS:
        return "garbled"
    if signs < _FEW_SIGNS:
        return "no-text" if picture > SCAN or drawn > _DRAWING else "ok"
    return judge(text)


def problem_of(status: PageStatus, page: int, *, recognition: bool) -> Problem | None:
    """What to tell people of a page that was not read as it should be, and what they can do.

    `recognition`: a program for character recognition is installed (and did not help).
    """
    if status == "no-text":
        todo = (
            "Ook tekstherkenning gaf niets: bekijk deze bladzijde zelf."
            if recognition
            else "Installeer ocrmypdf met tesseract-ocr-nld en lees het bestand opnieuw, "
            "of lever een versie met tekst aan."
        )
        message = f"Bladzijde {page} heeft geen tekst (een scan of afbeelding). {todo}"
        return Problem("geen-tekst", page, message)
    if status == "garbled":
        return Problem(
            "onleesbaar",
            page,
            f"De tekst van bladzijde {page} is onleesbaar: het PDF zegt niet welke letters het toont. De tekst "
            "is weggelaten. Lever een ander exemplaar aan, of installeer ocrmypdf met tesseract-ocr-nld.",
        )
    if status == "uncertain":
        return Problem(
            "onzekere-tekst",
            page,
            f"Onzekere tekst op bladzijde {page}: de tekstherkenning van deze scan is slecht. "
            "Vergelijk met het origineel, of lever een betere scan aan.",
        )
    return None
