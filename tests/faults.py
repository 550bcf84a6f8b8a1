"""Faults on purpose: a process is killed, or its disk is full, at a named point of its own writing.

Nothing in the program knows of this. `sys.addaudithook` tells of every file that is opened for writing,
renamed, linked or removed; around SQLAlchemy's commit and after each flush to disk we step in between. So
no write can be forgotten, also not one that is added later. Points count from 1 within a command.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
AUDITED = {
    "os.rename": "rename", "os.remove": "remove", "os.mkdir": "mkdir", "os.link": "link", "os.rmdir": "rmdir",
    "os.truncate": "truncate",
}  # fmt: skip
POINTS = ("open", *AUDITED.values(), "fsync", "statement", "before-commit", "after-commit")
"""Just before a file is opened for writing, renamed …; after a flush; after each SQL statement of a write;
before and after a commit."""


@dataclass
class Faults:
    """Watches the writing below `home`; `act` is called with the name and number of each point."""

    home: Path
    act: Callable[[str, int], None]
    on: bool = True
    seen: Counter[str] = field(default_factory=Counter)

    def at(self, point: str) -> None:
        if self.on:
            self.seen[point] += 1
            self.act(point, self.seen[point])

    def audit(self, name: str, details: tuple) -> None:
        if not self.on or (name != "open" and name not in AUDITED):
            return
        path, about = details[0], details[2] if name == "open" else None
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if not isinstance(path, str | Path) or not str(path).startswith(str(self.home)):
            return
        if name == "open" and not (isinstance(about, int) and about & WRITING):
            return
        self.at("open" if name == "open" else AUDITED[name])


@contextmanager
def watching(faults: Faults) -> Iterator[Faults]:
    """Step in at every point of the block; for a process of its own, because an audit hook stays."""
    sys.addaudithook(faults.audit)
    flush, commit = os.fsync, DefaultDialect.do_commit

    def flushed(descriptor: int) -> None:
        flush(descriptor)
        faults.at("fsync")

    def committed(self: DefaultDialect, connection: object) -> None:
        writing = bool(getattr(connection, "in_transaction", False))
        if writing:
            faults.at("before-commit")
        commit(self, connection)
        if writing:
            faults.at("after-commit")

    def stated(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SELECT", "BEGIN", "PRAGMA")):
            faults.at("statement")

    os.fsync, DefaultDialect.do_commit = flushed, committed
    event.listen(Engine, "after_cursor_execute", stated)
    try:
        yield faults
    finally:
        faults.on = False
        os.fsync, DefaultDialect.do_commit = flush, commit
        event.remove(Engine, "after_cursor_execute", stated)


def kill_at(point: str, count: int) -> Callable[[str, int], None]:
    """SIGKILL to this process at the point: as when the power fails, nothing is tidied up."""

    def act(name: str, number: int) -> None:
        if (name, number) == (point, count):
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def full_from(point: str, count: int) -> Callable[[str, int], None]:
    """From the point on the disk is full."""
    begun = False

    def act(name: str, number: int) -> None:
        nonlocal begun
        begun = begun or (name, number) == (point, count)
        if begun and name in ("open", "mkdir", "link", "rename"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return act


def in_child(work: Callable[[], object]) -> int:
    """Do `work` in a fork of this process; gives how it ended: 0 done, 1 an error, below 0 the signal.

    What it prints goes nowhere. The fork leaves without running anything of its parent's.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        work()
        status = 0
    except BaseException as error:  # told to the parent by the status, and to the log
        log = os.environ.get("KENNISBANK_FAULT_LOG")
        if log:
            import traceback  # noqa: PLC0415

            with Path(log).open("a") as lines:
                traceback.print_exception(error, file=lines)
    finally:
        os._exit(status)
    return status
