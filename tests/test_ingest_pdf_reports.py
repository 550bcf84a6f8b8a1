"""PDFs as reports and letters are: charts, navigation on one row, italic titles, rows over pages, old scans."""

import io

import pytest

pytest.importorskip("reportlab", reason="makes PDFs with reportlab (extra dev)")

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import ingest
from ingest.made.pages import HEIGHT, WIDTH, paragraphs
from ingest.pdf_chars import clean_char, symbol_char


class Sheet:
    """A canvas with the origin at the top, and paragraphs."""

    def __init__(self):
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=True)

    def text(self, x, top, words, size=10, font="Helvetica"):
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - top, words)

    def block(self, x, top, words, measure=440, size=10):
        line = ""
        for word in words.split():
            if self.canvas.stringWidth(f"{line} {word}", "Helvetica", size) > measure:
                self.text(x, top, line, size)
                top, line = top + 1.3 * size, ""
            line = f"{line} {word}".strip()
        self.text(x, top, line, size)
        return top + 1.3 * size

    def read(self):
        self.canvas.save()
        return ingest.read(self.out.getvalue(), "rapport.pdf")


def some(number, seed=3):
    import random  # noqa: PLC0415

    return paragraphs("jaarrapportage-2022.txt", number, random.Random(seed), 3)


def test_the_labels_of_a_bar_chart_are_one_figure():
    """Numbers above the bars and years below them make no columns, and go with no paragraph."""
    sheet = Sheet()
    texts = some(4)
    top = sheet.block(70, 90, texts[0]) + 12
    for at, (year, value) in enumerate([(2019, 820), (2020, 910), (2021, 1200), (2022, 1480), (2023, 1310)]):
        sheet.canvas.rect(90 + 60 * at, HEIGHT - top - 180, 30, value / 10, fill=1, stroke=0)
        sheet.text(95 + 60 * at, top + 190, str(year), 7)
        sheet.text(95 + 60 * at, top + 176 - value / 10, str(value), 7)
    sheet.block(70, top + 230, texts[1])
    document = sheet.read()
    (figure,) = [passage for passage in document.passages if passage.kind == "figure"]
    assert set(figure.text.split()) >= {"820", "910", "1200", "1480", "1310", "2019", "2023"}
    rest = " ".join(passage.text for passage in document.passages if passage.kind == "text")
    assert "2019" not in rest.replace(texts[0], "").replace(texts[1], "")


def test_navigation_on_one_row_is_furniture_and_the_chapter_is_a_heading():
    """Titles of all chapters at the head of each page; the page of a chapter keeps its large title."""
    sheet = Sheet()
    texts = some(12)
    for number in range(4):
        for at, title in enumerate(["Voorwoord", "De menselijke maat", "Knelpunten", "Colofon"]):
            sheet.text(60 + 110 * at, 32, title, 7)
        if number == 2:
            sheet.text(60, 200, "De menselijke maat", 24, "Helvetica-Bold")
        top = 240
        for text in texts[3 * number : 3 * number + 3]:
            top = sheet.block(60, top, text) + 8
        sheet.canvas.showPage()
    document = sheet.read()
    assert [heading.text for heading in document.headings] == ["De menselijke maat"]
    body = " ".join(passage.text for passage in document.passages)
    assert "Colofon" not in body
    assert "Voorwoord" not in body


def test_a_short_line_in_italics_is_a_heading_and_a_question_is_none():
    """Letters set their titles in italics; questions and quotations in italics are text."""
    sheet = Sheet()
    texts = some(3)
    top = sheet.block(70, 90, texts[0])
    sheet.text(70, top, "Signalen van burgers", 10, "Helvetica-Oblique")
    top = sheet.block(70, top + 13, texts[1])
    sheet.text(70, top, "Wat gaat u daaraan doen?", 10, "Helvetica-Oblique")
    sheet.block(70, top + 13, texts[2])
    assert [heading.text for heading in sheet.read().headings] == ["Signalen van burgers"]


