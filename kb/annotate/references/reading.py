"""The references of a whole document: footnotes to their sentences, what is lent, what is doubtful.

"Idem" and "dat nummer" take the reference before them; a debate or motie named again takes the number
that it had the first time. What another place lends is marked as inferred. A session year that does not
hold the date beside it is shown as a doubt, never mended.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeVar

from kb.annotate.calendar import prinsjesdag
from kb.annotate.dates import find_dates
from kb.annotate.protocol import AnnotationInput
from kb.annotate.references.finding import find_references
from kb.annotate.references.laws import LawFinder
from kb.annotate.references.named import report_kind
from kb.annotate.references.normal import surname
from kb.annotate.references.parts import NOTATIONS, PAGE, words
from kb.language.sentences import sentence_spans
from kb.records import Footnote, Reference, Span
from kb.taxonomy import Taxonomy

_AGAIN = re.compile(rf"(?:^|[;.]\s)\s{{0,3}}(?P<word>{words(NOTATIONS['again']['words'])})(?!\w)\.?")
_SAME_NUMBER = re.compile(rf"(?<!\w){words(NOTATIONS['again']['number'])}(?!\w)", re.IGNORECASE)
_DEFINES = re.compile(r"(?:[Ww]et|[Bb]esluit|[Vv]erordening)[^()\n]{0,90}\([^()]{0,12}[A-Z]")
_NUMBERED = frozenset({"kamerstuk", "handelingen", "aanhangsel"})
_CHECKED = frozenset({"kamerstuk", "handelingen", "aanhangsel"})
_NEAR = 60
"""Characters between a reference in running text and the date that it is held against."""


_Key = TypeVar("_Key")


@dataclass(slots=True)
class _Memory:
    """What was cited so far in the document."""

    last: Reference | None = None
    debates: dict[tuple[str, str], Reference] = field(default_factory=dict)
    motions: dict[tuple[str, ...], Reference] = field(default_factory=dict)


class ReferenceReader:
    """Reads the references of documents; built once per taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._laws = LawFinder(taxonomy)

    @property
    def laws(self) -> LawFinder:
        """The finder of laws, shared with the tags."""
        return self._laws

    def aliases(self, passages: Iterable[AnnotationInput]) -> dict[str, str]:
        """Abbreviations of laws that the document introduces itself."""
        found: dict[str, str] = {}
        for passage in passages:
            for text in (passage.text, *(note.text for note in passage.footnotes)):
                if _DEFINES.search(text):
                    for alias, name in self._laws.aliases(text).items():
                        found.setdefault(alias, name)
        return found

    def read(self, passages: Iterable[AnnotationInput]) -> Iterator[tuple[Reference, ...]]:
        """Per passage its references: those of the text, then those of its footnotes."""
        inputs = list(passages)
        aliases = self.aliases(inputs)
        memory = _Memory()
        for passage in inputs:
            found = [_remembered(reference, memory) for reference in self._of_text(passage, aliases, memory)]
            for note in passage.footnotes:
                sentence = citing_sentence(passage, note)
                for reference in self._of_note(passage, note, aliases, memory):
                    cited = dataclasses.replace(
                        _remembered(reference, memory), footnote_number=note.number, cited_by_text=sentence
                    )
                    found.append(_doubted(cited, sentence, passage.facts.reference_date))
            yield tuple(found)

    def _of_text(
        self, passage: AnnotationInput, aliases: dict[str, str], memory: _Memory
    ) -> Iterator[Reference]:
        reference_date = passage.facts.reference_date
        found = find_references(
            passage.text, self._laws, reference_date=reference_date, around=passage.around, aliases=aliases
        )
        found = [item for item in found if not _of_itself(item, passage)]
        for reference in sorted(
            [*found, *_again(passage.text, found, memory.last)], key=lambda item: item.start
        ):
            near = passage.text[max(0, reference.start - _NEAR) : reference.end + _NEAR]
            yield _doubted(reference, near, reference_date)

    def _of_note(
        self, passage: AnnotationInput, note: Footnote, aliases: dict[str, str], memory: _Memory
    ) -> Iterator[Reference]:
        found = find_references(
            note.text, self._laws, reference_date=passage.facts.reference_date, aliases=aliases
        )
        yield from sorted([*found, *_again(note.text, found, memory.last)], key=lambda item: item.start)


