"""Reading and understanding one file in a worker process: all that can be known of it without the others.

Understanding takes longer than reading: with several workers both are done side by side, and the one writer
keeps what comes. What a worker found counts only when it was made with what the writer would use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.worker import Job, read_bytes
from kb.manifest import ManifestEntry
from kb.records import ReadDocument

if TYPE_CHECKING:
    from kb.library import Understander, Understood


@dataclass(frozen=True, slots=True)
class About:
    """What the manifest says of a file, and the folder with the user's own taxonomies, if any."""

    entry: ManifestEntry | None = None
    own_taxonomy: Path | None = None


def read_and_understand(
    name: str, data: bytes, sidecar: bytes | None, about: About
) -> tuple[ReadDocument, Understood]:
    """What a worker process runs. Raises as `ingest.worker.read_file`."""
    read = read_bytes(name, data, sidecar)
    return read, _understander(about.own_taxonomy).understand(read, name, about.entry)


def understood_here(job: Job, about: About) -> tuple[object, ...]:
    """The call that reads and understands a job in a process of this machine. Raises OSError."""
    sidecar = job.sidecar.read_bytes() if job.sidecar else None
    return read_and_understand, job.path.name, job.path.read_bytes(), sidecar, about


@cache
def _understander(own_taxonomy: Path | None) -> Understander:
    from kb import library, taxonomy  # noqa: PLC0415 - a worker that only reads needs none of it
    from kb.language import pipeline  # noqa: PLC0415

    return library.Understander(pipeline.load(), taxonomy.load(own_taxonomy))
