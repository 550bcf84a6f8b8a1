"""Finds the bottlenecks of one document: what each passage has, as records with words and places."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from kb.anchors import fold, make_anchor, source_span
from kb.annotate import AnnotationInput, DocumentFacts
from kb.annotate.knelpunten import Finding, detector
from kb.language.sentences import sentence_spans
from kb.records import Document, Passage, Span
from kb.registers.knelpunten.model import STATUSES, Knelpunt, Status, Tools, identifier
from kb.taxonomy import Matcher, Taxonomy

MOST_LINES = 25
"""Lines that a record may span (issue: a record is one passage or one row, at most 25 lines)."""
MOST_WORDS = 320
"""About as many words, for a source without lines."""
FEWEST_WORDS = 40
"""Words below which a quote is not shortened further."""
NAME_WORDS = 12
"""Words of a name that is taken from a sentence."""
MOST_REMEMBERED = 2_000
"""Rows of headings whose regelingen are kept."""
TITLE_WORDS = 8
"""Words that the first words of an item may have to be its title ("Onbedoelde partnerschappen. …")."""
_TITLE = re.compile(r"(?P<title>[^.:;?!\n]{3,90})[.:](?=\s)")


def find(
    document: Document, passages: Sequence[Passage], source: str, tools: Tools, text_version: str = ""
) -> list[Knelpunt]:
    """The bottlenecks of a document, in reading order.

    `source` is its source text, `text_version` the reading that anchors are made on.
    """
    making = _Making(document, source, _regelingen(tools.taxonomy), text_version)
    detect = detector(tools.taxonomy).find
    seen: Counter[str] = Counter()
    records: list[Knelpunt] = []
    for passage in passages:
        for finding in detect(as_input(passage, document)):
            record = making.record(passage, finding)
            if record is None:
                continue
            words = fold(record.quote).text
            seen[words] += 1
            name = identifier(document.document_id, record.quote, seen[words])
            records.append(dataclasses.replace(record, knelpunt_id=name, ordinal=len(records)))
    return records


def as_input(passage: Passage, document: Document) -> AnnotationInput:
    """A kept passage as annotators see it, so that the register decides on what the tags were made of."""
    return AnnotationInput(
        text=passage.text,
        kind=passage.kind,
        section=passage.section,
        context=passage.context,
        footnotes=passage.footnotes,
        cells=passage.cells,
        facts=DocumentFacts(document_id=document.document_id, kind=document.kind, title=document.title),
    )


class _Making:
    """Makes records of the findings in one document."""

    def __init__(self, document: Document, source: str, regelingen: _Regelingen, text_version: str) -> None:
        self._document = document
        self._source = source
        self._regelingen = regelingen
        self._version = text_version
        self._ends = [match.start() for match in re.finditer("\n", source)]

    def record(self, passage: Passage, finding: Finding) -> Knelpunt | None:
        """One record without its id; None when its words do not stand in the source."""
        limit = MOST_WORDS
        start, end = shortened(passage.text, finding, limit)
        span = self._span(passage, start, end)
        while span is not None and passage.line_start is not None and limit > FEWEST_WORDS:
            if self._line(span[1] - 1) - self._line(span[0]) < MOST_LINES:
                break
            limit = min(limit, len(passage.text[start:end].split())) * 3 // 4
            start, end = shortened(passage.text, finding, limit)
            span = self._span(passage, start, end)
        return None if span is None else self._filled(passage, finding, (start, end), span)

    def _span(self, passage: Passage, start: int, end: int) -> Span | None:
        return source_span(passage.text, start, end, self._source, passage.spans)

    def _line(self, offset: int) -> int:
        return bisect_right(self._ends, offset - 1) + 1

    def _filled(self, passage: Passage, finding: Finding, at: Span, span: Span) -> Knelpunt:
        document, text = self._document, passage.text
        regelingen, named_above = self._regelingen.of(passage, *at)
        numbered = passage.line_start is not None
        return Knelpunt(
            knelpunt_id="",
            name=name_of(text, finding),
            theme=tuple(theme.id for theme in finding.themes),
            regeling=regelingen,
            explicit=finding.explicit,
            status=_status(finding.status),
            description=_clean(text, finding.description) or _clean(text, finding.core) or "",
            solution=_clean(text, finding.solution),
            document_id=document.document_id,
            passage_id=passage.passage_id,
            source=document.source,
            page=passage.page_from,
            line_start=self._line(span[0]) if numbered else None,
            line_end=self._line(span[1] - 1) if numbered else None,
            quote=text[slice(*at)],
            anchor=make_anchor(document.document_id, self._source, span, self._version),
            organisation=document.organisation,
            organisation_id=document.organisation_id,
            reporting_year=document.reporting_year,
            reporting_years=document.reporting_years,
            status_evidence=_clean(text, finding.evidence),
            confidence=finding.confidence,
            rule=finding.rule,
            cues=finding.cues,
            subject=tuple(dict.fromkeys(word for theme in finding.themes for word in theme.words)),
            inferred=("regeling",) if named_above else (),
            char_start=span[0],
            char_end=span[1],
        )


def _status(value: str) -> Status:
    return next((status for status in STATUSES if status == value), "genoemd")


def _clean(text: str, span: Span | None) -> str | None:
    """The words of a span in one line, without the mark of a list item; None when there are none."""
    if span is None:
        return None
    words = " ".join(text[slice(*span)].split())
    return words.strip(" ▪•◦●■□‣∙·-–") or None


def shortened(text: str, finding: Finding, most: int) -> Span:
    """The stretch to quote: the whole of it, or the core sentence and what follows, of at most `most` words."""
    start, end = finding.start, finding.end
    if len(text[start:end].split()) <= most:
        return start, end
    sentences = [(start + a, start + b) for a, b in sentence_spans(text[start:end])]
    first = next((n for n, (_, b) in enumerate(sentences) if b > finding.core[0]), 0)
    last = first
    while last + 1 < len(sentences) and len(text[sentences[first][0] : sentences[last + 1][1]].split()) <= most:
        last += 1
    return sentences[first][0], sentences[last][1]


def name_of(text: str, finding: Finding) -> str:
    """A name: the cell that gives it, the title of an item, or the first words of the core sentence."""
    name = _clean(text, finding.name)
    if name:
        return name.rstrip(" .;:,")
    if finding.item is not None:
        title = _TITLE.match(text, finding.start, finding.end)
        if title is not None and len(title["title"].split()) <= TITLE_WORDS:
            return " ".join(title["title"].split())
    words = (_clean(text, finding.core) or "").rstrip(" .;:,").split()
    return " ".join(words[:NAME_WORDS]).rstrip(" .;:,") + ("…" if len(words) > NAME_WORDS else "")


class _Regelingen:
    """Which regelingen a bottleneck is about: those in its words, else those in its headings."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._matcher = Matcher(taxonomy, "regeling", compounds=True)
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of(self, passage: Passage, start: int, end: int) -> tuple[tuple[str, ...], bool]:
        """Ids in the order of the text, and whether they come from what stands above it."""
        tags: Iterator[str] = (
            tag.value for tag in passage.tags if tag.type == "regeling" and start <= tag.start < end
        )
        inside = tuple(dict.fromkeys(tags))
        if inside:
            return inside, False
        above = self._above((*passage.section[-2:], passage.context or ""))
        return above, bool(above)

    def _above(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        if lines not in self._known:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            matches = self._matcher.find("\n".join(lines))
            self._known[lines] = tuple(dict.fromkeys(match.entry.id for match in matches))
        return self._known[lines]


_REGELINGEN: dict[str, _Regelingen] = {}


def _regelingen(taxonomy: Taxonomy) -> _Regelingen:
    """The names of regelingen of a taxonomy, made ready once; one taxonomy at a time is in use."""
    known = _REGELINGEN.get(taxonomy.version)
    if known is None:
        known = _Regelingen(taxonomy)
        _REGELINGEN.clear()
        _REGELINGEN[taxonomy.version] = known
    return known
