"""What a search gives: the page of hits, the facets, and how the query was read."""

from __future__ import annotations

from dataclasses import dataclass

from kb.filters import Filters
from kb.records import Passage, Span


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell about a query, in Dutch; `start`/`end` point at the place in the query."""

    code: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words that were searched along with `term`, and why (a synonym, an abbreviation …)."""

    term: str
    added: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How a query was read: words, phrases, filters taken from it, words added."""

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet with the number of passages that have it, over the whole result."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class HitDocument:
    """What a hit shows of its document."""

    document_id: str
    title: str | None
    kind: str | None
    organisation: str | None
    publication_date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. `highlights` are offsets into the passage's text, `snippet` its best words."""

    rank: int
    score: float
    highlights: tuple[Span, ...]
    snippet: str
    citation: str
    similar: tuple[str, ...]
    document: HitDocument
    passage: Passage


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of a search. `facets`: kind, regeling, theme, kpi, organisation, person, year,
    year_publication, year_named, session → values with counts, most frequent first (years in order).
    """

    query: str
    understood: Understood
    messages: tuple[Message, ...]
    total: int
    revision: int
    took_ms: float
    sort: str
    suggestion: str | None
    facets: dict[str, tuple[FacetValue, ...]]
    hits: tuple[Hit, ...]
    filters: Filters
    limit: int
    offset: int
