"""Where what a reference names can be read: addresses on the official sites. Unknown gives none."""

from __future__ import annotations

from kb.annotate.references.parts import Chamber
from kb.taxonomy import Entry

OFFICIAL = "https://zoek.officielebekendmakingen.nl"
LAWS = "https://wetten.overheid.nl"
EU = "https://eur-lex.europa.eu/eli"
COURTS = "https://deeplink.rechtspraak.nl/uitspraak?id="


def kamerstuk(dossier: str, numbers: tuple[str, ...], *, kingdom: bool = False) -> tuple[str, ...]:
    """One address per number; a dossier without number, or of the Kingdom (R 1669), its own page."""
    if not numbers or kingdom:
        return (f"{OFFICIAL}/dossier/{dossier}",)
    return tuple(f"{OFFICIAL}/kst-{dossier}-{number}.html" for number in numbers)


def handelingen(chamber: Chamber | None, session: str | None, number: str, rest: str | None) -> tuple[str, ...]:
    """A debate report: by item, or in older years by page; without session or item none."""
    if session is None or rest is None:
        return ()
    return (f"{OFFICIAL}/h-{(chamber or 'TK').lower()}-{session.replace('-', '')}-{number}-{rest}.html",)


def aanhangsel(chamber: Chamber | None, session: str | None, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Answered questions; without session none."""
    if session is None:
        return ()
    base = f"{OFFICIAL}/ah-{(chamber or 'TK').lower()}-{session.replace('-', '')}"
    return tuple(f"{base}-{number}.html" for number in numbers)


def gazette(code: str, year: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Staatsblad, Staatscourant, Tractatenblad."""
    return tuple(f"{OFFICIAL}/{code}-{year}-{number}.html" for number in numbers)


def annex(number: str) -> tuple[str, ...]:
    """An annex by its own number."""
    return (f"{OFFICIAL}/blg-{number}.pdf",)


def law(entry: Entry | None) -> tuple[str, ...]:
    """A law that the taxonomy knows the number of; a wrong number would open a real but other law."""
    if entry is None:
        return ()
    bwb, url = entry.get("bwb"), entry.get("url")
    return (f"{LAWS}/{bwb}",) if bwb else ((url,) if url else ())


def eu_act(kind: str, year: str, number: str) -> tuple[str, ...]:
    """A European regulation, directive or decision."""
    code = {"verordening": "reg", "richtlijn": "dir", "besluit": "dec"}.get(kind)
    if code is None:
        return ()
    suffix = f"{year}/{int(number)}"
    return (f"{EU}/{code}/{suffix}/oj",)
