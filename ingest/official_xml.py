"""Reading official XML of Kamerstukken, Aanhangsels and Handelingen, with its `.metadata.xml`.

What each element means is the table below; an element that is not known is gone into, so that its text
is never lost.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from ingest.official_meta import metadata_of, read_metadata
from ingest.raw import RawDocument, ReadError
from ingest.rawwriter import Paragraph, RawWriter, TableEntry
from ingest.safexml import BrokenXml, UnsafeXml, parse

READER = "xml-1"
LARGEST = 60_000_000
_DEEPEST = 120

_PAPERS = frozenset(
    ["officiele-publicatie", "kamerwrk", "kamerstuk", "kamervragen", "handelingen", "handeling", "stuk",
     "aanhangsel", "vergadering", "verslag", "brief", "nota", "staatsblad", "staatscourant"]
)  # fmt: skip
_PARAGRAPHS = frozenset(
    ["al", "p", "alinea", "noot.al", "datumtekst", "kamervraagomschrijving", "dagtekening", "context"]
)
_HEADINGS = frozenset(["titel", "tussenkop", "tuskop", "subtitel", "item-titel", "onderwerp-titel"])
_GROUPS = frozenset(
    ["divisie", "hoofdstuk", "paragraaf", "afdeling", "artikel", "bijlage", "onderdeel", "agendapunt", "deel"]
)
_HEADED = frozenset(["tekstregel"])
_SKIPPED = frozenset(["metadata", "meta", "meta-data", "bwb-inputbestand", "noot.nr", "illustratie"])
_NUMBERS = frozenset(["nr", "li.nr", "lidnr", "label"])
_BOLD = frozenset(["vet", "vetcur", "bold"])


def read_official_xml(data: bytes, sidecar: bytes | None = None) -> RawDocument:
    """The paragraphs, headings, notes, tables and metadata of a paper.

    Raises ReadError for XML that is broken, too large, declares entities, or is no official publication.
    """
    root = _parsed(data)
    names = {_local(element) for element in root.iter()}
    if _local(root) not in _PAPERS and not names & {"al", "tekst", "spreekbeurt", "kamervragen"}:
        raise _not_a_paper(names)
    reader = _Paper()
    try:
        reader.walk(root, 0)
    except RecursionError:
        raise _too_deep() from None
    if not reader.out.text.strip():
        raise ReadError("leeg", "Het XML-bestand bevat geen tekst. Controleer of het goed is opgeslagen.")
    official = metadata_of(root)
    official.pop("OVERHEIDop.externMetadataRecord", None)
    for key, values in read_metadata(sidecar).items():
        official[key] = values
    return RawDocument(
        media_type="application/xml",
        reader=READER,
        text=reader.out.text,
        pages=reader.out.pages,
        lines=tuple(reader.out.lines),
        tables=tuple(reader.out.tables),
        note_marks=tuple(reader.out.marks),
        fields=reader.fields,
        official=official,
    )


def _parsed(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise ReadError("te-groot", f"Het XML-bestand is groter dan {LARGEST // 1_000_000} MB. Splits het.")
    try:
        return parse(data)
    except UnsafeXml:
        raise ReadError(
            "onveilig",
            "Het XML-bestand bevat eigen entiteiten of verwijzingen naar andere bestanden en wordt daarom niet "
            "gelezen. Download het opnieuw van officielebekendmakingen.nl.",
        ) from None
    except BrokenXml as error:
        raise ReadError(
            "beschadigd",
            f"Het XML-bestand is niet in orde ({error}). Download of bewaar het opnieuw en lever dat aan.",
        ) from error


def _too_deep() -> ReadError:
    return ReadError(
        "beschadigd", "Het XML-bestand is te diep genest om te lezen. Lever het stuk aan als PDF of DOCX."
    )


def _not_a_paper(names: set[str]) -> ReadError:
    if names & {"metadata_gegevens", "metadata", "searchRetrieveResponse", "owmskern"}:
        return ReadError(
            "alleen-metadata",
            "Dit XML-bestand bevat alleen gegevens over een stuk, geen tekst. Leg het naast het stuk zelf "
            "(zelfde naam, met .metadata.xml) en lever het stuk aan.",
        )
    return ReadError(
        "onbekend-xml",
        "Dit XML-bestand is geen officiële publicatie (Kamerstuk, Aanhangsel of Handelingen). "
        "Lever het stuk aan als PDF, DOCX of tekst.",
    )


def _local(element: Element) -> str:
    """The name of an element without its namespace, in lower case; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


