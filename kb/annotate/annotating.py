"""Runs the annotators over the passages of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from kb.annotate.knelpunten import KnelpuntAnnotator
from kb.annotate.protocol import AnnotationInput, Annotator
from kb.annotate.taxonomic import TaxonomyAnnotator
from kb.records import Tag
from kb.taxonomy import Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reading(Protocol):
    """A language pipeline: reads texts, keeps their order."""

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One spaCy document per text."""
        ...


def annotators(taxonomy: Taxonomy) -> tuple[Annotator, ...]:
    """All annotators, in the order in which they speak; built once per taxonomy."""
    key = taxonomy.version
    if key not in _BUILT:
        _BUILT.clear()
        _BUILT[key] = _build(taxonomy)
    return _BUILT[key]


_BUILT: dict[str, tuple[Annotator, ...]] = {}


def _build(taxonomy: Taxonomy) -> tuple[Annotator, ...]:
    return (TaxonomyAnnotator(taxonomy, "regeling"), KnelpuntAnnotator(taxonomy))


def annotate_passage(
    passage: AnnotationInput, speakers: Sequence[Annotator], doc: Doc | None = None
) -> tuple[Tag, ...]:
    """The tags of one passage, by place; a thing that two rules found at one place stands once."""
    found: dict[tuple[str, str, int, int], Tag] = {}
    for speaker in speakers:
        for tag in speaker.annotate(passage, doc):
            key = (tag.type, tag.value, tag.start, tag.end)
            known = found.get(key)
            if known is None or tag.confidence > known.confidence:
                found[key] = tag
    return tuple(sorted(found.values(), key=lambda tag: (tag.start, tag.end, tag.type, tag.value)))


def annotate_document(
    inputs: Iterable[AnnotationInput], pipeline: Reading | None, taxonomy: Taxonomy
) -> Iterator[tuple[Tag, ...]]:
    """The tags of each passage of one document, in the order of `inputs`.

    `pipeline` reads the passages for annotators that use a trained model; None when none is there.
    """
    passages = list(inputs)
    speakers = annotators(taxonomy)
    docs: Iterable[Doc | None] = (
        pipeline.pipe(passage.text for passage in passages) if pipeline else [None] * len(passages)
    )
    for passage, doc in zip(passages, docs, strict=True):
        yield annotate_passage(passage, speakers, doc)
