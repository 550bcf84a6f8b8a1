"""Made documents: tables and paragraphs in, passages out, for measuring and testing the register."""

from __future__ import annotations

from collections.abc import Sequence

from kb.records import Cell, Cells, Document, Footnote, Passage, PassageKind, PublicationDate
from kb.registers.kpis.find import find
from kb.registers.kpis.model import KpiValue, Tools


def document(
    name: str = "jaarverslag.pdf",
    *,
    year: int | None = 2023,
    kind: str | None = "jaarrapportage",
    organisation: tuple[str, str] | None = ("UWV", "uwv"),
    published: str | None = None,
) -> Document:
    """A document of an organisation, about a year."""
    label, identity = organisation or (None, None)
    return Document(
        document_id=name.rsplit(".", 1)[0], source=name, sha256=name, media_type="text/plain", forms=(),
        version=1, superseded_by=None, url=None, kind=kind, title=name, organisation=label,
        organisation_id=identity, ministry=None, signatory=None, kamerstuk=None, session=None,
        reporting_year=year,
        reporting_years=(year,) if year else (),
        reporting_period=None,
        publication_date=PublicationDate(value=published), relations=(), pages=1, passages=0, status="ok",
        problems=(),
    )  # fmt: skip


class Made:
    """A document under construction: `table` and `text` add passages and keep their source text."""

    def __init__(self, made_of: Document | None = None) -> None:
        self.document = made_of or document()
        self.source = ""
        self.passages: list[Passage] = []

    def _add(
        self,
        text: str,
        start: int,
        *,
        kind: PassageKind = "text",
        section: tuple[str, ...] = (),
        context: str | None = None,
        cells: Cells | None = None,
        footnotes: tuple[Footnote, ...] = (),
    ) -> None:
        end = len(self.source)
        self.passages.append(
            Passage(
                passage_id=f"{self.document.document_id}.{len(self.passages):08x}",
                document_id=self.document.document_id, source=self.document.source, text=text, kind=kind,
                section=section, context=context, cells=cells, footnotes=footnotes, spans=((start, end),),
                char_start=start, char_end=end, page_from=1, page_to=1, page_label_from=None,
                page_label_to=None, line_start=1, line_end=None, speaker=None, question_number=None,
                publication_date=None, years_named=(), tags=(), reporting_year=self.document.reporting_year,
                ordinal=len(self.passages),
            )
        )  # fmt: skip

    def text(
        self, *paragraphs: str, section: Sequence[str] = ("2 Prestaties",), kind: PassageKind = "text"
    ) -> Made:
        """Paragraphs of running text, each a passage."""
        for words in paragraphs:
            start = len(self.source)
            self.source += words + "\n\n"
            self._add(words, start, section=tuple(section), kind=kind)
        return self

    def table(
        self,
        columns: Sequence[str],
        *rows: Sequence[str | None],
        caption: str | None = None,
        notes: Sequence[tuple[str, str, str]] = (),
        section: Sequence[str] = ("2 Prestaties",),
    ) -> Made:
        """A table; `notes` are (number, text, the words that its marker stands behind)."""
        start = len(self.source)
        made_rows, lines = [], []
        self.source += " | ".join(columns) + "\n"
        for row in rows:
            cells: list[Cell | None] = []
            line_start = len(self.source)
            for text in row:
                if text is None:
                    cells.append(None)
                    continue
                cells.append(Cell(text, len(self.source), len(self.source) + len(text)))
                self.source += text + " "
            lines.append(self.source[line_start:].strip())
            self.source += "\n"
            made_rows.append(tuple(cells))
        text = " | ".join(columns) + "\n" + "\n".join(lines)
        footnotes = tuple(
            Footnote(number, words, marker=text.index(behind) + len(behind)) for number, words, behind in notes
        )
        header = " | ".join(columns)
        self._add(
            text, start, kind="table", section=tuple(section), cells=Cells(tuple(columns), tuple(made_rows)),
            context=f"{caption}\n{header}" if caption else header, footnotes=footnotes,
        )  # fmt: skip
        return self

    def values(self, tools: Tools) -> list[KpiValue]:
        """What the register finds in it."""
        return find(self.document, self.passages, self.source, tools)
