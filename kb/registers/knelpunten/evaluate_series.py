"""Scores chains through the years on made-up series: which statements of several years are one bottleneck.

Gold: `knelpunten_series.jsonl`, statements of organisations in several years; those with one `series` are about
the same bottleneck, all others are not. The part *apart* was not read while the rules were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from kb.annotate import AnnotationInput, annotate_document
from kb.records import Document, Passage, PublicationDate
from kb.registers.knelpunten.find import find
from kb.registers.knelpunten.join import propose
from kb.registers.knelpunten.likeness import JOINED
from kb.registers.knelpunten.model import Knelpunt, Tools
from kb.taxonomy import Taxonomy

PARTS = {"zicht": "gezien", "apart": "apart gehouden"}

Pair = frozenset[str]


def lines(gold: Path, taxonomy: Taxonomy) -> Iterator[str]:
    """How many pairs of one series are proposed and joined, and how many of those are right."""
    for part, told in PARTS.items():
        proposed, joined, there = score(gold, part, taxonomy)
        for name, found in (("voorgesteld", proposed), ("samengevoegd", joined)):
            right = len(found & there)
            yield (
                f"Reeksen door de jaren ({told}), {name}: {right} van {len(found)} paren juist, "
                f"{right} van de {len(there)} die er zijn"
            )


def score(gold: Path, part: str, taxonomy: Taxonomy) -> tuple[set[Pair], set[Pair], set[Pair]]:
    """The pairs of statements that are proposed, that are joined, and that there are."""
    text = (gold / "knelpunten_series.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    rows = [row for row in rows if row["part"] == part]
    documents: list[Document] = []
    records: list[Knelpunt] = []
    stated: dict[str, str] = {}
    for row in rows:
        document, found = statement(row, taxonomy)
        documents.append(document)
        records += found[:1]
        stated |= {record.knelpunt_id: row["id"] for record in found[:1]}
    scores = {
        frozenset((stated[one], stated[other])): likeness
        for one, other, (likeness, _) in propose(records, documents, taxonomy)
    }
    there = {frozenset((a["id"], b["id"])) for a, b in combinations(rows, 2) if a["series"] == b["series"]}
    return set(scores), {pair for pair, likeness in scores.items() if likeness >= JOINED}, there


def statement(row: dict[str, Any], taxonomy: Taxonomy) -> tuple[Document, list[Knelpunt]]:
    """A statement as a document of its organisation and year, and the bottlenecks found in it."""
    name, text, year = f"{row['organisation']}-{row['year']}", row["text"], row["year"]
    (tags,) = annotate_document([AnnotationInput(text)], None, taxonomy)
    document = Document(
        document_id=name, source=f"{name}.txt", sha256="", media_type="text/plain", forms=(), version=1,
        superseded_by=None, url=None, kind=None, title=None, organisation=row["organisation"],
        organisation_id=row["organisation"], ministry=None, signatory=None, kamerstuk=None, session=None,
        reporting_year=year, reporting_years=(year,), reporting_period=None, publication_date=PublicationDate(),
        relations=(), pages=None, passages=1, status="ok", problems=(),
    )  # fmt: skip
    passage = Passage(
        passage_id=f"{name}.0", document_id=name, source=document.source, kind="text", text=text,
        spans=((0, len(text)),), char_start=0, char_end=len(text), section=(), page_from=None, page_to=None,
        page_label_from=None, page_label_to=None, line_start=None, line_end=None, context=None, cells=None,
        footnotes=(), speaker=None, question_number=None, publication_date=None, reporting_year=year,
        years_named=(), tags=tags,
    )  # fmt: skip
    return document, find(document, [passage], text, Tools(taxonomy))
