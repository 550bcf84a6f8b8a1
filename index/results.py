"""What a search gives: the page of hits, the facets, and how the query was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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

    @property
    def key(self) -> str:
        """What it is switched off by: the words typed and the words added."""
        return f"{self.term.casefold()}={' + '.join(self.added)}"


@dataclass(frozen=True, slots=True)
class Understood:
    """How a query was read: words, phrases, filters taken from it, words added.

    `wishes` are preferences taken from plain words (they narrow nothing), as they are switched off by;
    `filters` tells of them too.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    wishes: tuple[str, ...] = ()


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
class Place:
    """Another place where the words of a hit stand, letter for letter."""

    passage_id: str
    document_id: str
    title: str | None
    citation: str


HEADING: Final = "kop"
INTRODUCTION: Final = "inleiding"
LABEL: Final = "label"


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found beside the text of a passage: where (these, or "noot 3") and its words.

    `highlights` are offsets into these words.
    """

    where: str
    text: str
    highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found, with those like it. `highlights` are offsets into its text, `snippet` its best words.

    `beside` tells why it is found when its text has none of what was sought; of a label, `highlights` are the
    words by which it was given.
    `places` are other passages of the result with the same letters (the first hundred of
    `other_places`); `similar` are ids of those that are nearly the same: more than 0.8 of their word
    5-grams in common. Neither come as hits of their own.
    """

    rank: int
    score: float
    highlights: tuple[Span, ...]
    snippet: str
    citation: str
    similar: tuple[str, ...]
    document: HitDocument
    passage: Passage
    places: tuple[Place, ...] = ()
    other_places: int = 0
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of a search. `facets`: kind, regeling, theme, kpi, organisation, person, year,
    year_publication, year_named, session → values with counts, most frequent first (years in order).

    `total` and the counts of facets are passages (places); `groups` is how many hits they make, and what
    `limit` and `offset` count.
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
    groups: int = 0
