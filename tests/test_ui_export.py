"""Exports: they open where they should, carry their origin, and hold no surprise for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from docx import Document as Word
from openpyxl import load_workbook
from ui_builders import hit, passage

from kb.records import Footnote, Tag
from ui import export

DAY = date(2025, 5, 26)
TAG = Tag("regeling", "huurtoeslag", "Huurtoeslag", "huurtoeslag", 0, 11, "r", 1.0)
HITS = [
    hit(passage("De huurtoeslag; met “aanhaling”\nen een regel.", section=("3 Knelpunten",), tags=(TAG, TAG))),
    hit(passage('=HYPERLINK("http://x")', start=90), 2),
    hit(passage("- een streepje\x01", start=200, footnotes=(Footnote("3", "Kamerstuk 31 066"),)), 3),
]


def origin(**changes):
    known = {
        "query": "IV-capaciteit",
        "filters": ("Huurtoeslag", "Verslagjaar 2022"),
        "sort": "best passend eerst",
        "day": DAY,
        "total": 3,
        "exported": 3,
        "chosen": False,
        "revision": 7,
        "version": "0.1.0",
        "address": "http://127.0.0.1:8501/zoeken?q=IV-capaciteit",
    }
    return export.Origin(**(known | changes))


ORIGIN_WORDS = (
    "IV-capaciteit",
    "Huurtoeslag; Verslagjaar 2022",
    "26 mei 2025",
    "3 passages",
    "alle 3 passages",
    "7",
    "Kennisbank 0.1.0",
    "http://127.0.0.1:8501/zoeken?q=IV-capaciteit",
)


def test_csv_is_for_dutch_excel():
    """Byte order mark, semicolons, quotes and line ends inside a cell kept, formulas defused, origin below."""
    data = export.csv_bytes(HITS, origin())
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:4]]
    assert table[0]["Tekst"] == "De huurtoeslag; met “aanhaling”\nen een regel."
    assert table[0]["Regelingen"] == "Huurtoeslag"
    assert table[1]["Tekst"] == '\'=HYPERLINK("http://x")'
    assert table[2]["Tekst"].startswith("'- een")
    told = {row[0]: row[1] for row in rows[5:]}
    assert set(ORIGIN_WORDS) <= set(told.values())


def test_xlsx_opens_and_holds_text_as_text():
    """A first sheet with the hits, a second with the origin; no cell is a formula."""
    book = load_workbook(io.BytesIO(export.xlsx_bytes(HITS, origin())))
    rows = list(book["Treffers"].iter_rows())
    assert [cell.value for cell in rows[0]] == [name for name, _ in export.COLUMNS]
    assert len(rows) == 4
    assert all(cell.data_type != "f" for row in rows for cell in row)
    texts = [row[7].value for row in rows[1:]]
    assert texts[1] == '=HYPERLINK("http://x")'
    assert texts[2] == "- een streepje"
    assert set(ORIGIN_WORDS) <= {row[1].value for row in book["Herkomst"].iter_rows()}


def test_word_quotes_and_cites():
    """Each passage as a quotation with its reference and notes; the language is Dutch."""
    word = Word(io.BytesIO(export.docx_bytes(HITS, origin())))
    texts = [paragraph.text for paragraph in word.paragraphs]
    quotes = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Quote"]
    assert quotes[0].startswith("De huurtoeslag")
    assert sum(text.startswith("Bron, p. 1") and ", geraadpleegd op " in text for text in texts) == 3
    assert "3 Kamerstuk 31 066" in texts
    told = {row.cells[1].text for row in word.tables[0].rows}
    assert set(ORIGIN_WORDS) <= told
    assert 'w:lang w:val="nl-NL"' in word.styles.element.xml


def test_jsonl_is_a_record_a_line_after_its_origin():
    """Programs read it line by line."""
    lines = [json.loads(line) for line in export.jsonl_bytes(HITS, origin()).decode().splitlines()]
    assert lines[0]["origin"]["query"] == "IV-capaciteit"
    assert lines[0]["origin"]["day"] == "2025-05-26"
    assert [line["passage"]["char_start"] for line in lines[1:]] == [0, 90, 200]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"total": 0, "exported": 0}, "niets: er is niets gevonden of gekozen"),
        ({"total": 5000, "exported": 2000}, "alleen de eerste 2.000 passages; de rest is weggelaten"),
        ({"total": 5000, "exported": 2, "chosen": True}, "2 passages, zelf gekozen"),
        ({}, "alle 3 passages"),
        ({"total": 1, "exported": 1}, "1 passage"),
    ],
)
def test_an_export_that_is_empty_or_cut_off_says_so(changes, told):
    """Nobody may take a part for the whole."""
    assert origin(**changes).extent() == told
    assert told.encode() in export.csv_bytes([], origin(**changes))


@pytest.mark.parametrize("kind", list(export.FORMATS))
def test_an_empty_export_can_be_made(kind):
    """Also with nothing in it, every format opens."""
    _, _, make = export.FORMATS[kind]
    assert make([], origin(total=0, exported=0))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("IV-capaciteit & meer", "kennisbank-iv-capaciteit-meer-2025-05-26.csv"),
        ("", "kennisbank-2025-05-26.csv"),
        ("../../etc/passwd", "kennisbank-etc-passwd-2025-05-26.csv"),
        ("é" * 200, f"kennisbank-{'é' * 40}-2025-05-26.csv"),
    ],
)
def test_file_names_say_what_is_in_them(query, name):
    """Readable, short, and no path."""
    assert export.file_name(query, DAY, "csv") == name
