"""Prints the figures of tags and references: python tests/annotations_report.py [MAP] [--verschillen].

MAP may hold made papers (PDF) with a JSON of gold beside each; without it only the seeds are read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest import read
from kb.annotate import evaluate
from kb.identify import identify
from kb.records import Reference
from kb.registers.references import collect
from kb.taxonomy import load

ROOT = Path(__file__).parents[1]
GOLD, SEEDS = ROOT / "tests" / "gold", ROOT / "seeds"


def references_of(path: Path) -> list[Reference]:
    """The references of one file, read as ingest reads it."""
    document = read(path.read_bytes(), path.name)
    return collect(document, identify(document, path.name), path.stem, path.name, load())


def main(arguments: list[str]) -> int:
    """Print everything; with --verschillen each difference from gold too."""
    show = "--verschillen" in arguments
    papers = next((Path(item) for item in arguments if not item.startswith("-")), None)
    for line in evaluate.tags_report(GOLD, differences=show):
        sys.stdout.write(line + "\n")
    for line in evaluate.references_report(references_of, GOLD, SEEDS, papers, differences=show):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
