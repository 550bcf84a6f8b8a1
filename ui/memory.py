"""Keeps the app quick: what a kennisbank holds in memory is not gone over again after every run.

Streamlit asks for a full garbage collection at the end of each run of a page, and nothing reaches the browser
while that lasts: with an index and registers in memory it takes longer than a search. What outlived a slow
collection is therefore set aside (`gc.freeze`). Setting aside is undone now and then, and when the collection
of documents changes, so that what was part of a circle and is no longer used does not stay for good.
"""

from __future__ import annotations

import gc
import time
from typing import Any

SLOW = 0.015
"""Seconds: a collection that takes longer has gone over much that stays."""
THAW_SECONDS = 600.0
_OLDEST = 2


class Keeper:
    """Sets aside what outlives slow collections; `install` makes Python call it."""

    def __init__(self, slow: float = SLOW, thaw_seconds: float = THAW_SECONDS) -> None:
        self._slow = slow
        self._thaw_seconds = thaw_seconds
        self._began = 0.0
        self._thawed = time.monotonic()

    def install(self) -> None:
        """Hear of every collection from now on."""
        gc.callbacks.append(self)

    def remove(self) -> None:
        """Hear of none, and set nothing aside."""
        if self in gc.callbacks:
            gc.callbacks.remove(self)
        gc.unfreeze()

    def thaw(self) -> None:
        """Let the next full collection go over everything."""
        self._thawed = time.monotonic()
        gc.unfreeze()

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        """A collection begins or has ended."""
        if info.get("generation") != _OLDEST:
            return
        if phase == "start":
            if time.monotonic() - self._thawed > self._thaw_seconds:
                self.thaw()
            self._began = time.perf_counter()
        elif time.perf_counter() - self._began > self._slow:
            gc.freeze()
