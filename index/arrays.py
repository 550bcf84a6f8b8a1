"""Arrays on disk: bare numbers, memory-mapped for reading.

The type stands in the file's name, the length in `lengths.json` beside it. Not numpy's own format: its
header is read as Python source, which Python 3.11 cannot do in two threads at a time (SystemError, "AST
constructor recursion depth mismatch"), and it can hold pickles.

Most arrays only grow: an index with one more document has all their numbers, and some at the end. Such an
array shares its file with the one before: the new numbers are written behind the old ones, which nobody
looks at who does not know of them. What a writer that stopped half-way left there is written over.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_TYPES: Final = {"i4": "<i4", "u4": "<u4", "i8": "<i8", "f4": "<f4", "b1": "|b1", "u1": "|u1"}
_LENGTHS: Final = "lengths.json"


def save_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Write `array` to `path`, whose suffix names the type (.i4, .u4, .i8, .f4, .b1, .u1)."""
    np.ascontiguousarray(array, dtype=_type(path.name)).tofile(path)


def open_array(path: Path, columns: int | None = None, length: int | None = None) -> Any:
    """The array in `path`, memory-mapped and read only; with `columns` as rows of so many numbers.

    Its first `length` numbers, or all.
    """
    dtype = _type(path.name)
    size = path.stat().st_size // dtype.itemsize
    if length is not None and length > size:
        msg = f"{path.name} has {size} numbers instead of {length}"
        raise ValueError(msg)
    count = size if length is None else length
    if count:
        array: npt.NDArray[Any] = np.asarray(np.memmap(path, dtype=dtype, mode="r", shape=(count,)))
    else:
        array = np.zeros(0, dtype=dtype)  # an empty file cannot be mapped
    return array if columns is None else array.reshape(-1, columns)


class ArrayWriter:
    """Writes the arrays of a folder, which is made; `before` is the folder that they grew from, if any."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        folder.mkdir(mode=0o700)
        self._folder = folder
        self._before = before
        self._known = _lengths(before) if before is not None else {}
        self._lengths: dict[str, int] = {}

    def save(self, name: str, array: npt.NDArray[Any]) -> None:
        """Write an array as a whole."""
        save_array(self._folder / name, array)
        self._lengths[name] = array.size

    def grown(self, name: str, array: npt.NDArray[Any]) -> None:
        """Write an array that begins with all that it was in `before`."""
        known = self._known.get(name)
        if known is None or known > array.size or not self._shared(name, array, known):
            self.save(name, array)
        self._lengths[name] = array.size

    def _shared(self, name: str, array: npt.NDArray[Any], known: int) -> bool:
        """Put what is new behind what `before` has; False where files cannot be shared."""
        assert self._before is not None
        path, dtype = self._folder / name, _type(name)
        try:
            os.link(self._before / name, path)
        except OSError:
            return False
        if array.size > known:
            later = np.ascontiguousarray(array.reshape(-1)[known:], dtype=dtype)
            with path.open("r+b") as file:
                file.seek(known * dtype.itemsize)
                file.write(later.tobytes())
        return True

    def finish(self) -> None:
        """Write down how long each is."""
        (self._folder / _LENGTHS).write_text(json.dumps(self._lengths), encoding="utf-8")


class ArrayReader:
    """Opens the arrays of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lengths = _lengths(folder)

    def open(self, name: str, columns: int | None = None) -> Any:
        """An array, memory-mapped and read only; with `columns` as rows of so many numbers."""
        return open_array(self._folder / name, columns, self._lengths[name])


def share(source: Path, target: Path) -> None:
    """A file that is never changed, under another name as well; a copy where the disk cannot share."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _lengths(folder: Path) -> dict[str, int]:
    lengths: dict[str, int] = json.loads((folder / _LENGTHS).read_text(encoding="utf-8"))
    return lengths


def _type(name: str) -> np.dtype[Any]:
    return np.dtype(_TYPES[name.rpartition(".")[2]])
