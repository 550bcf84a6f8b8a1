"""What the pages of the register of toezeggingen show, without Streamlit."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from toezeggingen_papers import TOOLS, found_in, paper, passages
from ui_builders import document

from kb.records import PublicationDate, Reference
from kb.registers.toezeggingen import Deadline, Fulfilment, Recipient
from kb.registers.toezeggingen.finding import read_references
from kb.registers.toezeggingen.kamer import record_of
from kb.registers.toezeggingen.kamer_match import beside
from kb.registers.toezeggingen.overdue import Reach, overdue_at
from ui import present_toezeggingen as shown

TEXT = (
    "In het commissiedebat van 8 maart 2023 (Kamerstuk 31 066, nr. 1165) is aan het lid Kat (D66) toegezegd in "
    "het najaar een overzicht van de tolkentarieven te sturen."
)
EVIL = "<script>alert(1)</script>"


def record(**fields):
    """One found record, with some fields changed."""
    return dataclasses.replace(found_in(TEXT)[0], **fields)


@pytest.mark.parametrize(
    ("deadline", "told"),
    [
        (Deadline("in het najaar", "2023-09-01", "2023-11-30"),
         "“in het najaar” – 1 september 2023 tot en met 30 november 2023"),
        (Deadline("op 1 juli", "2023-07-01", "2023-07-01"), "“op 1 juli” – 1 juli 2023"),
        (Deadline("uiterlijk 1 juli", None, "2023-07-01"), "“uiterlijk 1 juli” – tot en met 1 juli 2023"),
        (Deadline("vanaf 2024", "2024-01-01", None), "“vanaf 2024” – vanaf 1 januari 2024"),
        (Deadline("binnenkort"), "“binnenkort”"),
        (Deadline(), None),
    ],
)  # fmt: skip
def test_a_term_has_its_words_and_its_days(deadline, told):
    """The words of the text first, then what they stand for."""
    assert shown.term(deadline) == told


def test_a_status_never_stands_without_its_ground():
    """The paper and its day; of a paper without a date, since when it can be."""
    letter = document(kind="kamerbrief", publication_date=PublicationDate("2023-11-09", "day"))
    undated = document(kind="jaarrapportage", publication_date=PublicationDate(not_before="2023-06-16"))
    found = record(status="openstaand")
    assert shown.status(found, letter) == "Openstaand volgens de brief van 9 november 2023"
    assert shown.status(found, undated) == "Openstaand volgens de jaarrapportage, verschenen na 16 juni 2023"
    assert shown.status(found, document()) == "Openstaand volgens het stuk, zonder datum"


def test_a_line_of_the_list_says_what_a_liaison_needs():
    """Kind, status with ground, exact words, to whom, where and when, and the place as it is cited."""
    made, _ = passages(paper(), [TEXT])
    line = shown.line(record(), paper(), made[0], "2023-06-30")
    for words in (
        "toezegging",
        "volgens de brief van",
        "Aan Kat (D66)",
        "commissiedebat van 8 maart 2023",
        "tolkentarieven",
    ):
        assert words in line
    assert "Termijn voorbij" not in line


def test_a_term_that_has_passed_is_told_with_its_ground_and_reach():
    """At the day that was picked, and until when the sender has papers here."""
    late = overdue_at(record(), date(2024, 2, 1), Reach.of([paper()]), {"brief-1": paper()})
    told = shown.late(late, "2024-02-01")
    assert "Termijn voorbij op 1 februari 2024" in told
    assert "laatste stuk van deze afzender hier" in told
    assert "de verzameling reikt niet tot de termijn" in told
    assert shown.late(record(), "2024-02-01") == ""


@pytest.mark.parametrize("field", ["quote", "subject", "by_whom", "occasion", "committee", "status_evidence"])
def test_nothing_of_a_paper_becomes_html(field):
    """Text of documents and people is escaped wherever it is shown."""
    bad = record(
        **{field: EVIL}, to_whom=(Recipient(EVIL, EVIL),), overdue=True, overdue_why=EVIL, reasons=(EVIL,)
    )
    made, _ = passages(paper(), [f"{TEXT} {EVIL}"])
    link = Fulfilment("brief-1", made[0].passage_id, EVIL, 0.5)
    place = shown.candidate(bad, link, {"brief-1": paper()}, {made[0].passage_id: made[0]})
    html = [
        shown.line(bad, paper(), made[0], "2024-01-01"), shown.facts(bad, paper()), shown.late(bad, EVIL),
        shown.in_context(bad, made[0]), shown.chain_line(bad, paper()), place.body,
    ]  # fmt: skip
    assert all("<script" not in part for part in html)


def test_the_exact_words_are_marked_in_their_passage():
    """However the lines of the passage run; words that are not there mark nothing."""
    made, _ = passages(paper(), [f"Eerst dit. {TEXT} Daarna dat."])
    html = shown.in_context(record(), made[0])
    assert html.count("<mark") == 1
    assert "Eerst dit. <mark" in html
    assert shown.spans_of("een  overzicht\nvan", "geef een overzicht van") == [(5, 22)]
    assert shown.spans_of("staat er niet", TEXT) == []
    assert shown.spans_of("", TEXT) == []


def test_sources_lead_to_the_paper_here_and_to_its_official_address():
    """What is cited by number has a page here and an official text; without a source that is said."""
    made, _ = passages(paper(), [TEXT])
    cited: list[Reference] = next(iter(read_references(paper(), made, TOOLS).values()))
    html = shown.sources(cited, {})
    assert "kamerstuk?nr=kst-31066-1165" in html
    assert "zoek.officielebekendmakingen.nl/kst-31066-1165" in html
    assert "geen bron" in shown.sources([], {})


def test_a_candidate_is_a_guess_with_its_nearest_words():
    """Score and reason, the sentence that is most alike; a person's link says whose it is."""
    text = "De zorg kost geld. Het overzicht van de tolkentarieven is gestuurd. Verder regent het in Den Haag."
    later = document("brief-2", title="Vervolgbrief")
    made, _ = passages(dataclasses.replace(paper(), document_id="brief-2"), [text])
    link = Fulfilment("brief-2", made[0].passage_id, "zelfde woorden: tolkentarieven", 0.62)
    known = {item.passage_id: item for item in made}
    place = shown.candidate(record(), link, {"brief-2": later}, known)
    assert place is not None
    assert "Score 0,62: zelfde woorden: tolkentarieven." in place.body
    assert "tolkentarieven is gestuurd." in place.body
    assert "regent" not in place.body
    assert (place.label, place.target.document_id) == ("Vervolgbrief", "brief-2")
    assert shown.linked(dataclasses.replace(link, why="gekoppeld door Noor"))
    assert shown.candidate(record(), link, {}, known) is None


