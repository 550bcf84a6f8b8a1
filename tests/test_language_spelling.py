"""Did you mean: typing errors in words and compounds, silence on good words, and bounded work."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import spelling
from kb.language.analysis import analyse
from kb.language.spelling import _distance, suggest

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def known():
    """How often a form stands in the seeds."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    counts = Counter(term.form for text in texts for term in analyse(text))
    return lambda word: counts.get(word, 0)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kinderopvangtoelsag", "kinderopvangtoeslag"), ("bezwaarshcrift", "bezwaarschrift"),
        ("toezeging", "toezegging"), ("knellpunt", "knelpunt"), ("toeslagpartnr", "toeslagpartner"),
        ("gemeete", "gemeente"), ("invordring", "invordering"), ("doorlooptijdne", "doorlooptijden"),
        ("uitzonderingenraportage", "uitzonderingenrapportage"), ("beshikking", "beschikking"),
        ("werkloosheit", "werkloosheid"), ("inkomesgegevens", "inkomensgegevens"),
        ("informatievoorzening", "informatievoorziening"), ("handhavingstrategie", "handhavingsstrategie"),
        ("omtzigd", "omtzigt"), ("compensasie", "compensatie"), ("toeslgenaffaire", "toeslagenaffaire"),
        ("capasiteit", "capaciteit"), ("rapotage", "rapportage"), ("kwijtschleding", "kwijtschelding"),
        ("staatsecretaris", "staatssecretaris"), ("Gedupeerdn", "gedupeerden"),
    ],
)  # fmt: skip
def test_typing_errors(typed, meant, known):
    """Letters missing, doubled, wrong or swapped, and sounds spelt otherwise, also within compounds."""
    assert suggest(typed, known) == meant


@pytest.mark.parametrize(
    "word",
    [
        "kinderopvang",
        "feiten",
        "parlementair",
        "wet",
        "abc",
        "31066",
        "qqqqzzzz",
        "x" * 49,
        "x" * 10_000,
        "",
        "iv-x",
        "ελλάδα",
    ],
)
def test_good_words_and_rubbish_get_no_suggestion(word, known):
    """A word that the collection or Dutch has, a number, or letters that are near to nothing."""
    assert suggest(word, known) is None


def test_a_word_of_the_collection_goes_first():
    """Of words equally near, the one that will be found is suggested."""
    assert suggest("toetsn", lambda word: 5 * (word == "toetst")) == "toetst"
    assert suggest("toetsn", lambda word: 5 * (word == "toets")) == "toets"


@given(st.text(alphabet="abdeginorst", max_size=9), st.text(alphabet="abdeginorst", max_size=9))
def test_distance_is_symmetric_and_zero_for_equals(one, two):
    """A distance: the same both ways, 0 only for the same word, 1 after a swap of neighbours."""
    assert _distance(one, two, 9) == _distance(two, one, 9)
    assert (_distance(one, two, 9) == 0) == (one == two)
    swapped = one[:1] + one[2:3] + one[1:2] + one[3:]
    assert _distance(one, swapped, 9) == (0 if one == swapped else 1)


def test_work_is_bounded(monkeypatch):
    """The longest word looked at: at most a hundred candidates per letter, a fixed number compared."""
    compared = []
    original = spelling._distance
    monkeypatch.setattr(
        spelling, "_distance", lambda one, two, limit: compared.append(1) or original(one, two, limit)
    )
    asked = []
    assert (
        suggest("verantwoordelykhidstoeslaganvraachformulierenx"[:48], lambda word: asked.append(word) or 0)
        is None
    )
    assert len(compared) <= 2 * spelling._MOST_NEAR
    assert len(asked) <= 48 * 48 * 100
