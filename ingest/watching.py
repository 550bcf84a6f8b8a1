"""Watching a folder that others fill: which files are new or changed, and written to the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ingest.files import find_files

Look: TypeAlias = tuple[int, int]
"""Size in bytes and time of change in nanoseconds: what shows that a file is still being written."""


@dataclass(slots=True)
class Watcher:
    """Looks at folders again and again; a file counts when two looks in a row see it the same.

    Looking, not listening: it works on network folders too, where the system tells of no changes.
    """

    folders: tuple[Path, ...]
    _seen: dict[Path, Look] = field(default_factory=dict)
    _given: dict[Path, Look] = field(default_factory=dict)

    def settled(self) -> list[Path]:
        """Files that are new or changed since they were last given, and were the same at the last look."""
        now = dict(_looks(self.folders))
        ready = [
            path for path, look in now.items() if self._seen.get(path) == look and self._given.get(path) != look
        ]
        self._seen = now
        self._given |= {path: now[path] for path in ready}
        return ready


def _looks(folders: Iterable[Path]) -> Iterable[tuple[Path, Look]]:
    for source in find_files(folders):
        try:
            state = source.path.stat()
        except FileNotFoundError:
            continue  # taken away between listing and looking
        yield source.path, (state.st_size, state.st_mtime_ns)
