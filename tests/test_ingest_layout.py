"""Steps on lines with places, letters, blocks and hints: what PDF, XML and DOCX readers give them."""

from __future__ import annotations

from typing import Any

import pytest
from reading import check_letters, filler

from ingest.raw import NoteMark, RawCell, RawDocument, RawLine, RawPage, RawTable
from ingest.structure import build
from kb.records import Box, ReadDocument

Item = tuple[str, dict[str, Any]]


def raw(items: list[Item], media_type: str = "application/pdf", **more: Any) -> RawDocument:
    """A document of lines; `y` places a line on its page (14 points apart otherwise), `x` where it begins."""
    text, lines, top, page = "", [], 60.0, 1
    for content, given in items:
        options = dict(given)
        if options.get("page", page) != page:
            page, top = options["page"], 60.0
        top = options.pop("y", top)
        size = options.get("size", 10.0) or 10.0
        left = options.pop("x", 70.0)
        box = (
            Box(left, top, left + len(content) * size * 0.45, top + size)
            if media_type == "application/pdf"
            else None
        )
        start = len(text)
        text += content + "\n"
        lines.append(RawLine(start, start + len(content), box=box, **{"page": page, "size": size, **options}))
        top += size + 4
    numbers = sorted({line.page for line in lines if line.page})
    pages = tuple(
        RawPage(
            number,
            min(line.start for line in lines if line.page == number),
            max(line.end for line in lines if line.page == number),
        )
        for number in numbers
    )
    return RawDocument(media_type, "test-1", text, pages, tuple(lines), **more)


def paragraph(seed: int, y: float, **options: Any) -> list[Item]:
    """A paragraph of running text that begins at height `y`."""
    lines = filler(seed).split("\n")[:-1]
    return [(line, {"y": y + 14 * at, **options}) for at, line in enumerate(lines)]


def headings(document: ReadDocument) -> list[tuple[int, str]]:
    """Levels and words of the headings."""
    return [(heading.level, heading.text) for heading in document.headings]


def test_headings_by_letter_take_the_level_of_numbered_ones():
    """A larger or bolder line is a heading; one without number has the level of numbered ones in its letter."""
    items = [
        ("Voorwoord", {"y": 60, "size": 20.0, "bold": True}),
        *paragraph(1, 100),
        ("1 Het jaar", {"y": 300, "size": 20.0, "bold": True}),
        *paragraph(2, 340),
        ("1.1 Wat wij deden", {"y": 500, "size": 12.0, "bold": True}),
        *paragraph(3, 520),
        ("Verder", {"y": 680, "size": 12.0, "bold": True}),
        *paragraph(4, 700),
    ]
    document = build(raw(items))
    assert headings(document) == [(1, "Voorwoord"), (1, "1 Het jaar"), (2, "1.1 Wat wij deden"), (2, "Verder")]
    check_letters(document)


def test_signatures_and_title_pages_are_no_headings():
    """Short lines in the letter of the text, and a title page without text, are no headings."""
    items = [
        ("Jaarverslag 2023", {"y": 340, "size": 34.0, "bold": True}),
        ("Dienst Uitvoering", {"y": 390, "size": 15.0}),
        ("Voorwoord", {"y": 60, "size": 20.0, "page": 2}),
        *paragraph(1, 100, page=2),
        ("Ruth Oldersma", {"y": 400, "page": 2}),
        ("directeur-generaal", {"y": 414, "page": 2}),
        ("2 Prestaties", {"y": 60, "size": 20.0, "page": 3}),
        *paragraph(2, 100, page=3),
    ]
    assert headings(build(raw(items))) == [(1, "Voorwoord"), (1, "2 Prestaties")]


def test_a_table_of_contents_is_no_heap_of_headings():
    """Lines that name pages are a list; the titles they name are headings, also in a box of large letters."""
    listed = ["1 Inleiding 3", "2 Wat beter kan 5", "Door de ogen van de burger 7", "4 Colofon 9"]
    items = [
        ("Inhoud", {"y": 60, "size": 20.0}),
        *[(line, {"y": 100 + 20 * at}) for at, line in enumerate(listed)],
        ("1 Inleiding", {"y": 60, "size": 20.0, "page": 2}),
        *paragraph(1, 100, page=2),
        ("2 Wat beter kan", {"y": 60, "size": 20.0, "page": 3}),
        *paragraph(2, 100, page=3),
        ("Door de ogen van de burger", {"y": 60, "size": 30.0, "page": 4, "hint": "box", "block": 4}),
        *paragraph(3, 120, page=4),
        ("‘Het moet echt anders’", {"y": 400, "size": 30.0, "page": 4, "hint": "box", "block": 5}),
        *paragraph(4, 450, page=4),
    ]
    document = build(raw(items))
    assert [text for _, text in headings(document)] == [
        "Inhoud",
        "1 Inleiding",
        "2 Wat beter kan",
        "Door de ogen van de burger",
    ]
    assert document.passages[0].kind == "list"
    assert [passage.text for passage in document.passages if passage.kind == "box"] == [
        "‘Het moet echt anders’"
    ]
    check_letters(document)


