"""What people keep of their searches, and what came in or changed since a revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from kb.filters import Filters

Interval = Literal["dag", "week", "maand"]
"""How often the file of a saved search is written anew."""

INTERVALS: tuple[Interval, ...] = get_args(Interval)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that somebody wants to hear of: times are UTC in ISO form.

    What came in after `last_seen_revision` is new to its owner. `written_at` says when its file was last
    written; `interval` how often that is wanted, None for never by itself. `off` are the keys of words
    searched along and of preferences that the owner switched off.
    """

    saved_search_id: int
    owner: str
    name: str
    query: str
    filters: Filters
    sort: str
    exact: bool
    interval: Interval | None
    paused: bool
    created_at: str
    last_seen_at: str | None
    last_seen_revision: int
    written_at: str | None = None
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a document first came in: the moment (UTC, ISO) and the revision."""

    at: str
    revision: int


@dataclass(frozen=True, slots=True)
class RecordNews:
    """A record that is new, or whose state changed, since a revision; `before` is None for a new one.

    `state` and `before` hold the few fields that people follow (status, term, judgement …).
    """

    record_id: str
    document_id: str
    state: dict[str, Any]
    before: dict[str, Any] | None
    revision: int

    @property
    def new(self) -> bool:
        """True for a record that was not there before."""
        return self.before is None
