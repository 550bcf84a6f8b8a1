"""Taking files in: each is read in a process of its own, and handed to the library; what goes wrong
stays with its file.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.cluster import by_content, cluster
from ingest.files import SourceFile, document_id_from
from ingest.manifests import Manifests
from ingest.understanding import About, understood_here
from ingest.worker import Job, Outcome, as_read_error, read_files
from kb.library import Incoming, Library
from kb.manifest import ManifestError
from kb.reports import FileReport, KennisbankError, Progress
from kb.store.vault import sha256_of

Tell = Callable[[Progress], None]
Kept = Callable[[Collection[str]], None]


@dataclass(slots=True)
class Intake:
    """The files of one ingest; `tell` hears about progress, `stages` adds up seconds per stage.

    Files are read by `workers` processes with limits on time and memory, by an `executor` of the caller's
    (a thread pool), or by the Dask cluster whose `scheduler` is named. `kept` hears which documents are kept
    before they are related to the others, `own_taxonomy` is the folder of the user's own taxonomies.
    """

    sources: Sequence[SourceFile]
    manifests: Manifests
    tell: Tell
    workers: int = 1
    executor: Executor | None = None
    scheduler: str | None = None
    kept: Kept = lambda _ids: None
    own_taxonomy: Path | None = None
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _reports: dict[str, FileReport] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)

    def run(self, library: Library) -> tuple[FileReport, ...]:
        """A report per file, in the order of the files.

        Raises what is wrong with the knowledge base or a manifest; what was taken in before stays.
        """
        by_key = {str(source.path): source for source in self.sources}
        jobs = [Job(key, source.path, source.sidecar) for key, source in self._new(library, by_key)]
        if jobs:
            began = time.perf_counter()
            for outcome in self._read(jobs):
                self.stages["lezen"] += time.perf_counter() - began
                source = by_key[outcome.job.key]
                with self.timed("begrijpen en bewaren"):
                    self._reports[outcome.job.key] = self._added(library, source, outcome)
                self._told(source.relative, "lezen")
                began = time.perf_counter()
        came, changed = self._ids("toegevoegd"), self._ids("bijgewerkt")
        if came or changed:
            self.kept(came | changed)
            self._told("", "verbanden leggen")
            with self.timed("verbanden leggen"):
                library.relate()
        return tuple(self._reports[key] for key in by_key)

    def _ids(self, status: str) -> set[str]:
        found = (report for report in self._reports.values() if report.status == status)
        return {report.document_id for report in found if report.document_id is not None}

    def _read(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        """What becomes of the files: read, and by several workers or a cluster understood as well."""
        if self.scheduler is not None:
            with cluster(self.scheduler) as there:
                # Workers elsewhere do not see the user's own taxonomies: then the writer understands.
                call = by_content if self.own_taxonomy else lambda job: by_content(job, self._about(job))
                yield from read_files(
                    jobs, workers=there.slots, executor=there.executor, call=call, watch=there.watch
                )
        elif self.workers > 1 and self.executor is None:
            yield from read_files(
                jobs, workers=self.workers, call=lambda job: understood_here(job, self._about(job))
            )
        else:
            yield from read_files(jobs, workers=self.workers, executor=self.executor)

    def _about(self, job: Job) -> About:
        manifest = self.manifests.of(job.path)
        return About(manifest.entry(job.path.name) if manifest else None, self.own_taxonomy)

    def _new(self, library: Library, by_key: dict[str, SourceFile]) -> Iterator[tuple[str, SourceFile]]:
        """The files that have to be read; the others get their report here."""
        for key, source in by_key.items():
            self._told(source.relative, "kijken wat er al is")
            try:
                item = _incoming(source, self.manifests)
                known = library.present(item)
            except PermissionError as error:
                self._reports[key] = _refused(source, error)
                continue
            if known is not None:
                self._reports[key] = known
            else:
                self._hashes[key] = sha256_of(item.data)
                yield key, source

    def _added(self, library: Library, source: SourceFile, outcome: Outcome) -> FileReport:
        if outcome.error is not None:
            return _refused(source, outcome.error)
        assert outcome.document is not None
        try:
            item = _incoming(source, self.manifests)
            if sha256_of(item.data) != self._hashes[outcome.job.key]:
                message = "Het bestand veranderde terwijl het gelezen werd. Neem het nog eens op."
                return FileReport(source.relative, "geweigerd", None, message, "veranderd")
            # another file of this run may have brought the same content in the meantime
            return library.present(item) or library.add(item, outcome.document, outcome.understood)
        except (KennisbankError, ManifestError, OSError):
            raise  # of the knowledge base or the manifest, not of this file
        except Exception as error:
            # A fault of ours in one document must not keep the others out; nothing of it was saved.
            return _refused(source, error)

    def _told(self, name: str, stage: str) -> None:
        self.tell(Progress(len(self._reports), len(self.sources), name, stage))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds that the block takes to a stage."""
        clock = time.perf_counter()
        try:
            yield
        finally:
            self.stages[stage] += time.perf_counter() - clock


def _refused(source: SourceFile, error: BaseException) -> FileReport:
    told = as_read_error(error)
    return FileReport(source.relative, "geweigerd", None, told.message, told.code)


def _incoming(source: SourceFile, manifests: Manifests) -> Incoming:
    """A source file with its bytes and what its manifest says of it."""
    manifest = manifests.of(source.path)
    return Incoming(
        shown=source.relative,
        name=source.name,
        root=source.root,
        relative=source.relative,
        data=source.path.read_bytes(),
        entry=manifest.entry(source.path.name) if manifest else None,
        wanted_id=document_id_from(source.relative),
    )
