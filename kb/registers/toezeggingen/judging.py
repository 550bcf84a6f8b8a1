"""A person's word about records: applied on top of what the program found, never mixed into it.

`Judgement.value` of a change is JSON: an object of fields. Beside the record's own fields it takes
"deadline" (an object or the words alone) or its parts one by one ("deadline_text", "deadline_from",
"deadline_to"), "to_whom" (objects, or "Naam (PARTIJ)", several parted by ";"), "koppel" and "ontkoppel"
(documents that answer it: an id, or {"document_id", "passage_id"}). A later judgement goes over an earlier
one. What cannot be read is refused with a message in Dutch that names the field.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kb.anchors import make_anchor, source_span
from kb.records import Document, Judgement, Passage, Span
from kb.registers.toezeggingen.finding import with_id
from kb.registers.toezeggingen.model import (
    KINDS,
    SETTLED,
    STATUSES,
    Answer,
    Deadline,
    Fulfilment,
    Recipient,
    Toezegging,
)

CHANGES = ("gewijzigd", "toegevoegd")
_PERSON = re.compile(r"^(?P<name>[^()]{1,80}?)\s*(?:\((?P<party>[^()]{1,30})\))?$")
_TEXTS = ("by_whom", "ministry", "committee", "occasion", "subject", "register_number", "status_evidence")
_TERM = {"deadline_text": "text", "deadline_from": "from_", "deadline_to": "to"}
"""The parts of a deadline that can be changed one by one."""
_DAYS = ("occasion_date", "status_date")


class JudgementError(ValueError):
    """A change that cannot be applied; the message (Dutch) names the field."""


def apply(record: Toezegging, judgements: Sequence[Judgement]) -> Toezegging:
    """The record as people corrected it, with `review`; `judgements` are those about it, oldest first.

    Raises JudgementError for a change that cannot be read.
    """
    for judgement in judgements:
        if judgement.verb == "bevestigd":
            record = dataclasses.replace(record, review="bevestigd")
        elif judgement.verb == "afgewezen":
            record = dataclasses.replace(record, review="afgewezen")
        elif judgement.verb in CHANGES:
            given = _settled(fields_of(judgement), judgement)
            record = dataclasses.replace(changed(record, given, judgement.who), review="gewijzigd")
        elif judgement.verb in ("samengevoegd", "gesplitst"):
            record = dataclasses.replace(record, review="gewijzigd")
    return record


def fields_of(judgement: Judgement) -> dict[str, Any]:
    """The fields that a change gives. Raises JudgementError when they are no JSON object."""
    if not judgement.value:
        return {}
    try:
        given = json.loads(judgement.value)
    except json.JSONDecodeError as error:
        raise JudgementError(f"De wijziging is geen leesbare JSON: {error}.") from error
    if not isinstance(given, dict):
        raise JudgementError("Een wijziging is een lijst van velden met hun waarde.")
    return given


def _settled(given: Mapping[str, Any], judgement: Judgement) -> Mapping[str, Any]:
    """A change of the status with its ground: who set it, and when, where the person gave none."""
    if "status" not in given:
        return given
    ground = {"status_evidence": f"{SETTLED}{judgement.who}.", "status_date": judgement.at[:10] or None}
    return ground | dict(given)


def changed(record: Toezegging, given: Mapping[str, Any], who: str) -> Toezegging:
    """The record with these fields; those that a person gave are no longer inferred."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name in ("koppel", "ontkoppel"):
            values["fulfilled_by"] = _linked(values.get("fulfilled_by", record.fulfilled_by), name, value, who)
        elif name in _TERM:
            known = values.get("deadline", record.deadline)
            read = _text if name == "deadline_text" else _day
            values["deadline"] = dataclasses.replace(known, **{_TERM[name]: read(name, value)})
        elif name in _READERS:
            values[name] = _READERS[name](name, value)
        else:
            names = ", ".join(sorted([*_READERS, *_TERM, "koppel", "ontkoppel"]))
            raise JudgementError(f'Het veld "{name}" kan niet gewijzigd worden. Wel: {names}.')
    inferred = tuple(name for name in record.inferred if name not in values)
    return dataclasses.replace(record, **values, inferred=inferred)


# --------------------------------------------------------------------------- reading values


