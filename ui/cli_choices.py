"""Options that registers have beside the filters: kind, status, member …, and the day of "overdue"."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.records import RecordType
from ui.cli_filters import WrongUse

if TYPE_CHECKING:
    from kennisbank import Kennisbank

OPTIONS: dict[str, str] = {
    "kind": "soort",
    "status": "status",
    "member": "Kamerlid",
    "committee": "commissie",
    "ministry": "ministerie",
    "review": "beoordeling (open, bevestigd, gewijzigd, afgewezen)",
}
"""Field of records → what it chooses, in Dutch; the option has the same name."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose: values per field, words, and the day at which terms are seen (None: today)."""

    values: dict[str, tuple[str, ...]]
    at: date | None


def parse_day(text: str) -> date:
    """A day as 2024-07-01 or 1-7-2024. Raises WrongUse."""
    parts = text.strip().split("-")
    if len(parts) == 3 and len(parts[0]) <= 2:  # noqa: PLR2004 - day, month and year
        parts.reverse()
    try:
        return date(*(int(part) for part in parts))
    except (TypeError, ValueError) as error:
        raise WrongUse(f"'{text}' is geen datum. Schrijf bijvoorbeeld 2024-07-01.") from error


def read_choices(kennisbank: Kennisbank, kind: RecordType, given: dict[str, Any]) -> Choices:
    """The choices of a command line; labels and beginnings become values. Raises UnknownValue, WrongUse."""
    values = {
        field: tuple(kennisbank.resolve_choice(kind, field, text) for text in given[field])
        for field in OPTIONS
        if given[field]
    }
    if given["overdue"]:
        values["overdue"] = ("ja",)
    return Choices(values, parse_day(given["at"]) if given["at"] else None)


def with_choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it gets what was given as the dictionary `choices`."""
    added = [
        inspect.Parameter(
            field, inspect.Parameter.KEYWORD_ONLY, default=None,
            annotation=Annotated[
                list[str] | None,
                typer.Option(f"--{field}", help=f"Alleen: {what}; mag vaker.", metavar="WAARDE"),
            ],
        )
        for field, what in OPTIONS.items()
    ]  # fmt: skip
    added += [
        inspect.Parameter(
            "overdue", inspect.Parameter.KEYWORD_ONLY, default=False,
            annotation=Annotated[
                bool, typer.Option("--overdue", help="Alleen: termijn voorbij, niet afgedaan.")
            ],
        ),
        inspect.Parameter(
            "at", inspect.Parameter.KEYWORD_ONLY, default=None,
            annotation=Annotated[
                str | None, typer.Option("--at", help="Peildatum; anders vandaag.", metavar="DATUM")
            ],
        ),
    ]  # fmt: skip
    names = [item.name for item in added]

    @wraps(command)
    def wrapper(*args: Any, **options: Any) -> Any:
        choices = {name: options.pop(name) for name in names}
        return command(*args, choices=choices, **options)

    signature = inspect.signature(command, eval_str=True)
    kept = [item for item in signature.parameters.values() if item.name != "choices"]
    wrapper.__signature__ = signature.replace(parameters=[*kept, *added])  # type: ignore[attr-defined]
    wrapper.__annotations__ = {item.name: item.annotation for item in [*kept, *added]}
    del wrapper.__dict__["__wrapped__"]  # else the library would look through to the bare command
    return wrapper
