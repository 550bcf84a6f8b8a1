"""The command that writes results to a file, for a spreadsheet, a memo or a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.records import RecordType
from kb.reports import KennisbankError
from ui.cli_base import DONE, app, opened
from ui.cli_choices import OPTIONS as OPTIONS_OF_CHOICES
from ui.cli_choices import read_choices, with_choices
from ui.cli_dutch import DutchCommand
from ui.cli_filters import OPTIONS, WrongUse, read_filters, with_filters
from ui.cli_lists import Sort
from ui.cli_output import say

if TYPE_CHECKING:
    from kennisbank import Kennisbank
    from ui.register_export import RegisterOrigin

ALL = 10_000_000
"""More hits than any search has: an export is whole unless --limit says otherwise."""


class Kind(StrEnum):
    """What can be exported."""

    passages = "passages"
    toezeggingen = "toezeggingen"
    kpis = "kpis"
    knelpunten = "knelpunten"
    references = "references"


REGISTERS: dict[Kind, RecordType] = {
    Kind.toezeggingen: "toezegging",
    Kind.kpis: "kpi",
    Kind.knelpunten: "knelpunt",
}


class Format(StrEnum):
    """Kinds of files."""

    csv = "csv"
    xlsx = "xlsx"
    jsonl = "jsonl"
    docx = "docx"


@app.command(cls=DutchCommand)
@with_filters
@with_choices
def export(
    context: typer.Context,
    what: Annotated[
        Kind,
        typer.Argument(
            metavar="SOORT", help="passages (van een zoekvraag), toezeggingen, kpis, knelpunten of references."
        ),
    ],
    query: Annotated[
        str, typer.Argument(metavar="ZOEKVRAAG", help="Bij registers: woorden erin. Zonder: alles.")
    ] = "",
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="BESTAND", help="Waarheen.")],
    form: Annotated[
        Format, typer.Option("--format", metavar="VORM", help="csv, xlsx, jsonl of docx.")
    ] = Format.csv,
    sort: Annotated[
        Sort, typer.Option(help="relevance (best eerst) of date (nieuwste eerst).", metavar="VOLGORDE")
    ] = Sort.relevance,
    exact: Annotated[bool, typer.Option("--exact", help="Alleen de woorden zelf, geen verwante.")] = False,
    annex: Annotated[
        bool, typer.Option("--annex", help="Toezeggingen in drie kolommen, als in de bijlage bij een brief.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=0, metavar="GETAL", help="Hoogstens zoveel; anders alles.")
    ] = None,
    given: dict[str, Any],
    choices: dict[str, Any],
) -> int:
    """Schrijft de uitkomst van een zoekvraag, of een register, naar een bestand."""
    asked = Asked(what, query, form.value, limit, given, choices)
    with opened(context) as kennisbank:
        if what is Kind.passages:
            data, extent = _passages(kennisbank, asked, sort.value, exact=exact)
        elif what is Kind.references:
            data, extent = _references(kennisbank, asked)
        else:
            data, extent = _register(kennisbank, REGISTERS[what], asked, annex=annex)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise KennisbankError(
            f"{output} kan niet geschreven worden ({error.strerror}). Kies een andere plaats met -o."
        ) from error
    say(f"{output}: {extent}")
    return DONE


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks to have in a file."""

    kind: Kind
    words: str
    form: str
    limit: int | None
    given: dict[str, Any]
    choices: dict[str, Any]


def _passages(kennisbank: Kennisbank, asked: Asked, sort: str, *, exact: bool) -> tuple[bytes, str]:
    """The hits of a search."""
    from kennisbank import __version__  # noqa: PLC0415 - help and wrong use need none of it
    from ui.export import FORMATS, Origin  # noqa: PLC0415

    if any(asked.choices.values()):
        raise WrongUse("--kind, --status en dergelijke horen bij een register, niet bij passages.")
    filters = read_filters(kennisbank, asked.given)
    most = ALL if asked.limit is None else asked.limit
    page = kennisbank.search(asked.words, filters, sort=sort, exact=exact, grouped=False, limit=most)
    origin = Origin(
        query=asked.words,
        filters=tuple(told(asked.given)),
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
    return FORMATS[asked.form][2](page.hits, origin), origin.extent()


def _register(kennisbank: Kennisbank, kind: RecordType, asked: Asked, *, annex: bool) -> tuple[bytes, str]:
    """The records of a register."""
    from ui import register_export  # noqa: PLC0415 - as above

    if annex and kind != "toezegging":
        raise WrongUse("--annex is alleen voor toezeggingen.")
    wanted = read_choices(kennisbank, kind, asked.choices)
    page = kennisbank.register_page(
        kind, read_filters(kennisbank, asked.given), wanted.values, words=asked.words, at=wanted.at
    )
    records = page.records if asked.limit is None else page.records[: asked.limit]
    origin = _origin(page.revision, asked, register_export.NAMES[kind], (page.total, len(records)), page.at)
    sources = register_export.sources_of(kennisbank, records)
    return register_export.data(asked.form, kind, records, sources, origin, as_annex=annex), origin.extent()


def _references(kennisbank: Kennisbank, asked: Asked) -> tuple[bytes, str]:
    """What documents cite."""
    from ui import register_export  # noqa: PLC0415 - as above

    if any(asked.choices.values()):
        raise WrongUse("--kind, --status en dergelijke gelden niet voor verwijzingen.")
    found = kennisbank.references(filters=read_filters(kennisbank, asked.given))
    records = found if asked.limit is None else found[: asked.limit]
    names = ("Verwijzingen", "verwijzing", "verwijzingen")
    origin = _origin(kennisbank.revision, asked, names, (len(found), len(records)), None)
    return register_export.references_data(asked.form, records, origin), origin.extent()


def _origin(
    revision: int, asked: Asked, names: tuple[str, str, str], counts: tuple[int, int], at: str | None
) -> RegisterOrigin:
    from kennisbank import __version__  # noqa: PLC0415 - as above
    from ui.register_export import RegisterOrigin  # noqa: PLC0415

    chosen = [
        f"{OPTIONS_OF_CHOICES[name]}: {value}"
        for name in OPTIONS_OF_CHOICES
        for value in asked.choices[name] or ()
    ]
    return RegisterOrigin(
        register=names[0],
        words=asked.words,
        filters=(*told(asked.given), *chosen, *(["te laat"] if asked.choices["overdue"] else [])),
        sort="per document, in leesvolgorde",
        day=date.today(),  # noqa: DTZ011 - the reader's own day
        at=at,
        total=counts[0],
        exported=counts[1],
        revision=revision,
        version=__version__,
        address="opdrachtregel",
        one=names[1],
        many=names[2],
    )


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