def _text(name: str, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    raise JudgementError(f'Het veld "{name}" is tekst.')


def _day(name: str, value: Any) -> str | None:
    text = _text(name, value)
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise JudgementError(f'Het veld "{name}" is een datum als 2023-06-01, niet "{text}".') from error


def _one_of(allowed: Sequence[str]) -> Callable[[str, Any], str]:
    def read(name: str, value: Any) -> str:
        if value not in allowed:
            raise JudgementError(f'"{value}" kan niet in het veld "{name}". Kies uit: {", ".join(allowed)}.')
        return str(value)

    return read


def _people(name: str, value: Any) -> tuple[Recipient, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(";")]
    items = value if isinstance(value, list) else [value]
    return tuple(_person(name, item) for item in items if item)


def _person(name: str, value: Any) -> Recipient:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return Recipient(value["name"], value.get("party"))
    match = _PERSON.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise JudgementError(f'In het veld "{name}" staat een naam als "Inge van Dijk (CDA)".')
    return Recipient(match["name"].strip(), match["party"])


def _deadline(name: str, value: Any) -> Deadline:
    if value is None:
        return Deadline()
    if isinstance(value, str):
        return Deadline(value)
    if not isinstance(value, dict):
        raise JudgementError('Een termijn heeft "text", "from" en "to".')
    return Deadline(_text(name, value.get("text")), _day(name, value.get("from")), _day(name, value.get("to")))


def _answers(name: str, value: Any) -> tuple[Answer, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise JudgementError(f'Het veld "{name}" is een lijst met "passage_id" en "quote".')
    return tuple(Answer(str(item.get("passage_id", "")), str(item.get("quote", ""))) for item in value)


_READERS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_DAYS, _day),
    "kind": _one_of(KINDS),
    "status": _one_of(STATUSES),
    "to_whom": _people,
    "deadline": _deadline,
    "answers": _answers,
}


def _linked(known: Iterable[Fulfilment], name: str, value: Any, who: str) -> tuple[Fulfilment, ...]:
    """The later documents after a person linked or unlinked some."""
    items = value if isinstance(value, list) else [value]
    wanted = [item if isinstance(item, dict) else {"document_id": item} for item in items]
    if not all(isinstance(item.get("document_id"), str) for item in wanted):
        raise JudgementError(f'In het veld "{name}" staat het id van een document.')
    ids = {item["document_id"] for item in wanted}
    kept = [item for item in known if item.document_id not in ids]
    if name == "ontkoppel":
        return tuple(kept)
    linked = [
        Fulfilment(item["document_id"], item.get("passage_id"), f"gekoppeld door {who}", 1.0) for item in wanted
    ]
    return (*linked, *kept)


# --------------------------------------------------------------------------- records that people make


def added(judgement: Judgement, document: Document, passage: Passage, source: str, place: Span) -> Toezegging:
    """A record that a person adds, of a stretch of the passage's text; its fields are those that they gave."""
    start, end = place
    span = source_span(passage.text, start, end, source, passage.spans) or (
        passage.char_start,
        passage.char_end,
    )
    anchor = make_anchor(document.document_id, source, span, judgement.anchor.text_version)
    first = source.count("\n", 0, anchor.start) + 1 if passage.line_start is not None else None
    record = Toezegging(
        toezegging_id="", kind="toezegging", document_id=document.document_id, passage_id=passage.passage_id,
        source=document.source, page=passage.page_from, line_start=first,
        line_end=first + anchor.exact.count("\n") if first is not None else None,
        quote=" ".join(passage.text[start:end].split()), anchor=anchor, ministry=document.ministry,
        confidence=1.0, rule="persoon", reasons=(f"Toegevoegd door {judgement.who}.",),
    )  # fmt: skip
    return apply(with_id(record, 1), [judgement])


def merged(records: Sequence[Toezegging], groups: Iterable[Sequence[str]]) -> list[Toezegging]:
    """The records with each group of ids as one: the first keeps its fields, the others become mentions."""
    by_id = {item.toezegging_id: item for item in records}
    gone: set[str] = set()
    for group in groups:
        found = [by_id[name] for name in group if name in by_id]
        if len(found) < 2:  # noqa: PLR2004 - nothing to merge
            continue
        first, rest = found[0], found[1:]
        mentions = (
            *first.mentions,
            *(item.anchor for item in rest),
            *(m for item in rest for m in item.mentions),
        )
        references = tuple(
            dict.fromkeys((*first.references, *(name for item in rest for name in item.references)))
        )
        by_id[first.toezegging_id] = dataclasses.replace(
            first, mentions=tuple(mentions), references=references, review="gewijzigd"
        )
        gone |= {item.toezegging_id for item in rest}
    return [by_id[item.toezegging_id] for item in records if item.toezegging_id not in gone]
