"""A person's word about a record; facets, citation and the annex row."""

from __future__ import annotations

import dataclasses
import json

import pytest
from toezeggingen_papers import TOOLS, found_in, paper, passages

from kb.decoding import from_json
from kb.records import Anchor, Judgement, as_json
from kb.registers.toezeggingen import Deadline, Recipient, Toezegging
from kb.registers.toezeggingen.facets import annex_row, cited, filter_values, standing
from kb.registers.toezeggingen.judging import JudgementError, added, apply, merged

TEXT = (
    "In het commissiedebat van 8 maart 2023 is aan het lid Kat (D66) toegezegd in het najaar een overzicht "
    "van de tolken te sturen."
)


def record() -> Toezegging:
    """One found record."""
    return found_in(TEXT)[0]


def judged(verb: str, **value: object) -> Judgement:
    """A judgement with these fields."""
    anchor = Anchor("brief-1", TEXT, "", "", 0, "")
    text = json.dumps(value) if value else None
    return Judgement(
        1, "toezegging", verb, anchor, text, None, "Noor", "2024-01-05T10:00:00Z", False, "brief-1.0"
    )


@pytest.mark.parametrize("verb", ["bevestigd", "afgewezen"])
def test_confirm_and_reject_touch_nothing_else(verb):
    # What the program found stays as it is.
    found = record()
    assert apply(found, [judged(verb)]) == dataclasses.replace(found, review=verb)


def test_a_note_changes_nothing():
    # It is kept beside the record.
    assert apply(record(), [judged("notitie")]) == record()


def test_fields_are_corrected_and_no_longer_inferred():
    # Kind, people, deadline and status as a person gives them.
    found = apply(
        found_in("Uw Kamer wordt in het najaar geïnformeerd.")[0],
        [
            judged(
                "gewijzigd",
                kind="toezegging",
                to_whom=["Inge van Dijk (CDA)"],
                by_whom="Minister van SZW",
                deadline={"text": "Q4", "from": "2023-10-01", "to": "2023-12-31"},
                status="afgedaan",
            )
        ],
    )
    assert found.kind == "toezegging"
    assert found.to_whom == (Recipient("Inge van Dijk", "CDA"),)
    assert found.deadline == Deadline("Q4", "2023-10-01", "2023-12-31")
    assert (found.status, found.review, found.by_whom) == ("afgedaan", "gewijzigd", "Minister van SZW")
    assert "by_whom" not in found.inferred


def test_a_later_word_goes_over_an_earlier_one():
    # Oldest first; the last counts.
    found = apply(
        record(),
        [judged("gewijzigd", status="afgedaan"), judged("gewijzigd", status="vervallen"), judged("bevestigd")],
    )
    assert (found.status, found.review) == ("vervallen", "bevestigd")


def test_linking_and_unlinking_a_later_paper():
    # A person's link is sure and says whose it is; unlinking takes a candidate away.
    found = apply(record(), [judged("gewijzigd", koppel=["brief-9"])])
    assert [(item.document_id, item.confidence, item.why) for item in found.fulfilled_by] == [
        ("brief-9", 1.0, "gekoppeld door Noor")
    ]
    assert apply(found, [judged("gewijzigd", ontkoppel="brief-9")]).fulfilled_by == ()


def test_a_status_that_a_person_sets_says_who_and_when():
    """The ground is the person and the day, unless the person gives words; the paper no longer is it."""
    found = apply(record(), [judged("gewijzigd", status="afgedaan")])
    assert (found.status_evidence, found.status_date) == ("Vastgesteld door Noor.", "2024-01-05")
    assert standing(found, paper()).startswith("Afgedaan vastgesteld door Noor op 5 januari 2024")
    given = apply(record(), [judged("gewijzigd", status="vervallen", status_evidence="Debat van 3 mei.")])
    assert given.status_evidence == "Debat van 3 mei."


def test_parts_of_a_term_are_corrected_one_by_one():
    """Who corrects the last day keeps the words; an empty part is taken away; people parted by a semicolon."""
    found = apply(record(), [judged("gewijzigd", deadline_to="2023-11-15")])
    assert (found.deadline.text, found.deadline.to) == ("in het najaar", "2023-11-15")
    assert apply(found, [judged("gewijzigd", deadline_from=None)]).deadline.from_ is None
    several = apply(record(), [judged("gewijzigd", to_whom="Kat (D66); Stoffer (SGP)")])
    assert [item.name for item in several.to_whom] == ["Kat", "Stoffer"]


