"""Addresses of the registers: what a list of records, or one record, looks like behind the question mark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kb.taxonomy import kebab
from ui.address import MAX_PAGE, MAX_QUERY, MAX_VALUES, Params, beginning

CHOICES: dict[str, str] = {
    "kind": "soort",
    "status": "stand",
    "theme": "thema",
    "kpi": "kpi",
    "regeling": "regeling",
    "organisation": "organisatie",
    "year": "jaar",
    "member": "kamerlid",
    "party": "partij",
    "ministry": "ministerie",
    "committee": "commissie",
    "overdue": "telaat",
    "deadline": "termijn",
    "conflict": "verschil",
    "review": "beoordeling",
    "type": "document-soort",
    "document": "document",
}
"""Field of records → its name in the address, in the order in which they are written."""

_WORD = re.compile(r"[a-z]{1,20}")


@dataclass(frozen=True, slots=True)
class RegisterAddress:
    """The state of a register's page: words, chosen values per field, order, and the day of "te laat".

    `chosen` has pairs (field of records, values); `page` is 1-based; `sort` is "" for the usual order.
    """

    words: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    at: date | None = None
    page: int = 1

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> RegisterAddress:
        """The state that an address asks for; bad values are left out."""
        chosen = []
        for field, name in CHOICES.items():
            values = (value.strip()[:200] for value in given.get(name, ()) if value.strip())
            if kept := tuple(dict.fromkeys(values))[:MAX_VALUES]:
                chosen.append((field, kept))
        page, sort = _last(given, "pagina")[:6], _last(given, "volgorde")
        return cls(
            words=_last(given, "q")[:MAX_QUERY].strip(),
            chosen=tuple(chosen),
            sort=sort if _WORD.fullmatch(sort) else "",
            at=_day(_last(given, "peildatum")),
            page=min(int(page), MAX_PAGE) if page.isdecimal() and int(page) > 0 else 1,
        )

    def params(self) -> Params:
        """This state as it stands in an address."""
        found: Params = {"q": [self.words]} if self.words else {}
        for field, values in self.chosen:
            found[CHOICES[field]] = list(values)
        if self.sort:
            found["volgorde"] = [self.sort]
        if self.at is not None:
            found["peildatum"] = [self.at.isoformat()]
        if self.page > 1:
            found["pagina"] = [str(self.page)]
        return found

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field that are chosen."""
        return dict(self.chosen).get(field, ())

    def choosing(self, field: str, values: Sequence[str]) -> RegisterAddress:
        """With these values of a field, none for all of them; from the first page."""
        known = dict(self.chosen) | {field: tuple(dict.fromkeys(values))}
        kept = tuple((name, known[name]) for name in CHOICES if known.get(name))
        return replace(self, chosen=kept, page=1)

    def toggled(self, field: str, value: str) -> RegisterAddress:
        """With one value on if it was off, off if it was on."""
        now = self.values(field)
        return self.choosing(field, [v for v in now if v != value] if value in now else [*now, value])

    def unfiltered(self) -> RegisterAddress:
        """Without words and choices; order and day stay."""
        return replace(self, words="", chosen=(), page=1)


@dataclass(frozen=True, slots=True)
class RecordAddress:
    """One record of a register: its id, and where it stands, so that it is found when its id changed.

    `words` are the beginning of its quote. `at` is the day at which its term is seen.
    """

    record_id: str = ""
    document_id: str = ""
    words: str = ""
    at: date | None = None

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> RecordAddress:
        """The record that an address asks for."""
        return cls(
            record_id=_last(given, "id")[:80],
            document_id=_last(given, "in")[:200],
            words=_last(given, "woorden")[: 2 * MAX_QUERY],
            at=_day(_last(given, "peildatum")),
        )

    @classmethod
    def of(cls, record_id: str, record: Any, at: date | None = None) -> RecordAddress:
        """The address of a record."""
        return cls(record_id, record.document_id, beginning(record.anchor.exact if record.anchor else ""), at)

    def params(self) -> Params:
        """This record as it stands in an address."""
        found: Params = {"id": [self.record_id]} if self.record_id else {}
        if self.document_id:
            found["in"] = [self.document_id]
        if self.words:
            found["woorden"] = [self.words]
        if self.at is not None:
            found["peildatum"] = [self.at.isoformat()]
        return found


def readable_id(text: str) -> str:
    """A text as a part of a widget's key: letters, digits and hyphens."""
    return kebab(text) or "leeg"


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[-1] if values else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
