"""Scores the register against gold: records found, wrongly found, near misses taken, and fields.

Layers keep this room from the readers: the caller gives each document as it was read (`Reading`). A gold
record is found when a record overlaps its quote. Beside it stands a plain baseline: a sentence with a word
for a promise, or with the Kamer and a verb of sending or telling.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.anchors import fold
from kb.annotate.references import surname
from kb.records import Document, Passage, Reference
from kb.registers.toezeggingen.finding import find, read_references
from kb.registers.toezeggingen.joining import join
from kb.registers.toezeggingen.model import Toezegging, Tools
from kb.registers.toezeggingen.scoring import Score, read_rows, score_baseline, score_rows
from kb.taxonomy import load

_SHARE = 0.5
"""Share of a gold quote's letters that a record must hold, where no lines are given."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read, with its passages and source text."""

    document: Document
    passages: Sequence[Passage]
    source: str


# --------------------------------------------------------------------------- gold records


def score_records(
    gold: Iterable[Mapping[str, Any]],
    found: Sequence[Toezegging],
    references: Mapping[str, Reference],
    *,
    whole: bool,
) -> Score:
    """Gold records of one document against what was found; `whole`: gold is complete, so the rest is wrong."""
    score = Score()
    used: set[str] = set()
    for item in gold:
        if item.get("weak") or item.get("generic"):
            used |= {record.toezegging_id for record in found if _overlaps(item, record)}
            continue
        hits = [record for record in found if _overlaps(item, record)]
        if not hits:
            score.missed += 1
            score.differences.append(f"mis {item['id']}: {' '.join(item['quote'].split())[:90]}")
            continue
        used |= {record.toezegging_id for record in hits}
        best = max(hits, key=lambda record: sum(_fields(item, record, references).values()))
        score.found += 1
        for name, right in _fields(item, best, references).items():
            score.asked[name] += 1
            score.fields[name] += right
            if not right:
                score.differences.append(f"{name} {item['id']}: {_shown(best, name)}")
    if whole:
        wrong = [record for record in found if record.toezegging_id not in used]
        score.wrong += len(wrong)
        score.differences += [f"te veel: {record.quote[:90]}" for record in wrong]
    return score


def _shown(record: Toezegging, name: str) -> str:
    values = {"soort": record.kind, "aan wie": record.to_whom, "datum": record.occasion_date,
              "verwijzing": record.references, "termijn": record.deadline, "status": record.status}  # fmt: skip
    return str(values[name])[:120]


def _overlaps(item: Mapping[str, Any], record: Toezegging) -> bool:
    places = [(record.line_start, record.line_end)]
    if "lines" in item and record.line_start is not None:
        first, last = item.get("quote_lines") or item["lines"]
        return any(
            low is not None and low <= last and first <= (high or low) for low, high in places
        ) and _shares(item["quote"], record.anchor.exact, 0.3)
    return _shares(item["quote"], record.quote, _SHARE)


def _shares(quote: str, text: str, share: float) -> bool:
    """Whether two stretches share enough of the shorter one's letters, in a row."""
    left, right = fold(quote).text, fold(text).text
    size = max(12, int(min(len(left), len(right)) * share))
    return any(left[at : at + size] in right for at in range(0, max(1, len(left) - size + 1), 4))


_STATUS = (
    ("afgedaan", "afgedaan"),
    ("beantwoord", "afgedaan"),
    ("lopend", "openstaand"),
    ("toegezegd voor", "openstaand"),
)


def gold_status(text: str | None) -> str:
    """The status that the words of the given gold stand for (README of the gold)."""
    if not text or text in ("unknown", "onbekend"):
        return "onbekend"
    if re.match(r"\d+ van \d+", text):
        return "deels afgedaan"
    return next((status for words, status in _STATUS if text.startswith(words)), text)


def _fields(
    item: Mapping[str, Any], record: Toezegging, references: Mapping[str, Reference]
) -> dict[str, bool]:
    """Which fields agree; a field that gold leaves open is not asked."""
    kinds = {item["kind"], *item.get("alt_kind", ())}
    result = {"soort": record.kind in kinds, "aan wie": _same_people(item["to_whom"], record)}
    day = item.get("date", item.get("occasion_date"))
    if day:
        result["datum"] = record.occasion_date == day
    wanted = _gold_numbers(item)
    if wanted:
        given = {number for name in record.references for number in _numbers(references.get(name))}
        result["verwijzing"] = bool(wanted & given)
    due = _gold_due(item)
    if due is not None:
        result["termijn"] = _meets(due, record) or any(_meets(other, record) for other in _other_due(item))
    statuses = {gold_status(item.get("status")), *item.get("alt_status", ())}
    result["status"] = record.status in statuses
    return result


