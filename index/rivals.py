"""What speed is measured against: other ways to give the same answer over the same passages.

Each gives, for a query, the total, the ten best with a snippet, and counts of the same facets. None stems
or splits as we do, except FTS5, which is fed our keys: what is compared is the work, not the finding.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from whoosh import fields, qparser, sorting
from whoosh.analysis import LanguageAnalyzer
from whoosh.filedb.filestore import FileStorage

from index.entries import IndexEntry, facet_tags
from index.words import Language

Kind: TypeAlias = Literal["woorden", "woordgroep", "en/niet", "begin*", "filter"]
# (total, best ids, facet counts)
Answer: TypeAlias = tuple[int, list[str], dict[str, dict[str, int]]]
FACETS: Final = ("kind", "regeling", "theme", "organisation", "year")
_TOP: Final = 10
PLAIN_WHOOSH: Final = "Whoosh zoals gedocumenteerd"
PLAIN_TANTIVY: Final = "tantivy zonder ons"
PLAIN_FTS5: Final = "SQLite FTS5, onze woorden"


@dataclass(frozen=True, slots=True)
class Question:
    """A query that every engine can be asked: words by kind, or any of them within a document kind."""

    kind: Kind
    words: tuple[str, ...]
    within: str | None = None

    def ours(self) -> str:
        """In our query language; the filter is given apart."""
        first, *rest = self.words
        by_kind: Mapping[Kind, str] = {
            "woordgroep": f'"{" ".join(self.words)}"',
            "en/niet": f"{first} EN {rest[0]} NIET {rest[-1]}" if rest else first,
            "begin*": f"{first}*",
        }
        return by_kind.get(self.kind, " ".join(self.words))

    def plain(self) -> str:
        """In the query language that Whoosh and tantivy nearly share."""
        first, *rest = self.words
        by_kind: Mapping[Kind, str] = {
            "woordgroep": f'"{" ".join(self.words)}"',
            "en/niet": f"({first} AND {rest[0]}) AND NOT {rest[-1]}" if rest else first,
            "begin*": f"{first}*",
        }
        return by_kind.get(self.kind, " ".join(self.words))


Rival: TypeAlias = Callable[[Question], Answer]


def values(entry: IndexEntry) -> dict[str, list[str]]:
    """The facet values of an entry, without those above them."""
    found: dict[str, dict[str, None]] = {name: {} for name in FACETS}
    for tag in facet_tags(entry):
        if tag.facet in found:
            found[tag.facet][tag.value] = None
    return {name: list(of_facet) for name, of_facet in found.items()}


def build_whoosh(folder: Path, entries: Iterable[IndexEntry]) -> None:
    """Whoosh as its documentation has it, with its Dutch analyser."""
    schema = fields.Schema(
        id=fields.ID(stored=True),
        text=fields.TEXT(analyzer=LanguageAnalyzer("nl"), stored=True),
        **{name: fields.KEYWORD(commas=True, stored=False) for name in FACETS},
    )
    folder.mkdir()
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=128)
    for entry in entries:
        facets = {name: ",".join(found) for name, found in values(entry).items() if found}
        writer.add_document(id=entry.passage.passage_id, text=entry.passage.text, **facets)
    writer.commit(optimize=True)
    index.close()


def open_whoosh(folder: Path) -> Rival:
    """Its parser, grouping and highlighter."""
    index = FileStorage(str(folder)).open_index()
    searcher = index.searcher()
    parser = qparser.QueryParser("text", index.schema, group=qparser.OrGroup)

    def ask(question: Question) -> Answer:
        within = parser.parse(f'kind:"{question.within}"') if question.within else None
        grouped = {name: sorting.FieldFacet(name, allow_overlap=True) for name in FACETS}
        hits = searcher.search(parser.parse(question.plain()), limit=_TOP, filter=within, groupedby=grouped)
        best = []
        for hit in hits[:_TOP]:
            hit.highlights("text")
            best.append(hit["id"])
        counts = {name: {value: len(group) for value, group in hits.groups(name).items()} for name in FACETS}
        return len(hits), best, counts

    return ask


def _tantivy(folder: Path) -> tuple[Any, Any]:
    """Its schema, with a Dutch stemmer, and the index in `folder`, made when it is not there."""
    import tantivy  # noqa: PLC0415 - an optional package

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", stored=True, tokenizer_name="nl_stem")
    for name in FACETS:
        builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw")
    folder.mkdir(exist_ok=True)
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    stemmer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    stemmer = stemmer.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("dutch"))
    index.register_tokenizer("nl_stem", stemmer.build())
    return schema, index


def build_tantivy(folder: Path, entries: Iterable[IndexEntry]) -> None:
    """Tantivy by itself, with its Dutch stemmer."""
    import tantivy  # noqa: PLC0415

    _, index = _tantivy(folder)
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for entry in entries:
        facets = {name: found for name, found in values(entry).items() if found}
        document: Any = tantivy.Document(id=entry.passage.passage_id, text=entry.passage.text, **facets)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path) -> Rival:
    """Its parser, aggregation and snippets."""
    import tantivy  # noqa: PLC0415

    schema, index = _tantivy(folder)
    index.reload()
    searcher = index.searcher()
    wanted = {name: {"terms": {"field": name, "size": 10_000}} for name in FACETS}

    def ask(question: Question) -> Answer:
        if question.kind == "begin*":
            query = tantivy.Query.regex_query(schema, "text", f"{question.words[0]}.*")
        else:
            query = index.parse_query(question.plain().replace(" AND NOT ", " -"), ["text"])
        if question.within:
            kind = tantivy.Query.term_query(schema, "kind", question.within)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, kind)])
        result: Any = searcher.search(query, limit=_TOP, count=True)
        snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "text")
        best = []
        for _, address in result.hits:
            document = searcher.doc(address)
            snippets.snippet_from_doc(document).to_html()
            best.append(document["id"][0])
        found: Any = searcher.aggregate(query, wanted)
        counts = {name: {row["key"]: row["doc_count"] for row in found[name]["buckets"]} for name in FACETS}
        return int(result.count or 0), best, counts

    return ask


_FTS5: Final = "fts5.sqlite"


def _keys(language: Language, text: str) -> str:
    return " ".join(term.keys[0] if term.keys else term.form for term in language.analyse(text))


def build_fts5(folder: Path, entries: Iterable[IndexEntry], language: Language) -> None:
    """SQLite FTS5 over our keys, with facets in a table."""
    folder.mkdir()
    database = sqlite3.connect(folder / _FTS5)
    database.executescript(
        """CREATE VIRTUAL TABLE passage USING fts5(keys, id UNINDEXED, tokenize="unicode61 tokenchars '-_.'");
        CREATE TABLE facet (name TEXT, value TEXT, passage INTEGER);"""
    )
    with database:
        for ordinal, entry in enumerate(entries):
            database.execute(
                "INSERT INTO passage (rowid, keys, id) VALUES (?, ?, ?)",
                (ordinal, _keys(language, entry.passage.text), entry.passage.passage_id),
            )
            rows = [(name, value, ordinal) for name, found in values(entry).items() for value in found]
            database.executemany("INSERT INTO facet VALUES (?, ?, ?)", rows)
        database.execute("CREATE INDEX facet_passage ON facet (passage, name, value)")
        database.execute("CREATE INDEX facet_value ON facet (name, value, passage)")
    database.close()


def open_fts5(folder: Path, language: Language) -> Rival:
    """Its rank and snippets, facets by SQL."""
    database = sqlite3.connect(folder / _FTS5)
    database.execute("CREATE TEMP TABLE found (passage INTEGER PRIMARY KEY)")

    def asked(question: Question) -> str:
        words = [_keys(language, word).replace('"', "") for word in question.words]
        if question.kind == "woordgroep":
            return f'"{" ".join(words)}"'
        if question.kind == "begin*":
            return f'"{question.words[0].lower()}"*'
        quoted = [f'"{word}"' for word in words if word]
        if question.kind == "en/niet":
            return f"({quoted[0]} AND {quoted[1]}) NOT {quoted[-1]}"
        return " OR ".join(quoted)

    def ask(question: Question) -> Answer:
        # What is found is kept in a temporary table: total and facets count the same rows.
        database.execute("DELETE FROM found")
        match = asked(question)
        sql = "INSERT INTO found SELECT rowid FROM passage WHERE passage MATCH ?"
        if question.within:
            # The plus keeps SQLite from matching anew for each row of the facet.
            sql += " AND +rowid IN (SELECT passage FROM facet WHERE name = 'kind' AND value = ?)"
        database.execute(sql, (match, question.within) if question.within else (match,))
        (total,) = database.execute("SELECT count(*) FROM found").fetchone()
        sql = "SELECT id, snippet(passage, 0, '[', ']', '…', 40) FROM passage WHERE passage MATCH ?"
        if question.within:
            sql += " AND +rowid IN (SELECT passage FROM found)"
        best = [row[0] for row in database.execute(f"{sql} ORDER BY rank LIMIT ?", (match, _TOP))]
        counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        grouped = "SELECT name, value, count(*) FROM facet JOIN found USING (passage) GROUP BY name, value"
        for name, value, count in database.execute(grouped):
            counts[name][value] = count
        return total, best, counts

    return ask


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to find: `build` makes its index in a new folder, `open` asks what is there."""

    name: str
    build: Callable[[Path, Iterable[IndexEntry]], None]
    open: Callable[[Path], Rival]


def rivals(language: Language) -> Sequence[Other]:
    """All of them; bare tantivy only where it is installed."""
    found = [
        Other(PLAIN_WHOOSH, build_whoosh, open_whoosh),
        Other(
            PLAIN_FTS5,
            lambda folder, entries: build_fts5(folder, entries, language),
            lambda folder: open_fts5(folder, language),
        ),
    ]
    if find_spec("tantivy") is not None:
        found.insert(1, Other(PLAIN_TANTIVY, build_tantivy, open_tantivy))
    return found
