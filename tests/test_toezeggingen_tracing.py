"""Over documents: candidates for fulfilment, chains of repeats, and what is overdue at a date."""

from __future__ import annotations

import dataclasses
from datetime import date

from toezeggingen_papers import TOOLS, paper, passages

from kb.registers.toezeggingen import find
from kb.registers.toezeggingen.fulfilling import LEAST, MOST
from kb.registers.toezeggingen.joining import join
from kb.registers.toezeggingen.overdue import Reach, overdue_at

FILLER = [
    "De vergoeding van hulpmiddelen is in 2022 verhoogd en geldt nu voor alle aanvragers van de regeling.",
    "Gemeenten ontvangen een bijdrage voor de uitvoering van de schuldhulpverlening aan ondernemers.",
    "De inspectie controleert de opvanglocaties en publiceert haar bevindingen op de website.",
    "Uw Kamer heeft eerder gesproken over de stikstofdepositie in de Peel en de gevolgen voor boeren.",
    "Hierbij informeer ik u over de tarieven van het openbaar vervoer in Zeeland en Limburg.",
    "De motie over de luchtkwaliteit rond Schiphol is ingediend bij de behandeling van de begroting.",
]


def collection(*papers):
    """Records, documents and passages of papers, each (name, date, texts, facts of the paper)."""
    documents, by_id, records = [], {}, []
    for name, day, texts, facts in papers:
        document = paper(name, date=day, **facts)
        made, source = passages(document, texts)
        documents.append(document)
        by_id[name] = made
        records += find(document, made, source, TOOLS)
    return join(records, documents, by_id.__getitem__), documents


PROMISE = (
    "belofte",
    "2023-03-01",
    ["Ik zal uw Kamer vóór 1 juli 2023 het onderzoek naar de tolkentarieven sturen."],
    {},
)
KEPT = (
    "nakoming",
    "2023-06-15",
    ["Hierbij stuur ik u het onderzoek naar de tolkentarieven van bureau Panteia.", *FILLER],
    {},
)
OLDER = ("ouder", "2022-06-15", ["Hierbij stuur ik u het onderzoek naar de tolkentarieven.", *FILLER], {})


def of(records, document_id):
    """The first record of a document."""
    return next(item for item in records if item.document_id == document_id)


def test_a_later_paper_that_sends_it_is_a_candidate():
    # With score and reason: the words, what it says, and that it came in time.
    records, _ = collection(PROMISE, KEPT)
    found = of(records, "belofte").fulfilled_by
    assert [item.document_id for item in found] == ["nakoming"]
    assert found[0].confidence >= LEAST
    assert "tolkentarieven" in found[0].why
    assert "termijn" in found[0].why


def test_never_older_than_the_promise():
    # An older paper with the same words, and one of the same day, are none.
    same_day = ("zelfde-dag", "2023-03-01", KEPT[2], {})
    records, _ = collection(PROMISE, OLDER, same_day)
    assert of(records, "belofte").fulfilled_by == ()


def test_other_subjects_are_no_candidates():
    # A later paper that sends something else.
    other = ("anders", "2023-06-15", ["Hierbij stuur ik u de evaluatie van de geluidswallen.", *FILLER], {})
    records, _ = collection(PROMISE, other)
    assert of(records, "belofte").fulfilled_by == ()


def test_at_most_five_best_first():
    # Eight later papers fit; five are shown, one per document.
    later = [(f"later-{n}", f"2023-06-{10 + n}", KEPT[2], {}) for n in range(8)]
    records, _ = collection(PROMISE, *later)
    found = of(records, "belofte").fulfilled_by
    assert len(found) == MOST
    scores = [item.confidence for item in found]
    assert scores == sorted(scores, reverse=True)
    assert len({item.document_id for item in found}) == MOST


def test_what_is_done_has_no_candidates():
    # A promise that its own paper calls done needs no later one.
    done = (
        "gedaan",
        "2023-03-01",
        ["Hiermee doe ik de toezegging aan het lid Kat over de tolkentarieven gestand."],
        {},
    )
    records, _ = collection(done, KEPT)
    assert of(records, "gedaan").fulfilled_by == ()


