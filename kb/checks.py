"""Is the knowledge base whole: store, sources, passages, tags and people's judgements."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Library
from kb.reports import Finding


def findings_of(library: Library) -> Iterator[Finding]:
    """Everything that does not agree, worst first; nothing when all is well."""
    store, vault = library.store, library.vault
    for problem in store.integrity_problems():
        yield Finding("store", "fout", problem)
    for sha256, name in store.file_hashes().items():
        if not vault.whole(sha256):
            message = f"De bewaarde kopie van {name} ontbreekt of is beschadigd. Neem het bestand opnieuw op."
            yield Finding("bron", "fout", message)
    for document in store.documents():
        for passage_id in store.misfits(document):
            message = f"Passage {passage_id} is niet gelijk aan haar bron; neem het document opnieuw op."
            yield Finding("passage", "fout", message)
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
