"""What the rules find in a sentence: a signal of one kind, with the rule and the ground for it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

Kind = Literal["toezegging", "motie", "verzoek", "aankondiging"]
Time = Literal["made", "coming", "done"]
"""A promise `made` earlier, something `coming` that is announced here, or `done` with this very paper."""

LEAST = 0.5
"""Signals below this confidence are not kept."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A promise, motion, request or announcement in a sentence.

    `start`/`end` are offsets into the sentence: the part that says it, the whole sentence as a rule.
    `core` is the offset of the word that the signal hangs on, `reasons` say why the confidence is low.
    """

    kind: Kind
    rule: str
    time: Time
    start: int
    end: int
    core: int
    confidence: float
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def rules() -> dict[str, dict[str, object]]:
    """rules.toml: the confidence of each rule, and what it says in Dutch."""
    data = tomllib.loads((resources.files(__package__) / "rules.toml").read_text(encoding="utf-8"))
    return {str(name): dict(row) for name, row in data.items()}


def confidence(rule: str, *less: str) -> float:
    """The confidence of a rule, less what the reasons in `less` take off."""
    base = float(str(rules()[rule]["zekerheid"]))
    return round(base - sum(float(str(rules()[name]["aftrek"])) for name in less), 2)


def explain(rule: str) -> str:
    """What a rule or reason says, in Dutch."""
    return str(rules()[rule]["uitleg"])
