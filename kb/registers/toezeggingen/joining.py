"""What is only known over documents: what a later paper may fulfil, and which records say the same again.

A candidate is never a fact: at most five, the best first, each with its score and the reason in words, and
never older than the promise. Records and passages are compared only where they share a rare word. When
documents come and go, only what their words can change is compared anew; the outcome is that of comparing
everything.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kb.citation import dutch_date
from kb.records import Document, Passage, PublicationDate
from kb.registers.shelf import Shelf
from kb.registers.toezeggingen import fulfilling, repeating
from kb.registers.toezeggingen.lexicon import CUES
from kb.registers.toezeggingen.model import Fulfilment, Toezegging
from kb.registers.toezeggingen.topics import topic_of, topic_words
from kb.registers.toezeggingen.tracing import NUMBER, PLACE, PROMISE, Tracing
from kb.store.cards import Card

PassagesOf = Callable[[str], Sequence[Passage]]
FulfilledOf = Callable[[Sequence[str]], Mapping[str, tuple[Fulfilment, ...]]]


def join(
    records: Sequence[Toezegging], documents: Sequence[Document], passages_of: PassagesOf
) -> list[Toezegging]:
    """The records with `fulfilled_by` and `repeats`, in their order."""
    texts: dict[str, str] = {}
    shelf = Shelf(texts=lambda names: {name: texts[name] for name in names if name in texts})
    mine: dict[str, list[Toezegging]] = {}
    for record in records:
        mine.setdefault(record.document_id, []).append(record)
    for document in documents:
        passages = passages_of(document.document_id)
        shelf.replace((), cards(mine.get(document.document_id, ()), document, passages))
        texts.update((passage.passage_id, passage.text) for passage in passages if _may_fulfil(passage))
    found = joined(shelf, lambda _names: {})
    return [dataclasses.replace(item, **found.get(item.toezegging_id, _NOTHING)) for item in records]


_NOTHING: Mapping[str, Any] = {"fulfilled_by": (), "repeats": ()}


def joined(shelf: Shelf, fulfilled_of: FulfilledOf) -> dict[str, dict[str, Any]]:
    """The fields that joining fills, of the records for which they can be others than they were, by id.

    `fulfilled_of` gives the candidates that records had until now.
    """
    tracing = Tracing(shelf)
    found: dict[str, dict[str, Any]] = {}
    for field, changed in (
        ("fulfilled_by", fulfilling.changed(tracing, fulfilled_of)),
        ("repeats", repeating.changed(tracing)),
    ):
        for name, value in changed.items():
            found.setdefault(name, {})[field] = value
    return found


# --------------------------------------------------------------------------- cards


def cards(records: Iterable[Toezegging], document: Document, passages: Sequence[Passage]) -> Iterator[Card]:
    """What joining looks at of a document: its records, and its passages that may fulfil something."""
    known = {passage.passage_id: passage for passage in passages}
    about = {
        "day": day_of(document),
        "dated": dutch_date(_dated(document)) or "datum onbekend",
        "ministry": document.ministry,
        "organisation": document.organisation_id,
    }
    for record in records:
        topic = topic_of(record, known.get(record.passage_id))
        number = record.register_number.lower() if record.register_number else None
        facts = about | {
            "shown": dict(topic.shown),
            "kind": record.kind,
            "status": record.status,
            "number": record.register_number,
            "members": [item.name for item in record.to_whom if "amer" not in item.name],
            "occasion": record.occasion_date,
            "from": record.deadline.from_,
            "to": record.deadline.to,
        }
        yield Card(PROMISE, record.toezegging_id, document.document_id, topic.weights, facts)
        if number is not None:
            yield Card(NUMBER, record.toezegging_id, document.document_id, {number: 1.0})
    for place, passage in enumerate(passages):
        if _may_fulfil(passage):
            words = dict.fromkeys(topic_words(_worded(passage)), 1.0)
            yield Card(PLACE, passage.passage_id, document.document_id, words, about | {"place": place})


def _worded(passage: Passage) -> str:
    return f"{' '.join(passage.section[-1:])} {passage.text}"


def _may_fulfil(passage: Passage) -> bool:
    """Whether a passage can tell that something was sent or told to parliament; most do not."""
    lowered = passage.text.lower()
    return any(hint in lowered for hint in CUES["nakoming"]["wenken"])


def day_of(document: Document) -> str | None:
    """The day, month or year from which a document is: its date, or the latest date that it tells as past."""
    return document.publication_date.value or document.publication_date.not_before


def _dated(document: Document) -> PublicationDate:
    if document.publication_date.value:
        return document.publication_date
    return PublicationDate(document.publication_date.not_before, "day")


__all__ = ["cards", "day_of", "join", "joined"]
