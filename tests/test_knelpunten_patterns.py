"""Patterns of words, as civil servants write them in cues.toml and themes.toml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.annotate.knelpunten.patterns import GAP, PatternError, Patterns
from kb.taxonomy import words_of


def found(pattern: str, text: str) -> list[str]:
    patterns = Patterns([(pattern, "x")])
    words = words_of(text)
    hits = patterns.find(patterns.read(words.folded), 0, len(words))
    return [text[words.starts[hit.first] : words.ends[hit.last]] for hit in hits]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # a word stands for its inflections
        ("ontbreken", "De middelen ontbreken, de tijd ontbreekt ook.", ["ontbreken", "ontbreekt"]),
        ("achterstand", "achterstanden bij de rechtbank", ["achterstanden"]),
        # this form alone
        ("=druk", "De druk loopt op, en men drukt brieven.", ["druk"]),
        # beginnings and endings, for compounds
        ("belemmer*", "Een belemmering belemmert.", ["belemmering", "belemmert"]),
        ("*tekort", "een artsentekort en personeelstekorten", ["artsentekort", "personeelstekorten"]),
        # alternatives, gaps, figures
        ("tekort|gebrek aan", "tekort aan mensen, gebrek aan tijd", ["tekort aan", "gebrek aan"]),
        ("kan … niet", "Dat kan de burger zelf niet zien.", ["kan de burger zelf niet"]),
        ("geen * ruimte", "Er is geen enkele ruimte.", ["geen enkele ruimte"]),
        ("wachten … # weken", "Mensen wachten gemiddeld 12 weken.", ["wachten gemiddeld 12 weken"]),
        ("iv capaciteit", "De IV-capaciteit is schaars.", ["IV-capaciteit"]),
        # what must not match
        ("kan … niet", "Dat kan, en wie wil er nu werkelijk zo lang wachten, of niet.", []),
        ("te weinig", "Te veel en weinig.", []),
        ("# weken", "twaalf weken", []),
        ("=tekort", "De tekorten.", []),
    ],
)
def test_a_pattern_finds(pattern, text, expected):
    # The exact words that a pattern covers, in order.
    assert found(pattern, text) == expected


def test_a_gap_has_an_end():
    # "…" stands for at most five words.
    assert found("kan … niet", "kan " + "x " * GAP + "niet")
    assert not found("kan … niet", "kan " + "x " * (GAP + 1) + "niet")


def test_a_pattern_stays_within_the_words_it_is_given():
    # Sentences are read one by one: words of the next one do not count.
    patterns = Patterns([("niet … mogelijk", "x")])
    words = words_of("Dat is niet zo. Het is mogelijk.")
    read = patterns.read(words.folded)
    assert list(patterns.find(read, 0, len(words)))
    assert not list(patterns.find(read, 0, 4))


@pytest.mark.parametrize("bad", ["", "… niet", "niet …", "* niet", "be*lemmer", " ".join(["woord"] * 11)])
def test_a_pattern_that_cannot_be_read_is_refused(bad):
    # A typing error in the data is told, not skipped.
    with pytest.raises(PatternError):
        Patterns([(bad, "x")])


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    # Hits lie within the text, whatever it holds.
    patterns = Patterns([("kan … niet", 1), ("*tekort", 2), ("te weinig|veel", 3), ("# weken", 4)])
    words = words_of(text)
    for hit in patterns.find(patterns.read(words.folded), 0, len(words)):
        assert 0 <= hit.first <= hit.last < len(words)
