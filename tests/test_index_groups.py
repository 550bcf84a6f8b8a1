"""Groups against brute force: same letters, nearly the same, in whatever steps the passages were added."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage, document, passage

from index.entries import IndexEntry
from index.forward import Forward
from index.groups import Groups, letters, shingles
from index.indexing import word_kinds
from index.plan_terms import no_synonyms
from index.searcher import SearchIndex
from index.spots import TextSpots
from kb.filters import Filters

LANGUAGE = FakeLanguage()
LONG = " ".join(f"woord{number}" for number in range(60))


def jaccard(left, right):
    """The measure as its definition says it."""
    sets = []
    for text in (left, right):
        words = text.lower().split()
        sets.append({tuple(words[i : i + 5]) for i in range(len(words) - 4)})
    return len(sets[0] & sets[1]) / max(1, len(sets[0] | sets[1]))


def grouped(*batches):
    """Groups made in so many steps."""
    forward, groups = Forward.empty(), Groups.empty()
    for texts in batches:
        rows = [{"text": [forward.vocabulary.number(k) for k in word_kinds(LANGUAGE, text)]} for text in texts]
        forward = forward.extended(rows, [1.0] * len(texts), [TextSpots(0)] * len(texts))
        groups = groups.extended([letters(text) for text in texts], forward)
    return groups


def pairs(groups):
    """The pairs as letters, which are the same in whatever order texts were added."""
    return {frozenset(groups.hashes[[left, right]].tolist()) for left, right in groups.pairs.tolist()}


words = st.lists(st.sampled_from([f"w{i}" for i in range(30)]), min_size=1, max_size=60)


@st.composite
def families(draw):
    """Texts of which many are another one with a few words changed, taken out or put in."""
    texts = [draw(words) for _ in range(draw(st.integers(1, 4)))]
    for _ in range(draw(st.integers(0, 8))):
        text = list(draw(st.sampled_from(texts)))
        for _ in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(text) - 1))
            text[place : place + draw(st.integers(0, 1))] = draw(st.sampled_from([["x"], ["w1"], ["y", "z"]]))
        texts.append(text)
    return [" ".join(text) for text in texts]


@settings(max_examples=150, deadline=None)
@given(texts=families(), cut=st.integers(0, 12))
def test_pairs_are_those_of_brute_force_however_they_were_added(texts, cut):
    expected = {
        frozenset((letters(one), letters(other)))
        for one in texts
        for other in texts
        if letters(one) != letters(other) and jaccard(one, other) > 0.8
    }
    assert pairs(grouped(texts)) == expected
    assert pairs(grouped(texts[:cut], texts[cut:])) == expected


SAME = [
    ("De toeslag, 2022.", "de TOESLAG 2022", True),
    ("krĳgt", "krijgt", True),
    ("toe-\nslag", "toeslag", True),
    ("één", "een", False),
    ("2022", "2023", False),
    ("", "  .", True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_same_letters(one, other, same):
    assert (letters(one) == letters(other)) is same


def test_shingles_count_runs_of_five_once():
    assert len(shingles(np.arange(4))) == 0
    assert len(shingles(np.arange(7))) == 3
    assert len(shingles(np.asarray([1, 1, 1, 1, 1, 1, 1]))) == 1
    assert set(shingles(np.arange(7))) < set(shingles(np.arange(9)))
    # the order of the words counts
    assert set(shingles(np.arange(5))) != set(shingles(np.arange(5)[::-1]))


def test_a_phrase_that_opens_everything_compares_nothing():
    """Bounded work: hundreds of passages that share one turn of phrase give no pairs and no blow-up."""
    opening = "hierbij stuur ik u de toegezegde"
    texts = [f"{opening} " + " ".join(f"s{i}w{j}" for j in range(20)) for i in range(400)]
    assert len(grouped(texts).pairs) == 0


def test_folding_keeps_the_best_and_every_place():
    near = LONG.replace("woord59", "anders")
    groups = grouped([LONG, "iets heel anders", near, LONG.upper()])
    folded = groups.fold(np.asarray([3, 1, 2, 0]))
    assert folded.first.tolist() == [0, 1]
    assert folded.same == {0: [3]}
    assert folded.similar == {0: [2]}
    # like the hit itself, not like one that is like it
    chain = grouped([LONG, near, near.replace("woord30 woord31", "a b")])
    assert len(chain.pairs) == 2
    assert chain.fold(np.asarray([0, 1, 2])).first.tolist() == [0, 2]
    assert chain.fold(np.asarray([1, 0, 2])).first.tolist() == [0]


# ------------------------------------------------------------------ in a search

TEXTS = {
    "a.1": ("a", LONG),
    "a.2": ("a", "kort stuk over woord3"),
    "b.1": ("b", LONG.upper() + "!"),
    "b.2": ("b", LONG.replace("woord59", "slot")),
    "c.1": ("c", LONG.replace("woord0", "begin")),
}
RECORDS = {i: passage(i, text, d, page_from=4) for i, (d, text) in TEXTS.items()}
DOCUMENTS = {d: document(d, title=f"Stuk {d}", kind="brief" if d == "c" else "rapport") for d in "abc"}
FETCH = {"passages": lambda ids: [RECORDS[i] for i in ids if i in RECORDS], "labels": lambda _f, value: value}


def entries(*ids):
    return [IndexEntry(RECORDS[i], DOCUMENTS[RECORDS[i].document_id]) for i in ids]


@pytest.fixture
def index(tmp_path):
    index = SearchIndex(tmp_path / "index", "s", language=LANGUAGE, synonyms=no_synonyms)
    index.rebuild(entries(*TEXTS), revision=1)
    yield index
    index.close()


def test_one_hit_with_all_its_places_and_totals_count_places(index):
    page = index.search("woord3", Filters(), **FETCH)
    assert (page.total, page.groups) == (5, 2)
    hit = next(hit for hit in page.hits if hit.passage.passage_id != "a.2")
    everything = {hit.passage.passage_id, *hit.similar, *(place.passage_id for place in hit.places)}
    assert everything == set(TEXTS) - {"a.2"}
    assert sum(value.count for value in page.facets["kind"]) == 5
    assert set(index.passage_ids("woord3", Filters())) == set(TEXTS)


def test_places_are_cited(index):
    (hit,) = [hit for hit in index.search("woord30", Filters(), **FETCH).hits if hit.places]
    (place,) = hit.places
    assert hit.other_places == 1
    assert {place.passage_id, hit.passage.passage_id} == {"a.1", "b.1"}
    assert place.citation.endswith(f"Stuk {place.document_id}, p. 4")


def test_only_what_passes_the_filters_is_folded(index):
    page = index.search("woord30", Filters(kinds=("brief",)), **FETCH)
    assert [(hit.passage.passage_id, hit.similar, hit.places) for hit in page.hits] == [("c.1", (), ())]


def test_pages_count_hits(index):
    whole = [hit.passage.passage_id for hit in index.search("woord3", Filters(), **FETCH).hits]
    parts = [index.search("woord3", Filters(), **FETCH, limit=1, offset=place).hits for place in (0, 1, 2)]
    assert [hit.passage.passage_id for hits in parts for hit in hits] == whole


def test_every_place_is_a_hit_where_that_is_asked(index):
    """An export wants all of them, in the order of the ids of the whole result."""
    page = index.search("woord3", Filters(), **FETCH, grouped=False)
    assert (page.total, page.groups, len(page.hits)) == (5, 5, 5)
    assert tuple(hit.passage.passage_id for hit in page.hits) == index.passage_ids("woord3", Filters())
    assert all(not hit.places and not hit.similar for hit in page.hits)


def test_groups_after_removing_and_adding_are_those_of_a_rebuilt_index(index, tmp_path):
    index.update([], ["a"], revision=2)
    assert index.search("woord30", Filters(), **FETCH).groups == 1
    index.update(entries("a.1", "a.2"), ["a"], revision=3)
    built = SearchIndex(tmp_path / "built", "s", language=LANGUAGE, synonyms=no_synonyms)
    built.rebuild(entries("b.1", "b.2", "c.1", "a.1", "a.2"), revision=3)
    answers = []
    for each in (index, built):
        page = each.search("woord3", Filters(), **FETCH, sort="date")
        answers.append([(h.passage.passage_id, h.similar, [p.passage_id for p in h.places]) for h in page.hits])
    assert answers[0] == answers[1]
    built.close()
