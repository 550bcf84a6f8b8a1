"""Addresses of the app: what a search or a place in a document looks like behind the question mark.

The address is the only state of a view. These two records are that state; `from_params` reads them
from an address that anybody may have typed (bad values are left out, never an error), `params` writes
them, shortest form first: a value that is the default is not written. No Streamlit here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias
from urllib.parse import urlencode

from kb.anchors import fold
from kb.filters import Filters, YearKind, YearRange
from kb.records import Passage, Span

Params: TypeAlias = dict[str, list[str]]
Sort: TypeAlias = Literal["relevance", "date"]

FIELDS: dict[str, str] = {
    "kinds": "soort",
    "regelingen": "regeling",
    "themes": "thema",
    "kpis": "kpi",
    "organisations": "organisatie",
    "persons": "persoon",
    "parties": "partij",
    "documents": "document",
}
"""Field of `Filters` → its name in the address, in the order in which they are written."""

_FIELD_OF = {name: field for field, name in FIELDS.items()} | {"jaar": "years"}
_YEAR_KINDS: dict[YearKind, str] = {
    "reporting": "verslag",
    "publication": "publicatie",
    "named": "genoemd",
    "session": "vergaderjaar",
}
_YEAR = re.compile(r"(\d{4})(?:-(\d{4}))?")

NO_FILTERS = Filters()

MAX_QUERY = 1000
"""Characters of a query that an address may bring; more is cut off (nobody types it, and a log holds it)."""
MAX_VALUES = 50
"""Values of one filter that an address may bring."""
MAX_PAGE = 10_000
ANCHOR_WORDS = 80
"""Characters of a passage's beginning that go into its address: enough to tell it from its neighbours."""


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """The state of the search page. `page` is 1-based.

    `off` are words searched along and preferences that the reader has switched off: the keys of
    `index.results.Expansion` and `Understood.wishes`.
    """

    query: str = ""
    filters: Filters = NO_FILTERS
    sort: Sort = "relevance"
    exact: bool = False
    page: int = 1
    off: tuple[str, ...] = ()

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> SearchAddress:
        """The state that an address asks for."""
        values = {field: _clean(given.get(name, ())) for field, name in FIELDS.items()}
        filters = Filters(
            **values,
            years=_years(given.get("jaar", ())),
            year_kind=_year_kind(_last(given, "jaarsoort")),
            excluded=_excluded(given.get("niet", ())),
        )
        page = _last(given, "pagina")[:6]
        return cls(
            query=_last(given, "q")[:MAX_QUERY].strip(),
            filters=filters,
            sort="date" if _last(given, "sorteer") == "datum" else "relevance",
            exact=_last(given, "exact") == "ja",
            page=min(int(page), MAX_PAGE) if page.isdecimal() and int(page) > 0 else 1,
            off=_clean(given.get("zonder", ())),
        )

    def params(self) -> Params:
        """This state as it stands in an address."""
        found: Params = {"q": [self.query]} if self.query else {}
        for field, name in FIELDS.items():
            if values := list(getattr(self.filters, field)):
                found[name] = values
        if self.filters.years:
            found["jaar"] = [year_text(item) for item in self.filters.years]
        if self.filters.year_kind != "reporting":
            found["jaarsoort"] = [_YEAR_KINDS[self.filters.year_kind]]
        if self.filters.excluded:
            found["niet"] = [f"{FIELDS.get(field, 'jaar')}:{value}" for field, value in self.filters.excluded]
        if self.sort == "date":
            found["sorteer"] = ["datum"]
        if self.exact:
            found["exact"] = ["ja"]
        if self.off:
            found["zonder"] = list(self.off)
        if self.page > 1:
            found["pagina"] = [str(self.page)]
        return found

    def toggled(self, field: str, value: str) -> SearchAddress:
        """With `value` of a filter on if it was off, off if it was on; from the first page.

        A year within a stretch that is on takes the place of that stretch: it was asked for already. What is
        asked for is not left out any more.
        """
        left_out = tuple(item for item in self.filters.excluded if item != (field, value))
        if field == "years":
            year = YearRange(int(value), int(value))
            years = self.filters.years
            if year in years:
                return self._filtered(years=tuple(item for item in years if item != year))
            kept = tuple(item for item in years if year.first not in item)
            return self._filtered(years=(*kept, year), excluded=left_out)
        now: tuple[str, ...] = getattr(self.filters, field)
        if value in now:
            return self._filtered(**{field: tuple(item for item in now if item != value)})
        return self._filtered(**{field: (*now, value)}, excluded=left_out)

    def with_years(self, first: int | None, last: int | None, kind: YearKind) -> SearchAddress:
        """With one stretch of years; one open end is closed by the other, both open is no years."""
        if first is None and last is None:
            return self._filtered(years=(), year_kind=kind)
        low, high = first or last or 0, last or first or 0
        return self._filtered(years=(YearRange(min(low, high), max(low, high)),), year_kind=kind)

    def without(self, field: str, value: str) -> SearchAddress:
        """Without one filter value, as the chips above the results take it away."""
        if field == "excluded":
            kept = tuple(item for item in self.filters.excluded if ":".join(item) != value)
            return self._filtered(excluded=kept)
        if field == "years":
            return self._filtered(years=tuple(i for i in self.filters.years if year_text(i) != value))
        now: tuple[str, ...] = getattr(self.filters, field)
        return self._filtered(**{field: tuple(item for item in now if item != value)})

    def excluding(self, field: str, value: str) -> SearchAddress:
        """With a filter value excluded, or no longer when it was; what is excluded is not asked for too."""
        pair, left_out = (field, value), self.filters.excluded
        if pair in left_out:
            return self._filtered(excluded=tuple(item for item in left_out if item != pair))
        kept = self.without(field, value)
        return kept._filtered(excluded=(*left_out, pair))

    def switched(self, key: str) -> SearchAddress:
        """With an expansion or a preference (its key) off, or on again when it was off; from the first page."""
        off = tuple(item for item in self.off if item != key) if key in self.off else (*self.off, key)
        return replace(self, off=off[:MAX_VALUES], page=1)

    def turned(self, page: int) -> SearchAddress:
        """Another page of the same result."""
        return replace(self, page=page)

    def unfiltered(self) -> SearchAddress:
        """The same query without any filter."""
        return replace(self, filters=Filters(year_kind=self.filters.year_kind), page=1)

    def asking(self, query: str) -> SearchAddress:
        """Another query with the same filters, from the first page; what was off belonged to the old one."""
        asked = query.strip()[:MAX_QUERY]
        return replace(self, query=asked, page=1, off=self.off if asked == self.query else ())

    def _filtered(self, **changes: object) -> SearchAddress:
        return replace(self, filters=replace(self.filters, **changes), page=1)  # type: ignore[arg-type]

    @property
    def empty(self) -> bool:
        """True when nothing is asked: no words and no filter."""
        return not self.query and self.filters.empty


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A place in a document: the document, the words there, and an offset as a hint.

    Words and offset, not a passage's id: a link must find its place again after the document was read
    anew (contract, *Identity*). `query` are the words whose matches are marked, `part` (1-based) the
    part of a long document, `page` (1-based) a page of its source, `version` an older reading of it.
    """

    document_id: str = ""
    words: str = ""
    near: int | None = None
    query: str = ""
    part: int | None = None
    page: int | None = None
    version: int | None = None

    @classmethod
    def from_params(cls, given: Mapping[str, Sequence[str]]) -> DocumentAddress:
        """The place that an address asks for."""
        near = _last(given, "bij")[:12]
        return cls(
            document_id=_last(given, "id")[:200],
            words=_last(given, "woorden")[: 2 * MAX_QUERY],
            near=int(near) if near.isdecimal() else None,
            query=_last(given, "q")[:MAX_QUERY].strip(),
            part=_ordinal(given, "deel"),
            page=_ordinal(given, "pagina"),
            version=_ordinal(given, "versie"),
        )

    @classmethod
    def of(cls, passage: Passage, query: str = "") -> DocumentAddress:
        """The address of a passage."""
        return cls(passage.document_id, beginning(passage.text), passage.char_start, query)

    def params(self) -> Params:
        """This place as it stands in an address."""
        found: Params = {"id": [self.document_id]} if self.document_id else {}
        if self.words:
            found["woorden"] = [self.words]
        if self.near is not None and self.words:
            found["bij"] = [str(self.near)]
        if self.query:
            found["q"] = [self.query]
        if self.part is not None:
            found["deel"] = [str(self.part)]
        if self.page is not None:
            found["pagina"] = [str(self.page)]
        if self.version is not None:
            found["versie"] = [str(self.version)]
        return found

    def find(self, passages: Sequence[Passage]) -> Passage | None:
        """The passage with these words, nearest to the hint; None when the words are not there.

        Compared on letters and digits only, so that another reading of the same words still fits.
        """
        words = fold(self.words).text
        if not words:
            return None
        found = [passage for passage in passages if words in fold(passage.text).text]
        return min(found, key=lambda item: abs(item.char_start - (self.near or 0)), default=None)


def words_in(passage: Passage, words: str) -> Span | None:
    """Where the words of an address stand in a passage; None for its beginning, which needs no pointing at."""
    wanted, body = fold(words).text, fold(passage.text)
    place = body.text.find(wanted) if wanted else -1
    return body.span(place, place + len(wanted)) if place > 0 else None


def link(page: str, params: Params, base: str = "") -> str:
    """A whole address: `page` as in the app's navigation, `base` the address of the app itself."""
    query = urlencode(params, doseq=True)
    return f"{base.rstrip('/')}/{page}" + (f"?{query}" if query else "")


