"""Synonyms: the data holds true, they are found in any inflection, and never beside what excludes them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.analysis import analyse
from kb.language.synonyms import expand

ROOT = Path(__file__).parent.parent
DATA = tomllib.loads((ROOT / "kb/language/synonyms.toml").read_text(encoding="utf-8"))
ROWS = [(kind, *row) for kind, rows in DATA["pairs"].items() for row in rows]


def added(query):
    return {text for synonym in expand([term.form for term in analyse(query)]) for text in synonym.added}


def letters(text):
    return re.sub(r"[^a-z0-9]", "", text.lower().replace("ĳ", "ij"))


def test_there_are_enough_pairs_each_once():
    """At least 300 different pairs."""
    pairs = [(kind, left.lower(), right.lower()) for kind, left, right, *_ in ROWS]
    assert len(set(pairs)) == len(pairs) >= 300
    assert all(left != right for _, left, right in pairs)


def test_every_source_is_explained_or_a_place_in_the_seeds():
    """A law of the list, used at least once, or a line of a seed where one of the words stands."""
    used = {row[3] for row in ROWS}
    places = {source for source in used if ".txt:" in source}
    assert used - places == set(DATA["sources"])
    wrong = []
    for kind, left, right, source, *_ in ROWS:
        if source in places:
            name, number = source.split(":")
            lines = (ROOT / "seeds" / name).read_text(encoding="utf-8").split("\n")
            near = lines[max(0, int(number) - 3) : int(number) + 2]
            text = letters("".join(line.strip().removesuffix("-") for line in near))
            stem = letters(right)[: max(6, len(letters(right)) - 3)]
            if stem not in text and not (kind == "afkorting" and letters(left) in text):
                wrong.append((left, right, source))
    assert not wrong


@pytest.mark.parametrize(("kind", "left", "right"), [row[:3] for row in ROWS if row[0] == "afkorting"])
def test_abbreviations_work_both_ways(kind, left, right):
    """The short form gives the full one, the full one the short one."""
    assert right in added(left), kind
    assert left in added(right), kind


def test_lay_words_give_official_ones():
    """Every lay expression gives its official word."""
    assert [row for row in ROWS if row[0] == "gewoon" and row[2] not in added(row[1])] == []


@pytest.mark.parametrize(
    ("query", "expected", "unwanted"),
    [
        ("kot aanvragen", "kinderopvangtoeslag", None),
        ("baan kwijt", "werkloosheid", None),
        ("schulden", "betalingsachterstand", None),
        ("de schuld van mijn ouders", "betalingsachterstand", None),
        ("kindgebonden budget", "KGB", None),
        ("kgb", "kindgebonden budget", None),
        ("kgb in rusland", None, "kindgebonden budget"),
        ("artikel IV", None, "informatievoorziening"),
        ("IV-capaciteit", "informatievoorziening capaciteit", None),
        ("baan", None, "werkloosheid"),
        ("kwijt baan", None, "werkloosheid"),
        ("ik ben mijn baan kwijt", "werkloosheid", None),
        ("mijn werk ben ik kwijt", "werkloosheid", None),
        ("weinig personeel", "tekort aan personeel", None),
        ("KOT kinderopvangtoeslag", None, "kinderopvangtoeslag"),
        ("kinderopvangtoeslag", None, "DT-KOT"),
        ("werkloosheid", None, "baan kwijt"),
        ("", None, "KOT"),
    ],
)  # fmt: skip
def test_queries(query, expected, unwanted):
    """What a query gets, and what it must not get."""
    found = added(query)
    assert expected is None or expected in found
    assert unwanted not in found


def test_a_synonym_says_why_and_weighs_less_than_the_typed_word():
    """The typed words, a Dutch reason, a source, and a weight below 1."""
    (synonym,) = (one for one in expand(["wij", "zijn", "werk", "kwijt"]) if one.added == ("werkloosheid",))
    assert synonym.words == ("werk", "kwijt")
    assert synonym.why == "‘werk kwijt’ heet ook ‘werkloosheid’"
    assert synonym.source == "Werkloosheidswet"
    assert 0 < synonym.weight < 1
    weights = DATA["weights"]
    assert 1 > weights["afkorting"] > weights["gewoon"] > weights["terug"] > 0


@given(
    st.lists(
        st.sampled_from(["werk", "kwijt", "kot", "iv", "x", "schulden", "ministerie"]) | st.text(max_size=9),
        max_size=30,
    )
)
def test_any_forms_will_do(forms):
    """The typed words stand in the query, and nothing is added twice for them."""
    found = expand(forms)
    assert len({(one.words, one.added) for one in found}) == len(found)
    assert all(set(one.words) <= set(forms) for one in found)


def test_pasted_text_is_bounded():
    """A whole document pasted into the search box adds no more than its first words do."""
    assert len(expand(["kot"] * 100_000)) == 1


def test_a_pair_can_hold_one_way_only():
    """A promise to citizens is no toezegging: who asks for those does not get it."""
    assert "toezegging" in added("belofte")
    assert not {"belofte", "beloofd", "beloven"} & added("toezegging toegezegd toezeggen")
