"""Words that the best hits share, and that they change the order only."""

from dataclasses import replace

import numpy as np
import pytest
from test_index_fakes import FakeLanguage, document, passage

from index.entries import IndexEntry
from index.feedback import shared_words
from index.plan_terms import no_synonyms
from index.ranking_data import ranking_weights
from index.searcher import SearchIndex
from kb.filters import Filters

# Of what has "opvang", most speak of wachtlijst too; the last has neither, the one before only the latter.
TEXTS = [
    "opvang opvang heeft een wachtlijst",
    "opvang opvang kent lange wachtlijst rijen",
    "opvang opvang en de wachtlijst groeit",
    "opvang opvang zonder plaats",
    "opvang opvang met plek",
    "opvang brood melk kaas eieren appels",
    "opvang wachtlijst melk kaas eieren appels",
    "wachtlijst voor bezwaar",
    *(f"vulling {number} over iets anders" for number in range(12)),
]
PASSAGES = [passage(f"p{number}", text) for number, text in enumerate(TEXTS)]


@pytest.fixture(params=[0.0, 0.3])
def found(request, tmp_path):
    weights = replace(ranking_weights(), feedback=request.param)
    index = SearchIndex(tmp_path / "i", "s", language=FakeLanguage(), synonyms=no_synonyms, weights=weights)
    index.rebuild([IndexEntry(item, document()) for item in PASSAGES], revision=1)
    yield request.param, list(index.passage_ids("opvang", Filters())), index
    index.close()


def test_what_shares_the_words_of_the_best_comes_earlier_and_nothing_comes_in(found):
    weight, ids, index = found
    assert set(ids) == {f"p{number}" for number in range(7)}
    assert (ids.index("p6") < ids.index("p5")) is bool(weight)
    page = index.search(
        "opvang", Filters(), passages=lambda ids: [PASSAGES[int(i[1:])] for i in ids], labels=lambda _f, v: v
    )
    assert page.total == 7
    # what was not typed is not marked
    assert all("wachtlijst" not in hit.passage.text[a:b] for hit in page.hits for a, b in hit.highlights)


def test_words_come_from_most_of_the_best_and_are_none_that_were_typed(found):
    _, _, index = found
    forward = index._snapshot().forward
    ordinals, scores = np.arange(7), np.linspace(2, 1, 7, dtype=np.float32)
    typed = forward.vocabulary.by_key["opvang"]
    words = shared_words(forward, ordinals, scores, lambda _key: 1.0, typed)
    assert set(words) == {"wachtlijst"}
    # too few hits to say anything
    assert shared_words(forward, ordinals[:4], scores[:4], lambda _key: 1.0, typed) == {}
