"""One search over one snapshot of the index: plan, match, rank, count, mark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from index.beside import found_beside, given_by
from index.columns import Columns, Floats
from index.engine import Engine, Matches
from index.entries import DocumentCard
from index.facets import Selection, count_facets
from index.forward import Forward
from index.generations import Stamp
from index.groups import Folded, Groups
from index.plan import Plan, Planner
from index.query import In, ParsedQuery
from index.query_parser import parse
from index.ranking import Ranker, best_first
from index.ranking_data import Weights
from index.results import (
    HEADING,
    INTRODUCTION,
    LABEL,
    Beside,
    Hit,
    HitDocument,
    Message,
    Place,
    ResultPage,
)
from index.snippets import Mark, Marker, snippet
from kb.citation import citation
from kb.filters import Filters
from kb.records import Passage, Span

Ordinals: TypeAlias = npt.NDArray[np.integer]
# So many places with the same letters are cited; the others are counted.
_MAX_PLACES: Final = 100


@dataclass(frozen=True, slots=True)
class Fetch:
    """What search asks of its caller.

    `passages` gives the passages of ids, in any order; `labels` the label of a facet's value:
    (facet, value) → label, or the value itself.
    """

    passages: Callable[[Sequence[str]], Iterable[Passage]]
    labels: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation of an index, open; it never changes."""

    stamp: Stamp
    columns: Columns
    forward: Forward
    groups: Groups
    engine: Engine


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the result is wanted, in which order ("relevance" or "date"), and how strictly.

    `off` are keys of expansions and wishes that are not wanted. Not `grouped`: every place is a hit.
    """

    sort: str
    exact: bool
    limit: int
    offset: int
    off: frozenset[str] = frozenset()
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """What a search needs beside the query and the filters."""

    snapshot: Snapshot
    planner: Planner
    fetch: Fetch
    page: Page
    weights: Weights

    def run(self, query: str, filters: Filters) -> ResultPage:
        """The page of results."""
        started = time.perf_counter()
        columns = self.snapshot.columns
        plan, matches = self._planned(parse(query), filters)
        selection = Selection.of(columns, plan.filters)
        by_date = self.page.sort == "date" or plan.node is None
        ordered, scores = self._ordered(plan, matches, selection, by_date=by_date)
        folded = self._folded(ordered)
        hits = self._hits(plan, ordered, scores, folded)
        return ResultPage(
            query=query,
            understood=plan.understood,
            messages=plan.messages,
            total=len(ordered),
            revision=self.snapshot.stamp.revision,
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            sort="date" if by_date else "relevance",
            suggestion=plan.suggestion,
            facets=count_facets(columns, selection, matches.mask, self.fetch.labels),
            hits=hits,
            filters=plan.filters,
            limit=self.page.limit,
            offset=self.page.offset,
            groups=len(folded.first),
        )

    def _folded(self, ordered: Ordinals) -> Folded:
        """The result as hits."""
        if self.page.grouped:
            return self.snapshot.groups.fold(ordered)
        return Folded(np.arange(len(ordered), dtype=np.int64), {}, {})

    def all_ids(self, query: str, filters: Filters) -> tuple[str, ...]:
        """The ids of everything found, in order; `limit` and `offset` take no part."""
        plan, matches = self._planned(parse(query), filters)
        selection = Selection.of(self.snapshot.columns, plan.filters)
        by_date = self.page.sort == "date" or plan.node is None
        ordered, _ = self._ordered(plan, matches, selection, by_date=by_date)
        return tuple(self.snapshot.columns.ids[ordinal] for ordinal in ordered)

    def _ordered(
        self, plan: Plan, matches: Matches, selection: Selection, *, by_date: bool
    ) -> tuple[Ordinals, Floats]:
        """What matches and passes the filters, in order, with scores."""
        found = np.flatnonzero(matches.mask & selection.allowed())
        return _by_date(self.snapshot.columns, found) if by_date else self._ranked(plan, matches, found)

    def _planned(self, parsed: ParsedQuery, filters: Filters) -> tuple[Plan, Matches]:
        """The plan and what it matches; when no text has any of the words, titles are tried."""
        plan = self.planner.plan(parsed, filters, exact=self.page.exact, off=self.page.off)
        matches = self._matches(plan)
        if parsed.tree is None or matches.mask.any():
            return plan, matches
        in_title = replace(parsed, tree=In("title", parsed.tree))
        by_title = self.planner.plan(in_title, filters, exact=self.page.exact, off=self.page.off)
        found = self._matches(by_title)
        if not found.mask.any():
            return plan, matches
        text = "Niet in de tekst gevonden, wel in de titel van een document: dit zijn de passages daarvan."
        return replace(by_title, messages=(*by_title.messages, Message("alleen_titel", text))), found

    def _matches(self, plan: Plan) -> Matches:
        size = len(self.snapshot.columns)
        if plan.node is None:
            return Matches(np.ones(size, dtype=np.bool_), np.zeros(size, dtype=np.float32))
        return self.snapshot.engine.match(plan.node, size)

    def _ranked(self, plan: Plan, matches: Matches, found: Ordinals) -> tuple[Ordinals, Floats]:
        """Best first: the engine's best are scored anew, what lies beyond the window keeps its order."""
        first = best_first(matches.scores[found], found)
        window = max(self.weights.window, self.page.offset + self.page.limit)
        again, rest = first[:window], first[window:]
        scores = matches.scores[again]
        if plan.sought:
            snapshot = self.snapshot
            ranker = Ranker(snapshot.forward, snapshot.columns, snapshot.engine.frequency, self.weights)
            scores = ranker.scores(plan, again)
        if plan.first:
            scores = scores + np.isin(again, plan.first) * (float(scores.max()) + 1)
        order = np.lexsort((again, -scores))
        return (
            np.concatenate((again[order], rest)),
            np.concatenate((scores[order], np.zeros(len(rest), dtype=np.float32))),
        )

    def _hits(self, plan: Plan, ordered: Ordinals, scores: Floats, folded: Folded) -> tuple[Hit, ...]:
        """The hits of a page; a passage that has left the store meanwhile is left out."""
        ids = self.snapshot.columns.ids
        page = folded.first[self.page.offset : self.page.offset + self.page.limit].tolist()
        same = {place: [ids[ordered[other]] for other in folded.same.get(place, ())] for place in page}
        wanted = [ids[ordered[place]] for place in page]
        wanted.extend(other for others in same.values() for other in others[:_MAX_PLACES])
        passages = {passage.passage_id: passage for passage in self.fetch.passages(wanted)}
        marker = Marker.of(plan, self.planner.language, self.snapshot.forward)
        hits = []
        for rank, place in enumerate(page, start=self.page.offset + 1):
            ordinal = int(ordered[place])
            hit = self._hit(rank, float(scores[place]), marker, ordinal, passages.get(ids[ordinal]))
            if hit is not None:
                cited = [self._place(passages.get(other)) for other in same[place][:_MAX_PLACES]]
                similar = tuple(ids[ordered[other]] for other in folded.similar.get(place, ()))
                places = tuple(place for place in cited if place is not None)
                more = max(0, len(same[place]) - _MAX_PLACES)
                hits.append(replace(hit, similar=similar, places=places, other_places=len(places) + more))
        return tuple(hits)

    def _place(self, passage: Passage | None) -> Place | None:
        """Where a passage stands; None when it has left the store meanwhile."""
        card = self.snapshot.columns.cards.get(passage.document_id) if passage is not None else None
        if passage is None or card is None:
            return None
        return Place(passage.passage_id, card.document_id, card.title, citation(passage, card))

    def _hit(
        self, rank: int, score: float, marker: Marker, ordinal: int, passage: Passage | None
    ) -> Hit | None:
        card = self.snapshot.columns.cards.get(passage.document_id) if passage is not None else None
        if passage is None or card is None:
            return None
        marks, sentences = marker.passage(ordinal, passage.text)
        beside = () if marks else found_beside(marker, passage)
        labels = {item.text for item in beside if item.where == LABEL}
        marks = marks or [Mark(*span, "") for span in given_by(passage, labels)]
        return Hit(
            rank=rank,
            score=round(score, 4),
            highlights=tuple((mark.start, mark.end) for mark in marks),
            snippet=self._snippet(marks, sentences, passage, beside),
            citation=citation(passage, card),
            similar=(),
            document=_shown(card),
            passage=passage,
            beside=beside,
        )

    def _snippet(
        self, marks: Sequence[Mark], sentences: Sequence[Span], passage: Passage, beside: Sequence[Beside]
    ) -> str:
        """The best sentences; of a note or an introduction when only that has what was sought."""
        told = next((item for item in beside if item.where not in (LABEL, HEADING)), None)
        if told is None or marks:
            return snippet(passage.text, sentences, marks)
        found = [Mark(*span, "") for span in told.highlights]
        name = "" if told.where == INTRODUCTION else f"{told.where.capitalize()}: "
        return name + snippet(told.text, self.planner.language.sentence_spans(told.text), found)


def _shown(card: DocumentCard) -> HitDocument:
    return HitDocument(
        document_id=card.document_id,
        title=card.title,
        kind=card.kind,
        organisation=card.organisation,
        publication_date=card.publication_date.value,
        url=card.url,
    )


def _by_date(columns: Columns, found: Ordinals) -> tuple[Ordinals, Floats]:
    """Newest document first, within a document in reading order; unknown dates last."""
    ordered = found[np.lexsort((found, -columns.dates[found].astype(np.int64)))]
    return ordered, np.zeros(len(ordered), dtype=np.float32)
