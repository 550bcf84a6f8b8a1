"""Compounds: the gold figures, parts that cover the word, and bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.compounds import pieces, split
from kb.language.evaluate import read_compounds, score_compounds
from kb.language.frequency import frequencies, zipf
from kb.language.morphology import keys

GOLD = Path(__file__).parent / "gold" / "compounds.tsv"


def test_gold_figures():
    """95 % of the compounds are right, at most 2 % of the other words are split."""
    score = score_compounds(read_compounds(GOLD))
    assert (score.compounds, score.others) == (200, 200)
    assert score.right >= 0.95, score.mistakes
    assert score.split_wrongly <= 0.02, score.mistakes


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kinderopvangtoeslag", ("kinder", "opvang", "toeslag")),
        ("inkomensgegevens", ("inkomen", "gegevens")),
        ("bezwaarschrift", ("bezwaar", "schrift")),
        ("toeslagenaffaire", ("toeslagen", "affaire")),
        ("doorlooptijden", ("doorloop", "tijden")),
        ("gastouderbureau", ("gast", "ouder", "bureau")),
        ("handhavingsstrategie", ("handhaving", "strategie")),
        ("emissiefactoren", ("emissie", "factoren")),
        ("softwareleverancier", ("software", "leverancier")),
        ("software", ()),
        *[
            (word, ())
            for word in (
                "voorkomen", "onderwerpen", "verantwoordelijkheid", "terugvordering", "maatregelen",
                "uitvoering",
                "overeenkomst", "belangrijk", "groningen", "vertrouwen", "hiervoor", "wet", "", "a-b",
                "2023",
            )
        ],
    ],
)  # fmt: skip
def test_words(word, parts):
    """Parts are free words; prefixes and suffixes are none."""
    assert split(word) == parts


@given(st.text(alphabet="abdegiklnoprstuv", max_size=40))
def test_parts_cover_the_word(word):
    """Parts and linking letters joined are the word."""
    found = pieces(word)
    assert not found or "".join(part + link for part, link in found) == word


def test_a_word_longer_than_dutch_has_is_left_alone():
    """Work per word is bounded: beyond the limit nothing is tried."""
    assert split("toeslag" * 10_000) == ()


def test_words_that_the_dictionary_leads_to_each_other():
    """No word of the frequency list, however odd its dictionary entry, makes the rules go round in circles."""
    words = [word for word in sorted(frequencies()) if word.isalpha()][::40]
    assert len(words) > 5_000
    assert all(keys(word) for word in words)
    assert all(isinstance(pieces(word), tuple) for word in words)


def test_zipf():
    """Common words are common, rare ones rare, unknown ones 0; accents and capitals do not matter."""
    assert zipf("de") > 7
    assert zipf("gemeente") > zipf("kinderopvangtoeslag") > 0
    assert zipf("xqzwv") == 0.0
    assert zipf("Financiële") == zipf("financiele") > 3