def _same_people(wanted: Iterable[Mapping[str, Any]], record: Toezegging) -> bool:
    names = {_short(person["name"]) for person in wanted}
    given = {_short(person.name) for person in record.to_whom}
    people = names - {"kamer"}
    return people <= given if people else "kamer" in given


def _short(name: str) -> str:
    return "kamer" if "kamer" in name.lower() else surname(name)


def _gold_numbers(item: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for source in item.get("sources", ()):
        if source.get("dossier"):
            found |= {f"{source['dossier']}-{number}" for number in source.get("nrs") or [""]}
        elif source.get("item"):
            found.add(f"h-{source['nr']}-{source['item']}")
    for text in item.get("references", ()):
        digits = re.sub(r"(?<=\d) (?=\d)", "", str(text))
        match = re.search(r"(\d{5})[,-]? ?(?:nr\. ?)?(\d+|[A-Z]{1,2})\b", digits)
        if match:
            found.add(f"{match[1]}-{match[2]}")
        items = re.search(r"nr\. (\d+), item (\d+)", digits)
        if items:
            found.add(f"h-{items[1]}-{items[2]}")
    return found


def _numbers(reference: Reference | None) -> set[str]:
    if reference is None:
        return set()
    if reference.type == "handelingen" and reference.item:
        return {f"h-{reference.numbers[0]}-{reference.item}"}
    return (
        {f"{reference.dossier}-{number}" for number in reference.numbers or ("",)}
        if reference.dossier
        else set()
    )


def _gold_due(item: Mapping[str, Any]) -> tuple[str, str] | None:
    if item.get("due_iso"):
        first, _, last = item["due_iso"].partition("/")
        return _first(first), _last(last or first)
    deadline = item.get("deadline") or {}
    return (deadline["from"], deadline["to"]) if deadline.get("to") else None


def _other_due(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    other = item.get("alt_deadline")
    if other and other.get("to"):
        yield other["from"], other["to"]


def _first(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]  # noqa: PLR2004 - a year


def _last(day: str) -> str:
    return (day + "-12-31")[:10] if len(day) == 4 else (day + "-31")[:10]  # noqa: PLR2004 - a year


def _meets(due: tuple[str, str], record: Toezegging) -> bool:
    low, high = record.deadline.from_, record.deadline.to
    return (low is not None or high is not None) and (low or "0") <= due[1] and due[0] <= (high or "9")


def near_misses_taken(gold: Sequence[Mapping[str, Any]], found: Sequence[Toezegging]) -> list[str]:
    """The near misses that a record was made of."""
    return [item["quote"] for item in gold if any(_overlaps(item, record) for record in found)]


# --------------------------------------------------------------------------- the report


def lines(
    gold: Path, readings: Mapping[str, Reading], papers: Path | None = None, *, differences: bool = False
) -> Iterator[str]:
    """The figures. `readings` are the seeds by the name that gold gives them, and made papers by theirs."""
    tools = Tools(load())
    yield from _rows_lines(gold / "toezegging_rows.tsv", tools, differences)
    total, taken, near = Score(), [], 0
    data = json.loads((gold / "toezeggingen.json").read_text(encoding="utf-8"))
    found_of = {name: _found(reading, tools) for name, reading in readings.items()}
    for name, (found, references) in found_of.items():
        items = [item for item in data["items"] if item["file"] == name]
        misses = [item for item in data["near_misses"] if item["file"] == name]
        if items or misses:
            add(total, score_records(items, found, references, whole=False))
            taken += near_misses_taken(misses, found)
            near += len(misses)
    yield f"seeds: {total.found} van {total.found + total.missed} gevonden; {_wrongly(len(taken), near)}"
    yield from _field_lines(total, differences)
    for path in sorted((papers / "made").glob("*.json")) if papers else ():
        if path.with_suffix(".pdf").name in found_of:
            yield from _paper_lines(path, *found_of[path.with_suffix(".pdf").name], differences=differences)
    everything = [record for found, _ in found_of.values() for record in found]
    documents = [reading.document for reading in readings.values()]
    passages = {reading.document.document_id: reading.passages for reading in readings.values()}
    yield _traced(join(everything, documents, passages.__getitem__))


def _found(reading: Reading, tools: Tools) -> tuple[list[Toezegging], dict[str, Reference]]:
    by_passage = read_references(reading.document, reading.passages, tools)
    known = {item.reference_id: item for items in by_passage.values() for item in items if item.reference_id}
    return find(reading.document, reading.passages, reading.source, tools), known


_PARTS = (
    ("maken", "om regels te maken"),
    ("opzij", "opzij gelegd"),
    ("daarna", "daarna, bijgesteld"),
    ("laatst", "later, bijgesteld"),
    ("vers1", "vers 1, bijgesteld"),
    ("vers2", "vers 2, bijgesteld"),
    ("vers3", "vers 3, bijgesteld"),
    ("proef", "proef, niet bijgesteld"),
    ("debat", "in debatten, bijgesteld"),
    ("anders", "ander stuk, bijgesteld"),
)


def _rows_lines(path: Path, tools: Tools, differences: bool) -> Iterator[str]:
    if not path.exists():
        return
    rows = read_rows(path)
    yield f"{'passages':<24}{'precisie':>10}{'recall':>8}{'F1':>8}{'soort':>8}{'aantal':>8}"
    for part, label in _PARTS:
        mine = [row for row in rows if row["deel"] == part]
        score = score_rows(mine, tools)
        asked = score.asked["soort"]
        right = f"{score.fields['soort'] / asked:.3f}" if asked else "-"
        yield f"{label:<24}{_three(score)}{right:>8}{len(mine):>8}"
        fields = [name for name in score.asked if name != "soort"]
        if fields:
            told = (f"{name} {score.fields[name]}/{score.asked[name]}" for name in sorted(fields))
            yield f"{'  velden':<24}{', '.join(told)}"
        if differences:
            yield from score.differences
        yield f"{'  woorden alleen':<24}{_three(score_baseline(mine))}"
    nones = [row for row in rows if row["soort"] == "geen"]
    yield f"alle delen: {_wrongly(score_rows(nones, tools).wrong, len(nones))}"


def _three(score: Score) -> str:
    return f"{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}"


def _wrongly(taken: int, total: int) -> str:
    return f"bijna-toezeggingen ten onrechte: {taken} van {total}"


def _paper_lines(
    path: Path, found: Sequence[Toezegging], references: Mapping[str, Reference], *, differences: bool
) -> Iterator[str]:
    data = json.loads(path.read_text(encoding="utf-8"))
    if not data["toezeggingen"] and not data["near_misses"] and not found:
        yield f"{path.stem}: geen records, zoals het hoort"
        return
    score = score_records(data["toezeggingen"], found, references, whole=True)
    taken = near_misses_taken(data["near_misses"], found)
    figures = (
        f"precisie {score.precision:.3f}, recall {score.recall:.3f} ({score.found + score.missed} records)"
    )
    yield f"{path.stem}: {figures}; {_wrongly(len(taken), len(data['near_misses']))}"
    yield from _field_lines(score, differences)


def _field_lines(score: Score, differences: bool) -> Iterator[str]:
    for name, asked in score.asked.items():
        yield f"  {name:<12}{score.fields[name]}/{asked} = {score.fields[name] / asked:.3f}"
    if differences:
        yield from (f"  {line}" for line in score.differences)


def add(total: Score, score: Score) -> None:
    """Counts a score in."""
    total.found += score.found
    total.missed += score.missed
    total.wrong += score.wrong
    total.fields += score.fields
    total.asked += score.asked
    total.differences += score.differences


def _traced(records: Sequence[Toezegging]) -> str:
    """The share of records with no, one and more later documents that may fulfil them."""
    counts = Counter(min(2, len(record.fulfilled_by)) for record in records)
    total = max(1, len(records))
    return "kandidaten voor nakoming: " + ", ".join(
        f"{label} {counts[number] / total:.2f}" for number, label in ((0, "geen"), (1, "een"), (2, "meer"))
    )
