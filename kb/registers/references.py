"""The register of references: who cites what, which document of the knowledge base it is, what is missing.

`collect` gives the references of one document with their places; `resolve` lays them on the documents
that are there: on one when exactly one fits, else it abstains and shows the candidates; `missing` counts
the papers that are cited and not there.
"""

from __future__ import annotations

import dataclasses
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.anchors import source_span
from kb.annotate import AnnotationInput, DocumentFacts, reference_reader
from kb.annotate.references import normal_form, report_kind, surname
from kb.records import Document, Footnote, Identity, Passage, ReadDocument, ReadPassage, Reference
from kb.taxonomy import Taxonomy, fold_word

_ID_LENGTH = 10


# ------------------------------------------------------------------------------ collecting


def collect(
    read: ReadDocument, identity: Identity, document_id: str, source: str, taxonomy: Taxonomy
) -> list[Reference]:
    """All references of a document, in reading order, with page, line and an id that stays the same.

    `passage_id` is left None: passages get their ids where they are kept; see `with_passages`.
    """
    return [reference for _, reference in collect_by_passage(read, identity, document_id, source, taxonomy)]


def collect_by_passage(
    read: ReadDocument, identity: Identity, document_id: str, source: str, taxonomy: Taxonomy
) -> Iterator[tuple[int, Reference]]:
    """As `collect`, each with the number (from 0) of the passage that it stands in."""
    facts = DocumentFacts.of(identity, document_id)
    inputs = [
        dataclasses.replace(AnnotationInput.of(passage, identity), facts=facts) for passage in read.passages
    ]
    lines = _Lines(read)
    seen: dict[str, int] = {}
    for number, found in enumerate(reference_reader(taxonomy).read(inputs)):
        passage = read.passages[number]
        for reference in found:
            page, line = lines.place(passage, reference)
            key = f"{document_id}|{normal_form(reference)}|{' '.join(reference.text.split())}"
            seen[key] = seen.get(key, 0) + 1
            yield (
                number,
                dataclasses.replace(
                    reference,
                    reference_id=_identifier(document_id, key, seen[key]),
                    document_id=document_id,
                    source=source,
                    page=page,
                    line=line,
                ),
            )


def with_passages(found: Iterable[tuple[int, Reference]], passages: Sequence[Passage]) -> Iterator[Reference]:
    """References with the ids of the passages that they stand in, once these are kept."""
    for number, reference in found:
        yield dataclasses.replace(reference, passage_id=passages[number].passage_id)


def _identifier(document_id: str, key: str, count: int) -> str:
    digest = hashlib.sha256(f"{key}|{count}".encode()).hexdigest()[:_ID_LENGTH]
    return f"{document_id}.r{digest}"


class _Lines:
    """Where in its source a reference stands."""

    def __init__(self, read: ReadDocument) -> None:
        self._read = read
        self._numbered = [line for line in read.lines if line.number is not None]
        self._starts = [line.start for line in self._numbered]
        self._pages = [page.start for page in read.pages]

    def place(self, passage: ReadPassage, reference: Reference) -> tuple[int | None, int | None]:
        """Page and line; of a footnote those of its own text."""
        note = _note(passage, reference)
        if note is not None:
            return note.page or passage.page_from, self._note_line(note, reference)
        span = source_span(passage.text, reference.start, reference.end, self._read.text, passage.spans)
        if span is None:
            return passage.page_from, passage.line_start
        return self._page(span[0], passage), self._line(span[0])

    def _note_line(self, note: Footnote, reference: Reference) -> int | None:
        if note.spans:
            span = source_span(note.text, reference.start, reference.end, self._read.text, note.spans)
            line = self._line(span[0]) if span else None
            if line is not None:
                return line
        return note.line

    def _line(self, offset: int) -> int | None:
        place = bisect_right(self._starts, offset) - 1
        return self._numbered[place].number if place >= 0 else None

    def _page(self, offset: int, passage: ReadPassage) -> int | None:
        if passage.page_from is None or passage.page_from == passage.page_to:
            return passage.page_from
        place = bisect_right(self._pages, offset) - 1
        return self._read.pages[place].number if place >= 0 else passage.page_from


