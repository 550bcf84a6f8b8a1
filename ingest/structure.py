"""The steps in their order: lines of a reader become a document of headings and passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.blocks import find_blocks
from ingest.dialogue import find_turns
from ingest.furniture import Furnished, without_furniture
from ingest.gridtables import grid_tables
from ingest.groups import grouped
from ingest.layout import Block, Line, TableBlock, working_lines
from ingest.mend import Mender
from ingest.notes import Found, without_notes
from ingest.passages import Composer, Draft, footnote, note_text
from ingest.raw import RawDocument, RawLine
from ingest.readable import judged
from ingest.tables import find_tables
from ingest.texttables import find_text_tables
from ingest.words import Vocabulary
from kb.records import Footnote, LineRole, ReadDocument, ReadPassage, SourceLine, SourcePage

STEPS = "steps-2"
"""The version of the steps; with the reader's it makes the `text_version` that offsets hold for."""

_BLOCKS_ARE_PARAGRAPHS = ("xml", "wordprocessing")
_ROLES: dict[str, LineRole] = {"heading": "heading", "figure": "figure", "table": "table"}


def build(raw: RawDocument) -> ReadDocument:
    """The document that `raw` holds. Every letter of it is in a passage, a note, a heading or the furniture."""
    whole, raw = raw, judged(raw)
    lines = working_lines(raw)
    letterhead = [line for line in lines if line.hint == "letterhead"]
    furnished = without_furniture([line for line in lines if line.hint != "letterhead"])
    noted = without_notes(furnished.lines, raw.text, raw.note_marks)
    mender = Mender(raw.text, Vocabulary(line.text for line in lines), noted.marks)
    by_block = any(sign in raw.media_type for sign in _BLOCKS_ARE_PARAGRAPHS)
    tables = _tables(raw, noted, by_block)
    blocks = find_blocks(noted.lines, by_block, tables, find_turns(noted.lines))
    again = [line for table in tables for line in table.again]
    composer = Composer(mender)
    drafts = composer.compose(blocks)
    places = _Places(raw, furnished.labels)
    passages = [*_passages(drafts, noted, mender, places), *_loose_notes(drafts, noted, mender, places)]
    passages.sort(key=lambda passage: passage.char_start)
    return ReadDocument(
        media_type=raw.media_type,
        text=raw.text,
        text_version=f"{raw.reader}+{STEPS}",
        pages=tuple(
            SourcePage(
                page.number,
                page.start,
                page.end,
                furnished.labels.get(page.number),
                page.width,
                page.height,
                page.status,
            )
            for page in raw.pages
        ),
        lines=tuple(_source_lines(whole, _roles(furnished, noted, blocks, letterhead, again), furnished)),
        headings=tuple(composer.headings),
        passages=tuple(passages),
        furniture=tuple(line.text for line in (*furnished.taken, *again)),
        fields=raw.fields,
        official=raw.official,
        file_dates=raw.file_dates,
        problems=raw.problems,
    )


def _tables(raw: RawDocument, noted: Found, by_block: bool) -> list[TableBlock]:
    """All tables, in order: those that the format tells, those of values, those of words in what is left."""
    tables = grid_tables(raw.tables, noted.lines, raw.text)
    groups = grouped(noted.lines, by_block)
    tables += find_tables(noted.lines, groups, noted.marks, [(table.start, table.end) for table in tables])
    tables += find_text_tables(noted.lines, [(table.start, table.end) for table in tables])
    return sorted(tables, key=lambda table: table.start)


class _Places:
    """Which page and line an offset of the source lies on."""

    def __init__(self, raw: RawDocument, labels: dict[int, str]) -> None:
        self.lines = raw.lines
        self.labels = labels
        self.starts = [line.start for line in raw.lines]

    def at(self, offset: int) -> tuple[int | None, int | None]:
        """Page and line number at `offset`; None where the format has none."""
        line = self.lines[max(0, bisect_right(self.starts, offset) - 1)]
        return line.page, line.number

    def passage(self, draft: Draft, source: str, notes: tuple[Footnote, ...]) -> ReadPassage:
        """The passage of a draft, with its places."""
        spans = draft.clean.spans(source)
        page_from, line_start = self.at(spans[0][0])
        page_to, line_end = self.at(spans[-1][1] - 1)
        return ReadPassage(
            kind=draft.kind,
            text=draft.clean.text,
            spans=spans,
            section=draft.section,
            page_from=page_from,
            page_to=page_to,
            page_label_from=self.labels.get(page_from) if page_from else None,
            page_label_to=self.labels.get(page_to) if page_to else None,
            line_start=line_start,
            line_end=line_end,
            context=draft.context,
            cells=draft.cells,
            footnotes=notes,
            speaker=draft.speaker,
            question_number=draft.question_number,
        )


def _passages(drafts: Iterable[Draft], noted: Found, mender: Mender, places: _Places) -> Iterable[ReadPassage]:
    for draft in drafts:
        markers: dict[int, int] = dict.fromkeys(draft.notes, 0)
        for at, note in draft.clean.marks:
            markers.setdefault(note, at)
        notes = tuple(footnote(noted.notes[note], mender, at) for note, at in markers.items())
        yield places.passage(draft, mender.source, notes)


def _loose_notes(
    drafts: Sequence[Draft], noted: Found, mender: Mender, places: _Places
) -> Iterable[ReadPassage]:
    """Notes that no passage bears the marker of: passages of their own, in the section where they stand."""
    borne = {note for draft in drafts for _, note in draft.clean.marks} | {
        note for draft in drafts for note in draft.notes
    }
    for index, note in enumerate(noted.notes):
        if index in borne:
            continue
        clean = note_text(note, mender)
        if not clean.text:
            continue
        before = [draft for draft in drafts if draft.clean.offsets[0] <= note.lines[0].start]
        section = before[-1].section if before else ()
        own = (footnote(note, mender, None),)
        yield places.passage(Draft("footnote", clean, section), mender.source, own)


def _roles(
    furnished: Furnished,
    noted: Found,
    blocks: Sequence[Block],
    letterhead: Sequence[Line],
    again: Sequence[Line],
) -> dict[int, LineRole]:
    """What the steps made of the lines, by where they start; all others are body."""
    roles: dict[int, LineRole] = {line.start: "furniture" for line in (*furnished.taken, *again)}
    roles.update((line.start, "footnote") for note in noted.notes for line in note.lines)
    roles.update((line.start, "letterhead") for line in letterhead)
    for block in blocks:
        roles.update((line.start, _ROLES.get(block.kind, "body")) for line in block.lines)
    return roles


def _source_lines(raw: RawDocument, roles: dict[int, LineRole], furnished: Furnished) -> Iterable[SourceLine]:
    """Every line of the source with its role; a line that is two things is parted."""
    cuts = sorted(line.start for line in furnished.taken)
    for item in raw.lines:
        content = raw.text[item.start : item.end]
        if not content.strip():
            yield _line(item, item.start, item.end, "blank")
            continue
        start = item.start + len(content) - len(content.lstrip())
        inside = [cut for cut in cuts[bisect_right(cuts, start) :][:1] if cut < item.end]
        for left, right in pairwise([item.start, *inside, item.end]):
            first = start if left == item.start else left
            yield _line(item, left, right, roles.get(first, "body"))


def _line(item: RawLine, start: int, end: int, role: LineRole) -> SourceLine:
    return SourceLine(start, end, item.page, item.number, item.box, item.size, item.bold, role)
