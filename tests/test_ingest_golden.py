"""Golden files of each format: papers that lie beside the checkout, XML and DOCX made here.

A golden file holds the pages, headings, passages, cells and notes of a document, and was compared with the
paper (or the gold made with it) before it was kept. The facts below were read in the papers themselves.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
from reading import check_letters
from test_ingest_docx import docx, p
from test_ingest_seeds import GOLDEN, SWITCH, outline
from test_ingest_xml import DEBATE, PAPER

import ingest
from kb.identify import identify
from kb.records import ReadDocument

PAPERS = Path(__file__).parent.parent.parent / "shared" / "papers"
"""Papers of others are no part of the project: without them these tests are passed over."""
FILES = (
    "ah-tk-20202021-3235.xml",
    "ah-tk-20202021-3235_tozo.pdf",
    "kst-32545-143.xml",
    "kst-32545-143_motie.pdf",
    "kamerbrief_2011-03-01_draagmoederschap_VenJ.pdf",
    "ah-tk-20232024-1178.pdf",
    "made/jaarverslag_duo_2023.pdf",
    "made/kamerbrief_fin_2022.pdf",
)


def cell(text: str, merge: str = "") -> str:
    """A cell of a DOCX table."""
    properties = f"<w:tcPr>{merge}</w:tcPr>" if merge else ""
    return f"<w:tc>{properties}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def word_document() -> bytes:
    """A report in DOCX: numbered headings, a list with its lead-in, a note, a table with a shared cell."""
    note = "<w:p><w:r><w:t>Dit is eerder gemeld.</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        "<w:tbl>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Indicator')}{cell('Norm')}{cell('2023')}</w:tr>"
        f"<w:tr>{cell('Telefonie')}{cell('Minimaal 70%', start)}{cell('72%')}</w:tr>"
        f"<w:tr>{cell('Balie')}{cell('', goes_on)}{cell('81%')}</w:tr>"
        f"<w:tr>{cell('Klachten')}{cell('≤ 1.700')}{cell('1.754')}</w:tr>"
        "</w:tbl>"
    )
    return docx(
        p("Jaarplan 2024", "Kop1")
        + p("De dienst werkt in 2024 aan drie doelen, die met de eigenaar zijn afgesproken.")
        + p("Doelen", "Kop2")
        + p("Dit zijn de doelen:")
        + p("Sneller beslissen op bezwaar", number=2)
        + p("Minder terugvorderingen", number=2)
        + note
        + p("Prestaties", "Kop2")
        + table
        + p("De norm voor klachten is niet gehaald.")
    )


MADE = {
    "gemaakt-jaarplan.docx": word_document,
    "gemaakt-kamerstuk.xml": PAPER.encode,
    "gemaakt-debat.xml": DEBATE.encode,
}


@cache
def document(name: str) -> ReadDocument:
    """A paper or made document, read once."""
    if name in MADE:
        return ingest.read(MADE[name](), name)
    path = PAPERS / name
    if not path.is_file():
        pytest.skip(f"{path} is er niet")
    return ingest.read(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", [*MADE, *FILES])
def test_golden(name):
    """A document is read as its golden file says; a change of reading shows there, line by line."""
    found = json.loads(json.dumps(outline(document(name)), ensure_ascii=False))
    path = GOLDEN / f"{Path(name).name}.json"
    if SWITCH in os.environ:
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*MADE, *FILES])
def test_letters(name):
    """No letter of a paper is lost or stands in two passages."""
    check_letters(document(name))


def test_a_docx_as_a_person_reads_it():
    """Headings by style, the list with its lead-in, the note at its sentence, a shared cell in both rows."""
    read = document("gemaakt-jaarplan.docx")
    assert [(item.level, item.text) for item in read.headings] == [
        (1, "Jaarplan 2024"), (2, "Doelen"), (2, "Prestaties"),
    ]  # fmt: skip
    (items,) = [passage for passage in read.passages if passage.kind == "list"]
    assert (items.context, items.text.count("\n")) == ("Dit zijn de doelen:", 1)
    (noted,) = [passage for passage in read.passages if passage.footnotes]
    assert noted.footnotes[0].text == "Kamerstuk 31 066, nr. 1207."
    (table,) = [passage.cells for passage in read.passages if passage.cells]
    assert table.columns == ("Indicator", "Norm", "2023")
    assert [tuple(cell.text if cell else None for cell in row) for row in table.rows] == [
        ("Telefonie", "Minimaal 70%", "72%"),
        ("Balie", "Minimaal 70%", "81%"),
        ("Klachten", "≤ 1.700", "1.754"),
    ]


FACTS = {
    # read in the paper itself: (headings, notes, pages, kind, day); None: not counted
    "ah-tk-20202021-3235_tozo.pdf": (None, None, None, "antwoord-kamervragen", "2021-06-21"),
    "kst-32545-143_motie.pdf": (None, 0, 1, "motie", "2021-07-06"),
    "kamerbrief_2011-03-01_draagmoederschap_VenJ.pdf": (6, 1, 3, "kamerbrief", "2011-03-01"),
    "ah-tk-20232024-1178.pdf": (0, 15, 5, "antwoord-kamervragen", "2024-03-07"),
}


@pytest.mark.parametrize("name", list(FACTS))
def test_papers_as_a_person_reads_them(name):
    """Counts of headings, notes and pages, the kind and the day, as they stand on paper."""
    headings, notes, pages, kind, day = FACTS[name]
    read = document(name)
    found = identify(read, "stuk.pdf")
    assert (found.kind, found.publication_date.value) == (kind, day)
    assert len(read.headings) == headings or headings is None
    assert sum(len(passage.footnotes) for passage in read.passages) == notes or notes is None
    assert len(read.pages) == pages or pages is None


def test_forms_of_one_paper_say_the_same():
    """The questions and answers of a paper have the same numbers in PDF and XML."""
    pdf, xml = document("ah-tk-20202021-3235_tozo.pdf"), document("ah-tk-20202021-3235.xml")

    def turns(read: ReadDocument) -> set[tuple[str, str | None]]:
        return {
            (passage.kind, passage.question_number)
            for passage in read.passages
            if passage.kind in ("question", "answer")
        }

    assert turns(pdf) == turns(xml)
    assert len(turns(pdf)) > 10
