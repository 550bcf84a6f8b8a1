"""Numbered parliamentary references: Kamerstukken, Handelingen, Aanhangsel.

A head word opens a reference; from there a cursor reads the parts in any order that occurs: chamber,
session, dossier with its budget chapter or council part, numbers with lists and ranges, pages, items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.annotate.references import addresses, parts
from kb.annotate.references.parts import Chamber
from kb.records import Reference


@dataclass(slots=True)
class Cursor:
    """Where reading stands, and what was read."""

    text: str
    at: int
    chamber: Chamber | None = None
    session: str | None = None
    numbers: list[str] = field(default_factory=list)
    page: str | None = None

    def skip(self) -> None:
        """Past white space and separators."""
        match = parts.SEPARATOR.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def chamber_and_session(self) -> None:
        """Read both, in either order, at most twice each; stays put when neither is there."""
        for _ in range(3):
            start = self.at
            self.skip()
            session = parts.SESSION.match(self.text, self.at) if self.session is None else None
            chamber = parts.CHAMBER.match(self.text, self.at) if self.chamber is None else None
            if session:
                self.session = parts.session_of(session["first"], session["last"])
                self.at = session.end()
            elif chamber:
                self.chamber = parts.CHAMBERS["".join(chamber.group().lower().split())]
                self.at = chamber.end()
            else:
                self.at = start
                return


@dataclass(frozen=True, slots=True)
class _Dossier:
    name: str
    start: int
    end: int
    kingdom: bool


def kamerstukken(text: str) -> Iterator[Reference]:
    """All references to Kamerstukken in `text`, in order."""
    until = 0
    heads = sorted(
        [(m.start(), m.end(), True) for m in parts.HEAD.finditer(text)]
        + [(m.start(), m.start(), True) for m in parts.SHORT_HEAD.finditer(text)]
        + [(m.end(), m.end(), False) for m in parts.DOSSIER_HEAD.finditer(text)]
        + [(m.start(), m.start(), False) for m in parts.HEADLESS.finditer(text)]
    )
    for start, end, headed in heads:
        if start < until:
            continue
        for reference in _kamerstuk(text, start, end, headed):
            until = max(until, reference.end)
            yield reference


def dossiers_in_brackets(text: str) -> Iterator[Reference]:
    """Dossiers of bills in brackets, "(33680)", behind a word that says that a bill was named."""
    first = parts.BILLS.search(text)
    if first is None:
        return
    for match in parts.BRACKETED.finditer(text, first.end()):
        name = match["a"] + match["b"]
        yield Reference(
            type="kamerstuk", text=match.group()[1:-1], start=match.start() + 1, end=match.end() - 1,
            dossier=name, urls=addresses.kamerstuk(name, ()), rule="kamerstuk/haakjes", confidence=0.75,
        )  # fmt: skip


def hyphenated(text: str) -> Iterator[Reference]:
    """Dossier and number with a hyphen, "35570-XIV-46", where moties or papers are spoken of."""
    first = parts.PAPERS.search(text)
    if first is None:
        return
    for match in parts.HYPHENATED.finditer(text, first.end()):
        numbers = (match["n"],)
        chamber = _by_letters(list(numbers))
        yield Reference(
            type="kamerstuk", text=match.group(), start=match.start(), end=match.end(),
            dossier=match["dossier"], numbers=numbers, chamber=chamber,
            inferred=("chamber",) if chamber else (), urls=addresses.kamerstuk(match["dossier"], numbers),
            rule="kamerstuk/streepje", confidence=0.85,
        )  # fmt: skip


def _kamerstuk(text: str, start: int, end: int, headed: bool) -> Iterator[Reference]:
    cursor = Cursor(text, end)
    cursor.chamber_and_session()
    cursor.skip()
    dossiers = _dossiers(cursor, headed)
    if not dossiers:
        return
    _numbers(cursor, headed)
    first, *others = dossiers
    chamber = cursor.chamber or _by_letters(cursor.numbers)
    inferred = ("chamber",) if chamber and not cursor.chamber else ()
    numbers = tuple(cursor.numbers)
    rule = "kamerstuk/" + ("kop" if headed else "nummer")
    span_end = cursor.at if len(dossiers) == 1 or numbers else first.end
    yield Reference(
        type="kamerstuk", text=text[start:span_end], start=start, end=span_end,
        dossier=first.name, numbers=numbers, chamber=chamber, session=cursor.session,
        page_ref=cursor.page, urls=addresses.kamerstuk(first.name, numbers, kingdom=first.kingdom),
        inferred=inferred, rule=rule, confidence=0.99 if headed else 0.9,
    )  # fmt: skip
    for other in others:
        yield Reference(
            type="kamerstuk", text=text[other.start : other.end], start=other.start, end=other.end,
            dossier=other.name, chamber=cursor.chamber, session=cursor.session,
            urls=addresses.kamerstuk(other.name, ()), rule="kamerstuk/volgend-dossier", confidence=0.95,
        )  # fmt: skip
    yield from _continued(cursor, first)


def _dossiers(cursor: Cursor, headed: bool) -> list[_Dossier]:
    found: list[_Dossier] = []
    while True:
        dossier = _dossier(cursor, headed)
        if dossier is None:
            return found
        found.append(dossier)
        more = parts.MORE_DOSSIERS.match(cursor.text, cursor.at)
        if more is None:
            return found
        cursor.at = more.end()


def _dossier(cursor: Cursor, headed: bool) -> _Dossier | None:
    text, start = cursor.text, cursor.at
    match = parts.DOSSIER.match(text, start)
    if match is not None:
        name = match["a"] + match["b"]
    else:
        old = cursor.session is not None and int(cursor.session[:4]) < parts.LAST_OLD_SESSION and headed
        match = parts.OLD_DOSSIER.match(text, start) if old else None
        if match is None or int(match["a"]) < parts.FIRST_DOSSIER:
            return None
        name = match["a"]
    cursor.at = match.end()
    council = parts.COUNCIL.match(text, cursor.at)
    budget = parts.BUDGET.match(text, cursor.at)
    if council and (name in parts.EU_DOSSIERS or council["part"].startswith("0")):
        name, cursor.at = f"{name}-{council['part']}", council.end()
    elif budget:
        name, cursor.at = f"{name}-{budget['part']}", budget.end()
    kingdom = parts.KINGDOM.match(text, cursor.at)
    if kingdom:
        cursor.at = kingdom.end()
    return _Dossier(name, start, cursor.at, kingdom is not None)


def _numbers(cursor: Cursor, headed: bool) -> None:
    """Read ", nrs. 12-15 en 18, p. 3" behind a dossier; leaves the cursor where the reference ends."""
    text, start = cursor.text, cursor.at
    hyphen = parts.NUMBER_HYPHEN.match(text, cursor.at)
    if hyphen:
        cursor.numbers.append(hyphen["n"])
        cursor.at = hyphen.end()
        return
    separator = parts.SEPARATOR.match(text, cursor.at)
    at = separator.end() if separator else cursor.at
    word = parts.NUMBER_WORD.match(text, at)
    if word is not None:
        cursor.at = word.end()
        if not number_list(cursor, plural="s" in word.group().lower().replace("nummers", "s")):
            cursor.at = start
            return
    else:
        bare = parts.LETTER.match(text, cursor.at) or (parts.BARE.match(text, cursor.at) if headed else None)
        if bare is None:
            return
        cursor.numbers.append(bare["n"])
        cursor.at = bare.end()
    annex = parts.ANNEX.match(text, cursor.at)
    if annex:
        cursor.at = annex.end()
    page = parts.PAGE.match(text, cursor.at)
    if page:
        cursor.page = " ".join(page["p"].split())
        cursor.at = page.end()


def number_list(cursor: Cursor, *, plural: bool) -> bool:
    """Read numbers from the cursor on: lists and ranges; False when there is none."""
    text = cursor.text
    match = parts.NUMBER.match(text, cursor.at)
    if match is None:
        return False
    while match is not None:
        number = match["n"]
        cursor.at = match.end()
        through = parts.RANGE.match(text, cursor.at)
        last = parts.NUMBER.match(text, through.end()) if through else None
        if last is not None and number.isdigit() and last["n"].isdigit():
            cursor.numbers.extend(_expand(int(number), int(last["n"])))
            cursor.at = last.end()
        else:
            cursor.numbers.append(number)
        match = _next_number(cursor, plural)
    return True


def _next_number(cursor: Cursor, plural: bool) -> re.Match[str] | None:
    """The next number of the list, or None when what follows is something else (a date, a page, prose)."""
    text = cursor.text
    joint = parts.LIST.match(text, cursor.at)
    if joint is None:
        return None
    match = parts.NUMBER.match(text, joint.end())
    if match is None or parts.NEXT_IS_DATE.match(text, match.end()):
        return None
    ends_here = match.end() >= len(text) or text[match.end()] in ").;,]"
    if joint["word"] or (plural and match["n"][0].isdigit()) or (joint["sep"].endswith("en") and ends_here):
        return match if match["n"][0].isdigit() or joint["word"] or plural else None
    return None


def _expand(first: int, last: int) -> list[str]:
    if first < last <= first + parts.LONGEST_RANGE:
        return [str(number) for number in range(first, last + 1)]
    return [str(first), str(last)]


def _by_letters(numbers: list[str]) -> Chamber | None:
    """Papers of the Eerste Kamer have letters."""
    return "EK" if numbers and all(number.isalpha() for number in numbers) else None


def _continued(cursor: Cursor, dossier: _Dossier) -> Iterator[Reference]:
    """Further numbers of the same dossier, after a page: "…, nr. 6, p. 15-16; nr. 7, p. 5-6"."""
    while cursor.page is not None:
        joint = parts.LIST.match(cursor.text, cursor.at)
        if joint is None or not joint["word"]:
            return
        start = joint.start("word")
        cursor.at, cursor.numbers, cursor.page = joint.end(), [], None
        if not number_list(cursor, plural=False):
            return
        page = parts.PAGE.match(cursor.text, cursor.at)
        if page:
            cursor.page = " ".join(page["p"].split())
            cursor.at = page.end()
        numbers = tuple(cursor.numbers)
        yield Reference(
            type="kamerstuk", text=cursor.text[start : cursor.at], start=start, end=cursor.at,
            dossier=dossier.name, numbers=numbers, chamber=cursor.chamber, session=cursor.session,
            page_ref=cursor.page, urls=addresses.kamerstuk(dossier.name, numbers), inferred=("dossier",),
            rule="kamerstuk/vervolg", confidence=0.95,
        )  # fmt: skip
