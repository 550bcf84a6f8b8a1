"""The copies of the source files: one file per content, under its hash, never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


def sha256_of(data: bytes) -> str:
    """The hash that a file is known by."""
    return hashlib.sha256(data).hexdigest()


class Vault:
    """A folder of files named by their hash, in 256 folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the content with this hash lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its hash. It is whole on disk, or not there at all."""
        sha256 = sha256_of(data)
        place = self.path(sha256)
        if place.exists() and place.stat().st_size == len(data):
            return sha256
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{sha256}.{secrets.token_hex(4)}")
        try:
            with beside.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(place)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content with this hash. Raises FileNotFoundError."""
        return self.path(sha256).read_bytes()

    def whole(self, sha256: str) -> bool:
        """True when the content is there and is what its hash says."""
        try:
            return sha256_of(self.get(sha256)) == sha256
        except OSError:
            return False

    def paths(self) -> Iterator[Path]:
        """Every file that lies here, those that were being written when a process died too."""
        for folder in self.folder.glob("*") if self.folder.is_dir() else ():
            yield from (path for path in folder.iterdir() if path.is_file())

    def drop(self, sha256: str) -> None:
        """Delete the content with this hash, if it is there."""
        self.path(sha256).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.path(sha256).parent.rmdir()
