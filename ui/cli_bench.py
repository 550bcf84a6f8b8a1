"""`kennisbank bench`: how fast everything is, beside other ways to do the same, as ratios within one run."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kb.reports import KennisbankError
from ui.cli_base import DONE, app
from ui.cli_dutch import DutchCommand
from ui.server import ROOT

SEEDS = ROOT / "seeds"
SIZES = (2_000, 20_000)
"""Passages of the collections that are measured by default: minutes, and enough to see the growth."""


@app.command(cls=DutchCommand)
def bench(
    passages: Annotated[
        list[int] | None,
        typer.Option(
            min=100,
            help="Zoveel passages; vaker mag, van klein naar groot. Anders 2000 en 20000.",
            metavar="GETAL",
            show_default=False,
        ),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Hoe vaak elke vraag gesteld wordt.", metavar="GETAL")] = 3,
) -> int:
    """Meet de snelheid, naast andere manieren om hetzelfde te doen.

    Over een gemaakte verzameling die op de documenten in seeds/ lijkt. Wat telt, zijn de verhoudingen.
    """
    if not SEEDS.is_dir():
        raise KennisbankError(
            f"Hier staan geen documenten om naar te maken ({SEEDS}). De snelheid wordt gemeten in een kopie "
            "van de broncode.",
            "geen-seeds",
        )
    from index.benchmark import benchmark  # noqa: PLC0415 - only this command measures
    from kennisbank import Kennisbank  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        kennisbank.ingest([SEEDS])
        for line in benchmark(list(kennisbank.entries()), passages or SIZES, rounds):
            typer.echo(line)
    return DONE