@pytest.mark.parametrize("dotted", [True, False])
def test_dotted_contents_without_a_title(dotted):
    """Dots before page numbers tell a table of contents also without its title."""
    dots = " ........ " if dotted else " in het jaar "
    items = [
        (f"{number} Hoofdstuk over de dienst{dots}{number + 2}", {"y": 60 + 20 * number})
        for number in range(1, 7)
    ]
    items += [("1 Hoofdstuk over de dienst", {"y": 60, "size": 20.0, "page": 2}), *paragraph(1, 100, page=2)]
    found = [text for _, text in headings(build(raw(items)))]
    assert (found == ["1 Hoofdstuk over de dienst"]) == dotted


def test_furniture_by_place():
    """Lines at one height are furniture on left and right pages, page numbers beside cells too."""
    items: list[Item] = []
    for page in range(1, 7):
        items += [
            ("DUO | Jaarverslag 2023", {"y": 30, "size": 7.5, "page": page}),
            *paragraph(page, 90, page=page),
        ]
        items += [(str(page * 7), {"y": 400 + 14 * at, "page": page}) for at in range(2)]
        items += [(str(page), {"y": 790, "size": 8.5, "page": page, "x": 70.0 if page % 2 else 520.0})]
    document = build(raw(items))
    assert document.furniture.count("DUO | Jaarverslag 2023") == 6
    assert [page.label for page in document.pages] == ["1", "2", "3", "4", "5", "6"]
    check_letters(document)


def test_white_space_is_measured_in_line_heights():
    """Wider line spacing parts no paragraphs, white space of another line does."""
    first, second = filler(1).split("\n")[:-1], filler(2).split("\n")[:-1]
    items = [(line, {"y": 60 + 20 * at}) for at, line in enumerate(first)]
    items += [(line, {"y": 60 + 20 * (len(first) + 1 + at)}) for at, line in enumerate(second)]
    document = build(raw(items))
    assert document.passages[0].text == " ".join(first)
    assert len(document.passages) == 2


def test_notes_that_the_format_tells():
    """A note and its marker that the reader found need no other proof."""
    body = [*paragraph(1, 60), ("Het aantal was 73 in dat jaar.", {"y": 200})]
    items = [*body, ("3 Meer dan duizend gebruikers.", {"y": 760, "size": 7.0, "hint": "footnote", "ref": "3"})]
    text_before = sum(len(line) + 1 for line, _ in body[:-1])
    marks = (NoteMark(text_before + len("Het aantal was 7"), "3"),)
    document = build(raw(items, note_marks=marks))
    passage = document.passages[-1]
    assert "Het aantal was 7 in dat jaar." in passage.text
    assert [(note.number, note.text) for note in passage.footnotes] == [("3", "Meer dan duizend gebruikers.")]
    check_letters(document)


CELLS = [
    [("Indicator", 1), ("Realisatie", 2), ("Streef-\nwaarde", 1)],
    [("", 1), ("2022", 1), ("2023", 1), ("2023", 1)],
    [("Dienstverlening", 4)],
    [("Wachttijd (in\nminuten)", 1), ("4,2", 1), ("4,6", 1), ("≤ 5,0", 1)],
    [("Klachten", 1), ("3.214", 1), ("", 1), ("n.v.t.", 1)],
]


def grid(offset: int, page: int, block: int) -> tuple[list[Item], RawTable, int]:
    """The lines of a table on a page, and the table as a reader tells it, from `offset` on."""
    items: list[Item] = []
    cells: list[RawCell] = []
    for row, line in enumerate(CELLS):
        column = 0
        for words, width in line:
            if words:
                cells.append(RawCell(row, column, offset, offset + len(words), row < 2, width))
                items += [(part, {"page": page, "block": block, "hint": "table"}) for part in words.split("\n")]
                offset += len(words) + 1
            column += width
    return items, RawTable(tuple(cells)), offset


def test_tables_that_the_format_tells():
    """Cells, header over two rows with a title that spans columns, group rows, and the same header again."""
    intro = paragraph(1, 60)
    length = sum(len(line) + 1 for line, _ in intro)
    first, table, end = grid(length, 1, 7)
    second, more, _ = grid(end, 2, 8)
    document = build(raw([*intro, *first, *second, *paragraph(2, 400, page=2)], tables=(table, more)))
    tables = [passage for passage in document.passages if passage.kind == "table"]
    assert len(tables) == 1
    assert tables[0].cells is not None
    assert tables[0].cells.columns == ("Indicator", "Realisatie 2022", "Realisatie 2023", "Streefwaarde 2023")
    rows = [[cell.text if cell else None for cell in row] for row in tables[0].cells.rows]
    assert rows[:3] == [
        ["Dienstverlening", None, None, None],
        ["Wachttijd (in minuten)", "4,2", "4,6", "≤ 5,0"],
        ["Klachten", "3.214", None, "n.v.t."],
    ]
    assert rows[3:] == rows[:3]
    assert (tables[0].page_from, tables[0].page_to) == (1, 2)
    assert document.furniture.count("Realisatie") == 1
    check_letters(document)


