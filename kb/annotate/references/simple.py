"""References by a number of their own: gazettes, annexes, papers of the Kamer, courts, Europe, addresses."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from kb.annotate.references import addresses, parts
from kb.records import Reference, ReferenceType, Span

_TRAILING = ".,;:!?)]}'’"
_NEW_ORDER = 2015
"""From this year on European acts are numbered year first: (EU) 2016/679, but nr. 648/2012 before."""


def gazettes(text: str) -> Iterator[Reference]:
    """Staatsblad, Staatscourant and Tractatenblad: "Stb. 2022, 532"."""
    for match in parts.GAZETTE.finditer(text):
        code = parts.GAZETTES[match["name"].lower()]
        numbers = (match["n"], *re.findall(r"\d+", match["more"]))
        yield _gazette(text, (match.start(), match.end("more")), code, match["year"], numbers)
        if match["year2"]:
            yield _gazette(text, (match.start("year2"), match.end()), code, match["year2"], (match["n2"],))


def _gazette(text: str, span: Span, code: str, year: str, numbers: tuple[str, ...]) -> Reference:
    start, end = span
    return Reference(
        type="staatsblad", text=text[start:end], start=start, end=end, numbers=numbers, date=year, name=code,
        urls=addresses.gazette(code, year, numbers), rule=f"staatsblad/{code}", confidence=0.98,
    )  # fmt: skip


def identifiers(text: str) -> Iterator[Reference]:
    """Official numbers as such: blg-1007826, 2023D12345, TZ202603-130, T01237, ECLI:…, kst-31066-1232."""
    for match in parts.ANNEX_ID.finditer(text):
        yield _plain(match, "bijlage", (match["n"],), addresses.annex(match["n"]), "bijlage/nummer")
    for match in parts.CHAMBER_NUMBER.finditer(text):
        yield _plain(match, "document", (match["n"],), (), "document/kamernummer")
    for pattern in (parts.PROMISE_TK, parts.PROMISE_EK):
        for match in pattern.finditer(text):
            yield _plain(match, "toezegging", (match["n"],), (), "toezegging/nummer")
    for match in parts.ECLI.finditer(text):
        number = match["n"].rstrip(".")
        urls = (addresses.COURTS + number,) if number.startswith("ECLI:NL:") else ()
        yield _plain(match, "document", (number,), urls, "document/ecli")
    for match in parts.OFFICIAL_ID.finditer(text):
        reference = _official(match)
        if reference is not None:
            yield reference


def _plain(
    match: re.Match[str], kind: ReferenceType, numbers: tuple[str, ...], urls: tuple[str, ...], rule: str
) -> Reference:
    return Reference(
        type=kind, text=match.group(), start=match.start(), end=match.end(), numbers=numbers, urls=urls,
        rule=rule, confidence=0.97,
    )  # fmt: skip


def _official(match: re.Match[str]) -> Reference | None:
    """A file name of the official site, read back into its parts."""
    kind, rest = match["kind"].lower(), match["rest"].split("-")
    base = Reference(
        type="kamerstuk", text=match.group(), start=match.start(), end=match.end(),
        urls=(f"{addresses.OFFICIAL}/{match.group()}.html",), rule="kamerstuk/officieel", confidence=0.99,
    )  # fmt: skip
    if kind == "kst":
        return dataclasses.replace(
            base, dossier="-".join(rest[:-1]) or rest[0], numbers=tuple(rest[-1:] if rest[1:] else ())
        )
    if kind in {"stb", "stcrt", "trb"}:
        return dataclasses.replace(base, type="staatsblad", date=rest[0], name=kind, numbers=tuple(rest[1:2]))
    session = f"{rest[0][:4]}-{rest[0][4:]}"
    chamber: parts.Chamber = "EK" if kind.endswith("ek") else "TK"
    if kind.startswith("ah"):
        return dataclasses.replace(
            base, type="aanhangsel", session=session, chamber=chamber, numbers=tuple(rest[1:2])
        )
    item = rest[2] if len(rest) > len("ab") else None
    return dataclasses.replace(
        base, type="handelingen", session=session, chamber=chamber, numbers=tuple(rest[1:2]), item=item
    )


def european(text: str) -> Iterator[Reference]:
    """European acts and journals: "Verordening (EU) 2016/679", "Richtlijn 2014/65/EU", "PbEU 2010, L331"."""
    for match in parts.EU_ACT.finditer(text):
        if match["org"] is None and match["tail"] is None:
            continue
        year, number = _year_and_number(match["a"], match["b"])
        kind = match["kind"].lower()
        yield Reference(
            type="eu", text=match.group(), start=match.start(), end=match.end(), numbers=(f"{year}/{number}",),
            date=year, name=kind, urls=addresses.eu_act(kind, year, number), rule="eu/besluit", confidence=0.97,
        )  # fmt: skip
    for match in parts.EU_JOURNAL.finditer(text):
        yield Reference(
            type="eu", text=match.group(), start=match.start(), end=match.end(), date=match["year"],
            numbers=(match["s"] + match["n"],), name="publicatieblad", rule="eu/publicatieblad",
            confidence=0.95,
        )  # fmt: skip
    for match in parts.COM.finditer(text):
        yield Reference(
            type="eu", text=match.group(), start=match.start(), end=match.end(), date=match["year"],
            numbers=(f"COM({match['year']}){match['n']}",), name="com", rule="eu/com", confidence=0.95,
        )  # fmt: skip


def _year_and_number(first: str, second: str) -> tuple[str, str]:
    """Year and number of an act, in whichever order its time wrote them."""
    digits = 4
    if len(second) == digits and not (len(first) == digits and int(first) >= _NEW_ORDER):
        return second, first
    return first, second


def addresses_in(text: str) -> Iterator[Reference]:
    """Web addresses; marks that close a sentence are no part of them."""
    for match in parts.URL.finditer(text):
        found = match.group().rstrip(_TRAILING)
        url = found if found.startswith("http") else f"https://{found}"
        yield Reference(
            type="url", text=found, start=match.start(), end=match.start() + len(found), urls=(url,),
            rule="url/adres", confidence=0.99,
        )  # fmt: skip
