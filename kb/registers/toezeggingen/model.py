"""A record of the register of toezeggingen, as the contract's JSON has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kb.records import Anchor, Review
from kb.taxonomy import Taxonomy

RecordKind = Literal["toezegging", "motie", "verzoek", "aankondiging"]
Status = Literal["openstaand", "afgedaan", "deels afgedaan", "vervallen", "onbekend"]

KINDS: tuple[RecordKind, ...] = ("toezegging", "motie", "verzoek", "aankondiging")
SETTLED = "Vastgesteld door "
"""How the evidence of a status begins that a person set."""
STATUSES: tuple[Status, ...] = ("openstaand", "afgedaan", "deels afgedaan", "vervallen", "onbekend")


@dataclass(frozen=True, slots=True)
class Tools:
    """What the room needs besides a document: loaded once and shared."""

    taxonomy: Taxonomy


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom: a member with the party that the text gives, a committee, or the Kamer."""

    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: the exact words, and the interval that they stand for (ISO dates, both inclusive).

    A side is None where the words name no date ("zo spoedig mogelijk", "vóór de plenaire behandeling").
    """

    text: str | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A place in the same document that answers: exact words of a passage."""

    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A later document that may fulfil it: never a fact, always with the reason; `confidence` in 0..1."""

    document_id: str
    passage_id: str | None
    why: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Toezegging:
    """A promise, motie, request or announcement, with its exact words and where they stand.

    `quote` is the clean text, `anchor` the source's. `inferred` names the fields that the words themselves
    do not say. `mentions` are further places in the same document, `repeats` records of other documents
    that repeat or continue it, oldest first. `overdue` and `overdue_why` stay None here: they hold for a date
    (see `overdue_at`). `reasons` say in Dutch why `confidence` is what it is.
    """

    toezegging_id: str
    kind: RecordKind
    document_id: str
    passage_id: str
    source: str
    page: int | None
    line_start: int | None
    line_end: int | None
    quote: str
    anchor: Anchor
    by_whom: str | None = None
    ministry: str | None = None
    to_whom: tuple[Recipient, ...] = ()
    committee: str | None = None
    occasion: str | None = None
    occasion_date: str | None = None
    references: tuple[str, ...] = ()
    subject: str | None = None
    register_number: str | None = None
    deadline: Deadline = Deadline()
    status: Status = "onbekend"
    status_evidence: str | None = None
    status_date: str | None = None
    overdue: bool | None = None
    overdue_why: str | None = None
    answers: tuple[Answer, ...] = ()
    fulfilled_by: tuple[Fulfilment, ...] = ()
    mentions: tuple[Anchor, ...] = ()
    repeats: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    confidence: float = 0.0
    rule: str = ""
    review: Review = "open"
    reasons: tuple[str, ...] = ()
