"""Scores identification against gold: right, wrong or open (null) per field, for seeds and made papers.

Gold lies in three places, each skipped when it is not there: `documents.json` and `identity.json` (hand-read
seeds, told by their bytes), and a JSON with a "document" beside each made or real paper. A title or name counts
as right when the words of one contain those of the other; a date when it is as precise as gold, or vaguer and
true.
Layers keep this room from the readers, so the reader is given; without one only text files are read.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kb.identify.core import identify
from kb.identify.cross import TextOf, dates_from_others
from kb.identify.ministries import ministry_by_name
from kb.identify.plain import plain_document
from kb.records import Identity, ReadDocument
from kb.taxonomy import kebab, letters, load

Reader = Callable[[bytes, str], ReadDocument]
Verdict = Literal["goed", "fout", "leeg"]
FIELDS = ("kind", "organisation", "ministry", "title", "reporting_year", "publication_date", "signatory")
_KIND_NAMES = {"type": "kind"}
_SEED_GOLD = ("documents.json", "identity.json")
"""Hand-read seeds; what the later one says of a document goes before what the earlier one says."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one document: what gold says, what was found, and the verdict."""

    source: str
    field: str
    gold: str
    found: str | None
    verdict: Verdict


def read_plain(data: bytes, name: str) -> ReadDocument:
    """The stand-in reader: text files only. Raises ValueError for others."""
    if not name.endswith(".txt"):
        raise ValueError(f"{name}: alleen tekst zonder lezer")
    return plain_document(data.decode("utf-8"))


def evaluate(
    seeds: Path,
    gold: Path,
    papers: Path,
    reader: Reader = read_plain,
    unreadable: tuple[type[Exception], ...] = (ValueError,),
) -> list[Judged]:
    """Judges every field that gold tells, for the seeds and the papers that are there.

    `unreadable` are the errors by which `reader` refuses a file: such a paper is passed over.
    """
    return [*_judge_seeds(seeds, gold, reader), *_judge_papers(papers, reader, unreadable)]


def report(judged: Iterable[Judged]) -> str:
    """The scores as lines of text, with what is wrong or open below them; "" when nothing was judged."""
    items = list(judged)
    counts = Counter((item.field, item.verdict) for item in items)
    lines = [f"{'veld':18}{'goed':>6}{'fout':>6}{'leeg':>6}"] if items else []
    for name in FIELDS:
        right, wrong, open_ = (counts[name, verdict] for verdict in ("goed", "fout", "leeg"))
        if right or wrong or open_:
            lines.append(f"{name:18}{right:6}{wrong:6}{open_:6}")
    lines += [
        f"  {item.verdict}: {item.source} {item.field}: {item.found!r}, gold {item.gold!r}"
        for item in items
        if item.verdict != "goed"
    ]
    return "\n".join(lines)


def _judge_seeds(seeds: Path, gold: Path, reader: Reader) -> Iterator[Judged]:
    """The seeds that gold knows, together, so that one can tell another's date."""
    truth = _gold_by_hash(gold)
    paths = sorted(seeds.glob("*.txt")) if seeds.is_dir() and truth else []
    read = [reader(path.read_bytes(), path.name) for path in paths]
    identities = [identify(document, path.name) for document, path in zip(read, paths, strict=True)]
    texts = [TextOf(identity, _texts(document)) for identity, document in zip(identities, read, strict=True)]
    dates = {item.index: item.publication_date for item in dates_from_others(texts)}
    for index, (path, identity) in enumerate(zip(paths, identities, strict=True)):
        wanted = truth.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if wanted is not None:
            yield from judge(path.name, wanted, identity, dates.get(index, identity.publication_date).value)


def _texts(document: ReadDocument) -> list[str]:
    passages = [passage.text for passage in document.passages]
    return passages or [" ".join(block.split()) for block in document.text.split("\n\n")]


