"""The index as a service: built from the store's passages, searched by many threads at a time.

`SearchIndex` holds one open snapshot (columns, words, engine) and opens the next when the pointer of
`index.generations` has moved. It knows no store: entries come in, ids and offsets go out, and the records
of the hits are fetched by the caller's functions.
"""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from index.abbreviations import Abbreviations
from index.columns import Columns
from index.engines import DEFAULT_ENGINE, engine_kind
from index.entries import IndexEntry
from index.forward import Forward
from index.generations import Generations, Stamp, copy_linked
from index.groups import Groups
from index.indexing import Indexer
from index.indicators import Indicators
from index.likeness import like
from index.plan import Planner
from index.plan_terms import Synonym, Synonyms, shared_synonyms
from index.ranking_data import Weights, ranking_weights
from index.results import ResultPage
from index.searching import Fetch, Page, Search, Snapshot
from index.spelling import Speller, Spelling, shared_speller
from index.suggest import Suggestions
from index.taxonomies import FacetTaxonomy, TaxonomySource, shared_taxonomy
from index.verify import faults
from index.words import Language, Remembering, SharedLanguage
from kb.filters import Filters
from kb.records import Passage
from kb.reports import KennisbankError

_OPEN_TRIES: Final = 5
_TOLD_EVERY: Final = 100


class IndexMissingError(KennisbankError):
    """There is no usable index to search; `reindex` makes one."""

    def __init__(self) -> None:
        super().__init__("Er is geen bruikbare zoekindex; maak hem met: kennisbank reindex", "index")


class IndexDamagedError(KennisbankError):
    """The files of the index cannot be read; `reindex` makes new ones from the store."""

    def __init__(self, error: Exception) -> None:
        message = f"De zoekindex is beschadigd ({type(error).__name__}); herstel hem met: kennisbank reindex"
        super().__init__(message, "index")