def test_blocks_of_the_format_are_paragraphs():
    """In XML and DOCX a block is a paragraph, whatever its lines end in; hints make headings and lists."""
    items: list[Item] = [
        ("Inleiding", {"block": 1, "hint": "heading", "level": 1}),
        ("Een alinea zonder punt", {"block": 2, "hint": "paragraph"}),
        ("en nog een alinea", {"block": 3, "hint": "paragraph"}),
        ("een punt", {"block": 4, "hint": "list"}),
        ("nog een punt", {"block": 5, "hint": "list"}),
        ("Verder", {"block": 6, "hint": "heading", "level": 2}),
        (filler(1).replace("\n", " ").strip(), {"block": 7, "hint": "paragraph"}),
    ]
    document = build(
        raw([(text, {**given, "page": None, "size": None}) for text, given in items], "application/xml")
    )
    assert headings(document) == [(1, "Inleiding"), (2, "Verder")]
    assert [passage.kind for passage in document.passages] == ["text", "list", "text"]
    assert document.passages[0].text == "Een alinea zonder punt\n\nen nog een alinea"
    check_letters(document)


BODY: dict[str, Any] = {"page": None, "size": None, "hint": "paragraph"}


def word(*texts: str, **bold: bool) -> list[Item]:
    """Paragraphs as DOCX gives them."""
    return [(text, {**BODY, "block": hash(text), **bold}) for text in texts]


def given_table(items: list[Item], rows: list[list[tuple[str, int, int]]]) -> tuple[list[Item], RawTable]:
    """Lines and cells (words, columns, rows) of a table below `items`, none marked as header."""
    offset = sum(len(text) + 1 for text, _ in items)
    lines: list[Item] = []
    cells: list[RawCell] = []
    hanging: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        column = 0
        for words, columns, down in line:
            while (row, column) in hanging:
                column += 1
            cells.append(RawCell(row, column, offset, offset + len(words), False, columns, down))
            hanging |= {(row + below, column + at) for below in range(1, down) for at in range(columns)}
            lines.append((words, {**BODY, "hint": "table", "block": offset}))
            offset += len(words) + 1
            column += columns
    return lines, RawTable(tuple(cells))


@pytest.mark.parametrize(
    ("rows", "columns", "body"),
    [
        (
            [
                [("Indicator", 1, 1), ("2022", 1, 1), ("2023", 1, 1)],
                [("Tijdigheid", 3, 1)],
                [("Bezwaren op tijd", 1, 1), ("91,3%", 1, 1), ("88,0%", 1, 1)],
                [("Klachten op tijd", 1, 1), ("zie bijlage", 2, 1)],
            ],
            ("Indicator", "2022", "2023"),
            [
                ["Tijdigheid", None, None],
                ["Bezwaren op tijd", "91,3%", "88,0%"],
                ["Klachten op tijd", "zie bijlage", "zie bijlage"],
            ],
        ),
        (
            [
                [("Signaal", 1, 1), ("Omschrijving", 1, 1)],
                [("Wonen", 1, 2), ("Ouders wachten lang op een huis en op de toeslag.", 1, 1)],
                [("Huurders weten niet wat zij zelf moeten doorgeven.", 1, 1)],
            ],
            ("Signaal", "Omschrijving"),
            [
                ["Wonen", "Ouders wachten lang op een huis en op de toeslag."],
                ["Wonen", "Huurders weten niet wat zij zelf moeten doorgeven."],
            ],
        ),
        (
            [[("Datum", 1, 1), ("1 mei 2023", 1, 1)], [("Ons kenmerk", 1, 1), ("2023-0000", 1, 1)]],
            ("", ""),
            [["Datum", "1 mei 2023"], ["Ons kenmerk", "2023-0000"]],
        ),
    ],
)
def test_tables_without_a_marked_header(
    rows: list[list[tuple[str, int, int]]], columns: tuple[str, ...], body: list[list[str | None]]
) -> None:
    """A first row that looks a header is one; cells that span are in all they span; the caption goes along."""
    above = word("De cijfers staan hieronder.", "Tabel 1 Wat wij zagen")
    lines, table = given_table(above, rows)
    document = build(raw([*above, *lines], "application/vnd.wordprocessingml", tables=(table,)))
    found = document.passages[-1]
    assert found.cells is not None
    assert found.cells.columns == columns
    assert [[cell.text if cell else None for cell in row] for row in found.cells.rows] == body
    assert (found.context or "").startswith("Tabel 1 Wat wij zagen")
    assert found.text.startswith("Tabel 1 Wat wij zagen")
    check_letters(document)


def test_bold_paragraphs_are_headings_where_the_format_tells_bold():
    """In DOCX a short paragraph is a heading when it is bold or numbered, not when it merely is short."""
    text = filler(3).replace("\n", " ").strip()
    items = [
        *word("Wat wij doen", bold=True),
        *word(text, "Met vriendelijke groet", filler(4).replace("\n", " ").strip()),
        *word("1 Vervolg", filler(5).replace("\n", " ").strip()),
    ]
    document = build(raw(items, "application/vnd.wordprocessingml"))
    assert [text for _, text in headings(document)] == ["Wat wij doen", "1 Vervolg"]
    check_letters(document)
