"""Commands that bring documents in and take them out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.cli_base import DONE, IN_PART, AsJson, DocumentId, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_output import give, ingest_lines, progress_bar


@app.command(cls=DutchCommand)
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Bestanden of mappen.", metavar="PAD…")],
    *,
    manifest: Annotated[
        Path | None,
        typer.Option(help="Manifest (TOML) met wat zeker is over de bestanden.", metavar="BESTAND"),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Zoveel processen tegelijk.", metavar="GETAL")] = 1,
    as_json: AsJson = False,
) -> int:
    """Leest bestanden of mappen in.

    Wat er al is, kost geen werk. Een bestand dat niet te lezen is, wordt genoemd en houdt de andere niet op.
    """
    with opened(context) as kennisbank, progress_bar("Inlezen") as show:
        report = kennisbank.ingest(paths, manifest=manifest, workers=workers, on_progress=show)
    if as_json:
        give(report)
    else:
        for line in ingest_lines(report):
            typer.echo(line)
    return IN_PART if report.refused else DONE


@app.command(cls=DutchCommand)
def remove(
    context: typer.Context,
    document_id: DocumentId,
    *,
    purge: Annotated[bool, typer.Option("--purge", help="Voorgoed, zonder prullenbak.")] = False,
) -> int:
    """Haalt een document weg.

    Het gaat ook uit de index en blijft 30 dagen in de prullenbak.
    """
    with opened(context) as kennisbank:
        kennisbank.remove(document_id, purge=purge)
    typer.echo(f"{document_id} is {'voorgoed verwijderd' if purge else 'naar de prullenbak (30 dagen)'}.")
    return DONE


@app.command("restore-document", cls=DutchCommand)
def restore_document(context: typer.Context, document_id: DocumentId) -> int:
    """Zet een document uit de prullenbak terug."""
    with opened(context) as kennisbank:
        kennisbank.restore_document(document_id)
    typer.echo(f"{document_id} staat weer in de kennisbank.")
    return DONE
