"""What was found beside the text of a passage: in its headings, the sentence before a list, notes, labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from index.results import HEADING, INTRODUCTION, LABEL, Beside
from index.snippets import Marker
from kb.records import Passage, Span


def found_beside(marker: Marker, passage: Passage) -> tuple[Beside, ...]:
    """Where what is sought stands, of a passage whose own text has none of it: the nearest first."""
    if not marker.seeks:
        return ()
    found = []
    for where, text in dict.fromkeys(_beside(passage)):
        spans = tuple((mark.start, mark.end) for mark in marker.marks(text))
        if spans:
            found.append(Beside(where, text, spans))
    return tuple(found)


def given_by(passage: Passage, labels: Collection[str]) -> list[Span]:
    """The words by which a passage got these labels, in order, without overlap."""
    spans: list[Span] = []
    for tag in sorted(passage.tags, key=lambda tag: (tag.start, -tag.end)):
        if tag.label in labels and tag.start < tag.end and (not spans or tag.start >= spans[-1][1]):
            spans.append((tag.start, tag.end))
    return spans


def _beside(passage: Passage) -> Iterator[tuple[str, str]]:
    yield INTRODUCTION, passage.context or ""
    yield from ((f"noot {note.number}", note.text) for note in passage.footnotes)
    yield from ((HEADING, heading) for heading in reversed(passage.section))
    yield from ((LABEL, tag.label) for tag in passage.tags)