def beginning(text: str) -> str:
    """The first words of a text, at most `ANCHOR_WORDS` characters, cut between words where that can be."""
    line = " ".join(text.split())
    if len(line) <= ANCHOR_WORDS:
        return line
    cut = line[: ANCHOR_WORDS + 1].rsplit(" ", 1)[0]
    return cut[:ANCHOR_WORDS]


def year_text(years: YearRange) -> str:
    """A stretch of years as people write it: "2022", "2021-2023"."""
    return str(years.first) if years.first == years.last else f"{years.first}-{years.last}"


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    values = given.get(name, ())
    return values[-1] if values else ""


def _ordinal(given: Mapping[str, Sequence[str]], name: str) -> int | None:
    """A whole number from 1 on; None for anything else."""
    value = _last(given, name)[:6]
    return min(int(value), MAX_PAGE) if value.isdecimal() and int(value) > 0 else None


def _clean(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip()[:200] for value in values if value.strip()))[:MAX_VALUES]


def _years(values: Sequence[str]) -> tuple[YearRange, ...]:
    found = []
    for value in values[:MAX_VALUES]:
        if match := _YEAR.fullmatch(value.strip()):
            first, last = int(match[1]), int(match[2] or match[1])
            found.append(YearRange(min(first, last), max(first, last)))
    return tuple(dict.fromkeys(found))


def _year_kind(value: str) -> YearKind:
    for kind, name in _YEAR_KINDS.items():
        if value == name:
            return kind
    return "reporting"


def _excluded(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for value in values[:MAX_VALUES]:
        name, _, what = value.partition(":")
        if name in _FIELD_OF and what.strip():
            found.append((_FIELD_OF[name], what.strip()[:200]))
    return tuple(dict.fromkeys(found))
