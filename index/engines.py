"""The engines by name."""

from __future__ import annotations

from typing import Final

from index.engine import EngineKind
from index.whoosh_engine import WhooshKind
from kb.reports import KennisbankError

DEFAULT_ENGINE: Final = "whoosh"


def engine_kind(name: str) -> EngineKind:
    """The engine called `name`. Raises `KennisbankError` for one that is not there."""
    if name == DEFAULT_ENGINE:
        return WhooshKind()
    message = f"De zoekengine {name} is hier niet; kies {DEFAULT_ENGINE}."
    raise KennisbankError(message, "engine")
