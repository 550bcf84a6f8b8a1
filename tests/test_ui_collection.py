"""What the app says of the whole collection: lists, counts, reports; and how it writes words and dates."""

from __future__ import annotations

import re

import pytest
from ui_builders import document

from kb.filters import Filters, YearRange
from kb.records import Anchor, Judgement, Problem, PublicationDate
from kb.reports import FileReport, IngestReport
from kb.taxonomy.entries import Entry
from ui import present_collection
from ui.address import SearchAddress
from ui.words import date_text, number, plain, publication_text

# ------------------------------------------------------------------ the collection


def test_the_list_narrows_by_words_kind_and_year():
    """All words, whatever their case; newest first."""
    documents = [
        document(
            "a",
            title="Jaarrapportage 2022",
            kind="jaarrapportage",
            reporting_years=(2022,),
            publication_date=PublicationDate("2023-05", "month"),
        ),
        document(
            "b",
            title="Jaarrapportage 2024",
            kind="jaarrapportage",
            reporting_years=(2024,),
            publication_date=PublicationDate("2025-05", "month"),
        ),
        document("c", title="Brief", kind="kamerbrief", organisation="Ministerie van Financiën"),
    ]

    def ids(query="", **filters):
        address = SearchAddress(query, Filters(**filters))
        return [item.document_id for item in present_collection.chosen(documents, address)]

    assert ids() == ["b", "a", "c"]
    assert ids("jaarRAPPORTAGE 2022") == ["a"]
    assert ids("financiën") == ["c"]
    assert ids(kinds=("jaarrapportage",), years=(YearRange(2023, 2025),)) == ["b"]


def test_the_grid_counts_documents_per_kind_and_year():
    """Every document is counted, also one without kind or year."""
    html = present_collection.kinds_and_years(
        [
            document("a", kind="kamerbrief", reporting_years=(2022,)),
            document("b", kind="kamerbrief", reporting_years=(2022, 2023)),
            document("c"),
        ],
        lambda _facet, value: {"kamerbrief": "Kamerbrief"}.get(value, value),
    )
    rows = [re.findall(r">([^<>]+)<", row) for row in re.findall(r"<tr>(.*?)</tr>", html)]
    assert rows == [
        ["Soort document", "2022", "2023", "zonder jaar", "Totaal"],
        ["Kamerbrief", "2", "1", "–", "2"],
        ["Soort onbekend", "–", "–", "1", "1"],
    ]


def test_a_report_puts_what_was_refused_first():
    """What asks for something stands on top, with the reason and what to do."""
    report = IngestReport(
        (
            FileReport("goed.txt", "toegevoegd", "goed", None, None, 12),
            FileReport("fout.pdf", "geweigerd", None, "Het bestand is <beschadigd>.", "x"),
        ),
        2,
        0.1,
        "regels",
        {},
    )
    html = present_collection.ingest_table(report)
    assert html.index("fout.pdf") < html.index("goed.txt")
    assert "&lt;beschadigd&gt;" in html


def test_problems_name_document_page_and_reason():
    """What could not be read is said."""
    html = present_collection.problems_table(
        [document(title="Scan", problems=(Problem("x", 3, "Geen tekst."),))]
    )
    assert re.findall(r">([^<]+)</t[dh]>", html)[-3:] == ["Scan", "3", "Geen tekst."]
    assert present_collection.problems_table([document()]) == ""


def test_judgements_that_came_loose_show_their_words():
    """With the words, somebody can find the place again."""
    anchor = Anchor("doc", "woorden  die\nweg zijn", "", "", 3, "tekst-1")
    html = present_collection.detached_table(
        [Judgement(1, "passage", "note", anchor, None, "een <b>noot", "Ada", "2025-05-26", True, None)]
    )
    for part in ("doc", "“woorden die weg zijn”", "een &lt;b&gt;noot", "Ada"):
        assert part in html


def test_a_taxonomy_can_be_read():
    """Names, descriptions and spellings, in the order of the file."""
    entries = (Entry("kot", "regeling", "Kinderopvangtoeslag", ("KOT",), definition="Voor opvang."),)
    cells = re.findall(r"<t[hd](?: [^>]*)?>([^<]*)<", present_collection.taxonomy_table(entries))
    assert cells[4:] == ["Kinderopvangtoeslag", "Voor opvang.", "KOT", "kot"]


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025", "2025"),
        ("2025-05", "mei 2025"),
        ("2025-05-03", "3 mei 2025"),
        ("2025-13", "2025-13"),
        ("2025-05-03T10:00", "3 mei 2025"),
        ("ooit", "ooit"),
        (None, None),
    ],
)
def test_dates_in_dutch(value, shown):
    """As precise as they are known, and never more."""
    assert date_text(value) == shown


def test_unknown_dates_are_said_to_be_unknown():
    """A bound is no date."""
    assert publication_text(PublicationDate(not_before="2023-06-16")) == "onbekend, niet voor 16 juni 2023"
    assert publication_text(PublicationDate()) == "onbekend"


def test_numbers_and_ids_are_readable():
    """Dutch thousands; kebab-case as words."""
    assert number(1234567) == "1.234.567"
    assert plain("stand-van-de-uitvoering") == "Stand van de uitvoering"


def test_the_list_of_documents_is_one_piece_of_links():
    """Each title leads to its document, hostile text stays text, nothing is nothing."""
    found = [document("a b", title="<b>A</b>", kind="kamerbrief"), document("c", source="c.txt")]
    html = present_collection.listed(found, lambda _facet, value: value)
    assert html.count("<li>") == 2
    assert 'href="document?id=a+b"' in html
    assert "<b>A" not in html
    assert ">c.txt</a>" in html
    assert present_collection.listed([], lambda _facet, value: value) == ""
