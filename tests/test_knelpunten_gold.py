"""Floors under the figures of the register of knelpunten; `kennisbank eval knelpunten` prints them all."""

from pathlib import Path

import pytest
from knelpunten_reading import SEEDS, read

from kb.registers.knelpunten import Tools, evaluate_series, find
from kb.registers.knelpunten.evaluate import (
    APART,
    PARTS,
    Figures,
    given,
    pairs,
    score_passages,
    score_seeds,
    total,
    wilson,
)
from kb.taxonomy import load

TAXONOMY = load()
GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def reading():
    """The seeds, each read once."""
    return {path.name: read(path) for path in sorted(SEEDS.glob("*.txt"))}


FLOORS = {"apart4": (0.65, 0.35)}
"""Parts that are harder: no word in them names or describes a bottleneck outright."""


@pytest.mark.parametrize("part", PARTS)
def test_passages_of_other_organisations(part):
    # The floor on every part, and better than both plain baselines; what is named outright is found.
    figures = score_passages(GOLD, part, TAXONOMY)
    least, theme = FLOORS.get(part, (0.80, 0.70))
    assert figures.ours.f1 >= least
    assert figures.ours.f1 >= figures.every.f1
    assert figures.ours.f1 > figures.words.f1
    assert figures.theme >= theme
    if figures.explicit.right + figures.explicit.missed:
        assert figures.explicit.recall >= 0.88


def test_all_parts_that_were_kept_apart_together():
    # Over all passages that were not read while the rules were written: detection, named ones, main theme.
    figures = total(score_passages(GOLD, part, TAXONOMY) for part in PARTS if part.startswith(APART))
    assert figures.theme_judged > 100
    assert figures.ours.f1 >= 0.87
    assert figures.ours.f1 > figures.rules.f1 + 0.02
    assert figures.ours.f1 > figures.words.f1 > figures.every.f1
    assert figures.explicit.recall >= 0.90
    assert figures.theme >= 0.72


def test_passages_of_the_seeds(reading):
    # The floors on the seeds: F1, named ones, main theme; far above every passage and bare cue words.
    figures = score_seeds(GOLD, reading, TAXONOMY)
    assert figures.ours.f1 >= 0.80
    assert figures.ours.f1 > figures.words.f1 > figures.every.f1
    assert figures.explicit.recall >= 0.95
    assert figures.theme >= 0.80


def test_given_records_of_the_seeds(reading):
    # Every given one that is named outright has a record, the theme holds, and all rows of the annex are whole.
    records = [record for item in reading.values() for record in find(*item, Tools(TAXONOMY))]
    told, rows = given(GOLD, reading, records)
    assert "uitdrukkelijke gevonden 1.00" in told
    assert float(told.rsplit(" ", 1)[1]) >= 0.80
    assert rows.endswith("15 van 15")


def test_judged_pairs():
    # Thirty proposals, drawn at random and judged by hand: the printed share is theirs, with its interval.
    proposed, joined = pairs(GOLD)
    assert "van 30" in proposed
    assert float(proposed.split("precisie ")[1].split(" ")[0]) >= 0.55
    assert float(joined.split("precisie ")[1].split(" ")[0]) >= 0.8


@pytest.mark.parametrize("part", evaluate_series.PARTS)
def test_series_through_the_years(part):
    # Of made-up series nothing wrong is proposed, and most of what is there is found and joined.
    proposed, joined, there = evaluate_series.score(GOLD, part, TAXONOMY)
    assert proposed <= there
    assert len(proposed) >= 0.7 * len(there)
    assert len(joined) >= 0.5 * len(there)


def test_the_interval_of_a_share():
    # Known values of Wilson's interval: 0 and 1 are never certain, the middle is symmetric.
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-3)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-3)
    assert wilson(15, 30) == pytest.approx((0.3315, 0.6685), abs=1e-3)


def test_figures_count_what_was_found():
    # The baselines are counted on the same passages as ours: nothing found is a miss, not silence.
    figures = Figures.empty()
    figures.ours.add(found=False, there=True)
    figures.ours.add(found=True, there=False)
    figures.ours.add(found=True, there=True)
    assert (figures.ours.precision, figures.ours.recall, figures.ours.f1) == (0.5, 0.5, 0.5)
    assert (figures.every.f1, figures.theme) == (0.0, 0.0)