def test_the_page_number_is_no_part_of_the_note_above_it():
    """A foot in the size of the notes, right below them, is the number of the page."""
    sheet = Sheet()
    texts = some(8, seed=5)
    for number in range(1, 5):
        top = sheet.block(70, 90, texts[2 * number - 2])
        if number == 3:
            sheet.text(70, top, "De Kamer is geïnformeerd.", 10)
            sheet.text(192, top - 4, "1", 6)
            sheet.canvas.line(70, HEIGHT - 780, 200, HEIGHT - 780)
            sheet.text(70, 792, "1", 5)
            sheet.text(76, 795, "Kamerstuk 31 066, nr. 12.", 8)
        sheet.text(70, 815, f"Pagina {number} van 4", 8)
        sheet.canvas.showPage()
    document = sheet.read()
    notes = [note.text for passage in document.passages for note in passage.footnotes]
    assert notes == ["Kamerstuk 31 066, nr. 12."]
    assert [page.label for page in document.pages] == ["1", "2", "3", "4"]


def test_a_row_that_a_page_end_cuts_is_one_row():
    """The rest of a label on the next page, below the header that came again, belongs to the last row."""
    sheet = Sheet()

    def row(top, cells, rule=True):
        for x, cell in zip((70, 300, 400), cells, strict=True):
            if cell:
                sheet.text(x, top, cell, 9)
        if rule:
            sheet.canvas.line(66, HEIGHT - top - 6, 500, HEIGHT - top - 6)

    for number in range(2):
        sheet.canvas.line(66, HEIGHT - 78, 500, HEIGHT - 78)
        for x, title in zip((70, 300, 400), ("Indicator", "2022", "2023"), strict=True):
            sheet.text(x, 90, title, 9, "Helvetica-Bold")
        sheet.canvas.line(66, HEIGHT - 96, 500, HEIGHT - 96)
        if number == 0:
            row(110, ("Telefonie", "71%", "72%"))
            row(130, ("Balie", "81%", "82%"))
            row(150, ("Het percentage bezwaren dat binnen de", "61%", "62%"))
        else:
            row(110, ("termijn is afgehandeld", None, None))
            row(130, ("Website", "51%", "52%"))
        sheet.canvas.showPage()
    document = sheet.read()
    rows = [row for passage in document.passages if passage.cells for row in passage.cells.rows]
    shown = [tuple(cell.text if cell else None for cell in row) for row in rows]
    assert shown == [
        ("Telefonie", "71%", "72%"),
        ("Balie", "81%", "82%"),
        ("Het percentage bezwaren dat binnen de termijn is afgehandeld", "61%", "62%"),
        ("Website", "51%", "52%"),
    ]


def test_a_scan_with_a_text_layer_is_marked_as_recognised():
    """Text without ink over a picture of the page was recognised by somebody: the page says so."""
    image = pytest.importorskip("PIL.Image")
    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(image.new("L", (60, 80), 230)), 0, 0, WIDTH, HEIGHT)
    layer = sheet.canvas.beginText(60, 700)
    layer.setTextRenderMode(3)
    layer.setFont("Helvetica", 10)
    for line in some(2)[0].split(". "):
        layer.textLine(line[:90])
    sheet.canvas.drawText(layer)
    document = sheet.read()
    assert [page.status for page in document.pages] == ["ocr"]
    assert document.passages


@pytest.mark.parametrize(
    ("code", "font", "text"),
    [
        (0xB3, "Symbol", "≥"),
        (0xA3, "ABCDEF+SymbolMT", "≤"),
        (0xB7, "Symbol", "•"),
        (0x61, "Symbol", "α"),
        (0xB3, "Verdana", None),
        (0x20, "Symbol", None),
    ],
)
def test_signs_of_the_font_symbol(code, font, text):
    """The font Symbol has its own codes; other fonts are left alone."""
    assert symbol_char(code, font) == text
    if text:
        assert clean_char(chr(0xF000 + code), font) == text


