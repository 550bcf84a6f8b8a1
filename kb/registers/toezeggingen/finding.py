"""The toezeggingen of one document: sentences, signals, drafts, records."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence

from kb.anchors import fold, make_anchor, source_span
from kb.annotate import AnnotationInput, DocumentFacts, reference_reader
from kb.records import Anchor, Document, Passage, Reference, Span
from kb.registers.toezeggingen import debates, fields
from kb.registers.toezeggingen.context import Frame, View, views_of
from kb.registers.toezeggingen.deadlines import deadline_of
from kb.registers.toezeggingen.drafts import Draft, join
from kb.registers.toezeggingen.model import Deadline, Recipient, Toezegging, Tools
from kb.registers.toezeggingen.promising import goes_on_from
from kb.registers.toezeggingen.reading import same_stream, signals_of
from kb.registers.toezeggingen.signals import Signal, confidence, explain
from kb.registers.toezeggingen.splitting import parts_of
from kb.registers.toezeggingen.status import outcome_of
from kb.registers.toezeggingen.subject import asked_for, subject_of
from kb.registers.toezeggingen.tables import Row, row_references, row_status, rows_of

_ID_LENGTH = 12
_LABEL = re.compile(r"^(?:Antwoord|Vraag)(?:\s(?:op\s)?(?:vraag|vragen))?[\s\d,en]{0,30}[.:]?")
"""What only says which answer this is: "Antwoord 2", "Antwoord op vraag 3 en 4"."""


def find(
    document: Document,
    passages: Sequence[Passage],
    source: str,
    tools: Tools,
    *,
    references: Sequence[Reference] | None = None,
    text_version: str = "",
) -> list[Toezegging]:
    """The toezeggingen, moties, verzoeken and aankondigingen of a document, in reading order.

    `source` is the document's source text, `references` its references with their ids and passages (None:
    they are read here, without ids of the store), `text_version` the reading that anchors are made on.
    """
    frame = Frame.of(document, passages)
    places = _Places(document, passages, source, text_version)
    found = _by_passage(references) if references is not None else read_references(document, passages, tools)
    listed, tables = rows_of(frame, passages, tools.taxonomy)
    views = views_of(frame, [item for item in passages if item.passage_id not in tables], tools.taxonomy)
    drafts = join(list(_drafts(views, found)), views)
    starts = frozenset(draft.view.index for draft in drafts)
    records: list[Toezegging] = []
    for draft in drafts:
        records.append(_record(draft, views, starts, places, records))
    records += [places.row(row, found.get(row.what.passage.passage_id, [])) for row in listed]
    order = {passage.passage_id: passage.ordinal for passage in passages}
    records.sort(key=lambda item: (order.get(item.passage_id, 0), item.anchor.start))
    return _with_ids(records)


def _by_passage(references: Iterable[Reference]) -> Mapping[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in references:
        if reference.passage_id is not None:
            found.setdefault(reference.passage_id, []).append(reference)
    return found


def read_references(
    document: Document, passages: Sequence[Passage], tools: Tools
) -> Mapping[str, list[Reference]]:
    """The references of a document by passage, read anew; their ids are their places."""
    facts = DocumentFacts(
        document_id=document.document_id, publication_date=document.publication_date, kind=document.kind,
        title=document.title, reporting_years=document.reporting_years, session=document.session,
    )  # fmt: skip
    inputs = [_input(passage, facts) for passage in passages]
    found: dict[str, list[Reference]] = {}
    for passage, references in zip(passages, reference_reader(tools.taxonomy).read(inputs), strict=True):
        found[passage.passage_id] = [
            dataclasses.replace(item, reference_id=item.reference_id or f"{passage.passage_id}#{place}")
            for place, item in enumerate(references)
        ]
    return found


def _input(passage: Passage, facts: DocumentFacts) -> AnnotationInput:
    return AnnotationInput(
        text=passage.text, kind=passage.kind, section=passage.section, context=passage.context,
        footnotes=passage.footnotes, cells=passage.cells, facts=facts,
    )  # fmt: skip


# --------------------------------------------------------------------------- drafts


def _drafts(views: Sequence[View], found: Mapping[str, list[Reference]]) -> Iterable[Draft]:
    for view, signals in signals_of(views):
        references = found.get(view.passage.passage_id, [])
        previous = views[view.index - 1] if view.index else None
        if previous is not None and not (same_stream(previous, view) and goes_on_from(view, previous)):
            previous = None
        for signal in parts_of(view, signals):
            own = fields.references_of(view, signal, references)
            if previous is not None:
                own = [*own, *_lent(previous, found)]
            to = debates.told_to(view, views[: view.index]) if view.voice == "government" else ()
            if view.voice == "chair":
                to = debates.read_to_whom(view, views)
            yield Draft(view, signal, previous, own, to=to)


def _lent(previous: View, found: Mapping[str, list[Reference]]) -> list[Reference]:
    """The references of the sentence that a promise goes on from."""
    whole = Signal("toezegging", "toezegging-gedaan", "made", 0, len(previous.text), 0, 1.0)
    return fields.references_of(previous, whole, found.get(previous.passage.passage_id, []))


# --------------------------------------------------------------------------- records


def _record(
    draft: Draft, views: Sequence[View], starts: frozenset[int], places: _Places, before: Sequence[Toezegging]
) -> Toezegging:
    view, signal = draft.view, draft.signal
    occasion = fields.occasion_of(view, signal, draft.references, draft.previous)
    lent = fields.same_occasion(view, occasion, before)
    occasion = lent or occasion
    taken = [*occasion.spans, *_spans(view, draft.references)]
    deadline = deadline_of(view, signal, taken)
    inferred: list[str] = []
    for more in draft.joined:
        if deadline.to is None and deadline.from_ is None:
            later = deadline_of(more, dataclasses.replace(signal, start=0, end=len(more.text)), ())
            deadline = later if later.text is not None else deadline
    following = [item for item in views[draft.last.index + 1 :][:20] if same_stream(view, item)]
    outcome = outcome_of(view, signal, deadline, [*draft.joined, *following], starts - {view.index})
    to, assumed = (draft.to, False) if draft.to else fields.to_whom(view, signal, draft.previous)
    who, signed = fields.by_whom(view, draft.previous)
    inferred += ["to_whom"] * assumed + ["by_whom"] * signed + ["status"] * outcome.inferred
    inferred += ["occasion", "occasion_date"] * (lent is not None)
    if any(item.inferred for item in draft.references):
        inferred.append("references")
    return places.record(
        draft,
        by_whom=who,
        ministry=view.frame.ministry,
        to_whom=to,
        committee=fields.committee_of(view)
        or (fields.committee_of(draft.previous) if draft.previous else None),
        occasion=occasion.name,
        occasion_date=occasion.date,
        references=tuple(dict.fromkeys(item.reference_id for item in draft.references if item.reference_id)),
        subject=_subject(draft, views, places.question(view.passage)),
        register_number=fields.register_number(view),
        deadline=deadline,
        status=outcome.status,
        status_evidence=outcome.evidence,
        status_date=view.frame.publication_date,
        answers=outcome.answers,
        inferred=tuple(inferred),
    )


def _subject(draft: Draft, views: Sequence[View], question: str | None) -> str | None:
    """What it is about; a yes is about what was asked, and so is an answer that only points back."""
    view = draft.view
    if draft.signal.rule == "toezegging-ja":
        said = debates.assent(view, views[: view.index])
        if said is not None:
            return asked_for(said[1].text)
    return subject_of(view, draft.signal, _before(view, views), question)


def _before(view: View, views: Sequence[View]) -> View | None:
    """The sentence before in the same section, past a label."""
    for earlier in reversed(views[max(0, view.index - 2) : view.index]):
        if not _LABEL.fullmatch(earlier.text.strip()):
            return earlier if same_stream(earlier, view) else None
    return None


def _spans(view: View, references: Iterable[Reference]) -> list[Span]:
    return [
        (item.start - view.start, item.end - view.start)
        for item in references
        if item.footnote_number is None and view.start <= item.start < view.end
    ]


class _Places:
    """Where records stand in the source: page, lines and anchors."""

    def __init__(self, document: Document, passages: Sequence[Passage], source: str, text_version: str) -> None:
        self._document = document
        self._source = source
        self._version = text_version
        self._numbered = any(passage.line_start is not None for passage in passages)
        self._asked = {
            (item.section, item.question_number): _LABEL.sub("", item.text, count=1)
            for item in passages
            if item.kind == "question"
        }

    def question(self, passage: Passage) -> str | None:
        """What an answer answers, when it stands under a single question."""
        asked = (
            self._asked.get((passage.section, passage.question_number)) if passage.kind == "answer" else None
        )
        return asked.strip() if asked and asked.count("?") == 1 else None

    def anchor(self, passage: Passage, start: int, end: int) -> Anchor:
        """The anchor of a stretch of a passage's clean text."""
        span = source_span(passage.text, start, end, self._source, passage.spans)
        return make_anchor(
            self._document.document_id,
            self._source,
            span or (passage.char_start, passage.char_end),
            self._version,
        )

    def lines(self, passage: Passage, anchor: Anchor) -> tuple[int | None, int | None]:
        """The first and last line of an anchor, of a text file."""
        if not self._numbered or passage.line_start is None:
            return None, None
        first = self._source.count("\n", 0, anchor.start) + 1
        return first, first + anchor.exact.count("\n")

    def page(self, passage: Passage, anchor: Anchor) -> int | None:
        """The page of an anchor: the passage's, or by its share of a passage that crosses pages."""
        if passage.page_from is None or passage.page_from == passage.page_to or passage.page_to is None:
            return passage.page_from
        length = max(1, passage.char_end - passage.char_start)
        share = (anchor.start - passage.char_start) / length
        return passage.page_from if share < 0.5 else passage.page_to  # noqa: PLR2004 - half way

    def record(self, draft: Draft, **facts: object) -> Toezegging:
        """A record with its place."""
        view, signal = draft.view, draft.signal
        start, end = view.start + signal.start, view.start + signal.end
        quote = view.text[signal.start : signal.end]
        for more in draft.joined:
            if more.passage.passage_id == view.passage.passage_id:
                end = max(end, more.end)
                quote = view.passage.text[start:end]
        anchor = self.anchor(view.passage, start, end)
        first, last = self.lines(view.passage, anchor)
        mentions = tuple(
            self.anchor(item.passage, item.start + named.start, item.start + named.end)
            for item, named in draft.mentions
        )
        return Toezegging(
            toezegging_id="", kind=signal.kind, document_id=self._document.document_id,
            passage_id=view.passage.passage_id, source=self._document.source,
            page=self.page(view.passage, anchor),
            line_start=first, line_end=last, quote=" ".join(quote.split()), anchor=anchor, mentions=mentions,
            confidence=signal.confidence, rule=signal.rule,
            reasons=(explain(signal.rule), *(explain(reason) for reason in signal.reasons)), **facts,  # type: ignore[arg-type]
        )  # fmt: skip

    def row(self, row: Row, known: Sequence[Reference]) -> Toezegging:
        """A record of a table's row."""
        view = row.what
        signal = Signal(
            row.kind, "toezegging-tabel", "made", 0, len(view.text), 0, confidence("toezegging-tabel")
        )
        references = row_references(row, known)
        status, evidence = row_status(row)
        place = row.where or view
        whole = dataclasses.replace(signal, end=len(place.text))
        occasion = fields.occasion_of(place, whole, references, None)
        deadline = Deadline()
        if row.stand is not None and status in ("openstaand", "deels afgedaan"):
            deadline = deadline_of(row.stand, dataclasses.replace(signal, end=len(row.stand.text)), ())
        members = [*view.members, *(row.where.members if row.where else [])]
        to = tuple({person.name: Recipient(person.name, person.party_label) for person in members}.values())
        return self.record(
            Draft(view, signal, None, references),
            by_whom=fields.by_whom(view, None)[0],
            ministry=view.frame.ministry,
            to_whom=to or (Recipient("Kamer"),),
            committee=fields.committee_of(place),
            occasion=occasion.name,
            occasion_date=occasion.date,
            references=tuple(item.reference_id for item in references if item.reference_id),
            subject=subject_of(view, signal),
            register_number=fields.register_number(place) or fields.register_number(view),
            deadline=deadline,
            status=status,
            status_evidence=evidence,
            status_date=view.frame.publication_date,
            inferred=() if to else ("to_whom",),
        )


def _with_ids(records: Sequence[Toezegging]) -> list[Toezegging]:
    """Ids of the document and the letters of the quote, with a counter for equals."""
    seen: dict[str, int] = {}
    result = []
    for record in records:
        letters = fold(record.quote).text
        seen[letters] = seen.get(letters, 0) + 1
        result.append(with_id(record, seen[letters]))
    return result


def with_id(record: Toezegging, count: int) -> Toezegging:
    """The record with its id, which stays the same as long as its words do."""
    letters = fold(record.quote).text
    digest = hashlib.sha256(f"{record.document_id}|{letters}|{count}".encode()).hexdigest()
    return dataclasses.replace(record, toezegging_id=f"{record.document_id}.t{digest[:_ID_LENGTH]}")
