"""One writer at a time: a lock file that the system frees when a process dies, and a note of who has it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kb.reports import KennisbankError
from kb.store.database import now


class WriterLock:
    """The right to change a knowledge base; re-entrant within a process.

    The lock belongs to the process, so a crash leaves no stale lock behind; the note beside it only
    tells people who is busy.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock = FileLock(home / "writer.lock")
        self._note = home / "writer.json"

    @contextmanager
    def hold(self, command: str, wait: float) -> Iterator[None]:
        """Hold the lock for the block; waits `wait` seconds, then raises `KennisbankError` ('bezet').

        A full or read-only disk inside the block becomes a `KennisbankError` that says what to do.
        """
        try:
            with self._lock.acquire(timeout=wait):
                note = {"pid": os.getpid(), "command": command, "since": now()}
                self._note.write_text(json.dumps(note), encoding="utf-8")
                yield
        except Timeout:
            raise KennisbankError(
                f"Deze kennisbank wordt nu bijgewerkt door {self.holder()}. "
                "Wacht tot dat klaar is en probeer het opnieuw.",
                "bezet",
            ) from None
        except OSError as error:
            raise KennisbankError(
                f"Schrijven in {self.home} lukt niet ({error.strerror or error}). Er is niets verloren: "
                "zorg voor ruimte en schrijfrechten en geef dezelfde opdracht nog eens.",
                "schrijven",
            ) from error

    @property
    def free(self) -> bool:
        """True when nobody but this process writes."""
        try:
            with self._lock.acquire(timeout=0):
                return True
        except Timeout:
            return False
        except OSError:
            return True  # where nothing can be written, nobody does

    def holder(self) -> str:
        """Who has the lock, as far as the note tells."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"'{note['command']}' (proces {note['pid']}, sinds {note['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "een andere opdracht"
