"""Taking files in: each is read, and handed to the library; what goes wrong stays with its file."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import ingest
from ingest.files import SourceFile, document_id_from
from ingest.manifests import Manifests
from ingest.raw import ReadError
from kb.library import Incoming, Library
from kb.manifest import ManifestError
from kb.reports import FileReport, KennisbankError, Progress

Tell = Callable[[Progress], None]


@dataclass(slots=True)
class Intake:
    """The files of one ingest; `tell` hears about progress, `stages` adds up seconds per stage."""

    sources: Sequence[SourceFile]
    manifests: Manifests
    tell: Tell
    workers: int = 1
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def run(self, library: Library) -> Iterator[FileReport]:
        """A report per file, in order. Raises what is wrong with the knowledge base or a manifest."""
        changed = False
        for done, source in enumerate(self.sources):
            self._told(done, source.relative, "lezen")
            report = self._taken_in(library, done, source)
            changed = changed or report.status in ("toegevoegd", "bijgewerkt")
            yield report
        if changed:
            self._told(len(self.sources), "", "verbanden leggen")
            with self.timed("verbanden leggen"):
                library.relate()

    def _taken_in(self, library: Library, done: int, source: SourceFile) -> FileReport:
        try:
            item = _incoming(source, self.manifests)
            known = library.present(item)
            if known is not None:
                return known
            with self.timed("lezen"):
                sidecar = source.sidecar.read_bytes() if source.sidecar else None
                document = ingest.read(item.data, item.name, sidecar=sidecar)
            self._told(done, source.relative, "begrijpen en bewaren")
            with self.timed("begrijpen en bewaren"):
                return library.add(item, document)
        except ReadError as error:
            return FileReport(source.relative, "geweigerd", None, error.message, error.code)
        except PermissionError as error:
            message = f"Het bestand kan niet geopend worden ({error.strerror}). Controleer de rechten."
            return FileReport(source.relative, "geweigerd", None, message, "niet-te-openen")
        except (KennisbankError, ManifestError, OSError):
            raise  # of the knowledge base or the manifest, not of this file
        except Exception as error:
            # A fault of ours in one document must not keep the others out; nothing of it was saved.
            message = (
                f"Onverwachte fout bij dit bestand ({type(error).__name__}: {error}). "
                "De andere bestanden gaan door. Meld de fout met dit bestand erbij."
            )
            return FileReport(source.relative, "geweigerd", None, message, "interne-fout")

    def _told(self, done: int, name: str, stage: str) -> None:
        self.tell(Progress(done, len(self.sources), name, stage))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds that the block takes to a stage."""
        clock = time.perf_counter()
        try:
            yield
        finally:
            self.stages[stage] = round(self.stages[stage] + time.perf_counter() - clock, 3)


def _incoming(source: SourceFile, manifests: Manifests) -> Incoming:
    """A source file with its bytes and what its manifest says of it."""
    manifest = manifests.of(source.path)
    return Incoming(
        shown=source.relative,
        name=source.path.name,
        root=source.root,
        relative=source.relative,
        data=source.path.read_bytes(),
        entry=manifest.entry(source.path.name) if manifest else None,
        wanted_id=document_id_from(source.relative),
    )
