"""The text reader: encodings, lines, pages; and which reader a file gets."""

# ruff: noqa: E501 - the sentences of a test stand on one line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest
from ingest.raw import ReadError
from ingest.text import read_text
from ingest.textpages import page_starts


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Eén zin.\n".encode(), "Eén zin.\n"),  # UTF-8
        ("Eén zin.\n".encode("utf-8-sig"), "Eén zin.\n"),  # a byte order mark is no text
        ("Eén ‘zin’ van € 5.\n".encode("cp1252"), "Eén ‘zin’ van € 5.\n"),  # Windows-1252 with its quotes
        ("Eén zin.\n".encode("utf-16"), "Eén zin.\n"),  # with its mark
        (b"Een zin.\r\nNog een.\r\n", "Een zin.\r\nNog een.\r\n"),  # what the file holds stays
    ],
)
def test_decoding(data, text):
    """A text is what its file holds, whatever the encoding."""
    assert read_text(data).text == text


def test_damaged_utf8_is_read_and_reported():
    """One bad byte in a long UTF-8 text costs one sign, not the encoding."""
    data = "Drieëntwintig reële vergoedingen zijn geïnd. ".encode() * 20
    raw = read_text(data[:100] + b"\xff" + data[100:])
    assert "Drieëntwintig" in raw.text
    assert [problem.code for problem in raw.problems] == ["tekens"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "leeg"),
        (b"  \n\r\n\t ", "leeg"),
        (b"-- *** --\n", "leeg"),  # no letter or digit at all
        (bytes(range(256)) * 8, "geen-tekst"),
        (b"PK\x03\x04" + b"\x00" * 200, "onbekend-formaat"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "oud-word"),
        (b"{\\rtf1 Hallo}", "rtf"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "afbeelding"),
        (b"<!DOCTYPE html><html><p>Hallo</p></html>", "html"),
        (b'{"documents": []}', "json"),
        (b'[\n  {"a": 1}]', "json"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
    ],
)
def test_unreadable_files_say_what_to_do(data, code):
    """A file that cannot be read is refused with a code and a Dutch message."""
    with pytest.raises(ReadError) as caught:
        ingest.read(data, "bestand")
    assert caught.value.code == code
    assert caught.value.message.endswith(".")
    assert len(caught.value.message) > 30


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),  # rubbish before the header is allowed
        (b"PK\x03\x04" + b"\x00" * 30 + b"word/document.xml", "docx"),
        (b'<?xml version="1.0"?><officiele-publicatie/>', "xml"),
        (b"\xef\xbb\xbf<kamerstuk>tekst</kamerstuk>", "xml"),
        (b"Een brief < 3 bladzijden.", "text"),
        (b"<5% van de burgers", "text"),  # a sign is no tag
    ],
)
def test_format_by_content(data, kind):
    """The content tells the format; a name never does."""
    assert ingest.sniff(data) == kind


def test_lines_are_parted_by_newlines_only():
    """Carriage returns, U+2028 and vertical tabs part no lines; offsets leave out the line end."""
    raw = read_text("een\r\ntwee\u2028drie\x0bvier\n\nvijf".encode())
    lines = [(line.number, raw.text[line.start : line.end]) for line in raw.lines]
    assert lines == [(1, "een"), (2, "twee\u2028drie\x0bvier"), (3, ""), (4, "vijf")]


def test_form_feeds_begin_pages_also_inside_a_line():
    """A form feed begins a page; one at the very end begins none."""
    raw = read_text(b"een\ftwee\ndrie\n\f\nvier\n\f")
    assert [(line.number, line.page, raw.text[line.start : line.end].strip()) for line in raw.lines if line.end > line.start] == [
        (1, 1, "een"), (1, 2, "twee"), (2, 2, "drie"), (4, 3, "vier"),
    ]  # fmt: skip
    assert len(raw.pages) == 3


PARAGRAPH = "De dienst werkt aan de uitvoering van de regelingen en aan de dienstverlening aan burgers.\n"


def _page(first: str, lines: int = 40) -> str:
    return first + "\n" + PARAGRAPH * lines


def test_pages_marked_by_a_space():
    """Lines that begin with one space start pages when what stood before had ended."""
    text = _page(" Voorwoord") + _page(" Samenvatting") + _page(" Inleiding")
    assert [text[start:].split()[0] for start in page_starts(text)] == [
        "Voorwoord",
        "Samenvatting",
        "Inleiding",
    ]


def test_a_page_may_start_in_mid_sentence():
    """When no other line begins with a space, a page may start in the middle of a sentence."""
    broken = "die aan de beurt zijn voor een beschikking die zij van de dienst ontvangen en waarmee\n"
    text = _page(" Voorwoord") + broken + _page(" zij verder kunnen.") + _page(" Inleiding")
    assert len(page_starts(text)) == 3


@pytest.mark.parametrize(
    "accident",
    [
        " ▪ Schrijnende situaties komen voor.\n",  # a bullet
        "met de vrijstelling van de\n terug vordering die dan volgt uit de toekenning.\n",  # a lost soft hyphen
        "Website\n 79%\n",  # a cell of a table
        "  twee spaties is inspringen.\n",
    ],
)
def test_lines_that_start_no_page(accident):
    """Bullets, lost soft hyphens, cells and indented lines begin with a space and start no page."""
    text = _page(" Voorwoord") + PARAGRAPH * 3 + accident * 2 + PARAGRAPH * 20 + _page(" Inleiding")
    assert len(page_starts(text)) == 2


@pytest.mark.parametrize(
    "text", ["Een brief zonder bladzijden.\n" * 50, " Een\n Twee\n Drie\n Vier\n Vijf\n Zes\n"]
)
def test_no_pages_without_marks(text):
    """A text without page marks has no pages; neither has one in which every line begins with a space."""
    assert page_starts(text) == []


@given(st.text(alphabet="ab .\n\r\f\u2028▪-", max_size=400))
def test_lines_cover_the_text(text):
    """Every sign of a text is in exactly one line or is a line end, and pages lie in order."""
    try:
        raw = read_text(text.encode())
    except ReadError:
        return
    covered = "".join(raw.text[line.start : line.end] for line in raw.lines)
    assert [char for char in covered if char.isalnum()] == [char for char in raw.text if char.isalnum()]
    assert [page.start for page in raw.pages] == sorted(page.start for page in raw.pages)
    assert all(left.end <= right.start for left, right in zip(raw.lines, raw.lines[1:], strict=False))
