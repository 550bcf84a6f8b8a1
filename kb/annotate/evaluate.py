"""Scores tags and references against gold, per type: precision, recall, F1.

    python -m kb.annotate.evaluate [--verschillen]

prints the figures for tests/gold/tags.jsonl and the speed. References are scored on whole documents, which
this room cannot read: `references_report` is given a reader, and tests/annotations_report.py gives it one.
A tag counts as right when it overlaps the gold tag and has the same value; a regeling counts once per
passage; a reference on its exact normal form, once per place.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.annotate.annotating import Reading, annotate_document
from kb.annotate.protocol import AnnotationInput, DocumentFacts
from kb.annotate.references import normal_form, surname
from kb.language.pipeline import load as load_pipeline
from kb.records import PublicationDate, Reference, Tag
from kb.taxonomy import Taxonomy, load

NUMBERED = frozenset({"kamerstuk", "handelingen", "aanhangsel", "bijlage", "document", "toezegging"})
NAMED = frozenset({"motie", "debat", "brief"})
ReferencesOf = Callable[[Path], Sequence[Reference]]
"""Reads a file and gives its references, with lines."""
PUBLISHED = 9_465
"""Words per second that the makers of nl_core_news_sm 3.8 publish."""


@dataclass(slots=True)
class Score:
    """Counts of one type."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 when there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference with gold, for reading: `kind` is "mis" (not found) or "te veel"."""

    kind: str
    type: str
    place: str
    text: str
    value: str


# ------------------------------------------------------------------------------ tags


def score_tags(rows: Iterable[Mapping[str, Any]], taxonomy: Taxonomy) -> tuple[dict[str, Score], list[Miss]]:
    """Tags of gold passages, with the facts that each row gives.

    Organisations and KPIs count as far as the taxonomy knows them; persons with party count apart.
    """
    scores: dict[str, Score] = {}
    misses: list[Miss] = []
    for row, tags in _annotated(list(rows), taxonomy):
        for kind in (
            "regeling",
            "organisation",
            "kpi",
            "law",
            "date",
            "amount",
            "person",
            "party",
            "reference",
        ):
            gold = [tag for tag in row["tags"] if tag["type"] == kind and _in_scope(tag, kind, taxonomy)]
            found = [tag for tag in tags if tag.type == kind]
            score, differences = _compare(row, kind, gold, found)
            scores.setdefault(kind, Score()).add(score)
            misses.extend(differences)
    return scores, misses


def _annotated(
    rows: list[Mapping[str, Any]], taxonomy: Taxonomy
) -> Iterator[tuple[Mapping[str, Any], tuple[Tag, ...]]]:
    """The rows with their tags; passages of one source are read as one document."""
    for source in dict.fromkeys(row["source"] for row in rows):
        mine = [row for row in rows if row["source"] == source]
        yield from zip(mine, annotate_document([_input(row) for row in mine], None, taxonomy), strict=True)


def _input(row: Mapping[str, Any]) -> AnnotationInput:
    date = PublicationDate(row.get("publication_date"), None)
    facts = DocumentFacts(publication_date=date, reporting_years=tuple(row.get("reporting_years") or ()))
    return AnnotationInput(row["text"], facts=facts)


def _in_scope(tag: Mapping[str, Any], kind: str, taxonomy: Taxonomy) -> bool:
    if kind in {"organisation", "kpi"}:
        return taxonomy.entry(kind, tag["value"]) is not None
    return True


def _compare(
    row: Mapping[str, Any], kind: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Tag]
) -> tuple[Score, list[Miss]]:
    if kind == "regeling":
        return _per_passage(row, gold, found)
    left = list(found)
    misses: list[Miss] = []
    right = 0
    for tag in gold:
        hit = next((item for item in left if _same(kind, tag, item)), None)
        if hit is None:
            misses.append(Miss("mis", kind, row["id"], tag["text"], tag["value"]))
        else:
            left.remove(hit)
            right += 1
    misses.extend(Miss("te veel", kind, row["id"], tag.text, tag.value) for tag in left)
    return Score(right, len(left), len(gold) - right), misses


def _per_passage(
    row: Mapping[str, Any], gold: Sequence[Mapping[str, Any]], found: Sequence[Tag]
) -> tuple[Score, list[Miss]]:
    wanted = {tag["value"] for tag in gold}
    given = {tag.value for tag in found}
    misses = [Miss("mis", "regeling", row["id"], value, value) for value in sorted(wanted - given)]
    misses += [Miss("te veel", "regeling", row["id"], value, value) for value in sorted(given - wanted)]
    return Score(len(wanted & given), len(given - wanted), len(wanted - given)), misses


