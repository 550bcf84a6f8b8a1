"""The commands about the taxonomies: are they sound, and what do they know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from kb.reports import UnknownValue
from ui.cli_output import give

if TYPE_CHECKING:
    from kennisbank import Kennisbank


def check_taxonomy(kennisbank: Kennisbank, *, as_json: bool) -> int:
    """Print what is wrong in the taxonomies; 0 when nothing is, else 1."""
    from kb.taxonomy import check  # noqa: PLC0415 - other commands do without

    problems = check(kennisbank.taxonomy)
    if as_json:
        give({"problems": problems, "total": len(problems), "version": kennisbank.taxonomy.version})
    else:
        for problem in problems:
            typer.echo(f"{problem.kind} {problem.entry_id}: {problem.message}")
        sizes = ", ".join(f"{len(entries)} {kind}" for kind, entries in kennisbank.taxonomy.kinds.items())
        typer.echo(f"{len(problems) or 'geen'} fouten; {sizes}")
    return 1 if problems else 0


def show_entry(kennisbank: Kennisbank, name: str, *, as_json: bool) -> int:
    """Print what the taxonomies know by this id, label or spelling. Raises UnknownValue."""
    from kb.taxonomy import show  # noqa: PLC0415 - other commands do without

    taxonomy = kennisbank.taxonomy
    found = [told for kind in taxonomy.kinds if (told := show(taxonomy, kind, name)) is not None]
    if not found:
        near = tuple(item.id for kind in taxonomy.kinds for item in taxonomy.nearest(kind, name, 2))
        hint = f" Misschien bedoelt u: {', '.join(near)}." if near else ""
        raise UnknownValue(f"Geen taxonomie kent '{name}'.{hint}", near)
    if as_json:
        give({"entries": found, "total": len(found)})
        return 0
    for told in found:
        for line in _lines(told):
            typer.echo(line)
    return 0


def _lines(told: dict[str, Any]) -> list[str]:
    lines = [f"{told['id']} ({told['kind']}): {told['label']}"]
    shown = {
        "omschrijving": told["definition"],
        "valt onder": told["broader"],
        "hieronder": ", ".join(told["narrower"]),
        "spellingen": ", ".join(told["spellings"]),
        "niet in": ", ".join(told["not_when"]),
        "bron": told["source"],
        **{str(key): value for key, value in told["extra"].items()},
    }
    lines += [f"    {name}: {value}" for name, value in shown.items() if value]
    for part, says in (("hits", "raakt"), ("misses", "raakt niet")):
        lines += [f"    {says}: {item['sentence']}" for item in told[part]]
    return lines
