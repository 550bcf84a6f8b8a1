"""The engine against brute force: whatever tree is asked, exactly the passages that a person would count."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage, document, passage

from index.engine import AllOf, AnyOf, Lookup, OrdinalsNode, PhraseNode, PrefixNode, TermNode, Wanted, Without
from index.engines import ENGINES
from index.entries import IndexEntry
from index.plan_terms import no_synonyms
from index.searcher import SearchIndex
from kb.records import Footnote

WORDS = (
    "toeslag",
    "toeslagen",
    "huurtoeslag",
    "zorgtoeslagen",
    "klacht",
    "klachten",
    "opvang",
    "recht",
    "doen",
    "de",
)
SIZE = 70
LANGUAGE = FakeLanguage()


def some_passages():
    chance = random.Random(7)

    def words(least, most):
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(least, most)))

    return [
        passage(
            f"p{number}", words(1, 9), f"d{number % 4}", section=(words(1, 2),), context=words(0, 2) or None,
            footnotes=(Footnote("1", words(1, 3)),),
        )
        for number in range(SIZE)
    ]  # fmt: skip


PASSAGES = some_passages()
TITLES = {
    f"d{number}": title for number, title in enumerate(("de klacht", "huurtoeslag", "recht doen", "opvang"))
}


def zones(item):
    """The zones of a passage, as said by the test and not by the index."""
    return {
        "title": TITLES[item.document_id],
        "section": item.section[0],
        "text": item.text,
        "context": item.context or "",
        "footnotes": item.footnotes[0].text,
    }


def texts(item, zone):
    found = zones(item)
    return [found[zone]] if zone else [text for name, text in found.items() if name != "title"]


def holds(node, number):  # noqa: PLR0911 - one answer per kind of node
    """Whether a passage matches, word by word."""
    item = PASSAGES[number]
    match node:
        case TermNode(lookups):
            return any(has(lookup, item) for lookup in lookups)
        case PhraseNode(forms, zone):
            return any(in_row(forms, text) for text in texts(item, zone))
        case PrefixNode(prefix, zone):
            return any(word.startswith(prefix) for text in texts(item, zone) for word in text.split())
        case OrdinalsNode(mask):
            return bool(mask[number])
        case AllOf(items):
            return all(holds(each, number) for each in items)
        case AnyOf(items):
            return any(holds(each, number) for each in items)
        case Wanted(required, _):
            return holds(required, number)
        case Without(inner, excluded):
            return holds(inner, number) and not holds(excluded, number)


def has(lookup, item):
    for text in texts(item, lookup.zone):
        for term in LANGUAGE.analyse(text):
            if lookup.text in {"key": term.keys, "part": term.parts, "form": (term.form,)}[lookup.layer]:
                return True
    return False


def in_row(forms, text):
    words = text.split()
    return any(tuple(words[i : i + len(forms)]) == forms for i in range(len(words)))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the optional engine is not installed")
    index = SearchIndex(tmp_path_factory.mktemp("e") / "index", "s", language=LANGUAGE, synonyms=no_synonyms)
    documents = {name: document(name, title=title) for name, title in TITLES.items()}
    entries = [IndexEntry(item, documents[item.document_id]) for item in PASSAGES]
    # in two parts, so that the engine has segments to join
    index.rebuild(entries[:40:2], revision=1, engine=request.param)
    index.update(entries, list(TITLES), revision=2)
    snapshot = index._snapshot()
    yield snapshot
    index.close()


wanted_zones = st.sampled_from([None, None, "title", "section", "footnotes"])
lookups = st.builds(
    Lookup, st.sampled_from(["key", "part", "form"]), st.sampled_from([*WORDS, "huur", "niets"]), st.just(1.0),
    wanted_zones,
)  # fmt: skip
leaves = st.one_of(
    st.lists(lookups, min_size=1, max_size=3).map(tuple).map(TermNode),
    st.builds(PhraseNode, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple), wanted_zones),
    st.builds(PrefixNode, st.sampled_from(["toe", "huur", "k", "zorgtoeslagen", "x"]), wanted_zones),
)
trees = st.recursive(
    leaves,
    lambda nodes: st.one_of(
        st.lists(nodes, max_size=3).map(tuple).map(AllOf),
        st.lists(nodes, max_size=3).map(tuple).map(AnyOf),
        st.builds(Wanted, nodes, nodes),
        st.builds(Without, nodes, nodes),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(tree=trees)
def test_matches_what_brute_force_matches(engine, tree):
    size = len(engine.columns)
    matches = engine.engine.match(tree, size)
    found = {engine.columns.ids[ordinal] for ordinal in np.flatnonzero(matches.mask & engine.columns.alive)}
    assert found == {PASSAGES[number].passage_id for number in range(SIZE) if holds(tree, number)}


@settings(max_examples=50, deadline=None)
@given(tree=trees)
def test_scores_are_finite_and_only_where_something_matches(engine, tree):
    matches = engine.engine.match(tree, len(engine.columns))
    assert np.isfinite(matches.scores).all()
    assert (matches.scores >= 0).all()
    assert not matches.scores[~matches.mask].any()


def test_a_filter_inside_a_tree_is_a_set_of_ordinals(engine):
    size = len(engine.columns)
    mask = np.arange(size) % 2 == 0
    matches = engine.engine.match(AllOf((OrdinalsNode(mask), PrefixNode("toe"))), size)
    alone = engine.engine.match(PrefixNode("toe"), size)
    assert (matches.mask == (alone.mask & mask)).all()


def test_a_rarer_word_and_a_shorter_passage_score_higher(engine):
    size = len(engine.columns)
    counts = {word: engine.engine.frequency("form", word) for word in WORDS}
    rare, common = min(counts, key=counts.get), max(counts, key=counts.get)
    assert counts[rare] < counts[common]

    def best(word):
        return engine.engine.match(TermNode((Lookup("form", word),)), size).scores.max()

    assert best(rare) > best(common)
