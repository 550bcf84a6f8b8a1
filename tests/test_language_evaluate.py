"""The figures themselves: scores that can be checked by hand, gold that is refused when it does not fit."""

from __future__ import annotations

import json

import pytest

from kb.language.evaluate import (
    measure_speed,
    plain_sentences,
    read_sentences,
    report,
    score_compounds,
    score_pairs,
    score_sentences,
    stemmer_keys,
)


def test_sentence_score_by_hand():
    """Two of three sentences right, one of four found: precision 0.5, recall 2/3."""
    gold = [("Aa. Bb. Cc", [(0, 3), (4, 7), (8, 10)])]
    score = score_sentences(gold, lambda _: [(0, 3), (4, 7), (8, 9), (9, 10)])
    assert (score.precision, score.recall, score.gold) == (0.5, 2 / 3, 3)
    assert score.f1 == pytest.approx(4 / 7)
    assert score.missed == ("Cc",)
    assert score.invented == ("C", "c")


def test_gold_that_does_not_cover_its_passage_is_refused(tmp_path):
    """A span that leaves a word out is an error in the gold."""
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": "Aa. Bb.", "sentences": [[0, 3]]}), encoding="utf-8")
    with pytest.raises(ValueError, match="cover"):
        read_sentences(path)


def test_pair_score_by_hand():
    """One pair missed, one merged."""
    rows = [("aa", "ab", True), ("aa", "bb", True), ("aa", "ac", False), ("aa", "cc", False)]
    score = score_pairs(rows, lambda word: (word[0],))
    assert (score.meet, score.missed, score.apart, score.merged) == (2, 1, 2, 1)
    assert score.mistakes == ("aa bb", "aa ac")


def test_compound_score_by_hand():
    """One compound right, one wrong; one other word left whole."""
    rows = [("huurtoeslag", {"huur|toeslag"}), ("zorgtoeslag", {"zorgtoe|slag"}), ("wet", {"-"})]
    score = score_compounds((word, frozenset(readings)) for word, readings in rows)
    assert (score.right, score.split_wrongly) == (0.5, 0.0)
    assert score.mistakes == ("zorgtoeslag: zorg|toeslag",)


def test_baselines():
    """The baselines are plain: every full stop ends a sentence, a stemmer knows no irregular plural."""
    assert plain_sentences("Nr. 1. Aa") == [(0, 3), (4, 6), (7, 9)]
    stem = stemmer_keys("dutch_porter")
    assert stem("toeslagen") == stem("toeslag")
    assert stem("leden") != stem("lid")
    lemma = stemmer_keys("dutch", lemmatize=True)
    assert lemma("brieven") == lemma("brief")


def test_speed_counts_words():
    """As many words as there are in the texts, and both speeds known."""
    speed = measure_speed(["een twee drie", "vier"], rounds=1)
    assert speed.words == 4
    assert speed.cold > 0 < speed.warm


def test_report_has_every_figure(pytestconfig):
    """One line per figure and baseline."""
    root = pytestconfig.rootpath
    lines = list(report(root / "tests/gold", root / "seeds"))
    assert {line.split()[0] for line in lines} == {"sentences", "compounds", "pairs", "speed", "version"}
