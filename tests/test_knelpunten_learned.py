"""What is learned from judged passages: the table is made by the command, and bounded in what it can say."""

from pathlib import Path

import pytest

from kb.annotate import AnnotationInput
from kb.annotate.knelpunten import Detector, detector
from kb.annotate.knelpunten.learned import MOST, SHARE, features, learned, read
from kb.annotate.knelpunten.training import LEAST, examples, train, write
from kb.taxonomy import load, words_of

TAXONOMY = load()
GOLD = Path(__file__).parent / "gold"
DESCRIBED = "Sinds de zomer is er nog één ambtenaar over voor elf scholen. Huisbezoeken legt zij niet meer af."


def test_the_table_is_what_the_command_makes(tmp_path):
    """The same passages give the same weights: nobody changed the table by hand."""
    made = train(examples(GOLD))
    write(made, tmp_path / "learned.tsv")
    again, kept = read(tmp_path / "learned.tsv"), learned()
    assert again.bias == pytest.approx(kept.bias, abs=0.01)
    assert set(again.weights) ^ set(kept.weights) <= {
        name for name, value in made.weights.items() if abs(abs(value) - LEAST) < 0.01
    }
    for name in set(again.weights) & set(kept.weights):
        assert again.weights[name] == pytest.approx(kept.weights[name], abs=0.01)


def test_parts_that_are_kept_apart_are_not_learned_from():
    """No passage of a part that measures is among the examples."""
    texts = {text for text, _ in examples(GOLD)}
    assert DESCRIBED not in texts
    assert len(texts) > 500


def test_something_only_described_is_heard():
    """No cue says it, the words together do."""
    passage = AnnotationInput("Er is nog maar één medewerker over. Bezoeken kan zij daardoor niet meer doen.")
    assert detector(TAXONOMY).find(passage)


@pytest.mark.parametrize(
    "text", ["", "niet", "niet " * 500, "moet geen niet pas daardoor " * 200, "x" * 5000, "12 34 56 78"]
)
def test_what_was_learned_says_no_more_than_it_may(text):
    """Whatever is in a text, it weighs within bounds; a few words weigh nothing."""
    words = words_of(text)
    weight = learned().weight(words, 0, len(words))
    assert abs(weight) <= SHARE * MOST
    if len(words) < 4:
        assert weight == 0


def test_features_are_words_and_pairs():
    """Inflections share a word; a figure parts a pair."""
    words = words_of("De wachttijden liepen 12 weken op")
    found = features(words, 0, len(words))
    assert "de wachttijden" in found
    assert not any("12" in item for item in found)
    assert any(item.startswith("wachttijd") and " " not in item for item in found)


def test_a_named_bottleneck_does_not_depend_on_it():
    """What the text calls a bottleneck is one with and without what was learned."""
    text = "Een knelpunt is de koppeling: in 2023 is 96 procent binnen de norm verwerkt, volgens planning."
    passage = AnnotationInput(text)
    assert bool(Detector(TAXONOMY).find(passage)) <= bool(detector(TAXONOMY).find(passage))
