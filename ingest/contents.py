"""Tables of contents: lines that name a title and a page. They are kept, but are no headings.

Such lines show by dots before a page number, or stand on a page below "Inhoud" and count up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.layout import Line

_TITLES = frozenset(["inhoud", "inhoudsopgave", "inhoud:", "inhoudsopgave:", "table of contents"])
_DOTTED = re.compile(r"\S.*?(?:\.\s?){4,}\s*(?P<page>\d{1,3})$|\S.*?…+\s*(?P<other>\d{1,3})$")
_ENDING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?[^\W\d_].*\s(?P<page>\d{1,3})$")
_LEADING = re.compile(r"(?P<page>\d{1,3})\.?\s+\S")
_LEAST = 4
_SHARE = 0.4
"""Of the lines below "Inhoud" so many at least end or begin with a page; titles go on over lines."""


def contents(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that are a table of contents."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.text.casefold() in _TITLES:
            found.update(_below(lines, at))
    run: list[Line] = []
    for line in lines:
        if _DOTTED.match(line.text):
            run.append(line)
            continue
        if len(run) >= _LEAST:
            found.update(item.index for item in run)
        run = []
    if len(run) >= _LEAST:
        found.update(item.index for item in run)
    return found


def _below(lines: Sequence[Line], at: int) -> set[int]:
    """The lines below the title "Inhoud", on its page and on the next as far as they go on."""
    found: set[int] = set()
    page = lines[at].page
    while True:
        part = (
            [line for line in lines[at + 1 :] if line.page == page]
            if page is not None
            else list(lines[at + 1 : at + 60])
        )
        if page is None:
            part = _while_listed(part)
        if len(part) < _LEAST or not _is_list(part):
            return found
        found.update(line.index for line in part)
        if page is None:
            return found
        page += 1


def _while_listed(lines: Sequence[Line]) -> list[Line]:
    """In a text without pages: the lines up to the last that ends in a page, with no sentence between."""
    last = 0
    for at, line in enumerate(lines):
        if line.ended and len(line.text.split()) > 8:  # noqa: PLR2004
            break
        if _ENDING.match(line.text) or _DOTTED.match(line.text):
            last = at + 1
    return list(lines[:last])


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether enough lines name a page, and the pages count up."""
    for pattern in (_ENDING, _LEADING):
        pages = [int(match["page"]) for line in lines if (match := pattern.match(line.text))]
        rising = sum(first <= second for first, second in pairwise(pages))
        if len(pages) >= max(3, _SHARE * len(lines)) and rising >= 0.8 * (len(pages) - 1):
            return True
    return False