def test_the_same_promise_in_two_papers_is_one_chain():
    # The yearly report announces the handreiking, the letter half a year later again.
    first = (
        "jaarverslag",
        "2022-05-01",
        [
            "De minister stuurt de handreiking mantelzorgverlof in het najaar van 2022 naar de Tweede Kamer.",
            *FILLER,
        ],
        {"kind": "jaarrapportage"},
    )
    second = (
        "brief",
        "2022-12-01",
        ["De handreiking mantelzorgverlof ontvangt uw Kamer in het voorjaar van 2023.", *FILLER],
        {},
    )
    records, _ = collection(first, second)
    one, other = of(records, "jaarverslag"), of(records, "brief")
    assert one.repeats == (other.toezegging_id,)
    assert other.repeats == (one.toezegging_id,)


def test_of_another_ministry_it_is_another_promise():
    # Two ministries may each announce a handreiking mantelzorgverlof.
    first = (
        "een",
        "2022-05-01",
        ["Ik stuur de handreiking mantelzorgverlof in het najaar van 2022 naar de Kamer.", *FILLER],
        {},
    )
    second = (
        "ander",
        "2022-12-01",
        ["De handreiking mantelzorgverlof ontvangt uw Kamer in het voorjaar.", *FILLER],
        {"ministry": "VWS", "organisation_id": "ministerie-van-volksgezondheid-welzijn-en-sport"},
    )
    records, _ = collection(first, second)
    assert not any(item.repeats for item in records)


def test_joining_again_changes_nothing():
    # Deterministic, and not a matter of order.
    records, documents = collection(PROMISE, KEPT, OLDER)
    by_id = {item.document_id: passages(item, _texts(item.document_id))[0] for item in documents}
    assert join(records, documents, by_id.__getitem__) == records
    backwards = join(list(reversed(records)), list(reversed(documents)), by_id.__getitem__)
    assert sorted(backwards, key=lambda item: item.toezegging_id) == sorted(
        records, key=lambda item: item.toezegging_id
    )


def _texts(name):
    return next(item[2] for item in (PROMISE, KEPT, OLDER) if item[0] == name)


# --------------------------------------------------------------------------- overdue


def test_overdue_says_its_ground_and_how_far_it_knows():
    # The term has passed, nothing was found, and until when the sender has papers here.
    records, documents = collection(PROMISE, ("laatste", "2023-09-04", FILLER[:2], {}))
    found = overdue_at(
        of(records, "belofte"),
        date(2023, 10, 1),
        Reach.of(documents),
        {item.document_id: item for item in documents},
    )
    assert found.overdue is True
    assert found.overdue_why == (
        'termijn "vóór 1 juli 2023" (tot en met 30 juni 2023); laatste stuk van deze afzender hier: 4 '
        "september 2023; niets gevonden"
    )


def test_a_collection_that_ends_before_the_term_says_so():
    # Nothing later than the promise itself is here: silence proves nothing.
    records, documents = collection(PROMISE)
    found = overdue_at(
        of(records, "belofte"),
        date(2023, 10, 1),
        Reach.of(documents),
        {item.document_id: item for item in documents},
    )
    assert found.overdue is True
    assert found.overdue_why.endswith("de verzameling reikt niet tot de termijn")


def test_not_overdue_before_its_term_and_never_without_one():
    # The date that the user picks decides; done is never overdue.
    records, documents = collection(PROMISE)
    record, reach = of(records, "belofte"), Reach.of(documents)
    assert overdue_at(record, date(2023, 6, 30), reach).overdue is False
    assert overdue_at(dataclasses.replace(record, status="afgedaan"), date(2024, 1, 1), reach).overdue is None
    vague = collection(("vaag", "2023-03-01", ["Ik zal uw Kamer zo spoedig mogelijk informeren."], {}))[0][0]
    assert overdue_at(vague, date(2030, 1, 1), reach).overdue is None


def test_a_possible_fulfilment_is_named_and_not_counted_as_done():
    # A candidate is no fact: still overdue, and it says what was found.
    records, documents = collection(PROMISE, KEPT)
    found = overdue_at(
        of(records, "belofte"),
        date(2023, 10, 1),
        Reach.of(documents),
        {item.document_id: item for item in documents},
    )
    assert found.overdue is True
    assert "1 mogelijke nakoming gevonden, niet bevestigd" in found.overdue_why
