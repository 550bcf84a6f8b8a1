"""Plain ways to find, to measure ours against: what one gets with a few lines and no knowledge of Dutch.

Each takes the same passages and the same filters as ours; only words and ranking differ.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from whoosh import fields, query, scoring
from whoosh.analysis import LanguageAnalyzer
from whoosh.filedb.filestore import RamStorage

from index.entries import IndexEntry, zone_texts

# From a query to ordinals of entries, best first, filters not yet applied.
Finder: TypeAlias = Callable[[str], Sequence[int]]
_WORD: Final = re.compile(r"\w+")


def _text(entry: IndexEntry) -> str:
    return "\n".join(text for zone, text in zone_texts(entry).items() if zone not in ("title", "tags", "table"))


def fts5(entries: Sequence[IndexEntry], *, all_words: bool) -> Finder:
    """SQLite FTS5 with BM25, without stemming: all words must match, or any."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61')")
    database.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(map(_text, entries)))
    joint = " AND " if all_words else " OR "

    def find(text: str) -> Sequence[int]:
        words = [f'"{word}"' for word in _WORD.findall(text)]
        if not words:
            return []
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank, rowid"
        return [row[0] for row in database.execute(sql, (joint.join(words),))]

    return find


def whoosh_stemmer(entries: Sequence[IndexEntry]) -> Finder:
    """Whoosh as documented for Dutch: its own analyser (stop words, stemmer), any word, its BM25F."""
    analyzer = LanguageAnalyzer("nl")
    schema = fields.Schema(ordinal=fields.STORED, text=fields.TEXT(analyzer=analyzer))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for ordinal, entry in enumerate(entries):
        writer.add_document(ordinal=ordinal, text=_text(entry))
    writer.commit()
    searcher = index.searcher(weighting=scoring.BM25F())

    def find(text: str) -> Sequence[int]:
        terms = [query.Term("text", token.text) for token in analyzer(text)]
        return [hit["ordinal"] for hit in searcher.search(query.Or(terms), limit=None)] if terms else []

    return find
