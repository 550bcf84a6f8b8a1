"""A `ReadDocument` from text alone, without the readers: for tests and for trying cues on a text.

Lines are parted by line feeds, pages by form feeds. No headings, passages or footnotes are found.
"""

from __future__ import annotations

from kb.records import ReadDocument, SourceLine, SourcePage


def plain_document(
    text: str,
    *,
    fields: dict[str, str] | None = None,
    official: dict[str, list[str]] | None = None,
    furniture: tuple[str, ...] = (),
    media_type: str = "text/plain",
) -> ReadDocument:
    """`text` as a document of lines and pages, with the letterhead fields and metadata given."""
    lines: list[SourceLine] = []
    pages: list[SourcePage] = []
    start, number = 0, 1
    paged = "\f" in text
    for page_number, page in enumerate(text.split("\f"), 1):
        at = start
        for line in page.split("\n"):
            lines.append(SourceLine(at, at + len(line), page_number if paged else None, number))
            at += len(line) + 1
            number += 1
        number -= 1
        if paged:
            pages.append(SourcePage(page_number, start, start + len(page)))
        start += len(page) + 1
    return ReadDocument(
        media_type=media_type, text=text, text_version="plain-1", pages=tuple(pages), lines=tuple(lines),
        headings=(), passages=(), furniture=furniture, fields=fields or {}, official=official or {},
    )  # fmt: skip
