"""The register of knelpunten: records of a document, chains through the years, judgements, and the matrix."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knelpunten_reading import SEEDS, a_document, a_text, read

from kb.anchors import fold
from kb.records import Anchor, Judgement, as_json
from kb.registers.knelpunten import (
    JudgementError,
    Knelpunt,
    Tools,
    apply,
    filter_values,
    find,
    join,
    matrix,
    propose,
)
from kb.taxonomy import load

TAXONOMY = load()
TOOLS = Tools(TAXONOMY)
GOLD = Path(__file__).parent / "gold"
CONTRACT = {
    "knelpunt_id", "name", "theme", "regeling", "explicit", "status", "description", "solution", "document_id",
    "passage_id", "source", "page", "line_start", "line_end", "quote", "anchor", "organisation",
    "reporting_year", "same_as", "confidence", "rule", "cues", "review",
}  # fmt: skip
ANCHOR = Anchor("d", "Er is een tekort aan artsen.", "", "", 0, "")
ANNEX = "stand-van-de-uitvoering-2021.txt"


@pytest.fixture(scope="module")
def annex():
    """The seed with the table of signals, as read, and its records."""
    reading = read(SEEDS / ANNEX)
    return reading, find(*reading, TOOLS)


def a_year(year, text, **fields):
    """The records of a document of one year and organisation that says `text`."""
    fields = {"organisation": "UWV", "organisation_id": "uwv", **fields}
    document = a_document(f"uwv-{year}", reporting_year=year, reporting_years=(year,), passages=10, **fields)
    made, passages, source = a_text(text, document)
    return made, find(made, passages, source, TOOLS)


def a_knelpunt(knelpunt_id="kp-1", **fields):
    """A record with everything unknown but `fields`."""
    known = {
        "knelpunt_id": knelpunt_id, "name": "Tekort aan artsen", "theme": ("personeelstekort",), "regeling": (),
        "explicit": True, "status": "genoemd", "description": "Er is een tekort aan artsen.", "solution": None,
        "document_id": "d", "passage_id": "d.0", "source": "d.txt", "page": None, "line_start": 1,
        "line_end": 1, "quote": "Er is een tekort aan artsen.", "anchor": ANCHOR,
        "organisation": "UWV", "organisation_id": "uwv", "reporting_year": 2021, "reporting_years": (2021,),
        "inferred": ("regeling",), "confidence": 0.9,
    }  # fmt: skip
    return Knelpunt(**{**known, **fields})


def a_judgement(verb, value=None, number=1, **fields):
    """A person's word, the later the higher its number."""
    said = json.dumps(value) if isinstance(value, dict) else value
    at = f"2025-01-{number:02d}T00:00:00"
    known = {"note": None, "who": "Jansen", "at": at, "detached": False, "passage_id": None}
    return Judgement(number, "knelpunt", verb, ANCHOR, said, **{**known, **fields})


# ------------------------------------------------------------------------------ records of a document


def test_a_record_has_the_contracts_fields(annex):
    # What the program writes as JSON has every name of the contract.
    _, records = annex
    assert set(as_json(records[0])) >= CONTRACT


def test_words_of_a_record_stand_in_its_source(annex):
    # The anchor's words are at its place, and the lines hold them; at most 25 lines.
    (_, _, source), records = annex
    lines = source.split("\n")
    for record in records:
        assert record.anchor.exact in source
        assert source[record.char_start : record.char_end] == record.anchor.exact
        held = "\n".join(lines[record.line_start - 1 : record.line_end])
        assert record.anchor.exact in held
        assert record.line_end - record.line_start < 25
        assert 1 <= len(record.theme) <= 2
        assert record.description
        assert 0 < record.confidence <= 1