class SearchIndex:
    """The index in `folder` of the store with `store_id`. Safe for threads; one per process is enough.

    `taxonomy` gives the taxonomies when they are first needed, `language` the analysis of words;
    `weights` are those of `ranking.toml` unless others are tried; `abbreviations` tells whether what the
    documents abbreviate is searched along.
    """

    def __init__(
        self,
        folder: Path,
        store_id: str,
        *,
        taxonomy: TaxonomySource = shared_taxonomy,
        language: Language | None = None,
        synonyms: Synonyms = shared_synonyms,
        speller: Speller = shared_speller,
        weights: Weights | None = None,
        abbreviations: bool = True,
    ) -> None:
        self._generations = Generations(folder, store_id)
        self._language = language if language is not None else SharedLanguage()
        self._remembering = Remembering(self._language)
        self._taxonomy = FacetTaxonomy(taxonomy)
        self._synonyms = synonyms
        self._speller = speller
        self._weights = weights if weights is not None else ranking_weights()
        self._lock = threading.Lock()
        self._open: Snapshot | None = None
        self._suggestions: tuple[str, Suggestions] | None = None
        self._indicators: tuple[str, Indicators] | None = None
        self._abbreviations: tuple[str, Abbreviations] | None = None
        self._abbreviating = abbreviations

    # ------------------------------------------------------------------ state

    @property
    def revision(self) -> int | None:
        """The store's revision that the index holds; None without an index of this store."""
        stamp = self._generations.current()
        return stamp.revision if stamp is not None else None

    @property
    def engine_name(self) -> str:
        """The engine that the index is made with, or would be."""
        stamp = self._generations.current()
        return stamp.engine if stamp is not None else DEFAULT_ENGINE

    @property
    def usable(self) -> bool:
        """True when there is an index that this program can search: same analysis, weights and format."""
        stamp = self._generations.current()
        return stamp is not None and self._fits(stamp)

    def problem(self, store_revision: int, passages: int) -> str | None:
        """What is wrong with the index of a store with so many passages, in Dutch; None when it is good."""
        stamp = self._generations.current()
        if stamp is None:
            return "Er is nog geen zoekindex."
        if not self._fits(stamp):
            return "De zoekindex is gemaakt met een andere woordanalyse of andere gewichten."
        if stamp.revision != store_revision:
            return f"De zoekindex loopt achter: stand {stamp.revision}, de kennisbank {store_revision}."
        try:
            count = int(self._snapshot().columns.alive.sum())
        except (IndexDamagedError, IndexMissingError) as error:
            return f"{error}."
        return None if count == passages else f"De zoekindex telt {count} passages, de kennisbank {passages}."

    def verify(self, entries: Iterable[IndexEntry]) -> Iterator[str]:
        """What the index has otherwise than `entries`, which are all that it should hold; in Dutch."""
        try:
            snapshot = self._snapshot()
        except (IndexDamagedError, IndexMissingError) as error:
            yield f"{error}."
            return
        yield from faults(snapshot, entries, self._taxonomy.broader, self._language)

    def _fits(self, stamp: Stamp) -> bool:
        return (stamp.analysis, stamp.weights) == (self._language.version, self._weights.stamp)

    def _snapshot(self) -> Snapshot:
        """The current generation, opened once; opened anew when the pointer has moved."""
        with self._lock:
            for _ in range(_OPEN_TRIES):
                stamp = self._generations.current()
                if stamp is None or not self._fits(stamp):
                    break
                if self._open is not None and self._open.stamp == stamp:
                    return self._open
                try:
                    self._open = self._opened(stamp)
                except FileNotFoundError:
                    # A writer moved on, and cleared this generation away, while it was being opened.
                    continue
                except KennisbankError:
                    raise  # the engine is not installed: the index itself is good
                except Exception as error:
                    # A damaged file can raise anything; what helps is the same.
                    raise IndexDamagedError(error) from error
                return self._open
        raise IndexMissingError

    def _opened(self, stamp: Stamp) -> Snapshot:
        path = self._generations.path(stamp)
        with _no_collecting():
            forward = Forward.open(path / "words")
            columns = Columns.open(path / "columns")
        groups = Groups.open(path / "groups")
        engine = engine_kind(stamp.engine).open(path / "engine", forward)
        return Snapshot(stamp, columns, forward, groups, engine)

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
        *,
        engine: str | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> int:
        """Build a new index of `entries` beside the current one and swap; the number of passages.

        `engine` stays what it is when None. `on_progress` is told after each hundred passages.
        """
        name = engine if engine is not None else self.engine_name
        kind = engine_kind(name)
        indexer = self._indexer(Columns.empty(), Forward.empty(), Groups.empty())
        with self._generations.writing() as path:
            kind.build(path / "engine", indexer.documents(_told(entries, on_progress)))
            self._finish(path, indexer, revision, name)
        return len(indexer.columns)

    def update(self, entries: Iterable[IndexEntry], changed_documents: Iterable[str], revision: int) -> None:
        """Replace what the index holds of `changed_documents` by `entries`; without entries they are gone.

        Raises `IndexMissingError` where there is no usable index to change: rebuild then.
        """
        with self._generations.writing() as path:
            snapshot = self._snapshot()
            columns, removed = snapshot.columns.without(changed_documents)
            # The open snapshot is still being searched: its vocabulary must not grow under it.
            indexer = self._indexer(columns, snapshot.forward.copied(), snapshot.groups)
            before = self._generations.path(snapshot.stamp)
            copy_linked(before / "engine", path / "engine")
            kind = engine_kind(snapshot.stamp.engine)
            kind.update(path / "engine", indexer.documents(entries), removed)
            stamp = self._finish(path, indexer, revision, snapshot.stamp.engine, before)
            # The words that were written are known here; the long rows are mapped, not held in memory.
            forward = Forward.open(path / "words", indexer.forward.vocabulary)
            engine = kind.open(path / "engine", forward)
            with self._lock:
                self._open = Snapshot(stamp, indexer.columns, forward, indexer.groups, engine)

    def _indexer(self, columns: Columns, forward: Forward, groups: Groups) -> Indexer:
        return Indexer(self._language, columns, forward, groups, self._taxonomy.broader, self._weights)

    def _finish(
        self, path: Path, indexer: Indexer, revision: int, engine: str, before: Path | None = None
    ) -> Stamp:
        """Write what `indexer` made and publish it; `before` is the generation that it grew from."""
        indexer.columns.save(path / "columns", before / "columns" if before is not None else None)
        indexer.forward.save(path / "words", before / "words" if before is not None else None)
        indexer.groups.save(path / "groups")
        stamp = Stamp(
            generation=path.name,
            store_id=self._generations.store_id,
            revision=revision,
            engine=engine,
            analysis=self._language.version,
            weights=self._weights.stamp,
        )
        self._generations.publish(stamp)
        return stamp

    # ------------------------------------------------------------------ searching

    def search(
        self,
        query: str,
        filters: Filters,
        *,
        passages: Callable[[Sequence[str]], Iterable[Passage]],
        labels: Callable[[str, str], str],
        sort: str = "relevance",
        exact: bool = False,
        off: Collection[str] = (),
        grouped: bool = True,
        limit: int = 10,
        offset: int = 0,
    ) -> ResultPage:
        """One page of results. An empty query gives all that passes the filters, newest first.

        `passages` gives the records of passage ids, in any order; `labels` what people see for a value
        of a facet. `exact` searches the typed forms only; `off` are expansions and wishes that are not
        wanted (`Expansion.key`, `Understood.wishes`); not `grouped`, every place of the same text is a hit
        of its own. Raises `IndexMissingError` without an index.
        """
        page = Page(sort, exact, limit, offset, frozenset(off), grouped)
        return self._search(Fetch(passages, labels), page).run(query, filters)

    def passage_ids(
        self,
        query: str,
        filters: Filters,
        *,
        sort: str = "relevance",
        exact: bool = False,
        off: Collection[str] = (),
    ) -> tuple[str, ...]:
        """The ids of everything that `search` finds, in the same order: for an export of a whole result."""
        nothing = Fetch(lambda _ids: (), lambda _facet, value: value)
        return self._search(nothing, Page(sort, exact, limit=0, offset=0, off=frozenset(off))).all_ids(
            query, filters
        )

    def _search(self, fetch: Fetch, page: Page) -> Search:
        snapshot = self._snapshot()
        planner = Planner(
            self._remembering,
            snapshot.columns,
            Spelling(snapshot.forward, self._speller, self._remembering),
            self._with_abbreviations(snapshot),
            self._taxonomy.resolve,
            self._weights,
            self._indicators_of(snapshot),
        )
        return Search(snapshot, planner, fetch, page, self._weights)

    def _with_abbreviations(self, snapshot: Snapshot) -> Synonyms:
        """The synonyms of the data, and what the documents of this snapshot abbreviate."""
        if not self._abbreviating:
            return self._synonyms
        known = self._abbreviations
        if known is None or known[0] != snapshot.stamp.generation:
            made = Abbreviations.of(snapshot.columns, self._language)
            known = self._abbreviations = (snapshot.stamp.generation, made)
        here = known[1]

        def both(forms: Sequence[str]) -> Iterable[Synonym]:
            listed = list(self._synonyms(forms))
            told = {(item.words, text.casefold()) for item in listed for text in item.added}
            found = here.expand(forms, self._remembering)
            return [*listed, *(item for item in found if (item.words, item.added[0].casefold()) not in told)]

        return both

    def _indicators_of(self, snapshot: Snapshot) -> Indicators:
        known = self._indicators
        if known is None or known[0] != snapshot.stamp.generation:
            indicators = Indicators.of(snapshot.columns, self._taxonomy.source, self._language)
            known = self._indicators = (snapshot.stamp.generation, indicators)
        return known[1]

    def more_like(self, passage_id: str, limit: int = 5) -> tuple[str, ...]:
        """Ids of the passages most like one (which share its telling words), the likest first.

        Leaves out what is the same or nearly so, which `Hit.places` and `Hit.similar` show, and takes one
        of each group. () for a passage that is not here; raises `IndexMissingError` without an index.
        """
        snapshot = self._snapshot()
        columns = snapshot.columns
        here = [place for place, each in enumerate(columns.ids) if each == passage_id and columns.alive[place]]
        if not here:
            return ()
        found = np.asarray(like(snapshot.engine, snapshot.forward, snapshot.groups, here[0]), dtype=np.int64)
        found = found[columns.alive[found]]
        return tuple(columns.ids[found[place]] for place in snapshot.groups.fold(found).first[:limit])

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """What somebody who typed `prefix` may mean: titles, headings, names, labels; () without an index."""
        suggestions = self._suggestions_here()
        return suggestions.beginning(prefix, limit) if suggestions is not None else ()

    def suggestions(self, limit: int) -> tuple[str, ...]:
        """The most frequent of all that can be suggested; () without an index."""
        suggestions = self._suggestions_here()
        return suggestions.commonest(limit) if suggestions is not None else ()

    def _suggestions_here(self) -> Suggestions | None:
        try:
            snapshot = self._snapshot()
        except IndexMissingError:
            return None
        known = self._suggestions
        if known is None or known[0] != snapshot.stamp.generation:
            suggestions = Suggestions.of(snapshot.columns, self._taxonomy.source)
            known = self._suggestions = (snapshot.stamp.generation, suggestions)
        return known[1]

    def facet_values(self, facet: str) -> tuple[str, ...]:
        """All values of a facet that passages here have; () for an unknown facet or without an index."""
        try:
            columns = self._snapshot().columns
        except IndexMissingError:
            return ()
        return columns.values_in_use(facet)


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """Without looks for garbage, which cost more the more small objects there are that stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _told(entries: Iterable[IndexEntry], on_progress: Callable[[int], None] | None) -> Iterator[IndexEntry]:
    for count, entry in enumerate(entries, start=1):
        yield entry
        if on_progress is not None and count % _TOLD_EVERY == 0:
            on_progress(count)