@pytest.mark.parametrize(
    "value",
    [
        {"deadline_to": "morgen"},
        {"status": "klaar"},
        {"kind": "belofte"},
        {"occasion_date": "8 maart"},
        {"toezegging_id": "x"},
        {"to_whom": ["("]},
        {"deadline": 3},
        {"subject": ["a"]},
        {"koppel": [3]},
    ],
)
def test_what_cannot_be_read_is_refused_with_the_field(value):
    # In Dutch, with the name of the field or the choices.
    with pytest.raises(JudgementError, match=r"veld|termijn|Kies|wijziging"):
        apply(record(), [judged("gewijzigd", **value)])


def test_broken_json_is_refused():
    # As a message, not as a crash.
    broken = dataclasses.replace(judged("gewijzigd", status="afgedaan"), value="{status")
    with pytest.raises(JudgementError):
        apply(record(), [broken])


def test_a_person_adds_a_record():
    # Words that the program passed over, with the fields that the person gives.
    document = paper()
    made, source = passages(document, ["De proef loopt. Wij gaan dit jaarlijks bekijken."])
    found = added(judged("toegevoegd", kind="aankondiging"), document, made[0], source, (16, 48))
    assert (found.quote, found.kind, found.confidence, found.review) == (
        "Wij gaan dit jaarlijks bekijken.",
        "aankondiging",
        1.0,
        "gewijzigd",
    )
    assert source[found.anchor.start :].startswith(found.anchor.exact)


def test_merged_records_become_mentions_of_the_first():
    # Two records that a person says are one.
    one, two = found_in(
        "Ik zal uw Kamer in mei informeren. Het weer is goed. Ik zal de Kamer in juni een brief sturen."
    )
    kept = merged([one, two], [(one.toezegging_id, two.toezegging_id)])
    assert [item.toezegging_id for item in kept] == [one.toezegging_id]
    assert kept[0].mentions == (two.anchor,)
    assert merged([one, two], [(one.toezegging_id, "weg")]) == [one, two]


def test_a_record_survives_json():
    # As the store keeps it: the contract's names, and back again.
    found = record()
    data = json.loads(json.dumps(as_json(found)))
    assert data["deadline"] == {"text": "in het najaar", "from": "2023-09-01", "to": "2023-11-30"}
    assert from_json(Toezegging, data) == found


CONTRACT = {
    "toezegging_id",
    "kind",
    "document_id",
    "passage_id",
    "source",
    "page",
    "line_start",
    "line_end",
    "quote",
    "anchor",
    "by_whom",
    "ministry",
    "to_whom",
    "committee",
    "occasion",
    "occasion_date",
    "references",
    "subject",
    "register_number",
    "deadline",
    "status",
    "status_evidence",
    "status_date",
    "overdue",
    "overdue_why",
    "answers",
    "fulfilled_by",
    "mentions",
    "repeats",
    "inferred",
    "confidence",
    "rule",
    "review",
}


def test_json_has_the_fields_of_the_contract():
    # All of them, by name.
    assert set(as_json(record())) >= CONTRACT


def test_filter_values():
    # Ids as filters take them; the party by the taxonomy.
    document = paper()
    made, _ = passages(document, [TEXT])
    values = filter_values(record(), document, made[0], TOOLS.taxonomy)
    assert values["member"] == ("kat",)
    assert values["party"] == ("d66",)
    assert values["kind"] == ("toezegging",)
    assert values["year"] == ("2023",)
    assert values["ministry"] == ("szw",)
    assert values["organisation"] == ("ministerie-van-sociale-zaken-en-werkgelegenheid",)


def test_citation_and_annex_row():
    # Exact words with their source, and the three columns; the status never without its date.
    document = dataclasses.replace(paper(), organisation="Ministerie van SZW", title="Tolken in de zorg")
    made, _ = passages(document, [TEXT])
    found = record()
    source = "Ministerie van SZW, Tolken in de zorg, 20 juni 2023"
    assert cited(found, document, made[0]).text.startswith(f"«{found.quote}» ({source}")
    what, where, stand = annex_row(found, document, made[0])
    assert "overzicht" in what
    assert where.startswith("commissiedebat van 8 maart 2023")
    assert stand == standing(found, document)
    assert stand == "Openstaand volgens de brief van 20 juni 2023, termijn: in het najaar"
