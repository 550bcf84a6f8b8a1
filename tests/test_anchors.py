"""Anchors find their words again, whatever happened around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.anchors import fold, locate, make_anchor, source_span

TEXT = "De capaciteit ontbreekt.\nOok in 2022.\n\nDe capaciteit ontbreekt.\nDat is een knelpunt.\n"


def found(anchor, text, spans=None):
    place = locate(anchor, fold(text, spans))
    return None if place is None else text[place[0] : place[1]]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        # unchanged
        (TEXT, "Dat is een knelpunt"),
        # a line at the top moves everything
        ("Een nieuwe eerste regel.\n" + TEXT, "Dat is een knelpunt"),
        # another line break, a hyphen, a ligature, capitals and spaces do not matter
        ("Ook dit.\nDat is een knel-\npunt.\n", "Dat is een knel-\npunt"),
        # the words are gone
        ("De capaciteit is op orde.\n", None),
        ("", None),
    ],
)
def test_words_are_found_again(new, expected):
    """Letters and digits decide; where the words are gone, nothing is found."""
    start = TEXT.index("Dat is")
    anchor = make_anchor("d", TEXT, (start, start + len("Dat is een knelpunt")), "test-1")
    assert found(anchor, new) == expected


def test_of_two_equal_places_the_one_with_the_same_surroundings_wins():
    """Equal words twice: what stands around them decides before the distance to the hint."""
    second = TEXT.rindex("De capaciteit ontbreekt")
    anchor = make_anchor("d", TEXT, (second, second + 23), "test-1")
    moved = "x" * 60 + "\n" + TEXT
    assert locate(anchor, fold(moved)) == (second + 61, second + 61 + 23)


def test_of_equal_places_with_equal_surroundings_the_nearest_wins():
    """A word that recurs with the same neighbours: the hint decides."""
    text = "aap noot mies. " * 9
    anchor = make_anchor("d", text, (75, 78), "test-1")
    assert locate(anchor, fold(text)) == (75, 78)


def test_running_head_between_the_words_does_no_harm():
    """Spans leave out what is not body text."""
    text = "Dat is een\nJaarrapportage 2022\nknelpunt voor ons."
    anchor = make_anchor("d", "Dat is een knelpunt voor ons.", (0, 19), "test-1")
    place = locate(anchor, fold(text, [(0, 10), (31, len(text))]))
    assert place == (0, 39)


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_an_anchor_finds_itself(text, one, other):
    """Any stretch with a letter or digit is found in its own text, with the same letters."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    anchor = make_anchor("d", text, (start, end), "t")
    place = locate(anchor, fold(text))
    if fold(text[start:end]).text:
        assert place is not None
        assert fold(text[place[0] : place[1]]).text.find(fold(text[start:end]).text) >= 0
    else:
        assert place is None


def test_source_span_of_clean_words():
    """A stretch of a passage's clean text leads back to its stretch of the source."""
    source = "kop\nde toeslagge-\nrechtĳgden kregen\nvoet\n12 brieven."
    spans = [(4, 36), (41, len(source))]
    clean = "de toeslaggerechtijgden kregen 12 brieven."
    start = clean.index("toeslagg")
    place = source_span(clean, start, start + 20, source, spans)
    assert source[slice(*place)] == "toeslagge-\nrechtĳgden"
    assert source_span(clean, 2, 3, source, spans) is None
