"""Advice about the engine: only where it pays, in Dutch, with what was measured."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from index import advice
from index.advice import engine_advice, measured
from index.engines import ENGINES
from kennisbank import Kennisbank

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("engine", "passages", "told"),
    [
        ("whoosh", 19_999, False),
        ("whoosh", 20_000, True),
        ("whoosh", 1_234_567, True),
        ("tantivy", 10**6, False),
    ],
)
def test_the_large_engine_is_advised_above_a_size(engine, passages, told, monkeypatch):
    monkeypatch.setattr(advice, "measured", lambda: advice.Advice(20_000, 20_000, 2.5, 3.0))
    found = engine_advice(engine, passages)
    assert (found is not None) is told
    if found:
        assert "2,5 keer zo snel gebouwd" in found
        assert "3 keer zo snel vindbaar (gemeten bij 20.000 passages)" in found
        assert f"telt {passages:,}".replace(",", ".") in found
        assert found.endswith("kennisbank reindex --engine tantivy")


def test_check_and_the_page_of_what_there_is_tell_the_advice(tmp_path, monkeypatch):
    """It is no fault: the knowledge base is in order."""
    (tmp_path / "brief.txt").write_text("Brief\n\nDe huurtoeslag is verhoogd.\n", encoding="utf-8")
    with closing(Kennisbank(tmp_path / "home")) as kennisbank:
        kennisbank.ingest([tmp_path / "brief.txt"])
        assert kennisbank.engine_advice() is None
        assert "zoekmachine" not in {item.code for item in kennisbank.check().findings}
        monkeypatch.setattr(advice, "measured", lambda: advice.Advice(1, 20_000, 2.5, 3.0))
        report = kennisbank.check()
        told = [item for item in report.findings if item.code == "zoekmachine"]
        assert report.ok
        assert [item.severity for item in told] == ["let op"]
        shown = AppTest.from_function(coverage_page, args=(str(tmp_path / "home"),)).run(timeout=60)
        assert [item.value for item in shown.info] == [told[0].message]


def coverage_page(home):
    """What the page shows of what there is."""
    from kennisbank import Kennisbank  # noqa: PLC0415 - the page is run as a script of its own
    from ui.manage_parts import coverage_box  # noqa: PLC0415

    knowledge = Kennisbank(home)
    coverage_box(knowledge, knowledge.documents())


def test_the_factors_are_measured_ones():
    """The file has what docs/benchmark.md has, and the advice is to something faster."""
    found = measured()
    assert min(found.building, found.adding) > 1
    assert found.from_passages >= 2_000
    report = (ROOT / "docs" / "benchmark.md").read_text(encoding="utf-8")
    assert re.search(rf"bouwen[^\n]*\b{str(found.building).replace('.', ',')}\b", report)
    assert re.search(rf"toevoegen[^\n]*\b{str(found.adding).replace('.', ',')}\b", report)
    assert set(ENGINES) == {"whoosh", "tantivy"}
