"""`kennisbank bench`: how fast everything is, beside other ways to do the same, as ratios within one run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.reports import KennisbankError
from ui.cli_base import DONE, app
from ui.cli_dutch import DutchCommand
from ui.server import ROOT

if TYPE_CHECKING:
    from kb.records import Passage
    from kennisbank import Kennisbank

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
    without: Annotated[
        list[str] | None,
        typer.Option(
            help="Laat machines met dit woord in hun naam weg (Whoosh, whoosh, tantivy, FTS5); vaker mag.",
            metavar="WOORD",
            show_default=False,
        ),
    ] = None,
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
    from index.benchmark import Bench, questions  # noqa: PLC0415 - only this command measures
    from kennisbank import Kennisbank  # noqa: PLC0415
    from ui.bench_start import opened  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, closing(Kennisbank(Path(folder))) as kennisbank:
        typer.echo("== inlezen")
        for line in _ingesting(kennisbank):
            typer.echo(line)
        typer.echo("\n== zoeken")
        entries = list(kennisbank.entries())
        typer.echo(opened(kennisbank.home, questions(entries)).shown(f"seeds/, {len(entries)} passages"))
        measured = Bench(sizes=passages or SIZES, rounds=rounds, without=without or (), opened=opened)
        for line in measured.run(entries):
            typer.echo(line)
    return DONE


def _ingesting(kennisbank: Kennisbank) -> Iterator[str]:
    """Words a second of a whole ingest of the seeds, of its stages, and of what it rests on by itself."""
    from ingest.benchmark import Part, parts  # noqa: PLC0415

    report = kennisbank.ingest([SEEDS])
    passages = list(kennisbank.passages())
    words = sum(len(passage.text.split()) for passage in passages)
    stages = [Part(f"waarvan {name}", words, seconds) for name, seconds in report.stages.items()]
    whole = Part("inlezen als geheel (nieuw proces)", words, report.took_s)
    again = Part("labels opnieuw zoeken (warm)", words, _seconds_to_annotate(kennisbank))
    read = list(parts(sorted(SEEDS.glob("*.txt"))))
    tokens = Part("woorden en zinnen door spaCy alleen", words, _seconds_of_spacy(passages))
    for part in (whole, *stages, again, *read, tokens):
        rate = f"{part.words / part.seconds:9.0f}" if part.seconds else f"{'-':>9}"
        yield f"{part.name:36} {part.seconds:7.2f} s {rate} woorden/s"
    ratio = whole.seconds / (read[0].seconds + tokens.seconds)
    yield f"inlezen als geheel : lezen en spaCy alleen = {ratio:.1f}"


def _seconds_to_annotate(kennisbank: Kennisbank) -> float:
    started = time.perf_counter()
    kennisbank.annotate(every=True)
    return time.perf_counter() - started


def _seconds_of_spacy(passages: list[Passage]) -> float:
    from kb.language import pipeline  # noqa: PLC0415

    loaded = pipeline.load()
    for _ in loaded.pipe(["Een zin om warm te lopen."]):
        pass
    started = time.perf_counter()
    for _ in loaded.pipe(passage.text for passage in passages):
        pass
    return time.perf_counter() - started
