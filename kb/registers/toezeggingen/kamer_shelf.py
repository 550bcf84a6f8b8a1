"""Where the Kamer's own register is kept beside the store: what was fetched, and files that people brought.

Files of `kamer/` in the home folder: the pages of the open data as they came (`bladzijde-*.json` with
`stand.json`, see `kamer_fetch`) and brought files under the moment and hash of their bytes. It can be fetched
or brought again at any time; nothing of it is a document, and nothing is found in it by search.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kb.registers.toezeggingen.kamer import KamerRecord, RegisterError, newest, read_register
from kb.registers.toezeggingen.kamer_fetch import Fetched, FetchError, OnPage, fetch, fetched
from kb.reports import KennisbankError

Changing = Callable[[str], AbstractContextManager[dict[str, Any]]]
"""The right to write, under the name of a command; what is put into the dict is noted in the journal."""

_BROUGHT = "bestand-"


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing a file did: the records in it, and whether it was here already."""

    records: int
    known: bool


class KamerShelf:
    """The Kamer's register in `folder`; `changing` guards every change."""

    def __init__(self, folder: Path, changing: Changing) -> None:
        self._folder = folder
        self._changing = changing
        self._read: tuple[object, list[KamerRecord]] | None = None

    def bring(self, file: Path) -> Brought:
        """Keep a file of Toezegging records (OData JSON, JSON lines or CSV).

        Raises `KennisbankError` for a file that is not there, that cannot be read, or that is no register.
        """
        try:
            data = file.read_bytes()
        except OSError as error:
            told = f"{file} kan niet gelezen worden ({error.strerror}). Controleer het pad."
            raise KennisbankError(told, "register") from error
        try:
            records = len(read_register(data, file.name))
        except RegisterError as error:
            raise KennisbankError(str(error), "register") from error
        digest = hashlib.sha256(data).hexdigest()[:16]
        with self._changing("toezeggingen-import") as facts:
            facts["records"] = records
            known = [path for path in self._files() if path.stem.endswith(digest)]
            for path in known:
                path.unlink()  # it counts as brought now
            self._folder.mkdir(parents=True, exist_ok=True)
            moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
            goal = self._folder / f"{_BROUGHT}{moment}-{digest}"
            part = goal.with_suffix(".nieuw")
            part.write_bytes(data)
            os.replace(part, goal)  # noqa: PTH105 - the atomic form
        return Brought(records, bool(known))

    def fetch(self, *, address: str | None = None, on_page: OnPage | None = None) -> Fetched:
        """Fetch what is new from the Kamer's open data; broken off, the next call goes on.

        Raises `KennisbankError` when it cannot be fetched now.
        """
        with self._changing("toezeggingen-fetch") as facts:
            try:
                done = fetch(self._folder, address=address, on_page=on_page)
            except FetchError as error:
                raise KennisbankError(str(error), "open-data") from error
            facts["records"] = done.records
        return done

    def records(self) -> list[KamerRecord]:
        """All records, each as it last came; read again only when the folder changed."""
        state = tuple((path.name, path.stat().st_mtime_ns) for path in (*self._pages(), *self._files()))
        if self._read is None or self._read[0] != state:
            self._read = state, newest(self._all())
        return self._read[1]

    def _all(self) -> Iterator[KamerRecord]:
        """Fetched and brought records, in the order in which they came."""
        pages = self._pages()
        fetched_at = max((path.stat().st_mtime for path in pages), default=0.0)
        later = []
        for path in self._files():
            if path.stat().st_mtime >= fetched_at:
                later.append(path)
            else:
                yield from read_register(path.read_bytes(), path.name)
        if pages:
            yield from fetched(self._folder)
        for path in later:
            yield from read_register(path.read_bytes(), path.name)

    def _pages(self) -> list[Path]:
        return sorted(self._folder.glob("bladzijde-*.json"))

    def _files(self) -> list[Path]:
        found = self._folder.glob(f"{_BROUGHT}*")
        return sorted(path for path in found if path.suffix != ".nieuw")
