"""A register as a list: choices with counts, people's words on records, and records that people make."""

import json
from datetime import date
from pathlib import Path

import pytest

from kb.filters import Filters, YearRange
from kb.registers.listing import Entry, Wanted, chosen_of
from kb.taxonomy import load
from kennisbank import Kennisbank, KennisbankError, NotFound, UnknownValue

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A kennisbank with the letter of 2023 and the Stand of 2021."""
    made = Kennisbank(tmp_path_factory.mktemp("registers"))
    made.ingest(
        [SEEDS / "kamerbrief-2023-stand-van-zaken.txt", SEEDS / "stand-van-de-uitvoering-2021.txt"], under=SEEDS
    )
    yield made
    made.close()


def entry(name, **said):
    return Entry(name, {key: tuple(value) for key, value in said.items()})


def test_choices_are_not_narrowed_by_their_own_field():
    """A second value of a field can be added to the first; the other fields are narrowed."""
    several = [
        entry("a", status=["open"], year=["2021"], review=["open"]),
        entry("b", status=["open"], year=["2022"], review=["open"]),
        entry("c", status=["klaar"], year=["2021"], review=["open"]),
        entry("d", status=["klaar"], year=["2022"], review=["afgewezen"]),
    ]
    wanted = Wanted.of({"status", "year", "review"}, Filters(), {"status": ["open"]}, load())
    found, counts = chosen_of(several, wanted)
    assert [item.record for item in found] == ["a", "b"]
    assert counts["status"] == {"open": 2, "klaar": 1}
    assert counts["year"] == {"2021": 1, "2022": 1}
    assert counts["review"] == {"open": 2}


def test_years_and_exclusion_hold_for_what_records_say():
    """A stretch of years and a value that is not wanted."""
    several = [
        entry("a", theme=["ict"], year=["2021"], review=["open"]),
        entry("b", theme=["personeel"], year=["2022"], review=["open"]),
        entry("c", theme=["personeel"], year=["2024"], review=["open"]),
    ]
    filters = Filters(years=(YearRange(2021, 2022),), excluded=(("themes", "ict"), ("kinds", "brief")))
    wanted = Wanted.of({"theme", "year", "review"}, filters, {}, load())
    assert [item.record for item in chosen_of(several, wanted)[0]] == ["b"]
    assert wanted.of_passages.excluded == (("kinds", "brief"),)
    assert wanted.of_passages.years == ()


def test_a_page_of_the_register_counts_what_it_shows(filled):
    """The choices of a field add up to the records, and choosing one gives as many as it says."""
    page = filled.register_page("toezegging", at=date(2023, 12, 1))
    assert page.total == len(page.records) == page.whole
    assert sum(choice.count for choice in page.choices["kind"]) == page.total
    for choice in page.choices["status"]:
        assert filled.register_page("toezegging", chosen={"status": [choice.value]}).total == choice.count
    members = {choice.value: choice.label for choice in page.choices["member"]}
    assert members["grinwis"].startswith("Grinwis")


def test_overdue_is_seen_at_a_day(filled):
    """The same register at two days: a term that lies between them has passed at the second only."""
    early = {
        item.toezegging_id
        for item in filled.register("toezegging", chosen={"overdue": ["ja"]}, at=date(2020, 1, 1))
    }
    late = filled.register("toezegging", chosen={"overdue": ["ja"]}, at=date(2040, 1, 1))
    assert not early
    assert late
    assert all(item.overdue_why for item in late)


def test_a_word_about_a_record_lasts_and_can_be_withdrawn(filled):
    """Confirmed, then taken back; a rejected record leaves the list and is there when asked for."""
    record = filled.register("toezegging")[0]
    name = record.toezegging_id
    said = filled.judge_record("toezegging", name, "confirm", who="Noor")
    assert filled.record("toezegging", name).review == "bevestigd"
    assert filled.record_judgements("toezegging", name) == (said,)
    filled.withdraw(said.judgement_id)
    assert filled.record("toezegging", name).review == "open"
    said = filled.judge_record("toezegging", name, "reject", who="Noor", note="geen belofte")
    assert name not in {item.toezegging_id for item in filled.register("toezegging")}
    rejected = filled.register("toezegging", chosen={"review": ["afgewezen"]})
    assert [item.toezegging_id for item in rejected] == [name]
    filled.withdraw(said.judgement_id)


def test_a_changed_field_is_the_persons(filled):
    """Status and term as a person gave them; what cannot be is refused before it is kept."""
    name = filled.register("toezegging")[0].toezegging_id
    value = json.dumps({"status": "afgedaan", "status_date": "2024-01-01"})
    said = filled.judge_record("toezegging", name, "change", who="Noor", value=value)
    changed = filled.record("toezegging", name)
    assert (changed.status, changed.status_date, changed.review) == ("afgedaan", "2024-01-01", "gewijzigd")
    with pytest.raises(UnknownValue, match="status"):
        filled.judge_record("toezegging", name, "change", who="Noor", value='{"status": "zoek"}')
    assert filled.record_judgements("toezegging", name) == (said,)
    filled.withdraw(said.judgement_id)


def test_a_person_adds_a_record(filled):
    """A stretch of a passage becomes a record of its own, and can be spoken of as the others."""
    passage = next(item for item in filled.passages() if len(item.text) > 200 and item.kind == "text")
    before = len(filled.register("toezegging"))
    said = filled.judge(
        "toezegging",
        "add",
        passage.passage_id,
        who="Noor",
        value='{"subject": "eigen vondst"}',
        start=0,
        end=60,
    )
    found = [item for item in filled.register("toezegging") if item.rule == "persoon"]
    assert len(filled.register("toezegging")) == before + 1
    assert [item.subject for item in found] == ["eigen vondst"]
    assert found[0].quote == " ".join(passage.text[:60].split())
    filled.withdraw(said.judgement_id)
    assert len(filled.register("toezegging")) == before


def test_nobody_and_nothing_are_refused(filled):
    """No name, or a record that is not there."""
    name = filled.register("toezegging")[0].toezegging_id
    with pytest.raises(KennisbankError, match="wie"):
        filled.judge_record("toezegging", name, "confirm", who=" ")
    with pytest.raises(NotFound):
        filled.judge_record("toezegging", "tz-bestaat-niet", "confirm", who="Noor")


def test_a_value_may_be_given_by_its_label_or_its_beginning(filled):
    """A member's name without party, a status, and what is not there, with the nearest."""
    assert filled.resolve_choice("toezegging", "member", "grinwis") == "grinwis"
    assert filled.resolve_choice("toezegging", "status", "Deels afgedaan") == "deels afgedaan"
    with pytest.raises(UnknownValue, match="Grinwis"):
        filled.resolve_choice("toezegging", "member", "Grinwes")


def test_words_are_looked_for_in_what_records_say(filled):
    """All words, as words or parts of words; an unknown word gives nothing."""
    found = filled.register("toezegging", words="Grinwis")
    assert found
    assert len(found) < len(filled.register("toezegging"))
    assert filled.register("toezegging", words="Grinwis qqzz") == []


def test_a_record_is_found_by_its_words_when_its_id_changed(filled):
    """An old link still leads to the same words."""
    record = filled.register("toezegging")[0]
    again = filled.record(
        "toezegging", "tz-oud", document_id=record.document_id, words=record.anchor.exact[:40].upper()
    )
    assert again == record
