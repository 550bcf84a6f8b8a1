"""Which files an ingest is about, and the names that documents get from their paths."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SIDECAR = ".metadata.xml"
"""`X.metadata.xml` belongs to its neighbour X.xml and is no document (contract)."""

COMPANIONS = ("manifest.toml", "readme", "readme.md", "readme.txt", "license", "license.txt", "thumbs.db")
"""Files that stand beside documents in a folder and are none; lower case."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to ingest: `relative` is its path under the folder that was given, with forward slashes."""

    path: Path
    root: str
    relative: str
    sidecar: Path | None

    @property
    def name(self) -> str:
        """The file's own name, as it can be written down."""
        return self.relative.rpartition("/")[2]


def find_files(paths: Iterable[Path], under: Path | None = None) -> Iterator[SourceFile]:
    """The files that `paths` name: a file itself, of a folder all but hidden files and companions.

    `under` is the folder that they were given with, when they are a part of it (a watched folder).
    Raises FileNotFoundError for a path that is not there.
    """
    seen: set[Path] = set()
    whole = under.expanduser().absolute() if under else None
    for given in paths:
        path = given.expanduser().absolute()
        if not path.exists():
            raise FileNotFoundError(str(given))
        root = path if path.is_dir() else path.parent
        if whole is not None and path.is_relative_to(whole):
            root = whole
        candidates = sorted(_inside(path)) if path.is_dir() else [path]
        for candidate in candidates:
            if candidate not in seen:
                seen.add(candidate)
                relative = candidate.relative_to(root).as_posix()
                yield SourceFile(candidate, _as_text(str(root)), _as_text(relative), _sidecar_of(candidate))


def _as_text(name: str) -> str:
    """A name that can be written down; bytes that are no UTF-8 (old archives have them) as their numbers."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _inside(folder: Path) -> Iterator[Path]:
    """The files of a folder; a link to what lies elsewhere is no part of it.

    Who may write in a watched folder could otherwise read what only the program may read.
    """
    home = folder.resolve()
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            continue
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        name = path.name.lower()
        if not hidden and path.is_file() and name not in COMPANIONS and not name.endswith(SIDECAR):
            yield path


def _sidecar_of(path: Path) -> Path | None:
    beside = path.with_name(path.stem + SIDECAR)
    return beside if beside.is_file() and beside != path else None


def document_id_from(relative: str) -> str:
    """A document id in kebab-case made from a path: "2023/Kamerbrief (1).pdf" → "2023-kamerbrief-1"."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", relative)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120] or "document"
