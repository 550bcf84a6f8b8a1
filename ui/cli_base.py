"""What the commands share: exit statuses, the home folder, the options that several commands have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_dutch import DutchGroup

if TYPE_CHECKING:
    from kennisbank import Kennisbank

DONE, IN_PART, WRONG_USE, NOT_POSSIBLE = 0, 1, 2, 3
"""Exit statuses (contract): done, done in part, wrong use, not possible."""

ENV_HOME = "KENNISBANK_HOME"
DEFAULT_HOME = ".kennisbank"

AsJson = Annotated[bool, typer.Option("--json", help="Eén JSON-object op standaarduitvoer.")]
AsLines = Annotated[bool, typer.Option("--jsonl", help="Eén JSON-record per regel.")]
Limit = Annotated[
    int | None, typer.Option("--limit", min=0, help="Hoogstens zoveel; anders alles.", metavar="GETAL")
]
Offset = Annotated[int, typer.Option("--offset", min=0, help="Sla de eerste zoveel over.", metavar="GETAL")]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT_ID", help="Het document.")]
PassageId = Annotated[str, typer.Argument(metavar="PASSAGE_ID", help="De passage.")]


def new_app(text: str) -> typer.Typer:
    """A group of commands with Dutch help."""
    return typer.Typer(
        cls=DutchGroup,
        help=text,
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )


app = new_app("Kennisbank: zoeken in documenten van de Nederlandse overheid over de uitvoering.")


@app.callback()
def root(
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            help=f"Map van de kennisbank; anders {ENV_HOME}, anders {DEFAULT_HOME} in deze map.",
            metavar="MAP",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Kennisbank: zoeken in documenten van de Nederlandse overheid over de uitvoering."""


def home_of(context: typer.Context) -> Path:
    """The home folder: ``--home``, else the environment, else a folder here."""
    given = context.find_root().params.get("home")
    return Path(given or os.environ.get(ENV_HOME) or DEFAULT_HOME)


@contextmanager
def opened(context: typer.Context) -> Iterator[Kennisbank]:
    """The kennisbank of ``--home``, closed afterwards."""
    from kennisbank import Kennisbank  # noqa: PLC0415 - help and wrong use need none of it

    with closing(Kennisbank(home_of(context))) as kennisbank:
        yield kennisbank
