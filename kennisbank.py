"""The one door to a knowledge base: `Kennisbank(home)` puts reading, knowing and finding in order.

The command line, the app and other programs call this and nothing below it; it prints nothing and
knows no screen. One process may write at a time (a lock in the home folder says who), many may read.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import cached_property, partial
from pathlib import Path
from shutil import disk_usage
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from index.advice import engine_advice
from index.entries import IndexEntry
from index.results import ResultPage
from index.searcher import SearchIndex
from ingest.files import find_files
from ingest.manifests import Manifests
from ingest.pictures import Picture, Pictures
from kb import quality
from kb.anchors import fold, source_span
from kb.backup import Contents, backup, put_back, unpacked
from kb.filters import Filters
from kb.journal import Actor, Journal, system_user
from kb.judging import understood
from kb.manifest import ManifestError
from kb.records import (
    Document,
    Heading,
    Judgement,
    Passage,
    RecordType,
    Reference,
    SourceLine,
    SourcePage,
    as_json,
)
from kb.registers import joining, keeper
from kb.registers.held import Held
from kb.registers.listing import Entry, RegisterPage, Wanted, choices_of, chosen_of, chosen_value
from kb.registers.references import MissingPaper, cited_by, missing
from kb.registers.toezeggingen.kamer_shelf import KamerShelf
from kb.reports import (
    CheckReport,
    FileReport,
    Finding,
    IngestReport,
    KennisbankError,
    NotFound,
    Progress,
    UnknownValue,
)
from kb.saved import SavedSearch
from kb.settings import Watched
from kb.store import Store
from kb.store.coverage import Coverage
from kb.store.database import now
from kb.store.history import History
from kb.store.lock import WriterLock
from kb.store.news import News
from kb.store.own_manifest import OwnManifest
from kb.store.saved import SavedSearches
from kb.store.vault import Vault

if TYPE_CHECKING:
    from kb.language.pipeline import Pipeline
    from kb.library import Library
    from kb.taxonomy import Taxonomy

__version__ = "0.1.0"

__all__ = [
    "CheckReport",
    "FileReport",
    "Filters",
    "Finding",
    "IngestReport",
    "Kennisbank",
    "KennisbankError",
    "NotFound",
    "Progress",
    "RegisterPage",
    "ResultPage",
    "UnknownValue",
    "__version__",
]

BIN_DAYS = 30
"""How long a removed document can be put back (contract, `remove`)."""

EARLY_SHARE = 50
"""One new document in so many is few: those are indexed at once, and again where relating changes them."""

LOCK_SECONDS = 20.0
"""How long a writer waits for another one before it says who is busy."""

OnProgress = Callable[[Progress], None]


class InPassage(Protocol):
    """A record of a register: it stands in a passage."""

    @property
    def passage_id(self) -> str | None:
        """The passage, None where it stands in none."""


R = TypeVar("R", bound=InPassage)


class Kennisbank:
    """One knowledge base in one folder: database, index and copies of the sources.

    The folder is made when needed. Raises `KennisbankError` when it cannot be used. `actor` says who does
    a command, or raises when he may not; each change is noted in the journal under that name.
    """

    def __init__(self, home: Path | str, *, actor: Actor = system_user) -> None:
        self._actor = actor
        self.home = Path(home).expanduser().absolute()
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._store = Store(self.home / "kennisbank.sqlite")
        except OSError as error:
            raise KennisbankError(
                f"De map {self.home} kan niet gebruikt worden ({error.strerror}). "
                "Kies een andere map met --home.",
                "map",
            ) from error
        self._registers: dict[str, tuple[object, Sequence[Entry], Mapping[tuple[str, str], str]]] = {}
        self._vault = Vault(self.home / "files")
        self._lock = WriterLock(self.home)
        self.journal = Journal(self.home)

    @cached_property
    def _index(self) -> SearchIndex:
        """The index of this store; what it holds and opens stays until `close`."""
        return SearchIndex(self.home / "index", self._store.store_id, taxonomy=lambda: self.taxonomy)

    @cached_property
    def _pictures(self) -> Pictures:
        """Pictures of pages; kept in the home folder, made by a worker that is started when it is needed."""
        return Pictures(self.home / "pictures")

    @cached_property
    def saved(self) -> SavedSearches:
        """The searches that people saved."""
        return SavedSearches(self._store.database, self._actor)

    @cached_property
    def news(self) -> News:
        """What came in or changed since a revision."""
        return News(self._store.database)

    @cached_property
    def history(self) -> History:
        """The versions of documents."""
        return History(self._store.database)

    @cached_property
    def kamer(self) -> KamerShelf:
        """The Tweede Kamer's own register of toezeggingen, as it was fetched or brought."""
        return KamerShelf(self.home / "kamer", self._writing)

    @cached_property
    def coverage(self) -> Coverage:
        """How well the files were read."""
        return Coverage(self._store.database)

    def quality(self) -> list[quality.Figures]:
        """The figures of the last `eval` that were kept in this home."""
        return quality.kept(self.home)

    @cached_property
    def own_manifest(self) -> OwnManifest:
        """What people said here of documents; `edit_metadata` adds to it."""
        return OwnManifest(self._store.database)

    @property
    def store_id(self) -> str:
        """A random name (32 hex digits) given once to this knowledge base; it stays over every change."""
        return self._store.store_id

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._store.revision

    @property
    def _own_taxonomy(self) -> Path | None:
        """The folder of the user's own taxonomies, None where there is none."""
        own = self.home / "taxonomy"
        return own if own.is_dir() else None

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Regelingen, themes, organisations …: ours, and the user's own in `home/taxonomy`."""
        from kb import taxonomy  # noqa: PLC0415 - reading the files takes time that not every command needs

        try:
            return taxonomy.load(self._own_taxonomy)
        except taxonomy.TaxonomyError as error:
            raise KennisbankError(str(error), "taxonomie") from error

    @cached_property
    def pipeline(self) -> Pipeline:
        """The language pipeline in use: a trained model, or our own rules."""
        from kb.language import pipeline  # noqa: PLC0415 - spaCy takes seconds to import

        return pipeline.load()

    def last_run(self, command: str) -> Mapping[str, Any] | None:
        """When a command last ran ("ingest"), with its report; None when it never did."""
        return self._store.last_run(command)

    def close(self) -> None:
        """Give back files and connections."""
        if "_pictures" in self.__dict__:
            self._pictures.close()
        if "_index" in self.__dict__:
            self._index.close()
        self._store.close()

    @property
    def new(self) -> bool:
        """True until files were first taken in: not true again when somebody emptied it."""
        return self._store.last_run("ingest") is None

    # ------------------------------------------------------------------ files in

    def ingest(
        self,
        paths: Sequence[Path | str],
        *,
        under: Path | None = None,
        manifest: Path | None = None,
        workers: int = 1,
        executor: Executor | None = None,
        scheduler: str | None = None,
        on_progress: OnProgress | None = None,
    ) -> IngestReport:
        """Read files and folders; what is already there is no work; the index is brought up to date.

        `under` is the folder that files are a part of, when only some of it are given (their ids follow
        from their path under it). A manifest.toml beside the files speaks for them, `manifest` names
        another one. A file that cannot be read is reported as 'geweigerd' and leaves the rest alone.
        Files are read by `workers` processes with limits, by an `executor` of the caller's, or by the Dask
        cluster at `scheduler` ("tcp://machine:8786"). Raises `KennisbankError` for a path that is not there,
        for a wrong manifest and for a cluster that does not answer.
        """
        from ingest.taking import Intake  # noqa: PLC0415 - readers are only needed here

        started, clock = now(), time.perf_counter()
        tell = on_progress or (lambda _progress: None)
        with self._changing("ingest") as facts:
            try:
                sources = list(find_files(map(Path, paths), under))
                intake = Intake(
                    sources, Manifests(manifest), tell, workers, executor, scheduler, self._find_early,
                    self._own_taxonomy,
                )  # fmt: skip
                reports = intake.run(self._library())
                self._keep_edits(reports)
            except FileNotFoundError as error:
                raise KennisbankError(f"Bestand of map niet gevonden: {error}. Controleer het pad.") from error
            except ManifestError as error:
                raise KennisbankError(str(error), "manifest") from error
            self._empty_bin()
            tell(Progress(len(reports), len(reports), "", "index bijwerken"))
            with intake.timed("index"):
                self._sync_index()
            report = IngestReport(
                files=reports,
                revision=self.revision,
                took_s=round(time.perf_counter() - clock, 3),
                pipeline=self.pipeline.name,
                stages={name: round(seconds, 3) for name, seconds in intake.stages.items()},
            )
            status = "deels" if report.refused else "klaar"
            made_by = {"program_version": __version__, "pipeline": self.pipeline.name}
            self._store.note_run("ingest", started, status, report, **made_by)
            facts["files"] = Counter(item.status for item in reports)
        return report

    def remove(self, document_id: str, *, purge: bool = False) -> None:
        """Take a document out of search and lists, into the bin; `purge` deletes it for good."""
        with self._changing("remove", document_id=document_id, purge=purge or None):
            self.document(document_id)
            self._empty_bin()
            if purge:
                for sha256 in self._store.purge(document_id):
                    self._drop_file(sha256)
            else:
                self._store.set_removed(document_id, True)
            self._library().relate()
            self._sync_index()

    def _drop_file(self, sha256: str) -> None:
        """Delete a source file and all that was made of it."""
        self._vault.drop(sha256)
        self._pictures.drop(sha256)

    def _empty_bin(self) -> None:
        """Delete for good what lay in the bin for 30 days."""
        oldest = (datetime.now(UTC) - timedelta(days=BIN_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for document in self._store.documents(removed=True):
            if document.removed_at is not None and document.removed_at < oldest:
                for sha256 in self._store.purge(document.document_id):
                    self._drop_file(sha256)

    def restore_document(self, document_id: str) -> None:
        """Take a document out of the bin again."""
        with self._changing("restore-document", document_id=document_id):
            if self.document(document_id).removed_at is None:
                raise KennisbankError(f"Document {document_id} ligt niet in de prullenbak.", "niet-verwijderd")
            self._store.set_removed(document_id, False)
            self._library().relate()
            self._sync_index()

    def edit_metadata(self, document_id: str, values: Mapping[str, Any], *, who: str) -> Document:
        """Keep what a person says of a document (keys of `kb.editing.EDITABLE`); no values: take it back.

        It goes before manifest and text, and survives a new ingest. Raises `NotFound`, and `KennisbankError`
        for a value that cannot be meant or when nobody is named.
        """
        from kb import editing  # noqa: PLC0415 - identifying is only needed here

        with self._changing("edit-metadata"):
            self.document(document_id)
            editing.edit(self._store, document_id, values, who)
            self._library().relate()
            self._sync_index()
        return self.document(document_id)

    def _keep_edits(self, reports: Collection[FileReport]) -> None:
        """Lay what people said over documents that were just read again."""
        from kb import editing  # noqa: PLC0415 - see `edit_metadata`

        again = {item.document_id for item in reports if item.status == "bijgewerkt" and item.document_id}
        if again and editing.reapply(self._store, again):
            self._library().relate()

    def home_manifest(self) -> str:
        """What people said here of documents, as a manifest.toml to lay beside the files."""
        from kb import editing  # noqa: PLC0415 - see `edit_metadata`

        return editing.home_manifest(self._store)

    # ------------------------------------------------------------------ what there is

    def documents(self, *, removed: bool = False) -> tuple[Document, ...]:
        """All documents, or those in the bin."""
        return tuple(self._store.documents(removed=removed))

    def document(self, document_id: str) -> Document:
        """One document, in the bin or not. Raises `NotFound`."""
        found = self._store.document(document_id)
        if found is None:
            raise NotFound(
                f"Er is geen document met id {document_id}. 'kennisbank documents' toont alle documenten."
            )
        return found

    def passages(self, document_id: str | None = None) -> Iterator[Passage]:
        """Passages in reading order, of one document or of all. Raises `NotFound`."""
        if document_id is not None:
            self.document(document_id)
        return self._store.passages(document_id)

    def passage(self, passage_id: str) -> Passage:
        """One passage. Raises `NotFound`."""
        found = self._store.passages_by_id([passage_id]).get(passage_id)
        if found is None:
            raise NotFound(
                f"Er is geen passage met id {passage_id}. Zoek haar opnieuw op: na een nieuwe versie van een "
                "document kan een passage een ander id hebben."
            )
        return found

    def passages_of(self, passage_ids: Sequence[str]) -> Mapping[str, Passage]:
        """Passages by id; those that are not there are left out."""
        return self._store.passages_by_id(passage_ids)

    def outline(self, document_id: str) -> tuple[Heading, ...]:
        """The headings of a document, in order."""
        self.document(document_id)
        return self._store.headings(document_id)

    def source_pages(self, document_id: str) -> tuple[SourcePage, ...]:
        """The pages of a document; empty when its source has none."""
        return self._store.pages(self.document(document_id))

    def source_lines(self, document_id: str) -> tuple[SourceLine, ...]:
        """The lines of a document as they were read, each with its role."""
        return self._store.lines(self.document(document_id))

    def source_text(self, document_id: str, version: int | None = None) -> str:
        """The document's text as the program read it; all offsets point into it. Raises `NotFound`."""
        self.document(document_id)
        found = self._store.source_text(document_id, version)
        if found is None:
            raise NotFound(f"Document {document_id} heeft geen versie {version}.")
        return found

    def file_path(self, document_id: str, sha256: str | None = None) -> Path:
        """The stored copy of a document's source file, or of another of its forms. Raises `NotFound`."""
        document = self.document(document_id)
        if sha256 is not None and sha256 not in {item.sha256 for item in document.forms}:
            raise NotFound(f"Document {document_id} heeft geen vorm {sha256[:12]}.")
        return self._vault.path(sha256 or document.sha256)

    def page_picture(self, document_id: str, page: int) -> Picture | None:
        """A picture of a page (1-based) of a document that has a PDF; None where it cannot be made.

        It is drawn by a worker process with limits, once. Raises `NotFound`.
        """
        forms = self.document(document_id).forms
        sha256 = next((item.sha256 for item in forms if item.media_type == "application/pdf"), None)
        return self._pictures.get(self._vault.path(sha256), sha256, page) if sha256 else None

    # ------------------------------------------------------------------ finding

    def search(
        self,
        query: str = "",
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        sort: str = "relevance",
        exact: bool = False,
        off: Collection[str] = (),
        grouped: bool = True,
        limit: int = 10,
        offset: int = 0,
    ) -> ResultPage:
        """Search; an empty query gives all passages that pass the filters, newest first.

        `off` are words searched along and preferences that are not wanted: the keys that `Understood` gives.
        Not `grouped`: every place of the same text is a hit of its own, as an export wants it.
        """
        self._catch_up()
        page = self._index.search(
            query, filters, sort=sort, exact=exact, off=off, grouped=grouped, limit=limit, offset=offset,
            passages=self._passages_in_order, labels=self.facet_label,
        )  # fmt: skip
        self.journal.search(query, page.total, page.took_ms)
        return page

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """What a person who typed `prefix` may mean: titles, headings, names, labels of taxonomies."""
        return self._index.suggest(prefix, limit)

    def new_in(self, search: SavedSearch) -> tuple[Document, ...]:
        """The documents with a hit of a saved search that came in since it was last seen, newest first.

        A document that was read anew, or whose passages were split otherwise, is not new.
        """
        arrived = self.news.arrived_after(search.last_seen_revision)
        if not arrived:
            return ()
        found = self.passage_ids(search.query, search.filters, exact=search.exact, off=search.off)
        hit = {passage_id.rpartition(".")[0] for passage_id in found} & arrived
        arrivals = self.news.arrivals()
        ordered = sorted(hit, key=lambda item: (-arrivals[item].revision, item))
        return tuple(self.document(document_id) for document_id in ordered)

    def passage_ids(
        self,
        query: str = "",
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        sort: str = "relevance",
        exact: bool = False,
        off: Collection[str] = (),
    ) -> tuple[str, ...]:
        """The ids of everything that `search` finds, in its order; for an export of a whole result."""
        self._catch_up()
        return self._index.passage_ids(query, filters, sort=sort, exact=exact, off=off)

    def more_like(self, passage_id: str, limit: int = 5) -> tuple[Passage, ...]:
        """The passages most like one, the likest first; the same words elsewhere are left out."""
        self._catch_up()
        return tuple(self._passages_in_order(self._index.more_like(passage_id, limit)))

    def suggestions(self, limit: int = 2000) -> tuple[str, ...]:
        """What can be suggested while somebody types, the most frequent first: see `suggest`."""
        return self._index.suggestions(limit)

    def exchanges(self, passages: Iterable[Passage]) -> Mapping[str, tuple[Passage, ...]]:
        """For passages that are a question or an answer: the whole exchange in reading order, by passage id."""
        asked = [item for item in passages if item.question_number and item.kind in ("question", "answer")]
        by_number: dict[tuple[str, str | None], list[Passage]] = {}
        for document_id in {item.document_id for item in asked}:
            for passage in self._store.passages(document_id):
                by_number.setdefault((document_id, passage.question_number), []).append(passage)
        return {item.passage_id: tuple(by_number[item.document_id, item.question_number]) for item in asked}

    def neighbours(self, passage_id: str) -> tuple[Passage | None, Passage | None]:
        """The passages before and after one in its document. Raises `NotFound`."""
        row = list(self._store.passages(self.passage(passage_id).document_id))
        at = next(place for place, passage in enumerate(row) if passage.passage_id == passage_id)
        return row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None

    def resolve_filter(self, facet: str, text: str) -> str:
        """The id of a filter value given as id, label or spelling; `facet` as in `ResultPage.facets`.

        Raises `UnknownValue`, which names the nearest ones.
        """
        if facet == "document":
            return self.document(text).document_id
        entry = self.taxonomy.find(facet, text)
        if entry is not None:
            return entry.id
        known = {value: self.facet_label(facet, value) for value in self._index.facet_values(facet)}
        for value, label in known.items():
            if text.casefold() in (value.casefold(), label.casefold()):
                return value
        near = [item.label for item in self.taxonomy.nearest(facet, text)]
        near = near or get_close_matches(text, list(known.values()), n=3)
        hint = f" Bedoelt u: {', '.join(near)}?" if near else ""
        raise UnknownValue(f'Onbekende waarde "{text}" voor dit filter.{hint}', tuple(near))

    def facet_label(self, facet: str, value: str) -> str:
        """What people see for a facet's value."""
        return self.taxonomy.label(facet, value)

    def _passages_in_order(self, passage_ids: Sequence[str]) -> list[Passage]:
        found = self._store.passages_by_id(passage_ids)
        return [found[passage_id] for passage_id in passage_ids if passage_id in found]

    # ------------------------------------------------------------------ registers

    def references(
        self,
        document_id: str | None = None,
        filters: Filters = Filters(),  # noqa: B008 - frozen
    ) -> list[Reference]:
        """What documents cite, in reading order, each with the document that it is when one fits.

        `filters` hold for the passages that cite. Raises `NotFound`.
        """
        if document_id is not None:
            self.document(document_id)
        return self._passing(keeper.references_of(self._store, document_id), filters)

    def _passing(self, records: list[R], filters: Filters) -> list[R]:
        """The records whose passage passes the filters."""
        if filters.empty:
            return records
        passing = set(self.passage_ids("", filters))
        return [record for record in records if record.passage_id in passing]

    def register(
        self,
        kind: RecordType,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        chosen: Mapping[str, Collection[str]] = MappingProxyType({}),
        *,
        words: str = "",
        at: date | None = None,
    ) -> list[Any]:
        """The records of a register ("toezegging", "kpi", "knelpunt") as people left them, in reading order.

        `filters` hold for what a record itself says (its theme, its KPI, its year …), and for its passage
        in what it does not say. `chosen` are further fields of records (status, kind …): values of one
        field are OR, fields are AND. What people rejected is left out unless `chosen["review"]` asks for it.
        `words` must all stand in a record's own texts, as words or parts of words. `at` is the day at which
        terms are seen as passed or not, today when None.
        """
        return list(self.register_page(kind, filters, chosen, words=words, at=at).records)

    def register_page(
        self,
        kind: RecordType,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        chosen: Mapping[str, Collection[str]] = MappingProxyType({}),
        *,
        words: str = "",
        at: date | None = None,
    ) -> RegisterPage:
        """As `register`, with for each field the choices there are and how many records each would give."""
        day = at or date.today()  # noqa: DTZ011 - the reader's own day
        entries, labels = self._register(kind, day)
        said = {name for entry in entries for name in entry.said}
        wanted = Wanted.of(said, filters, chosen, self.taxonomy)
        if not wanted.of_passages.empty:
            passing = set(self.passage_ids("", wanted.of_passages))
            entries = [entry for entry in entries if entry.record.passage_id in passing]
        if asked := [fold(word).text for word in words.split() if fold(word).text]:
            entries = [entry for entry in entries if entry.holds(asked)]
        found, counts = chosen_of(entries, wanted)
        return RegisterPage(
            kind=kind,
            records=tuple(entry.record for entry in found),
            total=len(found),
            whole=sum(1 for entry in self._register(kind, day)[0] if entry.record.review != "afgewezen"),
            choices=choices_of(counts, labels),
            revision=self.revision,
            at=day.isoformat() if kind == "toezegging" else None,
        )

    def _register(self, kind: RecordType, at: date) -> tuple[Sequence[Entry], Mapping[tuple[str, str], str]]:
        """A whole register with its labels, as it stands at a day; read again when the store moved on."""
        state, key = (self.revision, at), kind
        known = self._registers.get(key)
        if known is None or known[0] != state:
            entries = keeper.entries(self._store, kind, self.taxonomy, at)
            known = state, entries, keeper.labels(kind, entries, self.taxonomy)
            self._registers[key] = known
        return known[1], known[2]

    def record(
        self,
        kind: RecordType,
        record_id: str,
        *,
        document_id: str = "",
        words: str = "",
        at: date | None = None,
    ) -> Any:
        """One record of a register, as people left it; `at` as in `register`. Raises `NotFound`.

        When its id is gone (its quote is cut otherwise since) it is the one of `document_id` whose words in
        the source hold `words`, compared on letters and digits.
        """
        entries, _ = self._register(kind, at or date.today())  # noqa: DTZ011 - the reader's own day
        for entry in entries:
            if keeper.record_id(kind, entry.record) == record_id:
                return entry.record
        letters = fold(words).text
        for entry in entries if letters else ():
            anchor = entry.record.anchor
            if entry.record.document_id == document_id and anchor and letters in fold(anchor.exact).text:
                return entry.record
        raise NotFound(
            f"Er is geen {kind} met id {record_id}. Zoek in het register: na een nieuwe versie van "
            "een document kan een regel een ander id hebben."
        )

    def resolve_choice(self, kind: RecordType, field: str, text: str) -> str:
        """The value of a field of a register's records given as value, label or the beginning of one.

        Raises `UnknownValue`, which names the nearest ones.
        """
        entries, labels = self._register(kind, date.today())  # noqa: DTZ011 - the reader's own day
        known = {
            value: labels.get((field, value), value) for entry in entries for value in entry.said.get(field, ())
        }
        known |= {value: value for value in keeper.ROOMS[kind].vocabulary.get(field, ())}
        return chosen_value(text, known)

    def records_of(self, document_id: str) -> list[Any]:
        """What all registers hold of one document, as people left it, without what they rejected.

        Only this document is read, whatever the size of the registers; terms are not looked at. Raises
        `NotFound`.
        """
        self.document(document_id)
        found = keeper.of_documents(self._store)(document_id)
        return [record for record in found if record.review != "afgewezen"]

    def record_judgements(self, kind: RecordType, record_id: str) -> tuple[Judgement, ...]:
        """What people said of a record, oldest first. Raises `NotFound`."""
        return keeper.judgements_of(self._store, kind, self.record(kind, record_id))

    def judge_record(
        self,
        kind: RecordType,
        record_id: str,
        verb: str,
        *,
        who: str,
        value: str | None = None,
        note: str | None = None,
    ) -> Judgement:
        """Keep a person's word about a record; it is anchored on the record's own words.

        `verb` is one of `kb.judging.VERBS`; for "change" `value` is a JSON object of fields, for "join" and
        "part" one that names other records ({"knelpunt_id": [..]}). Raises `NotFound`, `UnknownValue`, and
        `KennisbankError` when nobody is named or the change cannot be made.
        """
        if not who.strip():
            raise KennisbankError("Vermeld met --who wie dit oordeel geeft.", "zonder-naam")
        word = understood(kind, verb, value, self.taxonomy)
        about = {"target": kind, "verb": word.verb, "record_id": record_id, "named": who.strip()}
        with self._changing("judge", **about):
            record = self.record(kind, record_id)
            anchor, passage = record.anchor, self.passage(record.passage_id)
            place = (anchor.start, anchor.start + len(anchor.exact))
            draft = Judgement(
                0, kind, word.verb, anchor, word.value, note, who.strip(), now(), False, passage.passage_id
            )
            try:
                keeper.judged(kind, record, draft)
            except ValueError as error:
                raise UnknownValue(str(error), ()) from error
            judgement = self._store.judge(
                word.target, word.verb, passage, place, value=word.value, note=note, who=who.strip()
            )
            joining.join(self._store)
            self._sync_index()
        return judgement

    def cited_by(self) -> Mapping[str, list[Reference]]:
        """Official number of a paper → the references to it."""
        return cited_by(self.references())

    def missing_papers(self) -> list[MissingPaper]:
        """The papers that are cited and not in the collection, the most cited first."""
        return missing(self.references(), self.documents())

    # ------------------------------------------------------------------ why, and a person's word

    def explain(self, passage_id: str) -> dict[str, Any]:
        """A passage with its document, every tag with rule and evidence, and what people said of it."""
        passage = self.passage(passage_id)
        document = self.document(passage.document_id)
        text = self.source_text(passage.document_id)
        tags = []
        for tag in passage.tags:
            place = source_span(passage.text, tag.start, tag.end, text, passage.spans)
            tags.append(as_json(tag) | {"source_span": as_json(place)})
        return {
            "passage": as_json(passage),
            "document": as_json(document),
            "tags": tags,
            "judgements": as_json(self._store.judgements(passage_id=passage_id)),
            "source": text[passage.char_start : passage.char_end],
            "pipeline": (self._store.version(document.document_id) or {}).get("pipeline"),
            "revision": self.revision,
        }

    def judge(
        self,
        target: str,
        verb: str,
        passage_id: str,
        *,
        who: str,
        value: str | None = None,
        note: str | None = None,
        start: int | None = None,
        end: int | None = None,
    ) -> Judgement:
        """Keep a person's word about a passage, or about its text from `start` to `end`.

        It is anchored on the exact words and survives a better reading. `target` is what it is about
        ("passage", "tag"), `verb` one of `kb.judging.VERBS`. About a tag, `value` names it as
        "regeling:huurtoeslag". Raises `NotFound`, `UnknownValue`, and `KennisbankError` when nobody is
        named or the place holds no words.
        """
        if not who.strip():
            raise KennisbankError("Vermeld met --who wie dit oordeel geeft.", "zonder-naam")
        word = understood(target, verb, value, self.taxonomy)
        about = {"target": word.target, "verb": word.verb, "passage_id": passage_id, "named": who.strip()}
        with self._changing("judge", **about):
            passage = self.passage(passage_id)
            stretch = (0 if start is None else start, len(passage.text) if end is None else end)
            place = source_span(passage.text, *stretch, self.source_text(passage.document_id), passage.spans)
            if place is None:
                raise KennisbankError(
                    "Op deze plaats staan geen woorden om iets over te zeggen.", "geen-woorden"
                )
            judgement = self._store.judge(
                word.target, word.verb, passage, place, value=word.value, note=note, who=who.strip()
            )
            self._sync_index()
        return judgement

    def judgements(self, *, detached: bool | None = None) -> tuple[Judgement, ...]:
        """What people said, oldest first; `detached=True`: only what is *losgeraakt*."""
        return self._store.judgements(detached=detached)

    def withdraw(self, judgement_id: int) -> None:
        """Take a judgement back. Raises `NotFound`."""
        with self._changing("withdraw", judgement_id=judgement_id):
            if not self._store.withdraw(judgement_id):
                raise NotFound(f"Er is geen oordeel met nummer {judgement_id}.")
            joining.join(self._store)
            self._sync_index()

    # ------------------------------------------------------------------ upkeep

    def check(self, *, repair: bool = False, quick: bool = False) -> CheckReport:
        """See whether store, sources, passages, records and index agree.

        `repair` mends what can be mended; `quick` leaves out what takes time on a large collection.
        """
        from kb import checks  # noqa: PLC0415 - see `_library`

        clock = time.perf_counter()
        writing = None if self._lock.free else self._lock.holder()
        findings = list(checks.quick_findings(self._store, Watched(self.home)))
        with self._writing("repair") if repair else nullcontext():
            findings += [] if quick else checks.findings_of(self._library(), repair=repair)
            if not any(item.code == "store" for item in findings):
                settle, rebuild = (self._settle, self._rebuild) if repair else (None, None)
                findings += checks.unfinished(self._store, writing, settle)
                findings += checks.index(
                    self._store, partial(self._index_problem, quick=quick), writing, rebuild
                )
        counts, last = self._store.counts(), self._store.last_run("ingest")
        if advice := self.engine_advice():
            findings.append(Finding("zoekmachine", "let op", advice))
        return CheckReport(
            ok=not any(item.severity == "fout" and not item.repaired for item in findings),
            findings=tuple(dict.fromkeys(findings)),
            revision=self.revision,
            documents=counts["documents"],
            passages=counts["passages"],
            index_revision=self._index.revision,
            engine=self._index.engine_name,
            pipeline=self.pipeline.name,
            program_version=__version__,
            schema=self._store.schema,
            writing=writing,
            free_mb=disk_usage(self.home).free // 1_048_576,
            last_ingest=last["finished_at"] if last else None,
            took_s=round(time.perf_counter() - clock, 3),
        )

    def engine_advice(self) -> str | None:
        """What to do about the search engine of a collection of this size, in Dutch; None when it fits."""
        return engine_advice(self._index.engine_name, self._store.counts()["passages"])

    def backup(self, target: Path | str, *, overwrite: bool = False) -> Contents:
        """One archive of the whole knowledge base, made while others read and write.

        Raises `KennisbankError` when `target` is there already, or a source file is not whole.
        """
        with self.journal.change("backup", self._actor("backup")):
            path = Path(target).expanduser().absolute()
            try:
                return backup(self._store, self._vault, path, __version__, overwrite=overwrite)
            except OSError as error:
                raise KennisbankError(
                    f"{path} is niet te schrijven ({error.strerror}).", "schrijven"
                ) from error

    def prove(self, archive: Path | str) -> Contents:
        """What an archive holds, when all of it is as it says. Raises `KennisbankError`; changes nothing."""
        with unpacked(Path(archive).expanduser(), self.home) as (_room, contents):
            return contents

    def restore(self, archive: Path | str, *, replace: bool = False) -> Contents:
        """Put an archive back, once it is proven; `replace` what is here, which is kept beside it first.

        What was here before is kept as an archive of its own in the home folder. Raises `KennisbankError`
        when there is something here already, when the archive is not whole, and when `check` finds fault
        with what was put back.
        """
        with self._writing("restore"):
            contents = put_back(
                Path(archive).expanduser(), self._store, self._vault, __version__, replace=replace
            )
            self.__dict__.pop("taxonomy", None)
            self._rebuild()
        report = self.check()
        if not report.ok:
            told = next(item.message for item in report.findings if item.severity == "fout")
            raise KennisbankError(f"Na het terugzetten klopt niet alles: {told}", "reservekopie")
        return contents

    def _index_problem(self, *, quick: bool) -> str | None:
        problem = self._index.problem(self.revision, self._store.counts()["passages"])
        if problem is None and not quick:
            problem = next(iter(self._index.verify(self._entries(None))), None)
        return problem

    def annotate(self, *, every: bool = False, on_progress: OnProgress | None = None) -> int:
        """Find the tags anew of documents whose tags are out of date, or of every one; returns how many."""
        tell = on_progress or (lambda _progress: None)
        with self._changing("annotate"):
            library = self._library()
            documents = self._store.documents() if every else library.outdated()
            for done, document in enumerate(documents):
                tell(Progress(done, len(documents), document.document_id, "labels zoeken"))
                library.annotate_again(document)
            library.relate()
            tell(Progress(len(documents), len(documents), "", "index bijwerken"))
            self._sync_index()
        return len(documents)

    def _library(self) -> Library:
        from kb import library  # noqa: PLC0415 - brings spaCy, which only writing needs

        return library.Library(self._store, self._vault, self.taxonomy, self.pipeline)

    def _rebuild(self) -> None:
        self._index.rebuild(self._entries(None), self.revision)

    def reindex(self, *, engine: str | None = None, on_progress: OnProgress | None = None) -> int:
        """Build the index anew beside the old one, and swap; returns how many passages it holds.

        `engine` stays what it is when None. Raises `KennisbankError` for an unknown engine.
        """
        tell = on_progress or (lambda _progress: None)
        with self._writing("reindex"):
            total = self._store.counts()["passages"]
            return self._index.rebuild(
                self._entries(None),
                self.revision,
                engine=engine,
                on_progress=lambda done: tell(Progress(done, total, "", "index bouwen")),
            )

    def entries(self) -> Iterator[IndexEntry]:
        """Everything that can be found, as the index is fed with it; for measuring search."""
        return self._entries(None)

    def _entries(self, document_ids: Sequence[str] | None) -> Iterator[IndexEntry]:
        """What the index is fed with: all passages, or those of some documents, with what registers hold."""
        held = Held(self._store)
        for document in self._store.documents():
            if document_ids is None or document.document_id in document_ids:
                records = held.of(document.document_id)
                asked: dict[str | None, str] = {}
                for passage in self._store.passages(document.document_id):
                    if passage.kind == "question":
                        asked[passage.question_number] = passage.text
                    question = asked.get(passage.question_number, "") if passage.kind == "answer" else ""
                    yield IndexEntry(passage, document, records.get(passage.passage_id, ()), question)

    def _sync_index(self) -> None:
        """Note what is news, and bring the index up to the store's revision; needs the lock."""
        self.news.note()
        revision = self.revision
        if not self._index.usable:
            self._index.rebuild(self._entries(None), revision)
        elif self._index.revision != revision:
            changed = self._store.changed_since(self._index.revision or 0, found=True)
            self._index.update(self._entries(changed), changed, revision)

    def _find_early(self, document_ids: Collection[str]) -> None:
        """A few new documents among many are found before they are related to the others, which takes long."""
        known = self._store.counts()["documents"]
        if self._index.usable and len(document_ids) * EARLY_SHARE <= known:
            self._sync_index()

    def _catch_up(self) -> None:
        """Before a search: an index that fell behind (a crash, a new analysis) is brought up to date.

        When another process is writing, it will do so itself: the search uses the index as it is.
        """
        if self._index.usable and self._index.revision == self.revision:
            return
        try:
            with self._lock.hold("index bijwerken", 0 if self._index.usable else LOCK_SECONDS):
                self._sync_index()
        except KennisbankError:
            if not self._index.usable:
                raise

    @contextmanager
    def _writing(self, command: str, **about: Any) -> Iterator[dict[str, Any]]:
        """The right to write, for who may; says who has it when it cannot be had in time.

        What is put into the dict is noted in the journal with the change.
        """
        who = self._actor(command)
        with self.journal.change(command, who, **about) as facts, self._lock.hold(command, LOCK_SECONDS):
            yield facts
            facts["revision"] = self.revision

    @contextmanager
    def _changing(self, command: str, **about: Any) -> Iterator[dict[str, Any]]:
        """`_writing` for work on documents, which takes several transactions.

        The store notes that it has begun, so that a command that was killed half-way is known: the next
        one, or `check --repair`, does what it left.
        """
        with self._writing(command, **about) as facts:
            before, left = self.revision, self._store.unfinished
            self._store.begin(command)
            try:
                yield facts
            except BaseException:
                if left is None and self.revision == before:
                    self._store.finish()  # nothing was done, nothing is left to do
                raise
            if left is not None:
                self._settle()
            self._store.finish()

    def _settle(self) -> None:
        """Do what a command that broke off may have left: people's metadata, relations, the index."""
        from kb import editing  # noqa: PLC0415 - see `edit_metadata`

        editing.reapply(self._store, {item.document_id for item in self._store.documents()})
        self._library().relate()
        self._sync_index()
