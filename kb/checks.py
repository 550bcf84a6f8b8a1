"""Is the knowledge base whole: settings, store, sources, passages, labels, records, people's judgements.

What can be mended is mended when asked, and the finding says so. While another process writes, a document
can be seen in between two states: what looks wrong is looked at again when the store has moved on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace

from kb import settings
from kb.backup import leftovers
from kb.library import Library
from kb.records import Document
from kb.reports import Finding
from kb.store import Store, health

_TRIES = 3


def quick_findings(store: Store, home_settings: settings.Watched) -> Iterator[Finding]:
    """What can be told within a moment, for monitoring."""
    try:
        home_settings.now()
    except settings.SettingsError as error:
        yield Finding("instellingen", "fout", str(error))
    for problem in health.store_problems(store.database, quick=True):
        yield Finding("store", "fout", f"{problem}. Zet een reservekopie terug met: kennisbank restore")


def findings_of(library: Library, *, repair: bool = False) -> Iterator[Finding]:
    """Everything that does not agree, worst first; nothing when all is well."""
    store = library.store
    broken = list(health.store_problems(store.database))
    for problem in broken:
        yield Finding("store", "fout", f"{problem}. Zet een reservekopie terug met: kennisbank restore")
    if broken:
        return  # what follows rests on a store that is whole in itself
    yield from _sources(library, repair=repair)
    for document in [*store.documents(), *store.documents(removed=True)]:
        yield from _document(library, document, repair=repair)
    left = leftovers(library.vault.folder.parent)
    for path in left if repair else ():
        shutil.rmtree(path, ignore_errors=True)
    if left:
        message = f"{len(left)} mappen zijn over van een reservekopie die werd afgebroken."
        yield Finding("restje", "let op", message, repaired=repair)
    outdated = len(library.outdated())
    if outdated:
        message = (
            f"De labels van {outdated} documenten zijn gemaakt met een andere taalverwerking, taxonomie of "
            "andere regels dan nu. Vernieuw ze met: kennisbank annotate"
        )
        yield Finding("labels", "let op", message)
    for judgement in store.judgements(detached=True):
        message = (
            f"Oordeel {judgement.judgement_id} van {judgement.who} is losgeraakt: de woorden "
            f'"{judgement.anchor.exact[:80]}" staan niet meer in {judgement.anchor.document_id}.'
        )
        yield Finding("losgeraakt", "let op", message)


def unfinished(store: Store, writing: str | None, settle: Callable[[], None] | None) -> Iterator[Finding]:
    """A command that broke off; `settle` does what it left. `writing` says who writes now, if anybody."""
    command = store.unfinished
    if writing is not None:
        yield Finding("bezig", "let op", f"Er wordt nu geschreven door {writing}; kijk daarna nog eens.")
    elif command is not None:
        message = f"De opdracht '{command}' is niet afgemaakt (uitgevallen of afgebroken)."
        if settle is None:
            told = f"{message} Geef haar nog eens, of herstel met: kennisbank check --repair"
            yield Finding("onderbroken", "fout", told)
        else:
            settle()
            store.finish()
            yield Finding("onderbroken", "fout", f"{message} Dat is nu gedaan.", repaired=True)


def index(
    store: Store,
    problem_of: Callable[[], str | None],
    writing: str | None,
    rebuild: Callable[[], None] | None,
) -> Iterator[Finding]:
    """What is wrong with the index; `rebuild` makes it anew."""
    before = store.revision
    problem = problem_of()
    if problem is None or store.revision != before or (writing is not None and rebuild is None):
        return  # an index that is being written is not yet what it will be
    if rebuild is None:
        yield Finding("index", "fout", f"{problem} Herstel met: kennisbank check --repair")
        return
    rebuild()
    yield Finding("index", "fout", f"{problem} De index is opnieuw gebouwd.", repaired=True)


def _sources(library: Library, *, repair: bool) -> Iterator[Finding]:
    """Source files that are not there or not whole, and files in the vault that belong to nothing."""
    vault = library.vault
    lying = list(vault.paths())  # before what is known: a file that comes in meanwhile is no stray
    known = health.file_hashes(library.store.database)
    for sha256, name in known.items():
        if not vault.whole(sha256):
            message = f"De bewaarde kopie van {name} ontbreekt of is beschadigd. Neem het bestand opnieuw op."
            yield Finding("bron", "fout", message)
    strays = [path for path in lying if path.name not in known]
    for path in strays if repair else ():
        path.unlink(missing_ok=True)
    if strays:
        message = f"{len(strays)} bewaarde bestanden horen bij geen document (van een afgebroken opdracht)."
        if not repair:
            message += " Ruim ze op met: kennisbank check --repair"
        yield Finding("bron-wees", "let op", message, repaired=repair)


def _document(library: Library, document: Document, *, repair: bool) -> Iterator[Finding]:
    """What is wrong with one document."""
    found: list[Finding] = []
    for _ in range(_TRIES):
        before = library.store.revision
        found = list(_faults(library.store, document))
        if not found or library.store.revision == before:
            break
        again = library.store.document(document.document_id)
        if again is None:
            return
        document = again
    mendable = [item for item in found if item.code in ("label", "vindplaats")]
    if mendable and repair:
        library.annotate_again(document)
        left = set(_faults(library.store, document))
        found = [item if item in left else replace(item, repaired=True) for item in found]
    yield from found


def _faults(store: Store, document: Document) -> Iterator[Finding]:
    text = store.source_text(document.document_id)
    if text is None:
        yield Finding("document", "fout", f"Van document {document.document_id} ontbreekt de tekst.")
        return
    passages = list(store.passages(document.document_id))
    for passage_id in health.misfits(text, passages):
        message = f"Passage {passage_id} is niet gelijk aan haar bron; neem het document opnieuw op."
        yield Finding("passage", "fout", message)
    for passage_id in health.misnamed(document, passages):
        message = f"Passage {passage_id} heeft een ander kenmerk dan haar woorden geven."
        yield Finding("passage", "fout", message)
    for passage_id in health.mislabelled(passages):
        yield Finding("label", "fout", f"Een label van passage {passage_id} staat niet op zijn woorden.")
    for problem in health.misplaced(store, text, passages, document.document_id):
        yield Finding("vindplaats", "fout", f"{problem[:1].upper()}{problem[1:]}.")
    judgements = health.judgements_of(store.database, document.document_id)
    for number in health.astray(text, judgements):
        yield Finding("oordeel", "fout", f"Oordeel {number} staat niet bij de woorden waar het over gaat.")
