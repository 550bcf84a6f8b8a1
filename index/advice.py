"""When another engine pays, with what was measured: advice for who keeps a large collection."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from index.engines import DEFAULT_ENGINE, LARGE_ENGINE

_FILE: Final = Path(__file__).with_name("advice.toml")


@dataclass(frozen=True, slots=True)
class Advice:
    """From how many passages the large engine pays, and how many times as fast it was at which size."""

    from_passages: int
    measured_at: int
    building: float
    adding: float


@cache
def measured() -> Advice:
    """What stands in `advice.toml`, read once per process."""
    return Advice(**tomllib.loads(_FILE.read_text(encoding="utf-8")))


def engine_advice(engine: str, passages: int) -> str | None:
    """What to do about the engine of an index of so many passages, in Dutch; None when it fits."""
    advice = measured()
    if engine != DEFAULT_ENGINE or passages < advice.from_passages:
        return None
    return (
        f"Deze kennisbank telt {_dotted(passages)} passages. Met de zoekmachine {LARGE_ENGINE} wordt de index "
        f"{_times(advice.building)} keer zo snel gebouwd en is een nieuw document {_times(advice.adding)} keer "
        f"zo snel vindbaar (gemeten bij {_dotted(advice.measured_at)} passages); wat u vindt, blijft gelijk. "
        f"Stap over met: kennisbank reindex --engine {LARGE_ENGINE}"
    )


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _times(factor: float) -> str:
    return f"{factor:.1f}".replace(".", ",").removesuffix(",0")
