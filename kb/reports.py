"""What commands report: progress, a line per file, findings of a check; and the errors that people see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FileStatus = Literal["toegevoegd", "bijgewerkt", "al aanwezig", "geweigerd"]


class KennisbankError(Exception):
    """Something that cannot be done. The message is Dutch and says what to do; `code` is stable."""

    def __init__(self, message: str, code: str = "niet-mogelijk") -> None:
        super().__init__(message)
        self.code = code


class NotFound(KennisbankError):
    """There is no document, passage or record with that id."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "niet-gevonden")


class UnknownValue(KennisbankError):
    """A filter was given a value that is not known; `nearest` are the labels most like it."""

    def __init__(self, message: str, nearest: tuple[str, ...]) -> None:
        super().__init__(message, "onbekende-waarde")
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is: `done` of `total`, what is being worked on, and at which stage."""

    done: int
    total: int
    name: str
    stage: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `problems` are Dutch sentences about pages that could not be read."""

    path: str
    status: FileStatus
    document_id: str | None = None
    message: str | None = None
    code: str | None = None
    passages: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, a line per file; `took_s` in seconds, `stages` seconds per stage."""

    files: tuple[FileReport, ...]
    revision: int
    took_s: float
    pipeline: str
    stages: dict[str, float]

    @property
    def refused(self) -> int:
        """How many files could not be read."""
        return sum(item.status == "geweigerd" for item in self.files)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a check found; `severity` is 'fout' or 'let op'."""

    code: str
    severity: Literal["fout", "let op"]
    message: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: `ok` when nothing is wrong (any more).

    `schema` is the number of the newest migration, `writing` who writes now, `free_mb` the room that is left
    on the disk of the home folder, `last_ingest` when files were last taken in (UTC).
    """

    ok: bool
    findings: tuple[Finding, ...]
    revision: int
    documents: int
    passages: int
    index_revision: int | None
    engine: str | None
    pipeline: str
    program_version: str = ""
    schema: int = 0
    writing: str | None = None
    free_mb: int | None = None
    last_ingest: str | None = None
    took_s: float = 0.0
