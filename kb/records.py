r"""The shared data types: what readers give, what the store keeps, what people get.

Every record is frozen. Offsets are half-open and count Unicode code points: `start`/`end` of source
lines, spans, cells, headings and footnotes point into the *source text* (the document's text as the
program read it); offsets of tags and highlights point into a passage's clean `text`. Pages are physical
and 1-based; line numbers are 1-based lines of a text file (parted by ``\n`` only). ``None`` means
unknown or not applicable, never "" or 0. `as_json` turns any record into the JSON of the contract.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]

LineRole = Literal["body", "heading", "furniture", "footnote", "figure", "letterhead", "table", "blank"]
PassageKind = Literal["text", "list", "table", "box", "figure", "footnote", "question", "answer", "speech"]
PageStatus = Literal["ok", "no-text", "garbled", "uncertain", "ocr", "failed"]
DocumentStatus = Literal["ok", "partial", "failed"]
DateBasis = Literal[
    "manifest", "official", "letterhead", "colofon", "signature", "received", "other-document", "derived"
]
TagType = Literal[
    "regeling", "kpi", "knelpunt", "toezegging", "reference", "organisation", "person", "party", "law",
    "date", "amount",
]  # fmt: skip
RecordType = Literal["toezegging", "reference", "kpi", "knelpunt"]
Review = Literal["open", "bevestigd", "afgewezen", "gewijzigd"]


class Box(NamedTuple):
    """A rectangle on a page, in points (1/72 inch), origin at the top left, y growing downwards."""

    x0: float
    top: float
    x1: float
    bottom: float


# --------------------------------------------------------------------------- what a reader gives


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line as the reader found it; `start`/`end` leave out the line end.

    `number` is the line of a text file, `box`/`size`/`bold` (size in points) are known where the
    format has positions. `role` says what a later step made of the line.
    """

    start: int
    end: int
    page: int | None = None
    number: int | None = None
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    role: LineRole = "body"


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One physical page: `number` is 1-based, `label` is the number as printed on it, if any."""

    number: int
    start: int
    end: int
    label: str | None = None
    width: float | None = None
    height: float | None = None
    status: PageStatus = "ok"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong in reading; `message` is Dutch and says what to do."""

    code: str
    page: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` 1 is the highest; `number` is its own number ("2.1") or None."""

    text: str
    level: int
    start: int
    end: int
    page: int | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: `line` and `page` say where its text stands, `spans` which source text it is.

    `marker` is the offset in the clean text of the passage that bears its marker, None when the
    footnote is a passage of its own.
    """

    number: str
    text: str
    line: int | None = None
    page: int | None = None
    spans: tuple[Span, ...] = ()
    marker: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `start`/`end` into the source text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A table as cells: `rows` are as long as `columns`; an empty cell is None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in a debate."""

    name: str
    party: str | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as reading gives it, before it belongs to a document of the knowledge base.

    The letters and digits of `text` equal those of its `spans` in the source, in order (ĳ = ij).
    `context` (lead-in of a list, header or caption of a table) is shown and searched, but is not
    part of the text.
    """

    kind: PassageKind
    text: str
    spans: tuple[Span, ...]
    section: tuple[str, ...] = ()
    page_from: int | None = None
    page_to: int | None = None
    page_label_from: str | None = None
    page_label_to: str | None = None
    line_start: int | None = None
    line_end: int | None = None
    context: str | None = None
    cells: Cells | None = None
    footnotes: tuple[Footnote, ...] = ()
    speaker: Speaker | None = None
    question_number: str | None = None

    @property
    def char_start(self) -> int:
        """First offset of the source that the passage is made of."""
        return self.spans[0][0]

    @property
    def char_end(self) -> int:
        """Offset after the last character of the source that the passage is made of."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading makes of one file: source text, pages, lines with roles, headings, passages.

    `fields` are letterhead and metadata fields as found (label in lower case → value), `official` what
    official metadata says, `file_dates` the dates of the file itself (ISO; only ever a bound),
    `furniture` the running heads and feet that were kept out of the text.
    `text_version` names the reader and its version: offsets hold for that version only.
    """

    media_type: str
    text: str
    text_version: str
    pages: tuple[SourcePage, ...]
    lines: tuple[SourceLine, ...]
    headings: tuple[Heading, ...]
    passages: tuple[ReadPassage, ...]
    furniture: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    official: dict[str, list[str]] = field(default_factory=dict)
    file_dates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


# --------------------------------------------------------------------------- what a document is


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """The period that a document or a value reports on; dates in ISO form, both inclusive."""

    from_: str | None
    to: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When a document appeared: `value` has as many parts as `precision` says ("2025-05": month).

    `not_before` is the latest date that the text tells as past. `evidence` are the exact words.
    """

    value: str | None = None
    precision: Literal["year", "month", "day"] | None = None
    not_before: str | None = None
    basis: DateBasis | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How a document stands to another one, with the ground for saying so."""

    type: Literal["bijlage_bij", "vervangt", "antwoord_op", "lijkt_op"]
    document_id: str | None
    reference: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Form:
    """One file that holds a paper: the same paper as PDF and as XML has two forms."""

    media_type: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is, as `kb.identify` reads it; a manifest's word goes first."""

    official_id: str | None = None
    kind: str | None = None
    title: str | None = None
    organisation: str | None = None
    organisation_id: str | None = None
    ministry: str | None = None
    signatory: str | None = None
    kamerstuk: str | None = None
    session: str | None = None
    reporting_years: tuple[int, ...] = ()
    reporting_period: ReportingPeriod | None = None
    publication_date: PublicationDate = PublicationDate()
    url: str | None = None
    relations: tuple[Relation, ...] = ()
    evidence: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the knowledge base, as the contract shows it."""

    document_id: str
    source: str
    sha256: str
    media_type: str
    forms: tuple[Form, ...]
    version: int
    superseded_by: int | None
    url: str | None
    kind: str | None
    title: str | None
    organisation: str | None
    organisation_id: str | None
    ministry: str | None
    signatory: str | None
    kamerstuk: str | None
    session: str | None
    reporting_year: int | None
    reporting_years: tuple[int, ...]
    reporting_period: ReportingPeriod | None
    publication_date: PublicationDate
    relations: tuple[Relation, ...]
    pages: int | None
    passages: int
    status: DocumentStatus
    problems: tuple[Problem, ...]
    evidence: dict[str, str] = field(default_factory=dict)
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """Something found in a passage, with the rule and the exact words that say so.

    `start`/`end` are offsets into the passage's clean text; `confidence` lies in 0..1.
    """

    type: TagType
    value: str
    label: str
    text: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a document, as the contract shows it."""

    passage_id: str
    document_id: str
    source: str
    kind: PassageKind
    text: str
    spans: tuple[Span, ...]
    char_start: int
    char_end: int
    section: tuple[str, ...]
    page_from: int | None
    page_to: int | None
    page_label_from: str | None
    page_label_to: str | None
    line_start: int | None
    line_end: int | None
    context: str | None
    cells: Cells | None
    footnotes: tuple[Footnote, ...]
    speaker: Speaker | None
    question_number: str | None
    publication_date: str | None
    reporting_year: int | None
    years_named: tuple[int, ...]
    tags: tuple[Tag, ...]
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document's text that survives better reading: compared on letters and digits only.

    `exact` are the words, `prefix`/`suffix` the 32 characters around them, `start` an offset into the
    source text as a hint, `text_version` the reading that it was made on.
    """

    document_id: str
    exact: str
    prefix: str
    suffix: str
    start: int
    text_version: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word about something; kept apart from what the program found, never overwritten.

    `target` says what it is about: "passage", "tag" or a record type. `detached` is True when the
    words are no longer found in the document (*losgeraakt*). `char_start`/`char_end` say where the words
    stand in the source text as it was last read.
    """

    judgement_id: int
    target: str
    verb: str
    anchor: Anchor
    value: str | None
    note: str | None
    who: str
    at: str
    detached: bool
    passage_id: str | None
    char_start: int | None = None
    char_end: int | None = None


ReferenceType = Literal[
    "kamerstuk", "handelingen", "aanhangsel", "bijlage", "document", "toezegging", "staatsblad", "brief",
    "motie", "debat", "wet", "eu", "rapport", "url",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a document cites something, with what it cites in normal form.

    `start`/`end` are offsets into the clean text of the passage, or into the text of the footnote that
    `footnote_number` names. `dossier` is written without spaces ("31066", "36200-IX", "21501-07"),
    `session` as "2022-2023", `date` in ISO form with as many parts as are known. `item` and `page_ref`
    are the item and page within what is cited. `members` are the movers of a motie, `name` what a debate
    or report is called. `inferred` are the fields that another place lends; `doubt` (Dutch) says why the
    reference may be wrong. `resolved_to` is set when exactly one document of the knowledge base fits,
    else `candidates` holds those that may.
    """

    type: ReferenceType
    text: str
    start: int
    end: int
    dossier: str | None = None
    numbers: tuple[str, ...] = ()
    chamber: Literal["TK", "EK"] | None = None
    session: str | None = None
    item: str | None = None
    date: str | None = None
    law: str | None = None
    law_id: str | None = None
    article: str | None = None
    members: tuple[str, ...] = ()
    name: str | None = None
    page_ref: str | None = None
    urls: tuple[str, ...] = ()
    doubt: str | None = None
    inferred: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    footnote_number: str | None = None
    cited_by_text: str | None = None
    reference_id: str | None = None
    document_id: str | None = None
    passage_id: str | None = None
    source: str | None = None
    page: int | None = None
    line: int | None = None
    resolved_to: str | None = None
    candidates: tuple[str, ...] = ()


def as_json(value: Any) -> Any:
    """`value` as plain JSON data: records become objects, tuples lists, `from_` becomes "from"."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name.rstrip("_"): as_json(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return value
