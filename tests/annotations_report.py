"""Prints the figures of tags and references on whole documents: python tests/annotations_report.py [MAP].

MAP may hold made papers (PDF) with a JSON of gold beside each; without it only the seeds are read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ingest import read
from kb.annotate import evaluate
from kb.identify import identify
from kb.records import Reference
from kb.registers.references import collect
from kb.taxonomy import load

SHA_LENGTH = 64
ROOT = Path(__file__).parents[1]


def references_of(path: Path) -> list[Reference]:
    """The references of one file, read as ingest reads it."""
    document = read(path.read_bytes(), path.name)
    return collect(document, identify(document, path.name), path.stem, path.name, load())


SCOPE = (("003_32a971733b316f3b.txt", 1, 10**6), ("002_71a52c1bb9fedcc0.txt", 1, 300))
"""The lines that tests/gold/references.json covers: the whole of one file, the first part of another."""


def seed_of(name: str) -> Path:
    """The seed that gold names by its old file name (tests/gold/files.tsv)."""
    rows = (ROOT / "tests" / "gold" / "files.tsv").read_text(encoding="utf-8").splitlines()
    shas = {row.split("\t")[0]: row.split("\t") for row in rows}
    wanted = next(cell for cell in shas[name] if len(cell) == SHA_LENGTH)
    return next(
        path
        for path in (ROOT / "seeds").glob("*.txt")
        if hashlib.sha256(path.read_bytes()).hexdigest() == wanted
    )


def seed_scores() -> tuple[dict[str, evaluate.Score], list[evaluate.Miss]]:
    """References of the seeds against tests/gold/references.json."""
    gold = json.loads((ROOT / "tests" / "gold" / "references.json").read_text(encoding="utf-8"))
    found = {name: references_of(seed_of(name)) for name, _, _ in SCOPE}
    return evaluate.score_references(gold, found, SCOPE)


def main(arguments: list[str]) -> int:
    """Print everything; with --verschillen each difference from gold too."""
    show = "--verschillen" in arguments
    evaluate.main(arguments)
    scores, misses = seed_scores()
    evaluate.print_scores("\nVerwijzingen (seeds)", scores, evaluate.say)
    for folder in (Path(item) for item in arguments if not item.startswith("-")):
        for gold_file in sorted(folder.glob("*.json")):
            gold = json.loads(gold_file.read_text(encoding="utf-8"))["references"]
            score, more = evaluate.score_paper(gold, references_of(gold_file.with_suffix(".pdf")))
            evaluate.print_scores(f"\nVerwijzingen ({gold_file.stem})", {"alle": score}, evaluate.say)
            misses += more
    if show:
        for miss in misses:
            sys.stdout.write(f"  {miss.kind:8}{miss.type:12}{miss.place:45}{miss.text!r} {miss.value}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
