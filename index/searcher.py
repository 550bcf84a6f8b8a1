"""The index as a service: built from the store's passages, searched by many threads at a time.

`SearchIndex` holds one open snapshot (columns, words, engine) and opens the next when the pointer of
`index.generations` has moved. It knows no store: entries come in, ids and offsets go out, and the records
of the hits are fetched by the caller's functions.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from index.columns import Columns
from index.engine import EngineKind
from index.entries import IndexEntry
from index.facet_values import Resolver, no_taxonomy
from index.forward import Forward
from index.generations import Generations, Stamp, copy_linked
from index.indexing import Indexer
from index.plan import Planner, Synonyms, no_synonyms
from index.ranking_data import ranking_weights
from index.results import ResultPage
from index.searching import Fetch, Search, Snapshot, Sort
from index.whoosh_engine import WhooshKind
from index.words import Language, SharedLanguage
from kb.filters import Filters

_OPEN_TRIES: Final = 5


class IndexMissingError(Exception):
    """There is no index to search; `reindex` makes one."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands to the store. `state`: ok; behind (passages changed since); missing; reindex
    (made by another analysis, other weights or program). `message` says what to do, in Dutch.
    """

    state: Literal["ok", "behind", "missing", "reindex"]
    revision: int | None
    passages: int
    message: str


class SearchIndex:
    """The index in `folder` of the store with `store_id`. Safe for threads; one per process is enough."""

    def __init__(
        self,
        folder: Path,
        store_id: str,
        *,
        language: Language | None = None,
        kind: EngineKind | None = None,
        synonyms: Synonyms = no_synonyms,
        resolver: Resolver = no_taxonomy,
    ) -> None:
        self._generations = Generations(folder, store_id)
        self._language = language if language is not None else SharedLanguage()
        self._kind = kind if kind is not None else WhooshKind()
        self._synonyms = synonyms
        self._resolver = resolver
        self._lock = threading.Lock()
        self._open: Snapshot | None = None

    # ------------------------------------------------------------------ state

    @property
    def revision(self) -> int | None:
        """The store's revision that the index holds; None without an index."""
        stamp = self._generations.current()
        return stamp.revision if stamp is not None else None

    def status(self, store_revision: int) -> IndexStatus:
        """How the index stands to a store at `store_revision`."""
        stamp = self._generations.current()
        if stamp is None:
            return IndexStatus("missing", None, 0, "Er is nog geen zoekindex; maak hem met: kennisbank reindex")
        count = int(self._snapshot().columns.alive.sum()) if self._usable(stamp) else 0
        if not self._usable(stamp):
            reason = "De zoekindex is anders gemaakt dan dit programma doet; vernieuw met: kennisbank reindex"
            return IndexStatus("reindex", stamp.revision, count, reason)
        if stamp.revision != store_revision:
            return IndexStatus("behind", stamp.revision, count, "De zoekindex loopt achter op de kennisbank.")
        return IndexStatus("ok", stamp.revision, count, "De zoekindex is bij.")

    def _usable(self, stamp: Stamp) -> bool:
        return (stamp.engine, stamp.analysis, stamp.weights) == (
            self._kind.name,
            self._language.version,
            ranking_weights().stamp,
        )

    def _stamp(self, path: Path, revision: int) -> Stamp:
        return Stamp(
            generation=path.name,
            store_id=self._generations.store_id,
            revision=revision,
            engine=self._kind.name,
            analysis=self._language.version,
            weights=ranking_weights().stamp,
        )

    def _snapshot(self) -> Snapshot:
        """The current generation, opened once; opened anew when the pointer has moved."""
        with self._lock:
            for _ in range(_OPEN_TRIES):
                stamp = self._generations.current()
                if stamp is None or not self._usable(stamp):
                    break
                if self._open is not None and self._open.stamp == stamp:
                    return self._open
                try:
                    self._open = self._opened(stamp)
                except FileNotFoundError:
                    # A writer moved on, and cleared this generation away, while it was being opened.
                    continue
                return self._open
        msg = "Er is geen bruikbare zoekindex; maak hem met: kennisbank reindex"
        raise IndexMissingError(msg)

    def _opened(self, stamp: Stamp) -> Snapshot:
        path = self._generations.path(stamp)
        forward = Forward.open(path / "words")
        columns = Columns.open(path / "columns")
        return Snapshot(stamp, columns, forward, self._kind.open(path / "engine", forward))

    def close(self) -> None:
        """Let go of the open files; the next search opens them again."""
        with self._lock:
            if self._open is not None:
                self._open.engine.close()
                self._open = None

    # ------------------------------------------------------------------ writing

    def rebuild(
        self,
        entries: Iterable[IndexEntry],
        revision: int,
        on_progress: Callable[[int], None] | None = None,
    ) -> int:
        """Build a new index of `entries` beside the current one and swap; the number of passages.

        `on_progress` is told after each hundred passages how many are done.
        """
        indexer = Indexer(self._language, Columns.empty(), Forward.empty())
        with self._generations.writing() as path:
            self._kind.build(path / "engine", indexer.documents(_told(entries, on_progress)))
            self._finish(path, indexer, revision)
        return len(indexer.columns)

    def update(self, added: Iterable[IndexEntry], removed_passage_ids: Iterable[str], revision: int) -> None:
        """Take passages out and put others in. A passage that is added and there already is replaced.

        Raises `IndexMissingError` where there is no usable index to change: rebuild then.
        """
        with self._generations.writing() as path:
            snapshot = self._snapshot()
            new = list(added)
            gone = {*removed_passage_ids, *(entry.passage.passage_id for entry in new)}
            columns, removed = snapshot.columns.without(gone)
            # The open snapshot is still being searched: its vocabulary must not grow under it.
            indexer = Indexer(self._language, columns, snapshot.forward.copied())
            copy_linked(self._generations.path(snapshot.stamp) / "engine", path / "engine")
            self._kind.update(path / "engine", indexer.documents(new), removed)
            self._finish(path, indexer, revision)

    def _finish(self, path: Path, indexer: Indexer, revision: int) -> None:
        indexer.columns.save(path / "columns")
        indexer.forward.save(path / "words")
        self._generations.publish(self._stamp(path, revision))

    # ------------------------------------------------------------------ searching

    def search(
        self,
        query: str,
        filters: Filters,
        fetch: Fetch,
        *,
        sort: Sort = "relevance",
        exact: bool = False,
        limit: int = 10,
        offset: int = 0,
    ) -> ResultPage:
        """One page of results. An empty query gives all that passes the filters, newest first.

        `exact` searches the typed forms only. Raises `IndexMissingError` without a usable index.
        """
        snapshot = self._snapshot()
        planner = Planner(self._language, snapshot.columns, self._synonyms, self._resolver)
        search = Search(snapshot, planner, fetch, sort=sort, exact=exact, limit=limit, offset=offset)
        return search.run(query, filters)


def _told(entries: Iterable[IndexEntry], on_progress: Callable[[int], None] | None) -> Iterator[IndexEntry]:
    step = 100
    for count, entry in enumerate(entries, start=1):
        yield entry
        if on_progress is not None and count % step == 0:
            on_progress(count)
