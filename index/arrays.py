"""Arrays on disk: bare numbers, memory-mapped for reading.

The type stands in the file's name, the length follows from its size. Not numpy's own format: its header
is read as Python source, which Python 3.11 cannot do in two threads at a time (SystemError, "AST
constructor recursion depth mismatch"), and it can hold pickles.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_TYPES: Final = {"i4": "<i4", "u4": "<u4", "i8": "<i8", "f4": "<f4", "b1": "|b1"}


def save_array(path: Path, array: npt.NDArray[Any]) -> None:
    """Write `array` to `path`, whose suffix names the type (.i4, .u4, .i8, .f4, .b1)."""
    np.ascontiguousarray(array, dtype=_TYPES[path.suffix[1:]]).tofile(path)


def open_array(path: Path, columns: int | None = None) -> Any:
    """The array in `path`, memory-mapped and read only; with `columns` as rows of so many numbers."""
    dtype = np.dtype(_TYPES[path.suffix[1:]])
    if path.stat().st_size:
        array: npt.NDArray[Any] = np.asarray(np.memmap(path, dtype=dtype, mode="r"))
    else:
        array = np.zeros(0, dtype=dtype)  # an empty file cannot be mapped
    return array if columns is None else array.reshape(-1, columns)
