"""The quality of the register against gold, as `kennisbank eval` prints it, beside plain baselines.

Layers keep this room from the readers: the caller gives each document as it was read (`Reading`). The
baselines: the numbers of a line laid on the columns from left to right, every number with a KPI's name in its
sentence, every two unequal numbers of a series and year a contradiction.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kb.records import Passage
from kb.registers.kpis import baselines
from kb.registers.kpis.find import find
from kb.registers.kpis.join import join
from kb.registers.kpis.made import Made, document
from kb.registers.kpis.model import KpiValue, Tools
from kb.registers.kpis.scoring import (
    Reading,
    Score,
    Wanted,
    given_gold,
    made_rows,
    own_gold,
    paper_gold,
    score_differences,
    score_sentences,
    score_set,
    score_tables,
)
from kb.taxonomy import load


def lines(gold: Path, papers: Path, readings: Sequence[Reading]) -> Iterator[str]:
    """The figures, one line each; `readings` are the seeds and the papers that could be read."""
    tools = Tools.of(load())
    found = {
        item.document.document_id: find(item.document, item.passages, item.source, tools) for item in readings
    }
    naive = {
        item.document.document_id: baselines.values(item.document, item.passages, tools) for item in readings
    }
    sets = list(_sets(gold, papers, readings, tools))
    for name, finder in (("regels", found), ("vergelijking", naive)):
        for title, table in (("cellen van tabellen", True), ("lopende tekst", False)):
            total = Score()
            for label, document_id, wanted in sets:
                score = score_set(wanted, finder[document_id], table=table)
                if score is not None:
                    total.add(score)
                    yield f"{title:22} {name:13} {label:34} {_figures(score)}"
            yield f"{title:22} {name:13} {'samen':34} {_figures(total)}"
            if name == "regels":
                yield from (f"    {line}" for line in total.differences)
    yield from _made_lines(gold, tools)
    yield from _difference_lines(gold, readings, [value for item in found.values() for value in item])


def _sets(
    gold: Path, papers: Path, readings: Sequence[Reading], tools: Tools
) -> Iterator[tuple[str, str, Sequence[Wanted]]]:
    """Every document that has gold: a name for the line, its id, the gold."""
    given, own = given_gold(gold, tools), own_gold(gold)
    for reading in readings:
        document = reading.document
        name = document.source[:24]
        if document.sha256 in given:
            yield f"{name} (gegeven)", document.document_id, given[document.sha256]
        if document.source in own:
            yield f"{name} (eigen)", document.document_id, own[document.source]
        beside = (
            next(iter(papers.rglob(f"{Path(document.source).stem}.json")), None) if papers.is_dir() else None
        )
        if beside is not None and document.source.endswith(".pdf"):
            yield f"{name} (gemaakt)", document.document_id, paper_gold(beside, tools)


def found_in_table(row: Mapping[str, Any], tools: Tools) -> Sequence[KpiValue]:
    """What is found in a table of kpi_tables.jsonl, its cells as a perfect reader gives them."""
    made = Made(document(year=row["year"], organisation=(row["organisation"], row["organisation"])))
    return made.table(row["columns"], *row["rows"], caption=row["caption"]).values(tools)


def found_in_sentence(row: Mapping[str, Any], tools: Tools) -> Sequence[KpiValue]:
    """What is found in a text of kpi_sentences.jsonl."""
    organisation = (row["organisation"], row["organisation"])
    facts = document(kind=row["kind"], year=row["year"], organisation=organisation)
    return Made(facts).text(row["text"]).values(tools)


def _made_lines(gold: Path, tools: Tools) -> Iterator[str]:
    """Tables and sentences of many organisations, set by set in the order in which they were written."""
    for number in sorted({row["set"] for row in made_rows(gold / "kpi_tables.jsonl")}):
        score = score_tables(gold, tools, lambda row: found_in_table(row, tools), number)
        yield f"{'gemaakte tabellen':22} {'regels':13} {f'reeks {number}':34} {_figures(score)}"
    for number in sorted({row["set"] for row in made_rows(gold / "kpi_sentences.jsonl")}):
        score = score_sentences(gold, lambda row: found_in_sentence(row, tools), number)
        yield f"{'gemaakte zinnen':22} {'regels':13} {f'reeks {number}':34} {_figures(score)}"


def _figures(score: Score) -> str:
    total = score.right + score.missed
    return (
        f"{score.right}/{total} goed ({score.recall:.3f}), {score.wrong} fout "
        f"({1 - score.precision:.3f} van wat gegeven is), F1 {score.f1:.3f}"
    )


def _difference_lines(gold: Path, readings: Sequence[Reading], values: Sequence[KpiValue]) -> Iterator[str]:
    documents = [item.document for item in readings]
    joined = join(values, documents, _none)
    items = json.loads((gold / "kpi_conflicts_own.json").read_text(encoding="utf-8"))["items"]
    seeds = {value["file"] for item in items for value in item["values"]}
    contradictions, kinds = score_differences(items, [value for value in joined if value.source in seeds])
    yield f"{'tegenspraken':22} {'regels':13} {'seeds (eigen)':34} {_figures(contradictions)}"
    right = f"{kinds.right}/{kinds.right + kinds.missed} goed"
    yield f"{'soorten verschil':22} {'regels':13} {'seeds (eigen)':34} {right}"
    unequal = baselines.contradictions([value for value in values if value.source in seeds])
    wanted = sum(item["kind"] == "tegenspraak" and not item["weak"] for item in items)
    yield f"{'tegenspraken':22} {'vergelijking':13} {'seeds (eigen)':34} {unequal} gemeld, {wanted} zijn er"
    for line in (*contradictions.differences, *kinds.differences):
        yield f"    {line}"


def _none(_document_id: str) -> Sequence[Passage]:
    return ()
