"""Saved searches in the store. They are people's own: no ingest touches them, and they raise no revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from kb.decoding import from_json
from kb.filters import Filters
from kb.records import as_json
from kb.reports import KennisbankError, NotFound
from kb.saved import INTERVALS, Interval, SavedSearch
from kb.store.database import Database, now
from kb.store.schema import saved_search

LONGEST_NAME = 120
"""Characters of a name or an owner."""


class SavedSearches:
    """The saved searches of one store. Each call is one transaction of its own.

    `may` is asked before each change, with the name of the command; it raises when that is not allowed.
    """

    def __init__(self, database: Database, may: Callable[[str], object] = lambda _command: None) -> None:
        self._database = database
        self._may = may

    def all(self, owner: str | None = None) -> tuple[SavedSearch, ...]:
        """All of them, or those of one owner (whatever the case of the name), by name."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_search)).mappings().all()
        wanted = None if owner is None else " ".join(owner.split()).casefold()
        found = [_record(row) for row in rows]
        kept = [item for item in found if wanted is None or item.owner.casefold() == wanted]
        return tuple(sorted(kept, key=lambda item: (item.name.casefold(), item.saved_search_id)))

    def one(self, saved_search_id: int) -> SavedSearch:
        """One of them. Raises `NotFound`."""
        query = select(saved_search).where(saved_search.c.saved_search_id == saved_search_id)
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound(f"Er is geen bewaarde zoekvraag met nummer {saved_search_id}.")
        return _record(row)

    def add(
        self,
        *,
        owner: str,
        name: str,
        query: str,
        filters: Filters,
        sort: str = "relevance",
        exact: bool = False,
        interval: Interval | None = None,
        off: Collection[str] = (),
    ) -> SavedSearch:
        """Keep a search; what is there now counts as seen. Raises `KennisbankError` without owner or name."""
        self._may("save-search")
        values = {
            **_checked(owner=owner, name=name, interval=interval),
            "query": query, "filters": as_json(filters), "sort": sort, "exact": exact, "off": list(off),
            "paused": False,
            "created_at": now(), "last_seen_at": now(), "last_seen_revision": self._database.revision,
        }  # fmt: skip
        with self._database.write() as connection:
            key = connection.execute(insert(saved_search).values(**values)).inserted_primary_key
        assert key is not None
        return self.one(int(key[0]))

    def change(self, saved_search_id: int, **changes: Any) -> SavedSearch:
        """Another `name`, `owner`, `interval` or `paused`. Raises `NotFound` and `KennisbankError`."""
        self._may("pause-search" if set(changes) == {"paused"} else "rename-search")
        return self._change(saved_search_id, _checked(**changes))

    def seen(self, saved_search_id: int, revision: int | None = None) -> SavedSearch:
        """What is there at `revision` (default: now) is not new any more. Raises `NotFound`."""
        self._may("save-search")
        reached = self._database.revision if revision is None else revision
        return self._change(saved_search_id, {"last_seen_at": now(), "last_seen_revision": reached})

    def written(self, saved_search_id: int) -> SavedSearch:
        """Its file was written just now. Raises `NotFound`."""
        return self._change(saved_search_id, {"written_at": now()})

    def remove(self, saved_search_id: int) -> None:
        """Delete it. Raises `NotFound`."""
        self._may("drop-search")
        self.one(saved_search_id)
        with self._database.write() as connection:
            connection.execute(delete(saved_search).where(saved_search.c.saved_search_id == saved_search_id))

    def _change(self, saved_search_id: int, values: Mapping[str, Any]) -> SavedSearch:
        self.one(saved_search_id)
        with self._database.write() as connection:
            connection.execute(
                update(saved_search).where(saved_search.c.saved_search_id == saved_search_id).values(**values)
            )
        return self.one(saved_search_id)


def _checked(**values: Any) -> dict[str, Any]:
    """The values that may be kept. Raises `KennisbankError` for an empty name and an unknown interval."""
    told = {"owner": "van wie de zoekvraag is", "name": "hoe de zoekvraag heet"}
    for key, what in told.items():
        if key in values:
            values[key] = " ".join(str(values[key]).split())[:LONGEST_NAME]
            if not values[key]:
                raise KennisbankError(f"Vul in {what}.", "zonder-naam")
    if values.get("interval") is not None and values["interval"] not in INTERVALS:
        raise KennisbankError(f"Kies als tijd tussen twee keer: {', '.join(INTERVALS)}.", "onbekend-interval")
    unknown = set(values) - {"owner", "name", "interval", "paused"}
    if unknown:
        raise TypeError(f"not to be changed: {', '.join(sorted(unknown))}")
    return values


def _record(row: RowMapping) -> SavedSearch:
    return SavedSearch(
        saved_search_id=row["saved_search_id"],
        owner=row["owner"],
        name=row["name"],
        query=row["query"],
        filters=from_json(Filters, row["filters"]),
        sort=row["sort"],
        exact=bool(row["exact"]),
        interval=row["interval"],
        paused=bool(row["paused"]),
        created_at=row["created_at"],
        last_seen_at=row["last_seen_at"],
        last_seen_revision=row["last_seen_revision"] or 0,
        written_at=row["written_at"],
        off=tuple(row["off"]),
    )
