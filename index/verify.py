"""Does an index hold what the store holds: every passage, its values in the columns, words by a sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from index.columns import Columns
from index.engine import Lookup, TermNode
from index.entries import Broader, IndexEntry, date_number, facet_tags
from index.indexing import word_kinds
from index.searching import Snapshot
from index.words import Language

_SAMPLE: Final = 200
"""So many passages, evenly spread, are looked up by their words: analysing all would be a rebuild."""
_MOST: Final = 20
"""After so many faults the rest is not told: the index is built anew anyway."""


def faults(
    snapshot: Snapshot, entries: Iterable[IndexEntry], broader: Broader, language: Language
) -> Iterator[str]:
    """What the index has otherwise than `entries`, which are all that it should hold; in Dutch."""
    columns = snapshot.columns
    places = {passage_id: at for at, passage_id in enumerate(columns.ids) if columns.alive[at]}
    step = max(1, len(places) // _SAMPLE)
    told = 0
    for number, entry in enumerate(entries):
        at = places.pop(entry.passage.passage_id, None)
        wrong = None
        if at is None:
            wrong = "ontbreekt in de index"
        elif not _same(columns, at, entry, broader):
            wrong = "heeft in de index andere kenmerken dan in de kennisbank"
        elif number % step == 0 and not _found(snapshot, at, entry, language):
            wrong = "wordt niet gevonden op haar eigen woorden"
        if wrong is not None:
            yield f"Passage {entry.passage.passage_id} {wrong}."
            told += 1
            if told >= _MOST:
                return
    for passage_id in list(places)[:_MOST]:
        yield f"Passage {passage_id} staat in de index en niet in de kennisbank."


def _same(columns: Columns, at: int, entry: IndexEntry, broader: Broader) -> bool:
    wanted: dict[str, set[str]] = {}
    for tag in facet_tags(entry, broader):
        wanted.setdefault(tag.facet, set()).add(tag.value)
    date = date_number(entry.document.publication_date.value)
    return int(columns.dates[at]) == date and all(
        set(column.of_row(at)) == wanted.get(name, set()) for name, column in columns.facets.items()
    )


def _found(snapshot: Snapshot, at: int, entry: IndexEntry, language: Language) -> bool:
    """True when the engine finds the passage on the longest of its words."""
    keys = [key for _, keys, _ in word_kinds(language, entry.passage.text) for key in keys]
    if not keys:
        return True
    node = TermNode((Lookup("key", max(keys, key=len)),))
    return bool(snapshot.engine.match(node, len(snapshot.columns)).mask[at])
