"""The command that writes results to a file, for a spreadsheet, a memo or a program."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.reports import KennisbankError
from ui.cli_base import DONE, app, opened
from ui.cli_dutch import DutchCommand
from ui.cli_filters import OPTIONS, read_filters, with_filters
from ui.cli_lists import Sort
from ui.cli_output import say

ALL = 10_000_000
"""More hits than any search has: an export is whole unless --limit says otherwise."""


class Kind(StrEnum):
    """What can be exported."""

    passages = "passages"


class Format(StrEnum):
    """Kinds of files."""

    csv = "csv"
    xlsx = "xlsx"
    jsonl = "jsonl"
    docx = "docx"


@app.command(cls=DutchCommand)
@with_filters
def export(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar="SOORT", help="passages (van een zoekvraag).")],
    query: Annotated[str, typer.Argument(metavar="ZOEKVRAAG", help="Zonder: alles.")] = "",
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="BESTAND", help="Waarheen.")],
    form: Annotated[
        Format, typer.Option("--format", metavar="VORM", help="csv, xlsx, jsonl of docx.")
    ] = Format.csv,
    sort: Annotated[
        Sort, typer.Option(help="relevance (best eerst) of date (nieuwste eerst).", metavar="VOLGORDE")
    ] = Sort.relevance,
    exact: Annotated[bool, typer.Option("--exact", help="Alleen de woorden zelf, geen verwante.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, metavar="GETAL", help="Hoogstens zoveel; anders alles.")
    ] = None,
    given: dict[str, Any],
) -> int:
    """Schrijft de uitkomst van een zoekvraag naar een bestand."""
    from kennisbank import __version__  # noqa: PLC0415 - help and wrong use need none of it
    from ui.export import FORMATS, Origin  # noqa: PLC0415

    del kind  # there is one as yet; the registers are others
    with opened(context) as kennisbank:
        filters = read_filters(kennisbank, given)
        most = ALL if limit is None else limit
        page = kennisbank.search(query, filters, sort=sort.value, exact=exact, limit=most)
        origin = Origin(
            query=query,
            filters=tuple(told(given)),
            sort="nieuwste eerst" if page.sort == "date" else "best passend eerst",
            day=date.today(),  # noqa: DTZ011 - the reader's own day
            total=page.total,
            exported=len(page.hits),
            chosen=False,
            revision=page.revision,
            version=__version__,
            address="opdrachtregel",
            labels=kennisbank.taxonomy.label,
        )
        data = FORMATS[form.value][2](page.hits, origin)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise KennisbankError(
            f"{output} kan niet geschreven worden ({error.strerror}). Kies een andere plaats met -o."
        ) from error
    say(f"{output}: {origin.extent()}")
    return DONE


def told(given: dict[str, Any]) -> list[str]:
    """The filters as they were given, in words."""
    names = {field: what for field, (_, what) in OPTIONS.items()} | {"years": "jaar"}
    found = []
    for field, name in names.items():
        found += [f"{name}: {value}" for value in given[field] or ()]
        found += [f"niet {name}: {value}" for value in given[f"not_{field}"] or ()]
    if given["years"] and given["year_kind"].value != "reporting":
        found.append(f"soort jaar: {given['year_kind'].value}")
    return found
