"""The scoring itself: verdicts per field, gold folders that are not there, floors on the seeds."""

import json
from pathlib import Path

import pytest

from kb.identify.evaluate import evaluate, judge, report
from kb.records import Identity, PublicationDate

SEEDS = Path(__file__).parent.parent / "seeds"
IDENTITY = Identity(
    kind="jaarrapportage",
    organisation="Dienst Toeslagen",
    ministry="FIN",
    title="Jaarrapportage 2022",
    reporting_years=(2022,),
    publication_date=PublicationDate("2023-05", "month"),
)


@pytest.mark.parametrize(
    ("field", "gold", "verdict"),
    [
        ("kind", "Jaarrapportage", "goed"),
        ("kind", "kamerbrief", "fout"),
        ("organisation", "directoraat-generaal Toeslagen (ministerie van Financiën)", "goed"),
        ("organisation", "UWV", "fout"),
        ("title", "Jaarrapportage 2022 Dienst Toeslagen", "goed"),
        ("reporting_year", 2022, "goed"),
        ("reporting_year", 2021, "fout"),
        ("publication_date", "2023-05-25", "goed"),
        ("publication_date", {"value": "2023-06"}, "fout"),
        ("signatory", "A. de Vries", "leeg"),
    ],
)
def test_verdicts(field, gold, verdict):
    """Names by taxonomy and letters; a vaguer date that is true is right; nothing found is open."""
    (item,) = judge("x", {field: gold}, IDENTITY, IDENTITY.publication_date.value)
    assert item.verdict == verdict


def test_without_gold_nothing_is_judged(tmp_path):
    """Folders that are not there are passed over."""
    assert evaluate(SEEDS, tmp_path / "gold", tmp_path / "papers") == []
    assert report([]) == ""


def test_gold_is_found_by_bytes_and_beside_papers(tmp_path):
    """Seeds have other names in gold; a paper's gold lies beside it; what cannot be read is passed over."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "papers").mkdir()
    seed = (SEEDS / "jaarrapportage-2022.txt").read_bytes()
    (tmp_path / "seeds" / "000.txt").write_bytes(seed)
    gold = [
        {"file": "000.txt", "type": "jaarrapportage", "reporting_year": 2022, "publication_date": "2023-05-25"}
    ]
    (tmp_path / "gold" / "documents.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "papers" / "plan.txt").write_text("Jaarplan 2024\n\nRDW\n", encoding="utf-8")
    paper = {"file": "plan.txt", "document": {"kind": "jaarplan", "organisation": "UWV", "signatory": "X"}}
    (tmp_path / "papers" / "plan.json").write_text(json.dumps(paper), encoding="utf-8")
    (tmp_path / "papers" / "scan.pdf").write_bytes(b"%PDF-")
    (tmp_path / "papers" / "scan.json").write_text(
        json.dumps({"document": {"kind": "motie"}}), encoding="utf-8"
    )
    judged = evaluate(SEEDS, tmp_path / "gold", tmp_path / "papers")
    verdicts = {(item.source, item.field): item.verdict for item in judged}
    assert verdicts == {
        ("jaarrapportage-2022.txt", "kind"): "goed",
        ("jaarrapportage-2022.txt", "reporting_year"): "goed",
        ("jaarrapportage-2022.txt", "publication_date"): "goed",
        ("plan.txt", "kind"): "goed",
        ("plan.txt", "organisation"): "fout",
        ("plan.txt", "signatory"): "leeg",
    }
    lines = report(judged).splitlines()
    assert lines[0].split() == ["veld", "goed", "fout", "leeg"]
    assert "  fout: plan.txt organisation: 'RDW', gold 'UWV'" in lines


def test_the_five_seeds_are_judged_without_manifest():
    """Kind, organisation and reporting year are right for all; no date is wrong."""
    judged = evaluate(SEEDS, SEEDS.parent / "tests" / "gold", SEEDS / "nowhere")
    assert {item.field for item in judged} >= {"kind", "organisation", "reporting_year", "publication_date"}
    counts = {
        name: [item.verdict for item in judged if item.field == name] for name in ("kind", "organisation")
    }
    assert counts == {"kind": ["goed"] * 5, "organisation": ["goed"] * 5}
    assert not [item for item in judged if item.verdict == "fout"]


@pytest.mark.parametrize(
    ("value", "not_before", "verdict"),
    [
        (None, "2023-06-16", "goed"),
        (None, "2023-09-01", "fout"),
        (None, None, "goed"),
        ("2023-07", None, "goed"),
        ("2023", None, "goed"),
        ("2023-09", None, "fout"),
        ("2022", None, "fout"),
    ],
)
def test_a_date_that_no_one_tells_is_bounded(value, not_before, verdict):
    """Open or between the bounds is right; a value or bound outside them is wrong."""
    identity = Identity(publication_date=PublicationDate(value, not_before=not_before))
    wanted = {"publication_date": None, "date_between": ["2023-06-16", "2023-07-31"]}
    (item,) = judge("x", wanted, identity, value)
    assert item.verdict == verdict
