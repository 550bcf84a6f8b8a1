r"""The text reader: decodes a text file, parts its lines by ``\n`` only and finds where its pages begin.

The source text stays what the file holds: nothing is mended here. Carriage returns, form feeds and
U+2028 part no lines; a form feed begins a page. A byte order mark is no text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.raw import RawDocument, RawLine, RawPage, ReadError
from ingest.textpages import page_starts
from kb.records import Problem

READER = "text-1"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MOST_DAMAGE = 0.02
"""More undecodable or control characters than this share, and the file is no text."""


def read_text(data: bytes) -> RawDocument:
    """The lines and pages of a text file.

    Raises ReadError "leeg" for a file without letters or digits, "geen-tekst" for one that is no text.
    """
    text, damaged = decode(data)
    if not any(char.isalnum() for char in text):
        raise ReadError("leeg", "Het bestand bevat geen tekst. Controleer of het goed is opgeslagen.")
    starts = page_starts(text)
    lines = tuple(_lines(text, starts))
    edges = [*starts, len(text)]
    pages = tuple(RawPage(number, edges[number - 1], edges[number]) for number in range(1, len(edges)))
    problems = (
        (Problem("tekens", None, "Enkele tekens waren niet te lezen en zijn als \ufffd getoond."),)
        if damaged
        else ()
    )
    return RawDocument("text/plain", READER, text, pages, lines, problems=problems)


def decode(data: bytes) -> tuple[str, bool]:
    """The text of `data` (UTF-8, UTF-16 with its mark, or Windows-1252), and whether signs were lost.

    Raises ReadError "geen-tekst" when too much of it is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    as_utf8 = data.decode("utf-8", "replace")
    lost = as_utf8.count("\ufffd")
    # Windows-1252 has a stray byte in nearly every non-ASCII place, a damaged UTF-8 file only here and there
    if lost * 10 < sum(ord(char) > 127 for char in as_utf8):  # noqa: PLR2004
        return _checked(as_utf8)
    return _checked(data.decode("cp1252", "replace"))


def _checked(text: str) -> tuple[str, bool]:
    lost = text.count("\ufffd")
    odd = lost + len(_CONTROL.findall(text))
    if odd > _MOST_DAMAGE * len(text):
        raise ReadError(
            "geen-tekst",
            "Dit is geen tekst die te lezen is. Lever het stuk aan als PDF, DOCX, XML of platte tekst (UTF-8).",
        )
    return text, lost > 0


def _lines(text: str, starts: list[int]) -> Iterator[RawLine]:
    start = page = 0
    for number, content in enumerate(text.split("\n"), start=1):
        end = start + len(content)
        # a form feed inside a line begins a page there: one line of the file, two stretches
        cuts = [start, *(start + found.end() for found in re.finditer("\f", content)), end]
        for left, right in pairwise(cuts):
            while page < len(starts) and starts[page] <= left:
                page += 1
            stop = right - 1 if text[left:right].endswith(("\r", "\f")) else right
            yield RawLine(left, stop, page=page or None, number=number)
        start = end + 1
