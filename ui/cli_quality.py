"""`kennisbank eval`: the quality figures of every room against gold, beside plain baselines."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb import quality
from kb.records import Document, Footnote, Reference
from kb.reports import KennisbankError
from ui.cli_base import DONE, app, home_of
from ui.cli_dutch import DutchCommand
from ui.cli_output import say
from ui.server import ROOT

if TYPE_CHECKING:
    from index.gold_quotes import Asked

GOLD, SEEDS = ROOT / "tests" / "gold", ROOT / "seeds"
PAPERS = ROOT.parent / "shared" / "papers"
"""Real papers to read with, where they lie beside the checkout; left out where they do not."""


@app.command("eval", cls=DutchCommand)
def evaluate(
    context: typer.Context,
    room: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DEEL…",
            help="lezen, opmaak, kolommen, tabellen, lang (500 bladzijden), taal, herkennen, labels, "
            "zoeken, kpis of toezeggingen; anders alles.",
        ),
    ] = None,
) -> int:
    """Drukt de kwaliteitscijfers tegen gold af, naast eenvoudige vergelijkingen."""
    if not GOLD.is_dir():
        raise KennisbankError(
            f"Hier staat geen gold ({GOLD}). De cijfers worden gemeten in een kopie van de broncode.",
            "geen-gold",
        )
    chosen = room or list(ROOMS)
    unknown = [name for name in chosen if name not in ROOMS]
    if unknown:
        raise typer.BadParameter(f"Onbekend deel {unknown[0]}. Kies uit: {', '.join(ROOMS)}.")
    for name in chosen:
        typer.echo(f"\n== {name}")
        lines = []
        for line in ROOMS[name]():
            typer.echo(line)
            lines.append(line)
        sys.stdout.flush()
        _keep(home_of(context), name, "\n".join(lines))
    return DONE


def _keep(home: Path, part: str, text: str) -> None:
    """Keep the figures in a home that is there, for Beheer in the app; measuring makes no home."""
    from kennisbank import __version__  # noqa: PLC0415 - help and wrong use need none of it

    if (home / "kennisbank.sqlite").is_file():
        try:
            quality.keep(home, part, text, __version__)
        except OSError as error:
            say(f"De cijfers konden niet bewaard worden ({error.strerror}).")


def _reading() -> Iterator[str]:
    from ingest import evaluate as reading  # noqa: PLC0415 - only this command measures

    yield reading.report(reading.evaluate(GOLD, SEEDS))


def _layout() -> Iterator[str]:
    from ingest import evaluate_layout as layout  # noqa: PLC0415
    from ingest.evaluate import report  # noqa: PLC0415

    if not PAPERS.is_dir():
        yield f"geen stukken om mee te meten ({PAPERS})"
        return
    yield report(layout.evaluate(PAPERS))


def _columns() -> Iterator[str]:
    from ingest import evaluate_pages as pages  # noqa: PLC0415 - makes PDFs, which only measuring does
    from ingest.evaluate import report  # noqa: PLC0415

    yield report(pages.columns())


def _tables() -> Iterator[str]:
    from ingest import evaluate_tables as tables  # noqa: PLC0415 - makes PDFs, which only measuring does
    from ingest.evaluate import report  # noqa: PLC0415

    for way in tables.WAYS:
        yield report(tables.evaluate(ways=[way]))


def _long_documents() -> Iterator[str]:
    from ingest import evaluate_pages as pages  # noqa: PLC0415 - makes PDFs, which only measuring does
    from ingest.evaluate import report  # noqa: PLC0415

    yield report(pages.long_document())


def _language() -> Iterator[str]:
    from kb.language import evaluate as language  # noqa: PLC0415

    yield from language.report(GOLD, SEEDS, [GOLD / "pairs.tsv"])


def _identifying() -> Iterator[str]:
    import ingest  # noqa: PLC0415
    from ingest.raw import ReadError  # noqa: PLC0415
    from kb.identify import evaluate as identifying  # noqa: PLC0415

    yield identifying.report(identifying.evaluate(SEEDS, GOLD, PAPERS, ingest.read, (ReadError,)))


def _tags() -> Iterator[str]:
    import ingest  # noqa: PLC0415
    from kb import taxonomy  # noqa: PLC0415
    from kb.annotate import evaluate as tags  # noqa: PLC0415
    from kb.identify import identify  # noqa: PLC0415
    from kb.registers.references import collect  # noqa: PLC0415

    ours = taxonomy.load()

    def references_of(path: Path) -> list[Reference]:
        document = ingest.read(path.read_bytes(), path.name)
        return collect(document, identify(document, path.name), path.stem, path.name, ours)

    yield from tags.tags_report(GOLD)
    made = PAPERS / "made"
    yield from tags.references_report(references_of, GOLD, SEEDS, made if made.is_dir() else None)


def _searching() -> Iterator[str]:
    from index import evaluate as searching  # noqa: PLC0415
    from index import gold_quotes  # noqa: PLC0415
    from kennisbank import Kennisbank  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        kennisbank.ingest([SEEDS])

        def lines(document: Document, note: Footnote) -> Iterator[int]:
            text = kennisbank.source_text(document.document_id)
            for start, end in note.spans:
                yield from range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)

        measured = searching.evaluate(list(kennisbank.entries()), GOLD, lines)
        yield measured.table()
        yield measured.per_query()
        yield "\nDoor ons verzonnen Kamervragen als zoekvraag; elk antwoord een tekstbestand"
        yield searching.evaluate_asked(_made_questions()).brief()
        if not PAPERS.is_dir():
            yield f"geen stukken om mee te meten ({PAPERS})"
            return
        kennisbank.ingest([PAPERS])
        entries = list(kennisbank.entries())
    yield "\nEigen zoekvragen over de seeds en de stukken, beoordeeld vóór de regels"
    yield searching.evaluate_asked(gold_quotes.quoted(GOLD / "queries_own.jsonl", entries)).brief()
    yield "\nKamervragen als zoekvraag, tegen hun antwoorden"
    yield searching.evaluate_asked(gold_quotes.of_parliament(entries)).brief()


def _made_questions() -> Asked:
    from index import gold_quotes  # noqa: PLC0415
    from kennisbank import Kennisbank  # noqa: PLC0415

    path = GOLD / "kamervragen_made.jsonl"
    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        files = Path(folder, "antwoorden")
        files.mkdir()
        for number, text in enumerate(gold_quotes.answers(path)):
            Path(files, f"{number}.txt").write_text(text, encoding="utf-8")
        kennisbank.ingest([files])
        entries = list(kennisbank.entries())
    return gold_quotes.made_questions(path, entries, lambda entry: int(Path(entry.passage.source).stem))


def _kpis() -> Iterator[str]:
    from kb.registers.kpis import evaluate as kpis  # noqa: PLC0415
    from kb.registers.kpis.scoring import Reading  # noqa: PLC0415
    from kennisbank import Kennisbank  # noqa: PLC0415

    made = sorted((PAPERS / "made").glob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        kennisbank.ingest([SEEDS, *made])
        readings = [
            Reading(item, list(kennisbank.passages(item.document_id)), kennisbank.source_text(item.document_id))
            for item in kennisbank.documents()
        ]
    yield from kpis.lines(GOLD, PAPERS / "made", readings)


def _toezeggingen() -> Iterator[str]:
    from kb.registers.toezeggingen import evaluate as toezeggingen  # noqa: PLC0415
    from kennisbank import Kennisbank  # noqa: PLC0415

    made = sorted((PAPERS / "made").glob("*.pdf"))
    given = dict(line.split("\t") for line in (GOLD / "files.tsv").read_text(encoding="utf-8").splitlines())
    names = {sha256: name for name, sha256 in given.items()} | {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in made
    }
    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        kennisbank.ingest([SEEDS, *made])
        readings = {
            names[item.sha256]: toezeggingen.Reading(
                item, list(kennisbank.passages(item.document_id)), kennisbank.source_text(item.document_id)
            )
            for item in kennisbank.documents()
            if item.sha256 in names
        }
    yield from toezeggingen.lines(GOLD, readings, PAPERS if made else None)


def _knelpunten() -> Iterator[str]:
    from kb.registers.knelpunten import evaluate as knelpunten  # noqa: PLC0415
    from kennisbank import Kennisbank  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        kennisbank.ingest([SEEDS])
        readings = [
            (item, list(kennisbank.passages(item.document_id)), kennisbank.source_text(item.document_id))
            for item in kennisbank.documents()
        ]
    yield from knelpunten.lines(GOLD, readings)


ROOMS = {
    "lezen": _reading,
    "opmaak": _layout,
    "kolommen": _columns,
    "tabellen": _tables,
    "lang": _long_documents,
    "taal": _language,
    "herkennen": _identifying,
    "labels": _tags,
    "zoeken": _searching,
    "kpis": _kpis,
    "toezeggingen": _toezeggingen,
    "knelpunten": _knelpunten,
}
"""What can be measured, in the order of the data: reading (seeds, papers, made documents), language,
identifying, tags, searching."""