def _of_itself(reference: Reference, passage: AnnotationInput) -> bool:
    """Whether a yearly paper names itself ("Jaarverslag 2023" in the Jaarverslag 2023)."""
    kind = report_kind(reference.name) if reference.type == "rapport" else None
    return (
        kind is not None
        and kind == passage.facts.kind
        and reference.date is not None
        and int(reference.date) in passage.facts.reporting_years
    )


def citing_sentence(passage: AnnotationInput, note: Footnote) -> str | None:
    """The sentence that bears the marker of a footnote; None when the marker was not found."""
    if note.marker is None:
        return None
    at = max(0, note.marker - 1)
    sentences = _sentences(passage.text)
    place = bisect_right(sentences, (at, len(passage.text))) - 1
    if place < 0 or at >= sentences[place][1]:
        return None
    start, end = sentences[place]
    return passage.text[start:end]


@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a passage; remembered, because a passage may have many notes."""
    return tuple(sentence_spans(text))


def _again(text: str, found: list[Reference], last: Reference | None) -> Iterator[Reference]:
    """References to the one before them, in this text or the one before: "Idem, p. 7", "dat nummer"."""
    places = [match.span("word") for match in _AGAIN.finditer(text)]
    places += [match.span() for match in _SAME_NUMBER.finditer(text)]
    known = sorted((item for item in found if item.type in _NUMBERED), key=lambda item: item.end)
    ends = [item.end for item in known]
    for start, end in places:
        place = bisect_right(ends, start)
        source = known[place - 1] if place else last
        if source is None:
            continue
        page = PAGE.match(text, end)
        stop = page.end() if page else end
        yield dataclasses.replace(
            source, text=text[start:stop], start=start, end=stop, page_ref=page["p"] if page else None,
            inferred=("dossier", "numbers"), rule=f"{source.type}/idem", confidence=0.8, doubt=None,
            footnote_number=None, cited_by_text=None,
        )  # fmt: skip


def _remembered(reference: Reference, memory: _Memory) -> Reference:
    """The reference with what an earlier mention of the same thing lends it; then remembers it."""
    if reference.type in _NUMBERED:
        memory.last = reference
    elif reference.type == "debat" and reference.date:
        key = ((reference.name or "").split(" ")[0].lower(), reference.date)
        return _kept(memory.debates, key, reference)
    elif reference.type == "motie":
        members = tuple(sorted(surname(name) for name in reference.members))
        return _kept(memory.motions, (reference.name or "", *members), reference)
    return reference


def _kept(known: dict[_Key, Reference], key: _Key, reference: Reference) -> Reference:
    if reference.dossier or reference.numbers:
        known.setdefault(key, reference)
        return reference
    earlier = known.get(key)
    if earlier is None:
        return reference
    return dataclasses.replace(
        reference, dossier=earlier.dossier, numbers=earlier.numbers, chamber=earlier.chamber,
        session=earlier.session, item=earlier.item, urls=earlier.urls,
        inferred=(*reference.inferred, "dossier", "numbers"),
    )  # fmt: skip


def _doubted(reference: Reference, beside: str | None, reference_date: date | None) -> Reference:
    """The reference with a doubt when its session year cannot be, or does not hold the only date beside it."""
    if reference.type not in _CHECKED or reference.session is None or reference.doubt:
        return reference
    first, last = (int(part) for part in reference.session.split("-"))
    if last != first + 1:
        return dataclasses.replace(reference, doubt=f"Vergaderjaar {reference.session} bestaat niet.")
    days = [item for item in find_dates(beside or "", reference_date) if item.precision == "day" and item.from_]
    if len(days) != 1 or days[0].from_ is None:
        return reference
    begin, end = prinsjesdag(first), prinsjesdag(first + 1) - timedelta(days=1)
    if begin <= days[0].from_ <= end:
        return reference
    return dataclasses.replace(
        reference,
        doubt=f"Vergaderjaar {reference.session} loopt van {begin:%d-%m-%Y} tot en met {end:%d-%m-%Y}; "
        f"ernaast staat {days[0].text}.",
    )
