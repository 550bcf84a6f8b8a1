"""References laid on the documents that are there: one that fits, candidates, what is missing."""

import dataclasses

from kb.annotate import AnnotationInput
from kb.annotate.references import ReferenceReader
from kb.records import (
    Document,
    Footnote,
    Identity,
    PublicationDate,
    ReadDocument,
    ReadPassage,
    Reference,
    SourceLine,
)
from kb.registers.references import Resolver, cited_by, collect, describe, missing, resolve
from kb.taxonomy import load

READER = ReferenceReader(load())


def document(document_id, **facts):
    base = {
        "document_id": document_id,
        "source": f"{document_id}.pdf",
        "sha256": "",
        "media_type": "application/pdf",
        "forms": (),
        "version": 1,
        "superseded_by": None,
        "url": None,
        "kind": None,
        "title": None,
        "organisation": None,
        "organisation_id": None,
        "ministry": None,
        "signatory": None,
        "kamerstuk": None,
        "session": None,
        "reporting_year": None,
        "reporting_years": (),
        "reporting_period": None,
        "publication_date": PublicationDate(),
        "relations": (),
        "pages": None,
        "passages": 0,
        "status": "ok",
        "problems": (),
    }
    return Document(**{**base, **facts})


def reference(text, document_id="brief-1"):
    found = next(iter(READER.read([AnnotationInput(text)])))
    return dataclasses.replace(found[0], document_id=document_id)


LETTER = document("kst-31066-1194", kind="kamerbrief", publication_date=PublicationDate("2023-03-03", "day"))
REPORT = document(
    "jaar",
    kind="jaarrapportage",
    reporting_years=(2022,),
    kamerstuk="31066, nr. 1232",
    organisation_id="dienst-toeslagen",
)
OTHER = document("duo-jaar", kind="jaarrapportage", reporting_years=(2022,), organisation_id="duo")


def test_by_number_by_date_by_kind_and_year():
    # Three ways to the same certainty: exactly one document fits.
    assert resolve(reference("Kamerstuk 31 066, nr. 1194"), [LETTER, REPORT]).resolved_to == "kst-31066-1194"
    assert resolve(reference("Kamerstuk 31 066, nr. 1232"), [LETTER, REPORT]).resolved_to == "jaar"
    assert resolve(reference("in de brief van 3 maart 2023"), [LETTER, REPORT]).resolved_to == "kst-31066-1194"
    assert resolve(reference("de Jaarrapportage 2022 Dienst Toeslagen"), [LETTER, REPORT]).resolved_to == "jaar"


def test_two_that_fit_are_candidates_and_none_is_nothing():
    # With two left it abstains and shows both; what is not there stays open.
    twin = document("brief-x", kind="kamerbrief", publication_date=PublicationDate("2023-03-03", "day"))
    found = resolve(reference("in de brief van 3 maart 2023"), [LETTER, twin])
    assert (found.resolved_to, found.candidates) == (None, ("kst-31066-1194", "brief-x"))
    none = resolve(reference("Kamerstuk 31 066, nr. 9999"), [LETTER, REPORT])
    assert (none.resolved_to, none.candidates) == (None, ())


def test_the_organisation_that_cites_decides_between_yearly_papers():
    # "Jaarrapportage 2022" in a paper of DUO is DUO's.
    citing = document("duo-brief", organisation_id="duo")
    found = Resolver([REPORT, OTHER, citing]).resolve(reference("de Jaarrapportage 2022", "duo-brief"))
    assert found.resolved_to == "duo-jaar"


def test_a_list_of_papers_is_never_one_document():
    # Its papers are candidates.
    found = resolve(reference("Kamerstuk 31 066, nrs. 1194 en 1232"), [LETTER, REPORT])
    assert (found.resolved_to, found.candidates) == (None, ("kst-31066-1194", "jaar"))


def test_a_letter_does_not_cite_itself_by_date():
    # "mijn brief van 3 maart 2023" in that letter names another one of that day, or none.
    assert resolve(reference("de brief van 3 maart 2023", "kst-31066-1194"), [LETTER]).resolved_to is None


