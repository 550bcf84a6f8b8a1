"""What a person can say, and about what: checked before it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import get_args

from kb.records import TagType
from kb.reports import UnknownValue
from kb.taxonomy import Taxonomy

TARGETS = ("passage", "tag", "toezegging", "reference", "kpi", "knelpunt")
"""What a person can say something about."""

VERBS = {
    "confirm": "bevestigd",
    "reject": "afgewezen",
    "change": "gewijzigd",
    "add": "toegevoegd",
    "join": "samengevoegd",
    "part": "gesplitst",
    "note": "notitie",
}
"""What a person can say (contract, `judge`), and how the store keeps it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word as the store keeps it; `value` is JSON for a tag, else as it was given."""

    target: str
    verb: str
    value: str | None


def understood(target: str, verb: str, value: str | None, taxonomy: Taxonomy) -> Word:
    """The word that was meant. Raises `UnknownValue` for an unknown target, verb or tag."""
    if target not in TARGETS:
        raise UnknownValue(f"Onbekend doel {target}. Kies uit: {', '.join(TARGETS)}.", TARGETS)
    if verb not in VERBS:
        raise UnknownValue(f"Onbekend oordeel {verb}. Kies uit: {', '.join(VERBS)}.", tuple(VERBS))
    return Word(target, VERBS[verb], _tag(value, taxonomy) if target == "tag" else value)


def _tag(value: str | None, taxonomy: Taxonomy) -> str:
    """A tag named as "type:value", with the id and label that the taxonomy gives it, as JSON."""
    kinds = get_args(TagType)
    kind, _, typed = (value or "").partition(":")
    if kind not in kinds or not typed.strip():
        raise UnknownValue(
            f"Noem het label als soort:waarde, bijvoorbeeld regeling:huurtoeslag. Soorten: {', '.join(kinds)}.",
            kinds,
        )
    entry = taxonomy.find("theme" if kind == "knelpunt" else kind, typed.strip())
    meant = {
        "type": kind,
        "value": entry.id if entry else typed.strip(),
        "label": entry.label if entry else typed.strip(),
    }
    return json.dumps(meant, ensure_ascii=False)
