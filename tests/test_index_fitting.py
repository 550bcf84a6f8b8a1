"""Fitting on made-up scores: a weight stays at its start unless it wins on queries left out."""

import tomllib
from dataclasses import replace

import pytest

from index.fitting import Fitting, Free, free_weights, wins, written
from index.ranking_data import RANKING_FILE, ranking_weights

QUERIES = [f"q{number}" for number in range(20)]
FREE = Free("nearness", 0.5, 0.0, (0.2, 0.5, 0.8))


class Made(Fitting):
    """Fitting whose scores come from a function of the weights and the query."""

    def __init__(self, score):
        super().__init__(None, None)
        self.score = score

    def scores(self, weights):
        return {query: self.score(weights, number) for number, query in enumerate(QUERIES)}


def fitted(score, free=(FREE,)):
    weights, trials = Made(score).fitted(ranking_weights(), free)
    return weights, trials


def gain_on(count, size=0.1):
    """A higher value helps `count` queries and leaves the others."""
    return lambda weights, number: 0.5 + (size if number < count and weights.nearness > 0.6 else 0.0)


@pytest.mark.parametrize(("count", "kept"), [(20, True), (12, True), (11, False), (1, False), (0, False)])
def test_twelve_of_twenty_decide(count, kept):
    weights, (trial,) = fitted(gain_on(count))
    assert trial.kept is kept
    assert weights.nearness == (0.8 if kept else 0.5)


def test_a_win_on_many_and_a_loss_on_the_mean_is_no_win():
    def score(weights, number):
        return 0.5 if weights.nearness < 0.6 else (0.51 if number < 12 else 0.3)

    weights, (trial,) = fitted(score)
    assert weights.nearness == 0.5
    assert not trial.kept


def test_one_query_that_decides_is_judged_without_itself():
    """A value that is best because of one query is not chosen when that query is left out."""

    def score(weights, number):
        if weights.nearness < 0.6:
            return 0.5
        return 1.0 if number == 3 else 0.49

    _, (trial,) = fitted(score)
    assert trial.best == 0.8
    assert trial.chosen["q3"] == 0.5
    assert trial.left_out["q3"] == 0.5
    assert not trial.kept


def test_equals_stay_at_the_start():
    _, (trial,) = fitted(lambda _weights, _number: 0.7)
    assert set(trial.chosen.values()) == {0.5}
    assert wins(trial.gains) == 0


def test_what_is_kept_holds_for_the_next():
    second = Free("coverage", 0.5, 0.0, (0.5, 0.9))

    def score(weights, _number):
        better = 0.1 if weights.nearness > 0.6 else 0.0
        return 0.5 + better + (0.1 if better and weights.coverage > 0.6 else 0.0)

    weights, trials = fitted(score, (FREE, second))
    assert (weights.nearness, weights.coverage) == (0.8, 0.9)
    assert [trial.kept for trial in trials] == [True, True]
    assert "past 0.8" in trials[0].report()


def test_at_most_six_weights_are_free_and_the_file_holds_them_or_their_start():
    free = free_weights()
    assert 0 < len(free) <= 6
    for each in free:
        assert each.start in each.tried
        assert getattr(ranking_weights(), each.name) in each.tried


def test_writing_changes_the_free_weights_only():
    text = RANKING_FILE.read_text()
    changed = written(text, replace(ranking_weights(), nearness=0.75), (FREE,))
    before, after = tomllib.loads(text), tomllib.loads(changed)
    assert after["second_pass"].pop("nearness") == 0.75
    before["second_pass"].pop("nearness")
    assert after == before
    assert changed.count("#") == text.count("#")
    with pytest.raises(ValueError, match="stands 0 times"):
        written("", ranking_weights(), (FREE,))