def test_missing_papers_are_counted_and_named():
    # The papers most cited that are not there, with their address and who cites them.
    found = [
        reference("Kamerstuk 31 066, nr. 1207", "a"),
        reference("Kamerstuk 31 066, nr. 1207", "b"),
        reference("Kamerstuk 31 066, nrs. 1194 en 1300", "a"),
        reference("in de brief van 3 maart 2020", "a"),
    ]
    papers = missing(found, [LETTER])
    assert [(paper.number, paper.count, sorted(paper.cited_by)) for paper in papers] == [
        ("kst-31066-1207", 2, ["a", "b"]),
        ("kst-31066-1300", 1, ["a"]),
    ]
    assert papers[0].label == "Kamerstuk 31066, nr. 1207"
    assert papers[1].urls == ("https://zoek.officielebekendmakingen.nl/kst-31066-1300.html",)
    assert set(cited_by(found)) == {"kst-31066-1207", "kst-31066-1194", "kst-31066-1300"}


def test_how_people_cite():
    # What a link says.
    assert (
        describe(reference("Handelingen II 2022/23, nr. 83, item 26"))
        == "Handelingen TK 2022-2023, nr. 83, item 26"
    )
    assert describe(reference("Kamerstuk 36 202")) == "Kamerstuk 36202"


def test_collected_references_have_page_line_and_a_lasting_id():
    # Places lead back to the file; ids do not change when the file is read again.
    source = "Eerste regel.\nZie Kamerstuk 31 066,\nnr. 1207 en meer.1\n1 Stb. 2022, 532.\n"
    lines, at = [], 0
    for number, line in enumerate(source.split("\n")[:-1], 1):
        lines.append(SourceLine(at, at + len(line), number=number))
        at += len(line) + 1
    body, foot = (0, source.index("1\n1 Stb")), (source.index("Stb"), len(source) - 1)
    passage = ReadPassage(
        kind="text",
        text="Eerste regel. Zie Kamerstuk 31 066, nr. 1207 en meer.",
        spans=(body,),
        line_start=1,
        line_end=3,
        footnotes=(Footnote("1", "Stb. 2022, 532.", line=4, spans=(foot,), marker=53),),
    )
    read = ReadDocument("text/plain", source, "test-1", (), tuple(lines), (), (passage,))
    first = collect(read, Identity(), "doc", "doc.txt", load())
    assert [(item.type, item.line, item.source) for item in first] == [
        ("kamerstuk", 2, "doc.txt"),
        ("staatsblad", 4, "doc.txt"),
    ]
    assert first[1].cited_by_text == "Zie Kamerstuk 31 066, nr. 1207 en meer."
    assert [item.reference_id for item in collect(read, Identity(), "doc", "doc.txt", load())] == [
        item.reference_id for item in first
    ]
    assert len({item.reference_id for item in first}) == 2


def test_missing_and_cited_by_count_the_same_references():
    """A motie or letter with a number is a paper like any other; a paper that names itself cites nothing."""
    found = [
        Reference("motie", "motie", 0, 5, dossier="36200", numbers=("12",), document_id="a"),
        Reference("brief", "brief", 0, 5, dossier="31066", numbers=("9",), document_id="a"),
        Reference("kamerstuk", "stuk", 0, 4, dossier="31066", numbers=("9", "10"), document_id="b"),
        Reference("rapport", "Stand 2020", 0, 10, name="Stand van de uitvoering", date="2020", document_id="b"),
        Reference("brief", "brief van 1 mei", 0, 15, date="2023-05-01", document_id="b"),
        Reference("kamerstuk", "stuk", 0, 4, dossier="1", numbers=("1",), document_id="c", resolved_to="c"),
    ]
    counted = {paper.number: paper.count for paper in missing(found, [])}
    assert counted == {name: len(items) for name, items in cited_by(found).items()}
    assert counted["kst-36200-12"] == 1
    assert counted["kst-31066-9"] == 2
    assert "kst-1-1" not in counted