GRID = [
    (70, 200, "Datum"), (130, 200, "17 mei 2023"), (300, 200, "Ons kenmerk"), (380, 200, "23004321 R"),
    (70, 214, "Betreft"), (130, 214, "Onderzoek naar de dienstverlening bij"),
    (130, 227, "Toeslagen"), (70, 243, "Uw kenmerk"), (300, 243, "Bijlage"), (380, 243, "1"),
]  # fmt: skip
OVER = [
    (70, 200, "Datum"), (190, 200, "Uw kenmerk"), (310, 200, "Ons kenmerk"), (70, 212, "3 oktober 2022"),
    (190, 212, "2022-0000123"), (310, 212, "UT/2022/44"), (70, 240, "Onderwerp"),
    (70, 252, "Uitvoeringstoets partnertoeslag"),
]  # fmt: skip
ASIDE = [
    (40, 120, "Datum"), (40, 129, "14 juni 2023"), (40, 144, "Ons kenmerk"), (40, 153, "SBK/108332"),
    (40, 168, "Onderwerp"), (40, 177, "Stand van de"), (40, 186, "uitvoering en"), (40, 195, "knelpunten 2023"),
]  # fmt: skip
HEADS = [
    (GRID, 9, 70, {"datum": "17 mei 2023", "ons kenmerk": "23004321 R", "bijlage": "1",
                   "betreft": "Onderzoek naar de dienstverlening bij Toeslagen"}),
    (OVER, 9, 70, {"datum": "3 oktober 2022", "uw kenmerk": "2022-0000123", "ons kenmerk": "UT/2022/44",
                   "onderwerp": "Uitvoeringstoets partnertoeslag"}),
    (ASIDE, 7, 150, {"datum": "14 juni 2023", "ons kenmerk": "SBK/108332",
                     "onderwerp": "Stand van de uitvoering en knelpunten 2023"}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "size", "left", "fields"), HEADS, ids=["grid", "over", "aside"])
def test_letterheads_of_several_organisations(head, size, left, fields):
    """Two pairs on a row, labels over their values, a narrow column beside the text; none of it is text."""
    sheet = Sheet()
    for at, words in enumerate(["Aan de minister van Financiën", "Postbus 20201", "2500 EE DEN HAAG"]):
        sheet.text(left, 120 + 12 * at, words)
    for x, top, words in head:
        sheet.text(x, top, words, size)
    sheet.text(left, 290, "Geachte heer Van Rij,")
    top = 315
    for text in some(5, seed=8):
        top = sheet.block(left, top, text, 370) + 8
    document = sheet.read()
    assert {label: document.fields.get(label) for label in fields} == fields
    body = " ".join(passage.text for passage in document.passages)
    assert not any(value in body for value in fields.values() if len(value) > 1)
    assert "Geachte heer Van Rij" in body


def test_words_in_the_margin_level_with_a_paragraph_are_its_heading():
    """Bold titles beside the text go before the paragraph that begins at their height."""
    sheet = Sheet()
    top = 120
    titles = ["Samenvatting", "Klachten over de uitkering", "Aanbevelingen"]
    texts = some(6, seed=12)
    for at, text in enumerate(texts):
        if at % 2 == 0:
            sheet.text(40, top, titles[at // 2], 8, "Helvetica-Bold")
        top = sheet.block(190, top, text, 330) + 10
    document = sheet.read()
    assert [heading.text for heading in document.headings] == titles
    assert {passage.section for passage in document.passages} == {(title,) for title in titles}
    assert {passage.kind for passage in document.passages} == {"text"}


def test_a_sentence_goes_on_below_the_box_at_the_head_of_the_next_page():
    """A pull quote between the halves of a sentence comes behind the paragraph that it stands in."""
    sheet = Sheet()
    first, second = some(2, seed=15)
    words = first.split()
    half = len(words) // 2
    while not words[half][0].islower():
        half += 1
    top = sheet.block(70, 650, second)
    sheet.block(70, top + 10, " ".join(words[:half]))
    sheet.canvas.showPage()
    sheet.canvas.setFillGray(0.9)
    sheet.canvas.rect(60, HEIGHT - 150, 470, 60, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)
    sheet.text(80, 125, "“Wij zien dat het niet lukt.”", 16, "Helvetica-Bold")
    top = sheet.block(70, 190, " ".join(words[half:]))
    sheet.block(70, top + 10, second)
    document = sheet.read()
    assert any(first in passage.text for passage in document.passages)
    assert [passage.kind for passage in document.passages].count("box") == 1
