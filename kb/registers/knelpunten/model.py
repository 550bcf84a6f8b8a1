"""A record of the register of knelpunten, as the contract's JSON has it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, Literal

from kb.anchors import fold
from kb.records import Anchor, Review
from kb.taxonomy import Taxonomy

Status = Literal["genoemd", "maatregel", "opgelost"]

STATUSES: tuple[Status, ...] = ("genoemd", "maatregel", "opgelost")
EXPLICIT, IMPLICIT = "uitdrukkelijk", "omschreven"
"""Values of the filter `kind`: named a bottleneck outright, or only described."""
_ID_LENGTH: Final = 10


@dataclass(frozen=True, slots=True)
class Tools:
    """What the room needs besides a document: loaded once and shared."""

    taxonomy: Taxonomy


@dataclass(frozen=True, slots=True)
class Likeness:
    """A proposal that another record is about the same bottleneck: never a fact, always with the reason.

    `score` lies in 0..1; `why` (Dutch) names what they have in common.
    """

    knelpunt_id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """How a bottleneck stood in one year, and the record that says so."""

    year: int | None
    status: Status
    knelpunt_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """A bottleneck as one passage or one row of a table tells it.

    `quote` is the clean text, `anchor` the place in the source, `line_start`/`line_end` are known for text
    files only. `theme` are at most two ids of the taxonomy, the main one first. `description` and `solution`
    are words of the text; `subject` are its words about the themes; `status_evidence` gives the status.
    `inferred` names the fields that the text does not say itself. `same_as` are records of other documents
    about the same bottleneck (see `likenesses`), `history` is how it stood through the years, the first year
    first, `changed` what changed (Dutch); they are filled by joining. `joined` and `parted` are the ids of
    records that a person put together with this one, or kept apart from it.
    """

    knelpunt_id: str
    name: str
    theme: tuple[str, ...]
    regeling: tuple[str, ...]
    explicit: bool
    status: Status
    description: str
    solution: str | None
    document_id: str
    passage_id: str
    source: str
    page: int | None
    line_start: int | None
    line_end: int | None
    quote: str
    anchor: Anchor
    organisation: str | None
    organisation_id: str | None
    reporting_year: int | None
    reporting_years: tuple[int, ...] = ()
    status_evidence: str | None = None
    same_as: tuple[str, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    history: tuple[Step, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    changed: str | None = None
    confidence: float = 0.0
    rule: str = ""
    cues: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    review: Review = "open"
    joined: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    note: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    ordinal: int = field(default=0, repr=False)


def identifier(document_id: str, quote: str, number: int) -> str:
    """An id that stays while the letters of the quote stay: `number` counts equal quotes of a document."""
    digest = hashlib.sha256(f"{document_id}|{fold(quote).text}|{number}".encode()).hexdigest()
    return f"kp-{digest[:_ID_LENGTH]}"


def filter_values(record: Knelpunt) -> dict[str, tuple[str, ...]]:
    """What people can filter a record on: field → values, as ids where there are ids."""
    return {
        "kind": (EXPLICIT if record.explicit else IMPLICIT,),
        "status": (record.status,),
        "theme": record.theme,
        "regeling": record.regeling,
        "organisation": (record.organisation_id,) if record.organisation_id else (),
        "year": tuple(str(year) for year in record.reporting_years),
        "document": (record.document_id,),
        "review": (record.review,),
    }
