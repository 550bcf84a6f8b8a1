"""The weights of ranking, from `ranking.toml`."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from index.entries import SHAPE, ZONES, Zone

RANKING_FILE: Final = Path(__file__).with_name("ranking.toml")


@dataclass(frozen=True, slots=True)
class LongQuestion:
    """From how many terms a query is one, among how many of the best its words are counted, and how much."""

    terms: int
    best: int
    local: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of zones and layers, BM25's two, and those of the second pass."""

    zones: dict[Zone, float]
    part: float
    parts: float
    synonym: float
    k1: float
    b: float
    window: int
    nearness: float
    distance: int
    coverage: float
    soft_filter: float
    feedback: float
    long_question: LongQuestion

    @property
    def stamp(self) -> str:
        """What is built into an index beside words, as text: another stamp asks for a reindex."""
        return json.dumps([SHAPE, *(self.zones[zone] for zone in ZONES)])


@cache
def ranking_weights() -> Weights:
    """The weights of `ranking.toml`, read once per process."""
    data = tomllib.loads(RANKING_FILE.read_text(encoding="utf-8"))
    return Weights(
        zones=cast("dict[Zone, float]", data["zones"]),
        **data["layers"],
        **data["bm25"],
        **data["second_pass"],
        long_question=LongQuestion(**data["long_question"]),
    )
