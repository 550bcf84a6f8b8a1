"""Filters on the command line: the options, shared by every command that filters, and their reading."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from difflib import get_close_matches
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.filters import Filters, YearRange
from kb.reports import NotFound, UnknownValue

if TYPE_CHECKING:
    from kennisbank import Kennisbank

OPTIONS: dict[str, tuple[str, str]] = {
    "kinds": ("type", "soort document"),
    "regelingen": ("regeling", "regeling"),
    "themes": ("theme", "thema van knelpunten"),
    "kpis": ("kpi", "prestatie-indicator"),
    "organisations": ("organisation", "organisatie"),
    "persons": ("person", "persoon"),
    "parties": ("party", "partij"),
    "documents": ("document", "document_id"),
}
"""Field of `Filters` → its option (without dashes) and what it filters on, in Dutch."""

FACETS = {
    "kinds": "kind",
    "regelingen": "regeling",
    "themes": "theme",
    "kpis": "kpi",
    "organisations": "organisation",
    "persons": "person",
    "parties": "party",
}
"""Field of `Filters` → name of its facet and taxonomy; documents have none."""

_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?")


class WrongUse(Exception):
    """The command line asks something that cannot be meant; the message is Dutch."""


class YearKindOption(StrEnum):
    """Which of the four years ``--year`` speaks of."""

    reporting = "reporting"
    publication = "publication"
    named = "named"
    session = "session"


def parse_years(text: str) -> YearRange:
    """One year or two with a dash between them as a stretch of years; raises WrongUse."""
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        raise WrongUse(f"'{text}' is geen jaar. Schrijf een jaar (2022) of een reeks (2021-2023).")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise WrongUse(f"'{text}' loopt achteruit. Schrijf het eerste jaar eerst: {last}-{first}.")
    return YearRange(first, last)


def read_filters(kennisbank: Kennisbank, given: dict[str, Any]) -> Filters:
    """The filters of a command line; names and spellings become ids. Raises UnknownValue, WrongUse."""
    values: dict[str, tuple[str, ...]] = {}
    excluded: list[tuple[str, str]] = []
    for field in OPTIONS:
        values[field] = tuple(_resolve(kennisbank, field, text) for text in given[field] or ())
        excluded += [(field, _resolve(kennisbank, field, text)) for text in given[f"not_{field}"] or ()]
    for text in given["not_years"] or ():
        years = parse_years(text)
        excluded += [("years", str(year)) for year in range(years.first, years.last + 1)]
    return Filters(
        **values,
        years=tuple(parse_years(text) for text in given["years"] or ()),
        year_kind=given["year_kind"].value,
        excluded=tuple(excluded),
    )


def _resolve(kennisbank: Kennisbank, field: str, text: str) -> str:
    """The id that one filter value means. Raises UnknownValue."""
    if field != "documents":
        return kennisbank.resolve_filter(FACETS[field], text)
    try:
        return kennisbank.document(text).document_id
    except NotFound as error:
        names = [item.document_id for item in kennisbank.documents()]
        near = tuple(get_close_matches(text, names, n=3, cutoff=0.4))
        hint = f" Misschien bedoelt u: {', '.join(near)}." if near else ""
        raise UnknownValue(f"Er is geen document '{text}'.{hint}", near) from error


def _parameters() -> list[inspect.Parameter]:
    """The filter options as parameters of a command."""

    def many(name: str, option: str, text: str) -> inspect.Parameter:
        kind = Annotated[list[str] | None, typer.Option(option, help=text, metavar="WAARDE")]
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)

    found = [
        many(field, f"--{option}", f"Alleen: {what}; mag vaker (of).")
        for field, (option, what) in OPTIONS.items()
    ]
    found.append(many("years", "--year", "Alleen: jaar of reeks jaren (2022, 2021-2023)."))
    found.append(
        inspect.Parameter(
            "year_kind",
            inspect.Parameter.KEYWORD_ONLY,
            default=YearKindOption.reporting,
            annotation=Annotated[
                YearKindOption,
                typer.Option(
                    "--year-kind",
                    help="Welk jaar: reporting (verslagjaar), publication (verschenen), named (genoemd), "
                    "session (vergaderjaar).",
                    metavar="SOORT",
                ),
            ],
        )
    )
    found += [
        many(f"not_{field}", f"--not-{option}", f"Niet: {what}; mag vaker.")
        for field, (option, what) in OPTIONS.items()
    ]
    found.append(many("not_years", "--not-year", "Niet: jaar of reeks jaren."))
    return found


def with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the filter options; it gets what was given as the dictionary `given`."""
    added = _parameters()
    names = [item.name for item in added]

    @wraps(command)
    def wrapper(*args: Any, **options: Any) -> Any:
        given = {name: options.pop(name) for name in names}
        return command(*args, given=given, **options)

    signature = inspect.signature(command, eval_str=True)
    kept = [item for item in signature.parameters.values() if item.name != "given"]
    wrapper.__signature__ = signature.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    wrapper.__annotations__ = {item.name: item.annotation for item in [*kept, *added]}
    del wrapper.__dict__["__wrapped__"]  # else the library would look through to the bare command
    return wrapper