class _Paper:
    """Goes through a paper and writes what it finds."""

    def __init__(self) -> None:
        self.out = RawWriter()
        self.fields: dict[str, str] = {}
        self._level = 0
        self._notes: list[tuple[str, list[Paragraph]]] = []
        self._loose_notes = 0

    # ------------------------------------------------------------------ elements

    def walk(self, element: Element, depth: int) -> None:
        """Write an element and what is in it."""
        if depth > _DEEPEST:
            raise _too_deep()
        name = _local(element)
        if not name or name in _SKIPPED:
            return
        handler = {
            "tekstregel": self._headed, "dossier": self._dossier, "stuknr": self._number, "kop": self._heading,
            "kamervraagnummer": self._number, "spreker": self._speaker, "li": self._item, "table": self._table,
            "ondernummer": self._number, "naam": self._line, "functie": self._line, "noot": self._stray_note,
        }.get(name)  # fmt: skip
        if handler is not None:
            handler(element)
        elif name in _HEADINGS:
            self._title(element)
        elif name in _PARAGRAPHS or name in _NUMBERS or not self._has_blocks(element):
            self._line(element)
        else:
            self._inside(element, depth)

    def _inside(self, element: Element, depth: int) -> None:
        """What is in an element; groups put the headings in them a level deeper."""
        deeper = _local(element) in _GROUPS
        self._level += deeper
        self._loose(element.text)
        pending: Element | None = None
        for child in element:
            if _local(child) in ("stuknr", "nr") and self._titled(element):
                pending = child  # written together with the title behind it
            elif _local(child) == "titel" and pending is not None:
                self._title(child, pending)
                pending = None
            else:
                self.walk(child, depth + 1)
            self._loose(child.tail)
        self._level -= deeper

    @staticmethod
    def _titled(element: Element) -> bool:
        return any(_local(child) == "titel" for child in element)

    def _has_blocks(self, element: Element) -> bool:
        """Whether an element holds paragraphs or tables, and no running text of its own."""
        blocks = _PARAGRAPHS | _HEADINGS | _HEADED | {"table", "li", "kop", "spreker", "nr"}
        return any(_local(inner) in blocks for inner in element.iter() if inner is not element)

    def _loose(self, text: str | None) -> None:
        if text and text.strip():
            self.out.write_text(text, "paragraph")

    def _line(self, element: Element) -> None:
        paragraph = Paragraph()
        self._gather(element, paragraph)
        self.out.write(paragraph)
        self._write_notes()

    def _headed(self, element: Element) -> None:
        """A line above the paper: its session, chamber, kind."""
        paragraph = Paragraph()
        self._gather(element, paragraph)
        label = (element.get("inhoud") or "").lower()
        text = paragraph.text
        if label and label != "overig" and text:
            value = re.sub(r"^vergaderjaar\s+", "", text, flags=re.IGNORECASE)
            self.fields.setdefault(label, value)
        self.out.write(paragraph, "letterhead")

    def _dossier(self, element: Element) -> None:
        """Number and title of a dossier on one line, as on paper."""
        paragraph = Paragraph()
        self._spaced(element, paragraph)
        self.out.write(paragraph, "heading", level=1)
        self._write_notes()

    def _number(self, element: Element) -> None:
        self._line(element)

    def _title(self, element: Element, number: Element | None = None) -> None:
        paragraph = Paragraph()
        if number is not None:
            self._gather(number, paragraph)
            paragraph.add(" ")
        self._gather(element, paragraph)
        below = _local(element) in ("tussenkop", "tuskop")
        self.out.write(paragraph, "heading", level=min(self._level + 1 + below, 6))
        self._write_notes()

    def _heading(self, element: Element) -> None:
        """Label, number and title of a part on one line: "Artikel 2 Begrippen"."""
        paragraph = Paragraph()
        self._spaced(element, paragraph)
        self.out.write(paragraph, "heading", level=min(max(self._level, 1), 6))
        self._write_notes()

    def _spaced(self, element: Element, paragraph: Paragraph) -> None:
        for child in element:
            self._gather(child, paragraph)
            paragraph.add(" ")

    def _speaker(self, element: Element) -> None:
        """The line that announces a speaker: "De heer Omtzigt (NSC):"."""
        paragraph = Paragraph()
        paragraph.add(element.text or "")
        for child in element:
            if _local(child) == "politiek" and not paragraph.text.endswith("("):
                paragraph.add(" (")
                self._gather(child, paragraph)
                if not (child.tail or "").lstrip().startswith(")"):
                    paragraph.add(")")
            else:
                paragraph.add(" ")
                self._spaced_inside(child, paragraph)
            paragraph.add(child.tail or "")
        if not paragraph.text.endswith(":"):
            paragraph.add(":")
        tidy = Paragraph()
        tidy.add(re.sub(r"\s+([):,.])", r"\1", re.sub(r"\(\s+", "(", paragraph.text)))
        self.out.write(tidy)

    def _spaced_inside(self, element: Element, paragraph: Paragraph) -> None:
        if len(element):
            paragraph.add(element.text or "")
            for child in element:
                self._gather(child, paragraph)
                paragraph.add(child.tail or " ")
        else:
            self._gather(element, paragraph)

    def _item(self, element: Element) -> None:
        """An item of a list: its sign and first paragraph on one line, the rest below it."""
        first = Paragraph()
        blocks: list[Element] = []
        for child in element:
            name = _local(child)
            if name == "li.nr":
                self._gather(child, first)
                first.add(" ")
            elif name in _PARAGRAPHS and not blocks:
                self._gather(child, first)
                blocks.append(child)
            else:
                if first.parts:
                    self._write_item(first)
                    first = Paragraph()
                blocks.append(child)
                if name in _PARAGRAPHS:
                    self._gather(child, first)
                else:
                    self.walk(child, 1)
        if not len(element):
            self._gather(element, first)
        self._write_item(first)

    def _write_item(self, paragraph: Paragraph) -> None:
        self.out.write(paragraph, "list")
        self._write_notes()

    # ------------------------------------------------------------------ text inside a paragraph

    def _gather(self, element: Element, paragraph: Paragraph, *, bold: bool = False) -> None:
        """The text of an element, with the footnotes in it kept for later."""
        bold = bold or (element.get("type") or "").lower() in _BOLD
        paragraph.add(element.text or "", bold=bold)
        for child in element:
            name = _local(child)
            if name == "noot":
                self._note(child, paragraph)
            elif name not in _SKIPPED:
                if name in _PARAGRAPHS and paragraph.text:
                    paragraph.add(" ")
                self._gather(child, paragraph, bold=bold)
            paragraph.add(child.tail or "", bold=bold)

    def _note(self, element: Element, paragraph: Paragraph | None) -> None:
        number, texts = self._note_parts(element)
        if paragraph is not None:
            paragraph.mark(number)
        self._notes.append((number, texts))

    def _note_parts(self, element: Element) -> tuple[str, list[Paragraph]]:
        number = ""
        texts: list[Paragraph] = []
        for child in element:
            if _local(child) == "noot.nr":
                number = " ".join("".join(child.itertext()).split()).strip(".)")
            else:
                text = Paragraph()
                self._gather(child, text)
                texts.append(text)
        if not texts:
            text = Paragraph()
            text.add(element.text or "")
            texts.append(text)
        if not number:
            self._loose_notes += 1
            number = "*" * self._loose_notes
        return number, texts

    def _stray_note(self, element: Element) -> None:
        self._note(element, None)
        self._write_notes()

    def _write_notes(self) -> None:
        """The notes of the last paragraph, below it."""
        notes, self._notes = self._notes, []
        for number, texts in notes:
            for text in texts:
                self.out.write(text, "footnote", ref=number)

    # ------------------------------------------------------------------ tables

    def _table(self, element: Element) -> None:
        """A CALS table (or one of rows and cells); its title is the caption and a line of its own."""
        caption: str | None = None
        for child in element:
            if _local(child) in ("title", "titel", "caption"):
                paragraph = Paragraph()
                self._gather(child, paragraph)
                self.out.write(paragraph, "table")
                caption = paragraph.text or None
        for group in [child for child in element.iter() if _local(child) == "tgroup"] or [element]:
            columns = {
                spec.get("colname") or str(at): at
                for at, spec in enumerate(item for item in group.iter() if _local(item) == "colspec")
            }
            self.out.write_table(self._rows(group, columns), caption)
        self._write_notes()

    def _rows(self, group: Element, columns: dict[str, int]) -> list[list[TableEntry]]:
        head = {id(row) for part in group.iter() if _local(part) == "thead" for row in part.iter()}
        rows: list[list[TableEntry]] = []
        hanging: dict[int, int] = {}  # column → rows that a cell from above still covers
        for part in group.iter():
            if _local(part) not in ("row", "tr"):
                continue
            header = id(part) in head
            row: list[TableEntry] = []
            at = 0
            for entry in part:
                if _local(entry) not in ("entry", "td", "th"):
                    continue
                at = columns.get(entry.get("namest") or entry.get("colname") or "", at)
                while hanging.get(at, 0) > 0 and not entry.get("colname"):
                    at += 1
                wide = self._width(entry, columns, at)
                tall = (_whole(entry.get("morerows")) or _whole(entry.get("rowspan")) - 1) + 1
                row.append(TableEntry(at, self._cell(entry), header, wide, max(tall, 1)))
                hanging.update(dict.fromkeys(range(at, at + wide), max(tall, 1)))
                at += wide
            hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
            rows.append(row)
        return rows

    @staticmethod
    def _width(entry: Element, columns: dict[str, int], at: int) -> int:
        end = columns.get(entry.get("nameend") or "")
        wide = end - at + 1 if end is not None else _whole(entry.get("colspan")) or 1
        return min(max(wide, 1), 100)

    def _cell(self, entry: Element) -> tuple[Paragraph, ...]:
        texts: list[Paragraph] = []
        blocks = [child for child in entry if _local(child) in _PARAGRAPHS]
        for block in blocks or [entry]:
            text = Paragraph()
            self._gather(block, text)
            texts.append(text)
        return tuple(texts)


def _whole(value: str | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 4 else 0  # noqa: PLR2004
