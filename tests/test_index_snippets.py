"""Marks on what was found, and the best sentences within bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage

from index.columns import Columns
from index.forward import Forward
from index.plan import Planner
from index.plan_terms import no_synonyms
from index.query_parser import parse
from index.snippets import SNIPPET_LENGTH, Mark, Marker, snippet
from index.spelling import Spelling, no_speller
from kb.filters import Filters

LANGUAGE = FakeLanguage()


def marked(query, text, *, exact=False):
    planner = Planner(LANGUAGE, Columns.empty(), Spelling(Forward.empty(), no_speller, LANGUAGE), no_synonyms)
    plan = planner.plan(parse(query), Filters(), exact=exact)
    return [text[mark.start : mark.end] for mark in Marker.of(plan, LANGUAGE).marks(text)]


MARKED = [
    # the matched form, not the typed one
    ("klacht", "Klachten en klacht.", ["Klachten", "klacht"]),
    # of a compound the part only, in front and behind, also inflected
    ("toeslag", "huurtoeslagen en toeslagen", ["toeslagen", "toeslagen"]),
    ("huur", "De huurtoeslag.", ["huur"]),
    # a typed compound in pieces, only where all pieces stand
    ("huurtoeslag", "toeslag voor de huur", ["toeslag", "huur"]),
    ("huurtoeslag", "toeslag voor de zorg", []),
    # two parts side by side are one mark
    ("opvang toeslag", "kinderopvangtoeslag", ["opvangtoeslag"]),
    # phrases as a whole and nothing of them elsewhere
    ('"recht doen"', "recht doen, doen recht", ["recht doen"]),
    ("toes*", "toeslag en huurtoeslag", ["toeslag"]),
    # what must not be there is not marked; filters neither
    ("recht -klacht", "recht en klacht", ["recht"]),
    ("jaar:2022 recht", "recht in 2022", ["recht"]),
]


@pytest.mark.parametrize(("query", "text", "expected"), MARKED)
def test_marks(query, text, expected):
    assert marked(query, text) == expected


def test_exact_marks_the_typed_form_only():
    assert marked("klacht", "Klachten en klacht.", exact=True) == ["klacht"]


LONG = "Eerste zin zonder iets. " * 8
TEXT = LONG + "Hier staat de klacht. " + LONG + "Hier staan klacht en recht samen. " + LONG


def of(text, words, limit=SNIPPET_LENGTH):
    marks = [
        Mark(at, at + len(word), word) for word in words for at in range(len(text)) if text.startswith(word, at)
    ]
    return snippet(text, LANGUAGE.sentence_spans(text), sorted(marks, key=lambda mark: mark.start), limit)


def test_a_short_text_is_its_own_snippet():
    assert of("Een klacht.", ["klacht"]) == "Een klacht."


def test_the_best_sentences_in_their_order():
    # the sentence with most of what was sought comes along first, but order is that of the text
    assert of(TEXT, ["klacht", "recht"]) == "… Hier staat de klacht. … Hier staan klacht en recht samen. …"
    assert of(TEXT, ["klacht", "recht"], 40) == "… Hier staan klacht en recht samen. …"


def test_without_marks_the_beginning():
    assert of(TEXT, []).startswith("Eerste zin")


def test_a_long_sentence_is_cut_around_its_mark():
    text = "woord " * 200 + "klacht " + "woord " * 200
    found = of(text, ["klacht"], 120)
    assert "klacht" in found
    assert found.startswith("… woord")
    assert found.endswith("woord …")


@settings(deadline=None)
@given(
    st.text(alphabet="ab c.é\n", max_size=400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), max_size=6),
    st.integers(20, 120),
)
def test_snippets_are_bounded_and_of_the_text(text, places, limit):
    marks = sorted({(min(at, len(text)), min(at + size, len(text))) for at, size in places})
    found = snippet(text, LANGUAGE.sentence_spans(text), [Mark(a, b, "x") for a, b in marks], limit)
    # sentences, and at most a dozen characters that show the gaps
    assert len(found) <= max(limit, len(text) if len(text) <= limit else 0) + 12
    for piece in found.split("…"):
        assert " ".join(piece.split()) in " ".join(text.split())
