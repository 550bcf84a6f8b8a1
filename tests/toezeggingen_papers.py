"""Made papers for the tests of toezeggingen: passages with their source, as the store gives them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from kb.annotate import AnnotationInput, DocumentFacts, annotate_document
from kb.records import Cell, Cells, Document, Passage, PublicationDate, Speaker
from kb.registers.toezeggingen import Tools, find
from kb.registers.toezeggingen.model import Toezegging
from kb.taxonomy import load

TOOLS = Tools(load())


def paper(
    name: str = "brief-1",
    *,
    kind: str | None = "kamerbrief",
    date: str | None = "2023-06-20",
    ministry: str | None = "SZW",
    signatory: str | None = "C.J. Schouten",
    organisation_id: str | None = "ministerie-van-sociale-zaken-en-werkgelegenheid",
) -> Document:
    """A document with the facts that matter here."""
    year = int(date[:4]) if date else None
    return Document(
        document_id=name,
        source=f"{name}.txt",
        sha256="",
        media_type="text/plain",
        forms=(),
        version=1,
        superseded_by=None,
        url=None,
        kind=kind,
        title=None,
        organisation=None,
        organisation_id=organisation_id,
        ministry=ministry,
        signatory=signatory,
        kamerstuk=None,
        session=None,
        reporting_year=year,
        reporting_years=(year,) if year else (),
        reporting_period=None,
        publication_date=PublicationDate(date, "day") if date else PublicationDate(),
        relations=(),
        pages=None,
        passages=1,
        status="ok",
        problems=(),
    )


def passages(
    document: Document,
    texts: Sequence[str],
    *,
    section: str = "Onderwerp",
    speakers: Sequence[Speaker | None] = (),
) -> tuple[list[Passage], str]:
    """Each text as a passage under one heading, and the source that holds them, a blank line between."""
    facts = DocumentFacts(publication_date=document.publication_date, kind=document.kind)
    inputs = [AnnotationInput(text, facts=facts) for text in texts]
    tags = list(annotate_document(inputs, None, TOOLS.taxonomy))
    found, offset = [], 0
    for number, text in enumerate(texts):
        speaker = speakers[number] if number < len(speakers) else None
        line = sum(item.count("\n") + 2 for item in texts[:number]) + 1
        found.append(
            Passage(
                passage_id=f"{document.document_id}.{number}",
                document_id=document.document_id,
                source=document.source,
                kind="speech" if speaker else "text",
                text=text,
                spans=((offset, offset + len(text)),),
                char_start=offset,
                char_end=offset + len(text),
                section=(section,),
                page_from=None,
                page_to=None,
                page_label_from=None,
                page_label_to=None,
                line_start=line,
                line_end=line + text.count("\n"),
                context=None,
                cells=None,
                footnotes=(),
                speaker=speaker,
                question_number=None,
                publication_date=document.publication_date.value,
                reporting_year=document.reporting_year,
                years_named=(),
                tags=tags[number],
                ordinal=number,
            )
        )
        offset += len(text) + 2
    return found, "\n\n".join(texts)


def found_in(*texts: str, **facts: object) -> list[Toezegging]:
    """What is found in a paper of these passages; `facts` as `paper` takes them."""
    document = paper(**facts)  # type: ignore[arg-type]
    made, source = passages(document, texts)
    return find(document, made, source, TOOLS)


def spoken(*turns: tuple[Speaker, str], date: str = "2023-06-20") -> list[Toezegging]:
    """What is found in a debate of these turns."""
    document = paper("debat-1", kind="verslag-commissiedebat", date=date, ministry=None, signatory=None)
    made, source = passages(document, [text for _, text in turns], speakers=[speaker for speaker, _ in turns])
    return find(document, made, source, TOOLS)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    *,
    section: str = "Bijlage moties en toezeggingen",
) -> tuple[Document, list[Passage], str]:
    """A paper that is one table; its source holds the cells one after another."""
    document = paper("bijlage-1", kind="jaarrapportage", date="2023-05-17")
    cells, lines, offset = [], [], 0
    for row in rows:
        made: list[Cell | None] = []
        for text in row:
            if text is None:
                made.append(None)
                continue
            made.append(Cell(text, offset, offset + len(text)))
            lines.append(text)
            offset += len(text) + 1
        cells.append(tuple(made))
    source = "\n".join(lines)
    base, _ = passages(document, [source], section=section)
    passage = dataclasses.replace(base[0], kind="table", cells=Cells(tuple(columns), tuple(cells)))
    return document, [passage], source
