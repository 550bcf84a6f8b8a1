"""Small made documents for tests of store, anchors and the door: text in, reading out."""

from __future__ import annotations

from kb.records import Identity, PublicationDate, ReadDocument, ReadPassage, SourceLine


def read_of(text: str) -> ReadDocument:
    """A reading in which each paragraph (parted by an empty line) is a passage."""
    passages, lines, offset = [], [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        lines.append(SourceLine(offset, offset + len(line), number=number, role="body" if line else "blank"))
        offset += len(line) + 1
    start = 0
    for block in text.split("\n\n"):
        if block.strip():
            first = text.count("\n", 0, start) + 1
            passages.append(
                ReadPassage(
                    kind="text",
                    text=" ".join(block.split()),
                    spans=((start, start + len(block)),),
                    section=("1 Inleiding",),
                    line_start=first,
                    line_end=first + block.strip("\n").count("\n"),
                )
            )
        start += len(block) + 2
    return ReadDocument("text/plain", text, "test-1", (), tuple(lines), (), tuple(passages))


def identity_of(title: str = "Stand van de uitvoering 2021", **facts: object) -> Identity:
    """What a made document is; `facts` override."""
    given = {
        "kind": "stand-van-de-uitvoering",
        "title": title,
        "organisation": "Dienst Toeslagen",
        "organisation_id": "dienst-toeslagen",
        "reporting_years": (2021,),
        "publication_date": PublicationDate(not_before="2021-06-29"),
    }
    return Identity(**{**given, **facts})
