"""How well search finds, on the gold queries: ours, ours with each ingredient off, and plain baselines.

`evaluate` runs everything over the same passages in one go and gives a table; nothing here is fitted.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from index.baselines import Finder, fts5, whoosh_stemmer
from index.columns import Columns
from index.entries import IndexEntry, date_number, facet_tags
from index.facets import Selection
from index.gold import CUT_RECALL, GoldQuery, HitLines, Score, load_queries, measured
from index.gold_quotes import Asked
from index.plan_terms import Synonyms, no_synonyms, shared_synonyms
from index.ranking_data import Weights, ranking_weights
from index.searcher import SearchIndex
from index.spelling import no_speller, shared_speller
from index.words import Language, SharedLanguage
from kb.records import Document, Footnote

# The lines on which a footnote stands; the records know only its first.
FootnoteLines: TypeAlias = Callable[[Document, Footnote], Iterable[int]]
Run: TypeAlias = Callable[[GoldQuery], Sequence[HitLines]]
# Ingredients that can be left out by themselves; the others are weights.
Off: TypeAlias = Literal["synonyms", "speller", "stems", "abbreviations"]


def first_line_only(_document: Document, note: Footnote) -> Iterable[int]:
    """A footnote's first line."""
    return () if note.line is None else (note.line,)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a way to find, with its score per query."""

    name: str
    scores: Mapping[str, Score]

    def mean(self, queries: Sequence[GoldQuery]) -> Score:
        """The mean over `queries`."""
        chosen = [self.scores[query.query_id] for query in queries]
        count = max(1, len(chosen))
        return Score(sum(s.ndcg for s in chosen) / count, sum(s.recall for s in chosen) / count)

    @property
    def hits(self) -> float:
        """The share of queries with a spot among the first ten hits."""
        return sum(score.ndcg > 0 for score in self.scores.values()) / max(1, len(self.scores))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The queries and all rows; the first row is search as it is."""

    queries: tuple[GoldQuery, ...]
    rows: tuple[Row, ...]

    def groups(self) -> dict[str, tuple[GoldQuery, ...]]:
        """All, hard, easy, and each group of the gold."""
        named: dict[str, tuple[GoldQuery, ...]] = {
            "alle": self.queries,
            "moeilijk": tuple(query for query in self.queries if query.hard),
            "gewoon": tuple(query for query in self.queries if not query.hard),
        }
        for query in self.queries:
            named[query.group] = (*named.get(query.group, ()), query)
        return named

    def table(self) -> str:
        """nDCG@10 and recall@20 per row and group, as text."""
        groups = self.groups()
        width = max(len(row.name) for row in self.rows)
        heads = [f"{name} ({len(queries)})" for name, queries in groups.items()]
        lines = [" ".join(["nDCG@10 / recall@20".ljust(width), *(head.rjust(18) for head in heads)])]
        for row in self.rows:
            cells = [row.mean(queries) for queries in groups.values()]
            texts = [f"{cell.ndcg:.3f} / {cell.recall:.3f}".rjust(18) for cell in cells]
            lines.append(" ".join([row.name.ljust(width), *texts]))
        return "\n".join(lines)

    def brief(self) -> str:
        """nDCG@10, recall@20 and hit@10 per row over all queries, as text."""
        width = max(len(row.name) for row in self.rows)
        lines = [f"{f'{len(self.queries)} vragen'.ljust(width)}  nDCG@10  recall@20  hit@10"]
        for row in self.rows:
            mean = row.mean(self.queries)
            lines.append(f"{row.name.ljust(width)}  {mean.ndcg:7.3f}  {mean.recall:9.3f}  {row.hits:6.3f}")
        return "\n".join(lines)

    def per_query(self) -> str:
        """The first row query by query, as text."""
        scores = self.rows[0].scores
        return "\n".join(
            f"{query.query_id} {scores[query.query_id].ndcg:.3f} {scores[query.query_id].recall:.3f} "
            f"{'moeilijk' if query.hard else '        '} {query.text}"
            for query in self.queries
        )


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Runs the gold queries over `entries`; `places` say what passages hold where lines do not (by id)."""

    entries: Sequence[IndexEntry]
    queries: tuple[GoldQuery, ...]
    footnote_lines: FootnoteLines = first_line_only
    language: Language = field(default_factory=SharedLanguage)
    synonyms: Synonyms = shared_synonyms
    places: Mapping[str, HitLines] | None = None

    def row(self, name: str, run: Run) -> Row:
        """The scores of one way to find."""
        return Row(name, {query.query_id: measured(run(query), query.spots) for query in self.queries})

    def lines(self, entry: IndexEntry) -> HitLines:
        """A passage as lines of its source, with its footnotes."""
        passage = entry.passage
        if self.places is not None:
            return self.places.get(passage.passage_id, HitLines("", frozenset()))
        lines: set[int] = set()
        if passage.line_start is not None and passage.line_end is not None:
            lines.update(range(passage.line_start, passage.line_end + 1))
        for note in passage.footnotes:
            lines.update(self.footnote_lines(entry.document, note))
        return HitLines(entry.document.sha256, frozenset(lines))

    def ours(
        self,
        name: str,
        weights: Weights,
        folder: Path,
        *,
        off: frozenset[Off] = frozenset(),
        engine: str | None = None,
    ) -> Row:
        """Search itself, with other weights or ingredients off; indexes are kept in `folder` to share."""
        by_id = {entry.passage.passage_id: entry for entry in self.entries}
        index = SearchIndex(
            folder / hashlib.sha256(weights.stamp.encode()).hexdigest()[:8],
            "evaluation",
            language=self.language,
            synonyms=no_synonyms if "synonyms" in off else self.synonyms,
            speller=no_speller if "speller" in off else shared_speller,
            weights=weights,
            abbreviations="abbreviations" not in off,
        )
        if not index.usable:
            index.rebuild(self.entries, revision=1, engine=engine)

        def run(query: GoldQuery) -> Sequence[HitLines]:
            page = index.search(
                query.text,
                query.filters,
                passages=lambda ids: [by_id[passage_id].passage for passage_id in ids],
                labels=lambda _facet, value: value,
                exact="stems" in off,
                limit=CUT_RECALL,
            )
            return [self.lines(by_id[hit.passage.passage_id]) for hit in page.hits]

        row = self.row(name, run)
        index.close()
        return row

    def _unrecorded(self, name: str, weights: Weights, folder: Path) -> Row:
        """Search over passages of which no register holds anything."""
        bare = replace(self, entries=[replace(entry, held=()) for entry in self.entries])
        return bare.ours(name, weights, folder)

    def beside(self) -> Evaluation:
        """Search as it is, without what only long questions have, and the plain baselines."""
        weights = ranking_weights()
        plainly = replace(weights, long_question=replace(weights.long_question, local=0.0))
        with tempfile.TemporaryDirectory() as name:
            ours = self.ours("kennisbank", weights, Path(name))
            less = self.ours("- telling onder de beste", plainly, Path(name))
        return Evaluation(self.queries, (ours, less, *self.baselines()))

    def baselines(self) -> tuple[Row, ...]:
        """The plain baselines."""
        columns = Columns.empty().extended(
            [entry.passage.passage_id for entry in self.entries],
            [date_number(entry.document.publication_date.value) for entry in self.entries],
            [tuple(facet_tags(entry)) for entry in self.entries],
            {},
        )
        return (
            self.baseline("FTS5, alle woorden", fts5(self.entries, all_words=True), columns),
            self.baseline("FTS5, een van de woorden", fts5(self.entries, all_words=False), columns),
            self.baseline("Whoosh, Nederlandse stemmer", whoosh_stemmer(self.entries), columns),
        )

    def baseline(self, name: str, find: Finder, columns: Columns) -> Row:
        """A plain way to find, with the same filters."""

        def run(query: GoldQuery) -> Sequence[HitLines]:
            allowed = Selection.of(columns, query.filters).allowed()
            kept = [ordinal for ordinal in find(query.text) if allowed[ordinal]]
            return [self.lines(self.entries[ordinal]) for ordinal in kept[:CUT_RECALL]]

        return self.row(name, run)

    def evaluation(self) -> Evaluation:
        """All rows."""
        weights = ranking_weights()
        only_text = dict.fromkeys(weights.zones, 0.0) | {"text": 1.0}
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            ours = (
                self.ours("kennisbank", weights, folder),
                self.ours("- synoniemen", weights, folder, off=frozenset(("synonyms",))),
                self.ours("- eigen afkortingen", weights, folder, off=frozenset(("abbreviations",))),
                self.ours("- typefouten herkennen", weights, folder, off=frozenset(("speller",))),
                self.ours("- delen van samenstellingen", replace(weights, part=0.0, parts=0.0), folder),
                self.ours("- lemma's, stammen en alles daarvan", weights, folder, off=frozenset(("stems",))),
                self.ours("- nabijheid", replace(weights, nearness=0.0), folder),
                self.ours("- dekking", replace(weights, coverage=0.0), folder),
                self.ours("- wensen (jaar, soort, naam)", replace(weights, soft_filter=0.0), folder),
                self._unrecorded("- wat registers weten", weights, folder / "zonder-registers"),
                self.ours("- titel, kop, context, tags", replace(weights, zones=only_text), folder),
            )
        return Evaluation(self.queries, (*ours, *self.baselines()))


def evaluate_asked(asked: Asked) -> Evaluation:
    """Measure search on queries whose places are named by words, beside the plain baselines."""
    return Evaluator(asked.entries, asked.queries, places=asked.places).beside()


def evaluate(
    entries: Sequence[IndexEntry],
    gold: Path,
    footnote_lines: FootnoteLines = first_line_only,
    synonyms: Synonyms = shared_synonyms,
) -> Evaluation:
    """Measure search over `entries` with the gold queries in the folder `gold`."""
    queries = load_queries(gold)
    return Evaluator(entries, queries, footnote_lines, synonyms=synonyms).evaluation()
