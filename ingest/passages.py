"""Citable passages out of blocks: never across a heading, about 60 to 200 words, every letter accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.layout import Block, Line, Note, TableBlock, Turn
from ingest.mend import Clean, Mender, joined
from kb.language.sentences import sentence_spans
from kb.records import Cell, Cells, Footnote, Heading, PassageKind, Span, Speaker

SHORT = 60
"""Words: a shorter paragraph is joined with its neighbours."""
LONG = 200
"""Words: a longer passage is parted at sentence ends."""
_AIM = 150
"""Words that the parts of a long paragraph have at most, where its sentences allow it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage before its places are looked up. `section` are the headings above it."""

    kind: PassageKind
    clean: Clean
    section: tuple[str, ...]
    context: str | None = None
    cells: Cells | None = None
    notes: tuple[int, ...] = ()
    speaker: Speaker | None = None
    question_number: str | None = None
    goes_on: bool = False
    """Whether it begins inside a paragraph: the passage before it holds the beginning."""

    @property
    def words(self) -> int:
        """How many words the passage has."""
        return len(self.clean.text.split())


class Composer:
    """Makes drafts and headings of the blocks of one document."""

    def __init__(self, mender: Mender) -> None:
        self.mender = mender
        self.headings: list[Heading] = []
        self.path: list[Heading] = []
        self.drafts: list[Draft] = []
        self.turn: Turn | None = None
        """The question, answer or speech that the text belongs to."""
        self.waiting: list[int] = []
        """Notes whose marker stands in a heading: they go with the first passage below it."""

    def compose(self, blocks: Iterable[Block]) -> list[Draft]:
        """All drafts, in order; `headings` is filled on the way."""
        loose: list[Draft] = []
        for block in blocks:
            if block.kind == "text" and block.turn is None:
                loose.extend(self._text(block))
                continue
            self._flush(loose)
            loose = []
            if block.turn is not None:
                self.turn = block.turn
                loose.extend(self._text(block))
            elif block.kind == "heading":
                self.turn = None
                self._heading(block)
            elif block.kind == "list":
                self.drafts.extend(self._noted(self._list(block)))
            elif block.table is not None:
                self.drafts.extend(self._noted(table_drafts(block.table, self.mender, self._section)))
            else:
                self.drafts.extend(self._noted(self._whole(block)))
        self._flush(loose)
        return self.drafts

    @property
    def _section(self) -> tuple[str, ...]:
        return tuple(heading.text for heading in self.path)

    def _clean(self, lines: Sequence[Line]) -> Clean:
        return self.mender.clean([line.span for line in lines])

    def _heading(self, block: Block) -> None:
        clean = self._clean(block.lines)
        heading = Heading(
            clean.text,
            block.level,
            block.lines[0].start,
            block.lines[-1].end,
            block.lines[0].page,
            block.number,
        )
        self.headings.append(heading)
        self.path = [*(above for above in self.path if above.level < block.level), heading]
        self.waiting.extend(note for _, note in clean.marks)

    def _text(self, block: Block) -> Iterator[Draft]:
        clean = self._clean(block.lines)
        if clean.text:
            kind = self.turn.kind if self.turn and self.turn.kind != "mail" else "text"
            yield self._turned(Draft(kind, clean, self._section))

    def _turned(self, draft: Draft) -> Draft:
        """The draft with the number or speaker of the turn it belongs to."""
        if self.turn is None:
            return draft
        return replace(draft, question_number=self.turn.number, speaker=self.turn.speaker)

    def _whole(self, block: Block) -> Iterator[Draft]:
        parts = [self._clean(item) for item in block.items] if block.items else [self._clean(block.lines)]
        clean = joined(parts, "\n")
        if clean.text:
            kind: PassageKind = "text" if block.kind == "heading" else block.kind
            draft = Draft(kind, clean, self._section)
            yield from (draft,) if kind == "figure" else split(draft)

    def _list(self, block: Block) -> Iterator[Draft]:
        """A list, in parts of whole items when it is long; each part knows what announced it."""
        context = self._lead_in() if block.announced else None
        items = [clean for clean in map(self._clean, block.items) if clean.text]
        for part in _packed(items):
            draft = self._turned(Draft("list", joined(part, "\n"), self._section, context))
            yield from split(draft) if len(part) == 1 else (draft,)

    def _lead_in(self) -> str | None:
        """The last sentence of the passage before: what announces a list."""
        text = self.drafts[-1].clean.text if self.drafts else ""
        spans = sentence_spans(text)
        return text[slice(*spans[-1])] if spans else None

    def _flush(self, loose: Sequence[Draft]) -> None:
        self.drafts.extend(self._noted(paragraphs(loose)))

    def _noted(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        for draft in drafts:
            yield replace(draft, notes=tuple(self.waiting)) if self.waiting else draft
            self.waiting = []


def _packed(items: Sequence[Clean]) -> Iterator[list[Clean]]:
    """Items of a list in parts of at most LONG words, the parts about as long as each other."""
    lengths = [len(item.text.split()) for item in items]
    parts = max(1, -(-sum(lengths) // LONG))
    aim = sum(lengths) / parts
    part: list[Clean] = []
    size = 0
    for item, length in zip(items, lengths, strict=True):
        if part and (size + length > LONG or size >= aim):
            yield part
            part, size = [], 0
        part.append(item)
        size += length
    if part:
        yield part


def paragraphs(loose: Sequence[Draft]) -> list[Draft]:
    """Paragraphs of one section as passages: long ones parted, short neighbours joined."""
    result: list[Draft] = []
    for draft in (part for whole in loose for part in split(whole)):
        last = result[-1] if result else None
        short = last is not None and (last.words < SHORT or draft.words < SHORT)
        same = last is not None and (last.kind, last.question_number) == (draft.kind, draft.question_number)
        if last is not None and same and short and last.words + draft.words <= LONG:
            separator = " " if draft.goes_on else "\n\n"
            result[-1] = replace(last, clean=joined((last.clean, draft.clean), separator))
        else:
            result.append(draft)
    return result


def split(draft: Draft) -> Iterator[Draft]:
    """A draft of more than LONG words in parts that end where sentences end."""
    if draft.words <= LONG:
        yield draft
        return
    text = draft.clean.text
    sentences = sentence_spans(text)
    parts = -(-draft.words // _AIM)
    aim = draft.words / parts
    start = size = 0
    for begin, end in sentences:
        length = len(text[begin:end].split())
        if size and (size + length > LONG or size + length / 2 > aim):
            yield replace(draft, clean=draft.clean.slice(start, begin), goes_on=draft.goes_on or start > 0)
            start, size = begin, 0
        size += length
    yield replace(draft, clean=draft.clean.slice(start, len(text)), goes_on=start > 0)


def table_drafts(table: TableBlock, mender: Mender, section: tuple[str, ...]) -> Iterator[Draft]:
    """A table as passages of whole rows; each knows the header, a very long row is parted at sentence ends.

    The letters of caption and header stand in the first passage; as context every passage has their words.
    """
    names = tuple(mender.words_of(name) for name in table.names)
    header = " | ".join(name for name in names if name)
    title = mender.words_of(table.title or "")
    context = "\n".join(part for part in (title, header) if part) or None
    parts = [mender.clean(spans) for spans in table.above]
    rows: list[tuple[Cell | None, ...]] = []

    def draft() -> Draft:
        separator = "\n\n" if any("\n\n" in part.text for part in parts) else "\n"
        return Draft("table", joined(parts, separator), section, context, Cells(names, tuple(rows)))

    for row in table.rows:
        cells = tuple(_cell(spans, mender) for spans in row.cells)
        own = joined([mender.clean(spans) for spans in row.own], "\n\n")
        size = sum(len(part.text.split()) for part in parts)
        length = len(own.text.split())
        if rows and (size + length > LONG or (size >= SHORT and not any(cells[1:]))):
            yield draft()
            parts, rows = [], []
        if length > LONG:
            whole = replace(draft(), clean=joined([*parts, own], "\n\n"), cells=Cells(names, (cells,)))
            yield from split(whole)
            parts = []
            continue
        parts.append(own)
        rows.append(cells)
    if parts:
        yield draft()


def _cell(spans: Sequence[Span] | None, mender: Mender) -> Cell | None:
    if not spans:
        return None
    clean = mender.clean(spans)
    return Cell(clean.text, spans[0][0], spans[-1][1]) if clean.text else None


def footnote(note: Note, mender: Mender, marker: int | None) -> Footnote:
    """The record of a note; its number is no part of its text."""
    clean = note_text(note, mender)
    return Footnote(
        note.number, clean.text, note.lines[0].number, note.page, clean.spans(mender.source), marker
    )


def note_text(note: Note, mender: Mender) -> Clean:
    """The clean text of a note without its number."""
    spans = [line.span for line in note.lines]
    start, end = spans[0]
    head = mender.source[start:end]
    if note.number and head.startswith(note.number):
        cut = len(note.number)
        while cut < len(head) and (head[cut].isspace() or head[cut] in ".)"):
            cut += 1
        spans[0] = (start + cut, end)
    return mender.clean([span for span in spans if span[0] < span[1]])
