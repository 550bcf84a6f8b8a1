"""The engines by name."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from index.engine import EngineKind
from index.whoosh_engine import WhooshKind
from kb.reports import KennisbankError

DEFAULT_ENGINE: Final = "whoosh"
LARGE_ENGINE: Final = "tantivy"
ENGINES: Final[tuple[str, ...]] = (DEFAULT_ENGINE, LARGE_ENGINE)


def engine_kind(name: str) -> EngineKind:
    """The engine called `name`. Raises `KennisbankError` for one that is not there or not installed."""
    if name == DEFAULT_ENGINE:
        return WhooshKind()
    if name == LARGE_ENGINE:
        if find_spec("tantivy") is None:
            message = (
                "De zoekengine tantivy is niet geïnstalleerd. Installeer haar met: pip install "
                f'"kennisbank[tantivy]", of ga terug met: kennisbank reindex --engine {DEFAULT_ENGINE}'
            )
            raise KennisbankError(message, "engine")
        from index.tantivy_engine import TantivyKind  # noqa: PLC0415 - an optional package

        return TantivyKind()
    message = f"De zoekengine {name} is hier niet; kies {' of '.join(ENGINES)}."
    raise KennisbankError(message, "engine")
