"""Index folders that readers never see half: each state is a folder of its own, one file says which holds.

A writer makes a new generation beside the current one and swaps the pointer (written beside, flushed to
disk, renamed). Readers open what the pointer names and keep it open; nobody ever changes what a folder that
is read holds, so the races of opening an index during a commit cannot occur. (Arrays that only grow share a
file over generations; who reads an older one never looks at what was written behind it.) Engine files may
hold pickles: a generation is opened only when the pointer bears the id of our store and the format of this
program.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock

from index.arrays import share

FORMAT: Final = 4
_POINTER: Final = "current.json"
_FLUSHING: Final = 8


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index holds and what made it."""

    generation: str
    store_id: str
    revision: int
    engine: str
    analysis: str
    weights: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations in `folder`, of the store with `store_id`."""

    folder: Path
    store_id: str

    def current(self) -> Stamp | None:
        """The stamp of the index that holds, None when there is none of this store and program."""
        try:
            stamp = Stamp(**json.loads((self.folder / _POINTER).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        ours = stamp.store_id == self.store_id and stamp.format == FORMAT
        # A path in the pointer must not lead out of the folder.
        return stamp if ours and Path(stamp.generation).name == stamp.generation else None

    def path(self, stamp: Stamp) -> Path:
        """The folder of a generation."""
        return self.folder / stamp.generation

    @contextlib.contextmanager
    def writing(self) -> Iterator[Path]:
        """A new, empty generation folder, for one writer at a time; it vanishes unless `publish` is called."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        with FileLock(self.folder / "write.lock"):
            self._clean()
            path = self.folder / f"gen-{secrets.token_hex(6)}"
            path.mkdir(mode=0o700)
            try:
                yield path
            finally:
                stamp = self.current()
                if stamp is None or stamp.generation != path.name:
                    shutil.rmtree(path, ignore_errors=True)

    def publish(self, stamp: Stamp) -> None:
        """Make a generation the current one; readers see it from now on."""
        _flush_folder(self.path(stamp))
        before = self.current()
        beside = self.folder / f"{_POINTER}.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(stamp), file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / _POINTER)
        _flush(self.folder)
        self._clean(keep=before.generation if before is not None else None)

    def _clean(self, keep: str | None = None) -> None:
        stamp = self.current()
        kept = {keep, stamp.generation if stamp is not None else None}
        for path in self.folder.glob("gen-*"):
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


def copy_linked(source: Path, target: Path) -> None:
    """Copy a folder of files that are never changed in place, by hard links where the disk allows."""
    target.mkdir(mode=0o700)
    for path in source.iterdir():
        if not path.name.lower().endswith("lock"):
            share(path, target / path.name)


def _flush_folder(folder: Path) -> None:
    """Have the disk keep a folder with all that is in it; side by side, which disks do in one go."""
    with ThreadPoolExecutor(_FLUSHING) as pool:
        list(pool.map(_flush, folder.rglob("*")))
    _flush(folder)


def _flush(path: Path) -> None:
    """Have the disk keep a file or a folder entry; where folders cannot be flushed that is no error."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
