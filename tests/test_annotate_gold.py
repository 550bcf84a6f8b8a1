"""Quality against gold: floors that fail the build. A floor moves only with its command and reason."""

import importlib.util
import json
from pathlib import Path

import pytest

from kb.annotate import evaluate
from kb.taxonomy import load

HERE = Path(__file__).parent
GOLD = HERE / "gold"

FLOORS = {
    "regeling": (0.97, 0.95),
    "organisation": (0.93, 0.93),
    "kpi": (0.93, 0.93),
    "law": (0.93, 0.90),
    "date": (0.93, 0.93),
    "amount": (0.93, 0.93),
    "person": (0.93, 0.93),
    "reference": (0.95, 0.93),
}
"""Precision and recall on tests/gold/tags.jsonl: python -m kb.annotate.evaluate."""


@pytest.fixture(scope="module")
def tag_scores():
    return evaluate.score_tags(list(evaluate.read_rows(GOLD / "tags.jsonl")), load())[0]


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_tags_stay_above_their_floor(tag_scores, kind):
    # 80 passages drawn at random, annotated before the rules.
    precision, recall = FLOORS[kind]
    assert tag_scores[kind].precision >= precision
    assert tag_scores[kind].recall >= recall


def test_gold_stands_where_it_says():
    # A gold set with wrong offsets would score nothing.
    rows = list(evaluate.read_rows(GOLD / "tags.jsonl"))
    assert len(rows) == 80
    for row in rows:
        for tag in row["tags"]:
            assert row["text"][tag["start"] : tag["end"]] == tag["text"], row["id"]


def test_the_score_can_fail():
    # A reader that finds nothing has recall 0; one that is right has 1.
    row = next(row for row in evaluate.read_rows(GOLD / "tags.jsonl") if row["tags"])
    empty = {**row, "text": "x" * len(row["text"])}
    assert evaluate.score_tags([empty], load())[0]["organisation"].recall == 0.0


def test_references_of_the_seeds_stay_above_their_floor():
    # Given gold: numbered references 0.95, laws 0.93, moties, debates and letters 0.85 on exact normal form.
    if not (GOLD / "files.tsv").exists() or not (GOLD / "references.json").exists():
        pytest.fail("tests/gold/references.json of files.tsv ontbreekt")
    spec = importlib.util.spec_from_file_location("annotations_report", HERE / "annotations_report.py")
    report = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(report)
    scores, misses = evaluate.seed_references(report.references_of, GOLD, HERE.parent / "seeds")
    for group, floor in (("genummerd", 0.95), ("wet", 0.93), ("genoemd", 0.85)):
        assert scores[group].precision >= floor, misses
        assert scores[group].recall >= floor, misses
    total = sum(score.right + score.missed for score in scores.values())
    assert total == sum(
        1 for item in json.loads((GOLD / "references.json").read_text())["items"] if evaluate.gold_key(item)
    )
