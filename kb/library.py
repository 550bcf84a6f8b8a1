"""The library: which document a file belongs to, and everything that is known of it, kept at once.

A file belongs to a document that is there when it has the same hash, the same official number, or the
same path under the same root (contract, *Identity*); otherwise it is a new one. A name alone never
replaces anything. The library identifies, annotates and saves; reading was done before, finding comes
after.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.annotate import AnnotationInput, annotate_document, years_named
from kb.annotate.persons import decide_who
from kb.annotate.version import rules_version
from kb.identify import identify
from kb.identify.cross import TextOf, dates_from_others, may_tell, related
from kb.language.pipeline import Pipeline
from kb.manifest import ManifestEntry
from kb.records import Document, Form, Identity, Passage, ReadDocument, Relation, Tag, as_json
from kb.registers import joining, keeper
from kb.reports import FileReport, FileStatus
from kb.store import Holder, NewVersion, Store, StoredRecord, relating
from kb.store.vault import Vault, sha256_of
from kb.taxonomy import Taxonomy, kebab

MAX_ID = 120
"""Characters of a document id made from a path: file systems and links stay comfortable."""

TEXT_RANK = {
    "application/xml": 3,
    "application/pdf": 2,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 2,
    "text/plain": 1,
}
"""Which form of a paper gives the best text (contract: XML, then PDF with text, then OCR)."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file on its way in: where it was found, its bytes, what the manifest says, a name for its id."""

    shown: str
    name: str
    root: str
    relative: str
    data: bytes
    entry: ManifestEntry | None
    wanted_id: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of a file by itself, without the other documents; `made_with` says by which rules."""

    identity: Identity
    tags: tuple[tuple[Tag, ...], ...]
    years_named: tuple[tuple[int, ...], ...]
    made_with: str


@dataclass(frozen=True, slots=True)
class Understander:
    """Identifies and annotates what was read: it needs no store, and so can be done anywhere."""

    pipeline: Pipeline
    taxonomy: Taxonomy

    def understand(
        self, read: ReadDocument, name: str, entry: ManifestEntry | None, identity: Identity | None = None
    ) -> Understood:
        """All that is known of a file by itself; `entry` is what a manifest says of it.

        `identity`, when it is known already, is taken as it is.
        """
        identity = identity if identity is not None else identify(read, name, manifest=entry)
        years = tuple(years_named(passage.text) for passage in read.passages)
        return Understood(
            identity, self.annotate(read, identity), years, made_with(self.pipeline, self.taxonomy)
        )

    def annotate(self, read: ReadDocument, identity: Identity) -> tuple[tuple[Tag, ...], ...]:
        """The tags of each passage."""
        inputs = [AnnotationInput.of(passage, identity) for passage in read.passages]
        return tuple(annotate_document(inputs, self.pipeline, self.taxonomy))


class Library:
    """Adds readings to a store; one instance per writing command."""

    def __init__(self, store: Store, vault: Vault, taxonomy: Taxonomy, pipeline: Pipeline) -> None:
        self.store = store
        self.vault = vault
        self.taxonomy = taxonomy
        self.pipeline = pipeline
        self.made_with = made_with(pipeline, taxonomy)
        self._understander = Understander(pipeline, taxonomy)

    def present(self, item: Incoming) -> FileReport | None:
        """The report of a file that is there already with all that is known of it; else None.

        A file that lies in the bin is put back; one whose manifest says something new is identified
        again, from what was read before.
        """
        holder = self.store.holder(sha256_of(item.data), None, item.root, item.relative)
        if holder is None or holder.why != "hash":
            return None
        document = self.store.document(holder.document_id)
        known = self.store.identity(holder.document_id)
        if document is None or known is None:
            return None
        self.vault.put(item.data)  # mends a copy that went missing
        if holder.removed:
            self.store.set_removed(holder.document_id, False)
            return self._report(
                item, "toegevoegd", holder.document_id, "teruggezet uit de prullenbak", document.passages
            )
        if item.entry is not None and _manifest_json(item.entry) != known[1]:
            read = self.store.read_document(document)
            if read is not None:
                identity = self._identify(read, item)
                self.store.set_identity(holder.document_id, identity, _manifest_json(item.entry))
                return self._report(
                    item, "bijgewerkt", holder.document_id, "gegevens uit het manifest", document.passages
                )
        return self._report(
            item, "al aanwezig", holder.document_id, f"al aanwezig als {holder.document_id}", document.passages
        )

    def add(self, item: Incoming, read: ReadDocument, understood: Understood | None = None) -> FileReport:
        """Keep a file that was just read: as a new document, a new version, or another form of a paper.

        What was `understood` of it elsewhere is taken over when it was made with the same rules.
        """
        if understood is not None and understood.made_with != self.made_with:
            understood = None
        identity = self._identify(read, item) if understood is None else understood.identity
        sha256 = self.vault.put(item.data)
        form = Form(read.media_type, sha256, item.name)
        holder = self.store.holder(sha256, identity.official_id, item.root, item.relative)
        forms: tuple[Form, ...] = (form,)
        document_id = (
            holder.document_id if holder else self.store.free_id(identity.official_id or item.wanted_id)
        )
        if holder is not None and holder.why == "official":
            document = self.store.document(holder.document_id)
            assert document is not None
            others = tuple(other for other in document.forms if other.media_type != form.media_type)
            if others and not self._better(form, read, document):
                self.store.add_form(document, form, len(item.data))
                message = f"tweede vorm van {document_id}; de tekst blijft die van {document.media_type}"
                return self._report(item, "bijgewerkt", document_id, message, document.passages)
            forms = (form, *others)
        if understood is None:
            understood = self._understander.understand(read, item.name, item.entry, identity)
        self._save(item, read, understood, document_id, forms)
        status: FileStatus = "bijgewerkt" if holder is not None else "toegevoegd"
        problems = tuple(problem.message for problem in read.problems)
        return FileReport(item.shown, status, document_id, _message(holder), None, len(read.passages), problems)

    def outdated(self) -> list[Document]:
        """Documents whose tags were made with another pipeline, taxonomy or rules than those of now."""
        made = self.store.made_with()
        return [item for item in self.store.documents() if made.get(item.document_id) != self.made_with]

    def annotate_again(self, document: Document) -> None:
        """Find the tags of a document anew, from what was read before."""
        read = self.store.read_document(document)
        known = self.store.identity(document.document_id)
        if read is not None and known is not None:
            tags = self._understander.annotate(read, known[0])
            self.store.save_tags(document, tags, self.made_with)
            passages = list(self.store.passages(document.document_id))
            found = keeper.records_of(read, known[0], document, passages, self.taxonomy)
            self.store.save_records(document, found)
            relating.note_telling(self.store.database, document, _telling(read))

    def relate(self, *, whole: bool = False) -> None:
        """Let documents tell each other's dates, name the other side of their relations, join registers.

        Only where exactly one document fits. Registers look only at what changed since they were joined the
        last time, unless `whole`; what comes of it is the same.
        """
        self._relate_identities(self.store.documents())
        joining.join(self.store, whole=whole)
        self.store.decide_who(_who)

    def _relate_identities(self, documents: Sequence[Document]) -> None:
        """Dates that documents tell of each other, and relations."""
        known = relating.identities(self.store.database)
        told = relating.told(self.store.database)
        ids = [document.document_id for document in documents]
        identities = [known[document_id][0] for document_id in ids]
        new = list(identities)
        texts = [
            TextOf(identity, told.get(document_id, ()))
            for document_id, identity in zip(ids, identities, strict=True)
        ]
        for date in dates_from_others(texts):
            new[date.index] = dataclasses.replace(new[date.index], publication_date=date.publication_date)
        sources = [document.source for document in documents]
        for index, met in related(list(zip(ids, identities, strict=True)), sources):
            kept = [met if _same(met, relation) else relation for relation in new[index].relations]
            new[index] = dataclasses.replace(new[index], relations=tuple(kept))
        for document_id, before, after in zip(ids, identities, new, strict=True):
            if before != after:
                self.store.set_identity(document_id, after, known[document_id][1])

    # ------------------------------------------------------------------ steps

    def _identify(self, read: ReadDocument, item: Incoming) -> Identity:
        return identify(read, item.name, manifest=item.entry)

    def _save(
        self,
        item: Incoming,
        read: ReadDocument,
        understood: Understood,
        document_id: str,
        forms: Iterable[Form],
    ) -> None:
        def found(document: Document, passages: Sequence[Passage]) -> Iterator[StoredRecord]:
            return keeper.records_of(read, understood.identity, document, passages, self.taxonomy)

        self.store.save(
            NewVersion(
                document_id=document_id,
                root=item.root,
                path=item.relative,
                read=read,
                identity=understood.identity,
                forms=tuple(forms),
                sizes={sha256_of(item.data): len(item.data)},
                tags=understood.tags,
                years_named=understood.years_named,
                pipeline=understood.made_with,
                manifest=_manifest_json(item.entry),
                telling=_telling(read),
            ),
            found,
        )

    def _better(self, form: Form, read: ReadDocument, document: Document) -> bool:
        """True when the text of this form is better than the one that the document has."""
        ocr = any(page.status in ("ocr", "uncertain", "no-text", "garbled") for page in read.pages)
        rank = 0 if ocr else TEXT_RANK.get(form.media_type, 0)
        return rank > TEXT_RANK.get(document.media_type, 0) or document.status != "ok"

    def _report(self, item: Incoming, status: Any, document_id: str, message: str, passages: int) -> FileReport:
        return FileReport(item.shown, status, document_id, message, None, passages)


def _who(names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """For each name the value and label of the person that is meant."""
    return {name: (kebab(fuller), fuller) for name, fuller in decide_who(names).items()}


def _telling(read: ReadDocument) -> tuple[int, ...]:
    """The places of passages that can tell another document's date."""
    return tuple(ordinal for ordinal, passage in enumerate(read.passages) if may_tell(passage.text))


def _same(met: Relation, relation: Relation) -> bool:
    """True when `met` is this relation with its other side filled in."""
    return dataclasses.replace(met, document_id=relation.document_id) == relation


def made_with(pipeline: Pipeline, taxonomy: Taxonomy) -> str:
    """What tags and records are made with: pipeline, taxonomies, rules; another value asks to do it anew."""
    rules = f"{rules_version()}-{rules_version(Path(keeper.__file__).parent)}"
    return f"{pipeline.name} | taxonomie {taxonomy.version[:12]} | regels {rules}"


def _manifest_json(entry: ManifestEntry | None) -> dict[str, Any] | None:
    return as_json(dataclasses.asdict(entry)) if entry is not None else None


def _message(holder: Holder | None) -> str | None:
    if holder is None:
        return None
    why = {"official": "zelfde officiële nummer", "path": "zelfde bestand, nieuwe inhoud"}
    return f"nieuwe versie van {holder.document_id} ({why.get(holder.why, 'zelfde inhoud')})"
