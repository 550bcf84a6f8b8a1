"""Scores passages against "holds a toezegging, motie, verzoek or aankondiging", beside a plain baseline.

The rows are tests/gold/toezegging_rows.tsv: passages that we wrote after the turns of phrase of many
ministries, half of them look-alikes, annotated before the rules knew them; what each part scored at its
first reading stands in tests/gold/README.md. Of some rows only "ja" or "geen" is known, not the kind;
"velden" are the fields that a reader expects ("aan=Grinwis;termijn=2024-01-01/2024-03-31;status=openstaand").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kb.annotate import AnnotationInput, DocumentFacts, annotate_document
from kb.annotate.references import surname
from kb.language.sentences import sentence_spans
from kb.records import Document, Passage, PublicationDate
from kb.registers.toezeggingen.finding import find
from kb.registers.toezeggingen.model import Toezegging, Tools

_PLAIN = re.compile(r"toegezegd|toezegging|\bmotie|\bverzoek", re.IGNORECASE)
_CHAMBER = re.compile(r"\bKamers?\b|\bparlement\b")
_TELL = re.compile(
    r"inform|geïnfor|stuur|zend|zonden|aangeboden|aanbied|bericht|ontvang|terugkom|gedeeld|delen|hoogte",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Score:
    """Counts of one set."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.wrong)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of tests/gold/toezegging_rows.tsv."""
    lines = path.read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def find_in_row(row: Mapping[str, str], tools: Tools) -> list[Toezegging]:
    """What is found in the text of one row, as the only passage of a paper of its kind and date."""
    date = PublicationDate(row["datum"], "day")
    year = int(row["datum"][:4])
    kind = row["document"] or None
    document = Document(
        document_id=f"rij-{row['nr']}", source="rij.txt", sha256="", media_type="text/plain", forms=(),
        version=1, superseded_by=None, url=None, kind=kind, title=None, organisation=None,
        organisation_id=None, ministry=None, signatory=None, kamerstuk=None, session=None,
        reporting_year=year, reporting_years=(year,), reporting_period=None, publication_date=date,
        relations=(), pages=None, passages=1, status="ok", problems=(),
    )  # fmt: skip
    text = row["tekst"]
    facts = DocumentFacts(publication_date=date, kind=kind)
    tags = next(iter(annotate_document([AnnotationInput(text, facts=facts)], None, tools.taxonomy)))
    passage = Passage(
        passage_id=f"rij-{row['nr']}.0", document_id=document.document_id, source="rij.txt", kind="text",
        text=text, spans=((0, len(text)),), char_start=0, char_end=len(text), section=(), page_from=None,
        page_to=None, page_label_from=None, page_label_to=None, line_start=1, line_end=1, context=None,
        cells=None, footnotes=(), speaker=None, question_number=None, publication_date=row["datum"],
        reporting_year=year, years_named=(), tags=tags,
    )  # fmt: skip
    return find(document, [passage], text, tools)


def score_rows(rows: Iterable[Mapping[str, str]], tools: Tools) -> Score:
    """Passages against "holds one of the four kinds"; of those found, whether the kind is right."""
    score = Score()
    for row in rows:
        found = find_in_row(row, tools)
        _count(score, row["soort"] != "geen", bool(found), row["tekst"])
        if row["soort"] not in {"geen", "ja"} and found:
            score.asked["soort"] += 1
            score.fields["soort"] += row["soort"] in {record.kind for record in found}
            _count_fields(score, row, found)
    return score


def _count_fields(score: Score, row: Mapping[str, str], found: Sequence[Toezegging]) -> None:
    """Counts the fields that a reader expects, on the record that has most of them right."""
    wanted = dict(pair.split("=", 1) for pair in (row.get("velden") or "").split(";") if pair)
    best = max(found, key=lambda record: sum(_right(record, name, value) for name, value in wanted.items()))
    for name, value in wanted.items():
        right = _right(best, name, value)
        score.asked[name] += 1
        score.fields[name] += right
        if not right:
            score.differences.append(f"{name} {value}: {row['tekst']}")


def _right(record: Toezegging, name: str, value: str) -> bool:
    """Whether a record has a field right; a deadline by overlap, as the issue asks."""
    if name == "aan":
        if value == "Kamer":
            return any("amer" in person.name for person in record.to_whom)
        return surname(value) in {surname(person.name) for person in record.to_whom}
    if name == "termijn":
        first, _, last = value.partition("/")
        low, high = record.deadline.from_, record.deadline.to
        return (low is not None or high is not None) and (low or "0") <= last and first <= (high or "9")
    return {"datum": record.occasion_date, "status": record.status}[name] == value


def score_baseline(rows: Iterable[Mapping[str, str]]) -> Score:
    """The same rows by words alone."""
    score = Score()
    for row in rows:
        sentences = [row["tekst"][start:end] for start, end in sentence_spans(row["tekst"])]
        _count(score, row["soort"] != "geen", any(plain(sentence) for sentence in sentences), row["tekst"])
    return score


def plain(sentence: str) -> bool:
    """The baseline: a word for a promise, or the Kamer with a verb of sending or telling."""
    return bool(_PLAIN.search(sentence) or (_CHAMBER.search(sentence) and _TELL.search(sentence)))


def _count(score: Score, wanted: bool, given: bool, text: str) -> None:
    if wanted and given:
        score.found += 1
    elif wanted:
        score.missed += 1
        score.differences.append(f"mis: {text}")
    elif given:
        score.wrong += 1
        score.differences.append(f"te veel: {text}")