def test_what_a_person_may_correct_comes_as_it_is():
    """Every field has the value that the record has now; people are parted by a semicolon."""
    given = {item.name: item.value for item in shown.fields(record(), {"brief-2": "Vervolgbrief"})}
    assert given["to_whom"] == "Kat (D66)"
    assert (given["kind"], given["status"]) == ("toezegging", "openstaand")
    assert (given["deadline_text"], given["deadline_to"]) == ("in het najaar", "2023-11-30")
    assert given["koppel"] == ()


def test_papers_that_can_be_linked_are_not_older_and_not_too_many():
    """Candidates and its own paper first, then the newest."""
    days = {
        f"d{n}": document(f"d{n}", publication_date=PublicationDate(f"20{n:02d}-01-01", "day"))
        for n in range(10, 40)
    }
    found = record(document_id="d20", fulfilled_by=(Fulfilment("d30", None, "", 0.5),))
    later = list(shown.later_papers(found, days))
    assert later[:3] == ["d30", "d20", "d39"]
    assert "d19" not in later


def test_the_register_of_the_kamer_beside_a_record():
    """A row of the same day with the same words; one of another day and member is none."""
    row = {
        "Id": "a", "Nummer": "TZ202303-001", "Status": "Voldaan", "DatumNakoming": "2023-10-01T00:00:00Z",
        "Tekst": "De minister stuurt een overzicht van de tolkentarieven.",
        "Activiteit": {"Datum": "2023-03-08T00:00:00+01:00", "Onderwerp": "Tolken"},
    }  # fmt: skip
    other = {**row, "Id": "b", "Activiteit": {"Datum": "2022-03-08T00:00:00+01:00"}}
    made, _ = passages(paper(), [TEXT])
    own = record(passage_id=made[0].passage_id)
    found = beside(own, [record_of(row), record_of(other)], paper(), made)
    assert [item.id for item, _ in found] == ["a"]
    line = shown.kamer_line(*found[0])
    assert "status: Voldaan, nagekomen op 1 oktober 2023" in line
    assert "zelfde debat" in line