def _same(kind: str, gold: Mapping[str, Any], tag: Tag) -> bool:
    if tag.start >= gold["end"] or gold["start"] >= tag.end:
        return False
    if kind == "person":
        return surname(tag.text) == surname(gold["text"])
    if kind == "law":
        article = gold.get("article")
        return bool(tag.value == gold["value"] and (not article or tag.label.endswith(f"artikel {article}")))
    return bool(tag.value == gold["value"])


# ------------------------------------------------------------------------------ references


def gold_key(item: Mapping[str, Any]) -> tuple[str, str] | None:
    """Group and normal form of a gold reference in the form of tests/gold; None for what is not scored."""
    kind = item["ref_type"]
    if kind == "kamerstuk":
        return "genummerd", "-".join(p for p in ("kst", item["dossier"], ",".join(item.get("nrs") or [])) if p)
    if kind in {"handelingen", "aanhangsel"}:
        session = _session(item["session"])
        chamber = {"I": "ek", "EK": "ek"}.get(item.get("chamber") or "", "tk")
        code = "h" if kind == "handelingen" else "ah"
        number = item.get("nr") or ",".join(item.get("nrs") or [])
        return "genummerd", "-".join(p for p in (code, chamber, session, number, item.get("item")) if p)
    if kind == "motie":
        return "genoemd", "motie:" + ",".join(surname(name) for name in item["members"])
    if kind in {"debat", "brief"}:
        return "genoemd", f"{kind}:{item['date']}"
    return ("wet", str(item["law"])) if kind == "wet" and not item.get("implicit") else None


def _session(text: str) -> str:
    first, last = text.replace("-", "/").split("/")
    return first + (last if len(last) == len(first) else first[:2] + last)


def found_key(reference: Reference) -> tuple[str, str] | None:
    """Group and normal form of a reference that was found; None for what gold does not score."""
    if reference.type in NUMBERED:
        return "genummerd", normal_form(reference)
    if reference.type in NAMED:
        return "genoemd", normal_form(reference)
    return ("wet", str(reference.law)) if reference.type == "wet" else None


def score_references(
    gold: Mapping[str, Any], found: Mapping[str, Sequence[Reference]], scope: Iterable[tuple[str, int, int]]
) -> tuple[dict[str, Score], list[Miss]]:
    """References against gold by exact normal form and place; `found` holds those of each file, with lines.

    Only the lines in `scope` (file, first and last line) count. A place agrees when the lines overlap or
    miss each other by one: a reference that runs over a line end has one line here and two in gold.
    """
    scores = {name: Score() for name in ("genummerd", "genoemd", "wet")}
    misses: list[Miss] = []
    for source, begin, end in scope:
        left = [
            (key, reference)
            for reference in found.get(source, ())
            if (key := found_key(reference)) and reference.line is not None and begin <= reference.line <= end
        ]
        for item in gold["items"]:
            wanted = gold_key(item) if item["file"] == source else None
            if wanted is None:
                continue
            first, last = item["lines"]
            hit = next(
                (pair for pair in left if pair[0] == wanted and first - 1 <= (pair[1].line or 0) <= last + 1),
                None,
            )
            if hit is None:
                scores[wanted[0]].missed += 1
                misses.append(Miss("mis", wanted[0], f"{source}:{first}", item["quote"], wanted[1]))
            else:
                left.remove(hit)
                scores[wanted[0]].right += 1
        for key, reference in left:
            scores[key[0]].wrong += 1
            misses.append(Miss("te veel", key[0], f"{source}:{reference.line}", reference.text, key[1]))
    return scores, misses


def score_paper(gold: Sequence[Mapping[str, Any]], found: Sequence[Reference]) -> tuple[Score, list[Miss]]:
    """The references of one made paper: type, dossier, numbers, session, item, date and article must agree."""
    left = [item for item in found if item.type in {entry["type"] for entry in gold} | NUMBERED]
    misses: list[Miss] = []
    right = 0
    for entry in gold:
        hit = next((item for item in left if _agrees(entry, item)), None)
        if hit is None:
            misses.append(Miss("mis", entry["type"], entry["id"], entry["text"], ""))
        else:
            left.remove(hit)
            right += 1
    misses.extend(Miss("te veel", item.type, "", item.text, normal_form(item)) for item in left)
    return Score(right, len(left), len(gold) - right), misses


def _agrees(entry: Mapping[str, Any], item: Reference) -> bool:
    same = (
        entry["type"] == item.type
        and entry.get("dossier") == item.dossier
        and tuple(entry.get("numbers") or ()) == item.numbers
        and entry.get("session") == item.session
        and entry.get("item") == item.item
    )
    if entry["type"] == "wet":
        return bool(entry["law"] == item.law and entry.get("article") == item.article)
    if entry["type"] in {"brief", "debat"}:
        return same and entry.get("date") == item.date
    return same


