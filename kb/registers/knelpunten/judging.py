"""Lays people's judgements on a record: their word goes before what the program found."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from kb.records import Judgement, Review
from kb.registers.knelpunten.model import STATUSES, Knelpunt

TEXTS = ("name", "description", "solution")
LISTS = ("theme", "regeling")
MOST_THEMES = 2


class JudgementError(ValueError):
    """A change that cannot be made; the message (Dutch) says which field and why."""


def apply(record: Knelpunt, judgements: Sequence[Judgement]) -> Knelpunt:
    """The record as people left it; later judgements go before earlier ones.

    `gewijzigd` takes fields with values as JSON ({"theme": ["maatwerk"], "status": "opgelost"}), `samengevoegd`
    and `gesplitst` the ids of other records ({"knelpunt_id": ["kp-…"]}). Raises JudgementError.
    """
    for judgement in sorted(judgements, key=lambda item: (item.at, item.judgement_id)):
        record = _applied(record, judgement)
    return record


def _applied(record: Knelpunt, judgement: Judgement) -> Knelpunt:
    if judgement.note:
        record = dataclasses.replace(record, note=judgement.note)
    if judgement.verb == "gewijzigd":
        return _reviewed(_changed(record, _values(judgement)), "gewijzigd")
    if judgement.verb in {"samengevoegd", "gesplitst"}:
        return _related(record, judgement)
    if judgement.verb == "afgewezen":
        return _reviewed(record, "afgewezen")
    if judgement.verb in {"bevestigd", "toegevoegd"}:
        return _reviewed(record, "bevestigd")
    return record


def _reviewed(record: Knelpunt, review: Review) -> Knelpunt:
    return dataclasses.replace(record, review=review)


def _related(record: Knelpunt, judgement: Judgement) -> Knelpunt:
    """Records that a person joined with this one, or parted from it; the last word counts."""
    named = _values(judgement).get("knelpunt_id")
    others = [named] if isinstance(named, str) else list(named or [])
    others = [item for item in others if isinstance(item, str) and item != record.knelpunt_id]
    joined = [item for item in record.joined if item not in others]
    parted = [item for item in record.parted if item not in others]
    (joined if judgement.verb == "samengevoegd" else parted).extend(others)
    return _reviewed(dataclasses.replace(record, joined=tuple(joined), parted=tuple(parted)), "gewijzigd")


def _values(judgement: Judgement) -> dict[str, Any]:
    try:
        values = json.loads(judgement.value or "{}")
    except json.JSONDecodeError as error:
        raise JudgementError(f"geen leesbare waarden: {judgement.value!r}") from error
    if not isinstance(values, dict):
        raise JudgementError("geef velden met waarden, bijvoorbeeld {“theme”: [“maatwerk”]}")
    return values


def _changed(record: Knelpunt, values: dict[str, Any]) -> Knelpunt:
    changes = {name: _value(name, value) for name, value in values.items()}
    kept = tuple(name for name in record.inferred if name not in changes)
    return dataclasses.replace(record, **changes, inferred=kept)


def _value(name: str, value: Any) -> Any:
    """The new value of a field in the form that a record has it in. Raises JudgementError."""
    if name in TEXTS and (isinstance(value, str) or (value is None and name == "solution")):
        return value
    if name in LISTS and isinstance(value, str | list):
        several = tuple(str(item) for item in ([value] if isinstance(value, str) else value))
        return several[:MOST_THEMES] if name == "theme" else several
    if (name == "status" and value in STATUSES) or (name == "explicit" and isinstance(value, bool)):
        return value
    raise JudgementError(
        f"{name} = {value!r} kan niet; wijzig name, description, solution, theme, regeling, status of explicit"
    )