def _note(passage: ReadPassage, reference: Reference) -> Footnote | None:
    if reference.footnote_number is None:
        return None
    for note in passage.footnotes:
        if note.number == reference.footnote_number and reference.text in note.text:
            return note
    return None


# ------------------------------------------------------------------------------ resolving


class Resolver:
    """Lays references on the documents that are there; built once per revision."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self._by_number: dict[str, list[Document]] = {}
        for document in self._documents:
            for name in _numbers_of(document):
                self._by_number.setdefault(name, []).append(document)

    def resolve(self, reference: Reference) -> Reference:
        """The reference with `resolved_to` when exactly one document fits, else with the candidates.

        A reference to several papers at once is never resolved: its papers are its candidates.
        """
        found = self._candidates(reference)
        ids = tuple(dict.fromkeys(document.document_id for document in found))
        several = len(reference.numbers) > 1 and reference.type in {"kamerstuk", "aanhangsel"}
        if len(ids) == 1 and not several:
            return dataclasses.replace(reference, resolved_to=ids[0], candidates=())
        return dataclasses.replace(reference, resolved_to=None, candidates=ids)

    def _candidates(self, reference: Reference) -> list[Document]:
        numbered = [document for name in papers(reference) for document in self._by_number.get(name, ())]
        if numbered or reference.type in {"kamerstuk", "handelingen", "aanhangsel"}:
            return numbered
        if reference.type == "brief":
            return [
                item for item in self._others(reference) if item.kind == "kamerbrief" and _on(item, reference)
            ]
        if reference.type == "debat":
            kinds = {"verslag-commissiedebat", "handelingen"}
            return [item for item in self._others(reference) if item.kind in kinds and _on(item, reference)]
        if reference.type == "motie":
            return [item for item in self._documents if item.kind == "motie" and _moved_by(item, reference)]
        if reference.type == "rapport":
            return self._reports(reference)
        return []

    def _others(self, reference: Reference) -> list[Document]:
        return [document for document in self._documents if document.document_id != reference.document_id]

    def _reports(self, reference: Reference) -> list[Document]:
        """Yearly papers by kind and year, of the organisation that the name tells or of the citing one."""
        kind = report_kind(reference.name)
        if kind is None or reference.date is None:
            return self._titled(reference)
        year = int(reference.date)
        fitting = [
            item for item in self._others(reference) if item.kind == kind and year in item.reporting_years
        ]
        if len(fitting) > 1:
            citing = next((item for item in self._documents if item.document_id == reference.document_id), None)
            same = [item for item in fitting if citing and item.organisation_id == citing.organisation_id]
            return same or fitting
        return fitting

    def _titled(self, reference: Reference) -> list[Document]:
        title = fold_word(reference.name or "")
        return [item for item in self._others(reference) if item.title and fold_word(item.title) == title]


def sought(reference: Reference) -> set[str]:
    """What a reference is laid on documents by; only one that `answers` to some of it can be meant."""
    found = {f"nr {name}" for name in papers(reference)}
    if reference.type in {"brief", "debat"} and reference.date:
        found.add(f"{reference.type} {reference.date}")
    elif reference.type == "motie" and reference.members:
        found.add(f"motie {surname(reference.members[0])}")
    elif reference.type == "rapport":
        kind = report_kind(reference.name)
        if kind is None or reference.date is None:
            found.add(f"titel {fold_word(reference.name or '')}")
        else:
            found.add(f"{kind} {int(reference.date)}")
    return found


def answers(document: Document) -> set[str]:
    """What references can be laid on a document by: see `sought`."""
    found = {f"nr {name}" for name in _numbers_of(document)}
    if document.publication_date.value:
        found |= {f"{kind} {document.publication_date.value}" for kind in ("brief", "debat")}
    if document.kind == "motie":
        found |= {f"motie {word}" for word in _titled_words(document)}
    if document.title:
        found.add(f"titel {fold_word(document.title)}")
    return found | {f"{document.kind} {year}" for year in document.reporting_years}


def resolve(reference: Reference, documents: Iterable[Document]) -> Reference:
    """As `Resolver.resolve`, for one reference."""
    return Resolver(documents).resolve(reference)


def papers(reference: Reference) -> tuple[str, ...]:
    """The official number of each paper that a reference names: "kst-31066-1232"; a dossier alone has none."""
    if reference.type == "kamerstuk" or (reference.dossier and reference.numbers):
        return tuple(f"kst-{reference.dossier}-{number}" for number in reference.numbers)
    if reference.type == "aanhangsel" and reference.session:
        base = f"ah-{(reference.chamber or 'TK').lower()}-{reference.session.replace('-', '')}"
        return tuple(f"{base}-{number}" for number in reference.numbers)
    if reference.type in {"handelingen", "bijlage", "staatsblad", "document"} and reference.numbers:
        return (normal_form(reference),)
    return ()


def _numbers_of(document: Document) -> set[str]:
    """The official numbers that a document goes by."""
    names = {document.document_id}
    if document.kamerstuk:
        dossier, _, number = document.kamerstuk.replace(", nr. ", "|").replace(", ", "|").partition("|")
        if number:
            names.add(f"kst-{''.join(dossier.split())}-{number.strip()}")
    return names


def _on(document: Document, reference: Reference) -> bool:
    """Whether a document appeared on the day, or in the month, that a reference names."""
    value = document.publication_date.value
    return value is not None and value == reference.date


def _moved_by(document: Document, reference: Reference) -> bool:
    title = _titled_words(document)
    return bool(reference.members) and all(surname(name) in title for name in reference.members)


def _titled_words(document: Document) -> list[str]:
    return fold_word(f"{document.title or ''} {document.signatory or ''}").replace("-", " ").split()


# ------------------------------------------------------------------------------ what is missing


@dataclass(slots=True)
class MissingPaper:
    """A paper that is cited and not in the collection: its number, how it is cited, by whom, how often."""

    number: str
    label: str
    urls: tuple[str, ...]
    count: int = 0
    cited_by: dict[str, int] = field(default_factory=dict)


def missing(references: Iterable[Reference], documents: Iterable[Document]) -> list[MissingPaper]:
    """*Ontbrekende stukken*: papers cited and not there, the most cited first."""
    there = {name for document in documents for name in _numbers_of(document)}
    found: dict[str, MissingPaper] = {}
    for reference in references:
        names = cited_papers(reference)
        for place, name in enumerate(names):
            if name in there or (reference.resolved_to and len(names) == 1):
                continue
            urls = reference.urls[place : place + 1] if len(reference.urls) == len(names) else ()
            paper = found.setdefault(name, MissingPaper(name, describe(reference, place), urls))
            paper.count += 1
            citing = reference.document_id or ""
            paper.cited_by[citing] = paper.cited_by.get(citing, 0) + 1
    return sorted(found.values(), key=lambda paper: (-len(paper.cited_by), -paper.count, paper.number))


def cited_by(references: Iterable[Reference]) -> Mapping[str, list[Reference]]:
    """For each paper the references to it: the page of a Kamerstuk shows who cites it.

    The same references as `missing` counts; a paper that names itself does not cite.
    """
    found: dict[str, list[Reference]] = {}
    for reference in references:
        if reference.resolved_to is None or reference.resolved_to != reference.document_id:
            for name in cited_papers(reference):
                found.setdefault(name, []).append(reference)
    return found


def cited_papers(reference: Reference) -> tuple[str, ...]:
    """What a reference cites that can be here or not: papers by number (of moties and letters too), reports.

    Letters, debates and moties of which only a name or date is known are none.
    """
    return papers(reference) or ((normal_form(reference),) if reference.type == "rapport" else ())


def describe(reference: Reference, place: int = 0) -> str:
    """What a reference names, as people cite it: "Kamerstuk 31066, nr. 1207"; `place` picks from a list."""
    number = reference.numbers[place] if place < len(reference.numbers) else None
    if reference.type == "kamerstuk":
        return f"Kamerstuk {reference.dossier}" + (f", nr. {number}" if number else "")
    if reference.type == "handelingen":
        rest = f", item {reference.item}" if reference.item else ""
        return f"Handelingen {reference.chamber or 'TK'} {reference.session or ''}, nr. {number}{rest}"
    if reference.type == "aanhangsel":
        return f"Aanhangsel Handelingen {reference.session or ''}, nr. {number}"
    return reference.name or " ".join(reference.text.split())