SCOPE = (("003_32a971733b316f3b.txt", 1, 10**6), ("002_71a52c1bb9fedcc0.txt", 1, 300))
"""The lines that the given references.json covers: the whole of one file, the first part of another."""


def seed_of(name: str, gold: Path, seeds: Path) -> Path:
    """The seed that gold names by an old file name (files.tsv: name and sha256). Raises LookupError."""
    rows = (row.split("\t") for row in (gold / "files.tsv").read_text(encoding="utf-8").splitlines())
    wanted = next((cells[1] for cells in rows if cells[0] == name), None)
    for path in sorted(seeds.iterdir()):
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wanted:
            return path
    raise LookupError(f"geen seed met de inhoud van {name}")


def seed_references(
    references_of: ReferencesOf, gold: Path, seeds: Path
) -> tuple[dict[str, Score], list[Miss]]:
    """References of the seeds against references.json; `references_of` reads a file and gives what it cites."""
    items = json.loads((gold / "references.json").read_text(encoding="utf-8"))
    found = {name: references_of(seed_of(name, gold, seeds)) for name, _, _ in SCOPE}
    return score_references(items, found, SCOPE)


def references_report(
    references_of: ReferencesOf,
    gold: Path,
    seeds: Path,
    papers: Path | None = None,
    *,
    differences: bool = False,
) -> Iterator[str]:
    """Lines of a table: references of the seeds, and of made papers with a JSON of gold beside each."""
    scores, misses = seed_references(references_of, gold, seeds)
    yield from score_lines("Verwijzingen (seeds)", scores)
    for gold_file in sorted(papers.glob("*.json")) if papers else ():
        entries = json.loads(gold_file.read_text(encoding="utf-8"))["references"]
        score, more = score_paper(entries, references_of(gold_file.with_suffix(".pdf")))
        yield from score_lines(f"Verwijzingen ({gold_file.stem})", {"alle": score})
        misses += more
    if differences:
        yield from miss_lines(misses)


def score_lines(title: str, scores: Mapping[str, Score]) -> Iterator[str]:
    """A table of scores, line by line."""
    yield f"{title}\n{'soort':<16}{'precisie':>10}{'recall':>10}{'F1':>8}{'aantal':>8}"
    for name, score in scores.items():
        total = score.right + score.missed
        yield f"{name:<16}{score.precision:>10.3f}{score.recall:>10.3f}{score.f1:>8.3f}{total:>8}"


def miss_lines(misses: Iterable[Miss]) -> Iterator[str]:
    """The differences with gold, one per line."""
    for miss in misses:
        yield f"  {miss.kind:8}{miss.type:14}{miss.place:42}{miss.text!r} {miss.value}"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def words_per_second(texts: Sequence[str], taxonomy: Taxonomy) -> float:
    """How fast all annotators together read, on one core, after tokenising."""
    inputs = [AnnotationInput(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    list(annotate_document(inputs[:20], None, taxonomy))
    begun = time.process_time()
    list(annotate_document(inputs, None, taxonomy))
    return words / (time.process_time() - begun)


def pipeline_words_per_second(texts: Sequence[str], pipeline: Reading) -> float:
    """How fast a language pipeline reads, on one core: what our annotators are held against."""
    words = sum(len(text.split()) for text in texts)
    list(pipeline.pipe(texts[:5]))
    begun = time.process_time()
    for _ in pipeline.pipe(texts):
        pass
    return words / (time.process_time() - begun)


def tags_report(gold: Path, *, differences: bool = False) -> Iterator[str]:
    """Lines of a table: tags of the gold passages, and how fast they were found."""
    taxonomy = load()
    rows = list(read_rows(gold / "tags.jsonl"))
    scores, misses = score_tags(rows, taxonomy)
    yield from score_lines(f"Labels ({len(rows)} passages)", scores)
    if differences:
        yield from miss_lines(misses)
    texts = [row["text"] for row in rows]
    yield f"woorden per seconde, alle annotatoren: {words_per_second(texts * 10, taxonomy):,.0f}"
    pipeline = load_pipeline()
    if pipeline.trained:
        yield f"woorden per seconde, {pipeline.name}: {pipeline_words_per_second(texts, pipeline):,.0f}"
    yield f"woorden per seconde, nl_core_news_sm (gepubliceerd): {PUBLISHED:,}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of tags; with --verschillen each difference from gold too."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    gold = Path(__file__).parents[2] / "tests" / "gold"
    for line in tags_report(gold, differences="--verschillen" in asked):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