def test_ids_are_unique_and_stay(annex):
    # The same document gives the same ids, also when another passage is put before.
    reading, records = annex
    ids = [record.knelpunt_id for record in records]
    assert len(set(ids)) == len(ids)
    document, passages, source = reading
    later = find(document, passages[len(passages) // 2 :], source, TOOLS)
    assert {record.knelpunt_id for record in later} <= set(ids)


def test_equal_quotes_of_a_document_get_different_ids():
    # A sentence that stands twice is two records.
    text = "Er is een tekort aan artsen."
    document, passages, source = a_text(text)
    twice = [passages[0], dataclasses.replace(passages[0], passage_id="d.2")]
    ids = [record.knelpunt_id for record in find(document, twice, source, TOOLS)]
    assert len(ids) == len(set(ids)) == 2


def test_rows_of_the_annex_are_whole(annex):
    # Every row of the table of signals: its name, its description and its solution, each in its own field.
    _, records = annex
    items = json.loads((GOLD / "knelpunten.json").read_text(encoding="utf-8"))["items"]
    wanted = [item for item in items if item.get("group", "").startswith("bijlage")]
    rows = {fold(record.name).text: record for record in records if record.solution}
    assert len(wanted) == 15
    for item in wanted:
        record = rows[fold(item["name"]).text]
        assert record.explicit
        assert record.line_start >= item["lines"][0] - 1
        assert record.solution not in record.description


def test_year_and_organisation_are_the_documents():
    # Who says it and of which year comes from the document, the regeling from the words or the headings.
    document = a_document(
        organisation="SVB", organisation_id="svb", reporting_year=2023, reporting_years=(2022, 2023)
    )
    text = "Een knelpunt in de huurtoeslag is dat de vermogensgrens laag is."
    (record,) = find(*a_text(text, document), TOOLS)
    assert (record.organisation_id, record.reporting_year, record.reporting_years) == (
        "svb",
        2023,
        (2022, 2023),
    )
    assert record.theme[0] == "grenzen-en-voorwaarden"
    under = a_text("Een knelpunt is dat de vermogensgrens laag is.", document, section=("3.2 Huurtoeslag",))
    (record,) = find(*under, TOOLS)
    assert record.regeling == ("huurtoeslag",)
    assert record.inferred == ("regeling",)


def test_a_solved_one_stays_with_the_words_that_say_so():
    # "verholpen" is the evidence of its status.
    (record,) = find(*a_text("De storingen in het betaalsysteem van vorig jaar zijn verholpen."), TOOLS)
    assert record.status == "opgelost"
    assert "verholpen" in record.status_evidence


def test_a_long_passage_is_shortened_to_what_says_it():
    # A quote is a stretch of the passage that holds the sentence that tells the bottleneck.
    filler = "De organisatie heeft vijf vestigingen en een hoofdkantoor in het midden van het land. " * 40
    text = f"{filler}Een groot knelpunt is het tekort aan keuringsartsen in de regio. {filler}"
    (record,) = find(*a_text(text), TOOLS)
    assert "tekort aan keuringsartsen" in record.quote
    assert len(record.quote) < len(text) / 2


@given(st.text(max_size=300))
def test_any_text_gives_records_of_its_own_words(text):
    # Whatever stands in a document, a record is a stretch of it.
    document, passages, source = a_text(text)
    for record in find(document, passages, source, TOOLS):
        assert record.quote in source


def test_filters_are_ids():
    # What people filter on is the same everywhere: ids of the taxonomy, kind in Dutch.
    values = filter_values(a_knelpunt(regeling=("huurtoeslag",)))
    assert values == {
        "kind": ("uitdrukkelijk",), "status": ("genoemd",), "theme": ("personeelstekort",),
        "regeling": ("huurtoeslag",), "organisation": ("uwv",), "year": ("2021",), "document": ("d",),
        "review": ("open",),
    }  # fmt: skip
    assert filter_values(a_knelpunt(explicit=False, organisation_id=None))["kind"] == ("omschreven",)


# ------------------------------------------------------------------------------ through the years

FIRST = "Het tekort aan verzekeringsartsen is een groot knelpunt: herbeoordelingen in de WIA blijven liggen."
SECOND = (
    "Het tekort aan verzekeringsartsen in de WIA blijft een knelpunt. Om de herbeoordelingen in te lopen "
    "zetten wij daarom extra verpleegkundigen in."
)
THIRD = "Het tekort aan verzekeringsartsen, waardoor herbeoordelingen in de WIA bleven liggen, is verholpen."
OTHER = "De website voor werkgevers valt wekelijks uit door een storing in de oude software."


def a_series(*texts, start=2021):
    documents, records = [], []
    for year, text in enumerate(texts, start):
        document, found = a_year(year, text)
        assert found, text
        documents.append(document)
        records.extend(found)
    return documents, records


def test_the_same_bottleneck_is_followed_through_the_years():
    # Three years of one shortage make a chain with what changed; another bottleneck is not in it.
    documents, records = a_series(FIRST, SECOND, THIRD, OTHER)
    *chain, other = join(records, documents, taxonomy=TAXONOMY)
    assert [len(record.same_as) for record in chain] == [2, 2, 2]
    assert other.same_as == ()
    assert other.history == ()
    assert (other.first_year, other.last_year) == (2024, 2024)
    for record in chain:
        assert (record.first_year, record.last_year) == (2021, 2023)
        assert [step.year for step in record.history] == [2021, 2022, 2023]
        assert record.changed == "genoemd (2021) → maatregel (2022) → opgelost (2023)"
        assert record.knelpunt_id not in record.same_as


def test_a_proposal_has_a_score_and_a_reason():
    # A pair is a proposal: how sure, and which words and what theme they share.
    documents, records = a_series(FIRST, SECOND, OTHER)
    (pair,) = propose(records, documents, TAXONOMY)
    one, other, (score, why) = pair
    assert (one, other) == (records[0].knelpunt_id, records[1].knelpunt_id)
    assert 0.4 <= score <= 1
    assert "verzekeringsarts" in why
    assert "thema" in why


def test_compounds_meet_their_parts():
    # "personeelstekort bij de douane" is the same as "tekort aan personeel": keys and parts of compounds.
    documents, records = a_series(
        "Een knelpunt is het tekort aan douanepersoneel bij de vrachtcontroles in de haven.",
        "Het personeelstekort bij de douane blijft een knelpunt: vrachtcontroles in de haven vallen uit.",
        OTHER,
    )
    assert [(one, other) for one, other, _ in propose(records, documents, TAXONOMY)] == [
        (records[0].knelpunt_id, records[1].knelpunt_id)
    ]


def test_different_regelingen_are_never_the_same():
    # The words may be equal, but one is about the rent and the other about care.
    documents, records = a_series(
        "Een knelpunt in de huurtoeslag is dat de vermogensgrens te laag is voor spaarders.",
        "Een knelpunt in de zorgtoeslag is dat de vermogensgrens te laag is voor spaarders.",
    )
    assert list(propose(records, documents, TAXONOMY)) == []


def test_one_document_has_no_pairs_with_itself():
    # A chain goes over documents.
    document, passages, source = a_text(FIRST)
    twice = [passages[0], dataclasses.replace(passages[0], passage_id="d.2")]
    records = find(document, twice, source, TOOLS)
    assert list(propose(records, [document], TAXONOMY)) == []


def test_joining_is_the_same_in_any_order():
    # The order in which documents came in makes no difference to who belongs to whom.
    documents, records = a_series(FIRST, SECOND, THIRD, OTHER)
    there = {record.knelpunt_id: record for record in join(records, documents, taxonomy=TAXONOMY)}
    back = {record.knelpunt_id: record for record in join(records[::-1], documents[::-1], taxonomy=TAXONOMY)}
    assert {name: record.same_as for name, record in there.items()} == {
        name: record.same_as for name, record in back.items()
    }


def test_what_people_parted_stays_apart_and_what_they_joined_is_together():
    # A person's word goes before the score.
    documents, records = a_series(FIRST, SECOND, OTHER)
    one, two, other = records
    parted = [dataclasses.replace(one, parted=(two.knelpunt_id,)), two, other]
    assert all(record.same_as == () for record in join(parted, documents, taxonomy=TAXONOMY))
    joined = [one, two, dataclasses.replace(other, joined=(one.knelpunt_id,))]
    made = join(joined, documents, taxonomy=TAXONOMY)
    assert made[2].same_as == (one.knelpunt_id, two.knelpunt_id)
    assert made[2].likenesses[0].why == "door een persoon samengevoegd"


def test_joining_anew_forgets_what_was_joined():
    # When the other document is gone, its chain is too.
    documents, records = a_series(FIRST, SECOND)
    made = join(records, documents, taxonomy=TAXONOMY)
    (alone,) = join(made[:1], documents[:1], taxonomy=TAXONOMY)
    assert (alone.same_as, alone.likenesses, alone.history, alone.changed) == ((), (), (), None)


# ------------------------------------------------------------------------------ a person decides


@pytest.mark.parametrize(
    ("verb", "review"), [("bevestigd", "bevestigd"), ("afgewezen", "afgewezen"), ("notitie", "open")]
)
def test_a_verdict(verb, review):
    # Confirming and rejecting set the review; a note is only a note.
    record = apply(a_knelpunt(), [a_judgement(verb, note="gezien")])
    assert (record.review, record.note) == (review, "gezien")


def test_a_change_sets_fields():
    # The theme as a person says, at most two; what was inferred no longer is.
    change = {"theme": ["maatwerk", "niet-gebruik", "overig"], "status": "opgelost", "regeling": "huurtoeslag"}
    record = apply(a_knelpunt(), [a_judgement("gewijzigd", change)])
    assert record.theme == ("maatwerk", "niet-gebruik")
    assert (record.status, record.regeling, record.review) == ("opgelost", ("huurtoeslag",), "gewijzigd")
    assert record.inferred == ()


def test_the_last_word_counts():
    # Judgements are laid on in the order in which they were made.
    later = a_judgement("gewijzigd", {"status": "opgelost"}, number=2)
    earlier = a_judgement("gewijzigd", {"status": "maatregel"}, number=1)
    assert apply(a_knelpunt(), [later, earlier]).status == "opgelost"
    joined = a_judgement("samengevoegd", {"knelpunt_id": ["kp-2"]}, number=1)
    parted = a_judgement("gesplitst", {"knelpunt_id": "kp-2"}, number=2)
    record = apply(a_knelpunt(), [joined, parted])
    assert (record.joined, record.parted) == ((), ("kp-2",))


@pytest.mark.parametrize(
    "value", [{"status": "weg"}, {"theme": 3}, {"anchor": "x"}, {"explicit": "ja"}, {"name": None}, "[1]", "{"]
)
def test_a_change_that_cannot_be_made_says_why(value):
    # Unknown fields and values are refused, never half applied.
    with pytest.raises(JudgementError):
        apply(a_knelpunt(), [a_judgement("gewijzigd", value)])


# ------------------------------------------------------------------------------ the matrix


def test_the_matrix_counts_themes_per_year():
    # Shares of a year's bottlenecks; a general theme holds its finer ones; a year without documents is unknown.
    documents = [
        a_document("d1", reporting_years=(2021,), passages=10),
        a_document("d2", reporting_years=(2021,), passages=30),
        a_document("d3", reporting_years=(2023,), passages=5),
        a_document("d4", passages=7),
    ]
    records = [
        a_knelpunt("kp-1", document_id="d1", passage_id="d1.0", theme=("personeelstekort",)),
        a_knelpunt("kp-2", document_id="d2", passage_id="d2.0", theme=("personeelstekort", "maatwerk")),
        a_knelpunt("kp-3", document_id="d2", passage_id="d2.1", theme=("maatwerk",)),
        a_knelpunt("kp-4", document_id="d2", passage_id="d2.1", theme=("maatwerk",)),
        a_knelpunt("kp-5", document_id="d1", theme=("overig",), review="afgewezen"),
    ]
    made = matrix(records, documents, TAXONOMY)
    assert [(column.year, column.documents, column.passages, column.knelpunten) for column in made.columns] == [
        (2021, 2, 40, 4), (2022, 0, 0, 0), (2023, 1, 5, 0),
    ]  # fmt: skip
    rows = {row.theme: row for row in made.rows}
    assert list(rows) == ["capaciteit", "personeelstekort", "maatwerk"]
    assert rows["personeelstekort"].broader == "capaciteit"
    short, empty, none = rows["capaciteit"].cells
    assert (short.knelpunten, short.documents, short.share, short.per_passage) == (2, 2, 0.5, 0.05)
    assert empty is None
    assert (none.knelpunten, none.share) == (0, 0.0)
    tailored = rows["maatwerk"].cells[0]
    assert (tailored.knelpunten, tailored.passages, tailored.per_passage) == (3, 2, 0.05)


def test_a_matrix_of_nothing_is_empty():
    # No documents, no years, no rows.
    made = matrix([], [], TAXONOMY)
    assert (made.columns, made.rows) == ((), ())