def _gold_by_hash(gold: Path) -> dict[str, dict[str, Any]]:
    """Gold of the hand-read seeds by the sha256 of the file: their names in gold are not ours.

    `files.tsv` beside the gold tells the hash of each name; where it is not there, the files themselves do.
    """
    items: dict[str, dict[str, Any]] = {}
    for name in _SEED_GOLD:
        if (gold / name).is_file():
            for item in json.loads((gold / name).read_text(encoding="utf-8")):
                told = {_KIND_NAMES.get(key, key): value for key, value in item.items()}
                items[item["file"]] = {**items.get(item["file"], {}), **told}
    hashes: dict[str, str] = {}
    if (gold / "files.tsv").is_file():
        rows = (gold / "files.tsv").read_text(encoding="utf-8").split("\n")
        hashes = dict(row.split("\t") for row in rows if row)
    for name in items:
        source = gold.parent / "seeds" / name
        if name not in hashes and source.is_file():
            hashes[name] = hashlib.sha256(source.read_bytes()).hexdigest()
    return {hashes[name]: item for name, item in items.items() if name in hashes}


def _judge_papers(papers: Path, reader: Reader, unreadable: tuple[type[Exception], ...]) -> Iterator[Judged]:
    for path in sorted(papers.rglob("*.json")) if papers.is_dir() else []:
        data = json.loads(path.read_text(encoding="utf-8"))
        wanted = data.get("document") if isinstance(data, dict) else None
        source = path.parent / str(data.get("file", path.stem + ".pdf")) if wanted else path
        if wanted is None or not source.is_file():
            continue
        try:
            read = reader(source.read_bytes(), source.name)
        except unreadable:
            continue
        identity = identify(read, source.name)
        yield from judge(source.name, wanted, identity, identity.publication_date.value)


def judge(source: str, wanted: dict[str, Any], identity: Identity, date: str | None) -> Iterator[Judged]:
    """The verdicts on one document; a field that gold leaves out is not judged."""
    found: dict[str, str | None] = {
        "kind": identity.kind, "organisation": identity.organisation, "ministry": identity.ministry,
        "title": identity.title, "signatory": identity.signatory, "publication_date": date,
        "reporting_year": str(identity.reporting_years[-1]) if identity.reporting_years else None,
    }  # fmt: skip
    for name in FIELDS:
        told = wanted.get(name)
        if isinstance(told, dict):
            told = told.get("value")
        if name == "publication_date" and told is None and "date_between" in wanted:
            low, high = wanted["date_between"]
            verdict = _bounded(date, identity.publication_date.not_before, low, high)
            shown = date or f"na {identity.publication_date.not_before}"
            yield Judged(source, name, f"tussen {low} en {high or 'later'}", shown, verdict)
            continue
        if told is None or (name == "ministry" and wanted.get("ministry_note") and found[name] is None):
            continue
        yield Judged(source, name, str(told), found[name], _verdict(name, str(told), found[name]))


def _verdict(name: str, gold: str, found: str | None) -> Verdict:
    if found is None:
        return "leeg"
    if name == "publication_date":
        first = gold.split("/", maxsplit=1)[0]
        return "goed" if first.startswith(found) or found.startswith(first) else "fout"
    if name == "kind":
        return "goed" if kebab(gold) == found else "fout"
    if name == "organisation":
        return "goed" if _same_organisation(gold, found) else "fout"
    one, other = ({letters(word) for word in text.split()} - {""} for text in (gold, found))
    return "goed" if one <= other or other <= one else "fout"


def _bounded(value: str | None, not_before: str | None, low: str, high: str | None) -> Verdict:
    """The verdict on a date that the document does not tell: it lies between the bounds, or is left open."""
    end = high or "9999"
    if value is not None:
        width = len(value)
        return "goed" if low[:width] <= value <= end[:width] else "fout"
    return "fout" if not_before is not None and not_before > end else "goed"


def _same_organisation(gold: str, found: str) -> bool:
    """True when both names are the same by letters, by taxonomy, or as a ministry."""
    gold_name = gold.split("(", maxsplit=1)[0].strip()
    if letters(gold_name) == letters(found):
        return True
    taxonomy = load()
    entries = [taxonomy.find("organisation", name) for name in (gold_name, found)]
    if entries[0] is not None and entries[0] == entries[1]:
        return True
    ministries = [ministry_by_name(name) for name in (gold_name, found)]
    return ministries[0] is not None and ministries[0] == ministries[1]
