"""What runs inside a worker process: takes calls from its standard input, one after another, and answers.

Calls and answers are pickles with their length in front. The process has no standard output of its own:
what a library prints goes nowhere, so that it can not disturb the answers.
"""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import struct
import sys
from typing import Any, BinaryIO

from ingest.raw import ReadError

_LENGTH = struct.Struct(">Q")
_MEGABYTE = 1_048_576


def serve() -> None:
    """Answer calls until the parent closes the pipe. The second argument is the memory limit in megabytes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    limit_memory(int(sys.argv[2]))
    calls = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    while (call := _read(calls)) is not None:
        _write(answers, _answered(call))


def limit_memory(megabytes: int) -> None:
    """Bound the memory of this process, where the system can do that (not on Windows)."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    size = megabytes * _MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(call: bytes) -> bytes:
    """The answer to a call as a pickle of (True, result) or (False, error)."""
    try:
        function, arguments = pickle.loads(call)  # noqa: S301 - from our own parent
        module, _, name = function.partition(":")
        result: Any = getattr(importlib.import_module(module), name)(*arguments)
        return pickle.dumps((True, result), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((False, MemoryError()))
    except Exception as error:
        return _pickled_error(error)


def _pickled_error(error: Exception) -> bytes:
    if isinstance(error, ReadError):
        # pickle makes an exception anew from its one argument; ours has two
        return pickle.dumps((False, _Remade(error.code, error.message)))
    try:
        data = pickle.dumps((False, error))
        pickle.loads(data)  # noqa: S301 - made on the line above: can the parent make it anew?
    except Exception:
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return data


class _Remade:
    """A ReadError on its way to the parent: unpickles as the error itself."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return ReadError, (self.code, self.message)


def _read(pipe: BinaryIO) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    return pipe.read(length)


def _write(pipe: BinaryIO, data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()
