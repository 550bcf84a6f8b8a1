"""Rows of words turned around, vocabularies on disk, marks without analysing: against doing it the long way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage, document, passage

from index import places as places_module
from index.columns import Columns
from index.entries import WRITTEN_ZONES, ZONES, IndexEntry
from index.forward import Forward, Vocabulary
from index.groups import Groups
from index.indexing import Indexer
from index.postings import frequency, with_phrase, with_words
from index.ranking import best_first
from index.snippets import Marker
from index.spots import TextSpots

LANGUAGE = FakeLanguage()
WORDS = (
    "toeslag",
    "toeslagen",
    "huurtoeslag",
    "kinderopvang",
    "klacht",
    "recht",
    "doen",
    "de",
    "iv-capaciteit",
)
SPACES = st.sampled_from([" ", ". ", "\n", " - ", ", "])
texts = st.lists(st.tuples(st.sampled_from(WORDS), SPACES), max_size=14).map(
    lambda pieces: "".join(word + space for word, space in pieces)
)
kinds = st.tuples(
    st.sampled_from("abcdefé"), st.lists(st.sampled_from("xyz"), max_size=3).map(tuple),
    st.lists(st.sampled_from(["p", "pq"]), max_size=2).map(tuple),
)  # fmt: skip


def forward_of(*batches):
    """Rows of passages that were taken in in so many steps; each passage is (text, section)."""
    columns, forward, groups = Columns.empty(), Forward.empty(), Groups.empty()
    for number, batch in enumerate(batches):
        indexer = Indexer(LANGUAGE, columns, forward.copied(), groups)
        entries = [
            IndexEntry(passage(f"{number}.{place}", text, section=(section,)), document(title="recht doen"))
            for place, (text, section) in enumerate(batch)
        ]
        list(indexer.documents(entries))
        columns, forward, groups = indexer.columns, indexer.forward, indexer.groups
    return forward


def forms_of(forward, ordinal, zone):
    return [forward.vocabulary.kinds[number][0] for number in forward.zone(ordinal, zone).tolist()]


@pytest.fixture
def few(monkeypatch):
    """Words are turned around from the third on, not from the 65 thousandth."""
    monkeypatch.setattr(places_module, "_FEW", 2)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(st.tuples(texts, texts), max_size=4), min_size=1, max_size=3),
    st.sampled_from([None, "section", "title"]),
    st.booleans(),
)
def test_words_and_phrases_are_found_where_they_stand(batches, zone, turned):
    """With the rows turned around, and with words that came later, as by reading every row."""
    before = places_module._FEW
    places_module._FEW = 2 if turned else before
    try:
        forward = forward_of(*batches)
    finally:
        places_module._FEW = before
    size = sum(len(batch) for batch in batches)
    zones = [zone] if zone else [name for name in ZONES if name in WRITTEN_ZONES]
    rows = [[forms_of(forward, ordinal, name) for name in zones] for ordinal in range(size)]
    by_form = forward.vocabulary.by_form
    for forms in (["recht"], ["toeslag", "de"], ["klacht", "doen", "recht"]):
        numbers = [number for form in forms for number in by_form.get(form, ())]
        found, counts = with_words(forward, numbers, zone)
        expected = {
            ordinal: count
            for ordinal, row in enumerate(rows)
            if (count := sum(words.count(form) for words in row for form in forms))
        }
        assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == expected
        if zone is None:
            assert frequency(forward, numbers) == len(expected)
        in_row = [
            ordinal
            for ordinal, row in enumerate(rows)
            if any(words[i : i + len(forms)] == forms for words in row for i in range(len(words)))
        ]
        assert with_phrase(forward, forms, zone).tolist() == in_row


@pytest.mark.usefixtures("few")
def test_rows_are_turned_around_again_only_when_many_words_came_later():
    one, other = ("de klacht " * 40, "recht"), ("recht doen", "recht")
    forward = forward_of([one])
    assert forward.places.covered == len(forward.words)
    little = forward_of([one], [other])
    assert little.places.covered < len(little.words)
    much = forward_of([one], [one])
    assert much.places.covered == len(much.words)


@settings(deadline=None, max_examples=40)
@given(st.lists(kinds), st.lists(kinds), st.lists(kinds))
def test_a_vocabulary_on_disk_is_the_one_in_memory(tmp_path_factory, first, second, third):
    """Kept, grown, kept again: the same words under the same numbers, and the same beginnings."""
    everything = list(dict.fromkeys([*first, *second, *third]))
    opened = Vocabulary.of(first)
    for more in (second, third):
        folder = tmp_path_factory.mktemp("v")
        opened.save(folder / "v")
        opened = Vocabulary.open(folder / "v").copied()
        for kind in more:
            opened.number(kind)
    whole = Vocabulary.of(everything)
    assert opened.kinds == everything
    assert len(opened) == len(everything)
    for name in ("by_form", "by_key", "by_part"):
        assert getattr(opened, name) == getattr(whole, name)
    for prefix in ("", "a", "é", "b", "zz"):
        assert opened.beginning(prefix) == [
            n for n, kind in enumerate(everything) if kind[0].startswith(prefix)
        ]


NONE = {"key": {}, "part": {}, "form": {}}
PIECES = tuple(frozenset({("key", key), ("part", key)}) for key in ("huur", "toeslag"))
SOUGHT = [
    (NONE | {"key": {"klacht": "klacht"}}, [], (), ()),
    (NONE | {"key": {"toeslag": "toeslag"}, "part": {"toeslag": "toeslag", "opvang": "opvang"}}, [], (), ()),
    (NONE | {"form": {"toeslagen": "toeslagen"}}, [], (), (("recht", "doen"),)),
    (NONE, [("huurtoeslag", PIECES)], ("toes",), ()),
    (NONE, [], ("iv",), (("de", "de"), ("de",))),
    (NONE | {"key": {"nergens": "nergens"}}, [], ("zz",), (("nergens", "klacht"),)),
]


@settings(deadline=None, max_examples=60)
@given(st.lists(texts, min_size=1, max_size=4), st.sampled_from(SOUGHT))
def test_marks_without_analysing_are_those_of_analysing(found, sought):
    """And so are the sentences of a text that is long enough to be cut."""
    forward = forward_of([(text, "kop") for text in found])
    with_rows, without = Marker(LANGUAGE, *sought, forward), Marker(LANGUAGE, *sought)
    for ordinal, text in enumerate(found):
        marks, sentences = with_rows.passage(ordinal, text)
        assert marks == without.marks(text)
        assert sentences in ((), tuple(LANGUAGE.sentence_spans(text)))


def test_sentences_of_a_long_text_come_from_the_index():
    text = "Dit is een klacht over iets. " * 20
    forward = forward_of([(text, "kop")])
    assert list(forward.spots.of(0, text).sentences) == LANGUAGE.sentence_spans(text)


@pytest.mark.parametrize("other", ["Een  klacht.", "een klacht.", "Een klacht", ""])
def test_a_text_that_changed_since_is_not_taken_for_the_one_that_was_taken_in(other):
    """Same letters, other spaces or marks: its words stand elsewhere."""
    forward = forward_of([("Een klacht.", "kop")])
    assert forward.spots.of(0, "Een klacht.") is not None
    assert forward.spots.of(0, other) is None
    assert forward.spots.of(1, "Een klacht.") is None


def test_a_word_that_is_too_long_to_keep_is_analysed():
    text = f"klacht {'a' * 300} klacht"
    assert TextSpots.of(text, LANGUAGE.analyse(text), ()).check < 0
    forward = forward_of([(text, "kop")])
    assert forward.spots.of(0, text) is None
    marks, _ = Marker(
        LANGUAGE, {"key": {"klacht": "klacht"}, "part": {}, "form": {}}, [], (), (), forward
    ).passage(0, text)
    assert [(mark.start, mark.end) for mark in marks] == [(0, 6), (308, 314)]


def test_rows_come_back_from_disk_as_they_were(tmp_path):
    forward = forward_of([("De klacht over recht doen.", "kop"), ("toeslag", "")], [("recht", "doen")])
    forward.save(tmp_path / "words")
    opened = Forward.open(tmp_path / "words")
    assert np.array_equal(opened.words, forward.words)
    assert np.array_equal(opened.bounds, forward.bounds)
    assert opened.spots.of(0, "De klacht over recht doen.") is not None
    assert with_phrase(opened, ("recht", "doen"), None).tolist() == [0]


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.0, 1e-9, 0.5, 0.5000001, 3.25, 1e9]), max_size=30))
def test_the_best_come_first_and_equals_in_order_of_the_collection(scores):
    ordinals = np.arange(len(scores), dtype=np.int64) * 3
    expected = sorted(range(len(scores)), key=lambda place: (-np.float32(scores[place]), place))
    found = best_first(np.asarray(scores, dtype=np.float32), ordinals)
    assert found.tolist() == [3 * place for place in expected]
