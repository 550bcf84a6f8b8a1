"""Runs the annotators over the passages of a document."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from kb.annotate.forms import FormAnnotator
from kb.annotate.knelpunten import KnelpuntAnnotator
from kb.annotate.model import tags_of_model
from kb.annotate.protocol import AnnotationInput, Annotator
from kb.annotate.references import ReferenceReader
from kb.annotate.spans import Spans
from kb.annotate.taxonomic import TaxonomyAnnotator
from kb.records import Tag
from kb.taxonomy import Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reading(Protocol):
    """A language pipeline: reads texts, keeps their order; `trained` says whether a model is behind it."""

    @property
    def trained(self) -> bool:
        """Whether a trained model is behind it; without one its documents hold nothing for annotators."""
        ...

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One spaCy document per text."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class _Bench:
    """The annotators of one taxonomy, built once."""

    speakers: tuple[Annotator, ...]
    references: ReferenceReader


_BENCHES: dict[str, _Bench] = {}


def _bench(taxonomy: Taxonomy) -> _Bench:
    if taxonomy.version not in _BENCHES:
        _BENCHES.clear()  # one taxonomy at a time is in use; an older one need not stay in memory
        _BENCHES[taxonomy.version] = _Bench(
            (
                TaxonomyAnnotator(taxonomy, "regeling"),
                TaxonomyAnnotator(taxonomy, "organisation"),
                TaxonomyAnnotator(taxonomy, "kpi"),
                FormAnnotator(taxonomy),
                KnelpuntAnnotator(taxonomy),
            ),
            ReferenceReader(taxonomy),
        )
    return _BENCHES[taxonomy.version]


def annotators(taxonomy: Taxonomy) -> tuple[Annotator, ...]:
    """All annotators by rule, in the order in which they speak; built once per taxonomy."""
    return _bench(taxonomy).speakers


def reference_reader(taxonomy: Taxonomy) -> ReferenceReader:
    """The reader of a document's references; built once per taxonomy."""
    return _bench(taxonomy).references


def annotate_passage(
    passage: AnnotationInput,
    speakers: Sequence[Annotator],
    doc: Doc | None = None,
    taxonomy: Taxonomy | None = None,
) -> tuple[Tag, ...]:
    """The tags of one passage, by place; a thing that two rules found at one place stands once.

    With `doc` of a trained pipeline and `taxonomy`, its persons and organisations are added.
    """
    found: dict[tuple[str, str, int, int], Tag] = {}
    for speaker in speakers:
        for tag in speaker.annotate(passage, doc):
            key = (tag.type, tag.value, tag.start, tag.end)
            known = found.get(key)
            if known is None or tag.confidence > known.confidence:
                found[key] = tag
    tags = _not_inside_others(list(found.values()))
    if taxonomy is not None:
        tags.extend(tags_of_model(doc, tags, taxonomy))
    return tuple(sorted(tags, key=lambda tag: (tag.start, tag.end, tag.type, tag.value)))


_NUMBERED_RULES = ("url/", "kamerstuk/", "handelingen/", "aanhangsel/")


def _not_inside_others(tags: list[Tag]) -> list[Tag]:
    """The tags without those on words that only belong to a longer thing.

    "www.svb.nl" names no organisation, nor does "Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143",
    and the Staatssecretaris van Financiën – Fiscaliteit en Belastingdienst is not the Belastingdienst.
    """
    numbers = Spans((tag.start, tag.end) for tag in tags if tag.rule.startswith(_NUMBERED_RULES))
    functions = Spans((tag.start, tag.end) for tag in tags if tag.rule == "persoon/functie")
    return [
        tag
        for tag in tags
        if tag.type == "reference"
        or not (
            numbers.touches(tag.start, tag.end)
            or (tag.type == "organisation" and functions.touches(tag.start, tag.end))
        )
    ]


def annotate_document(
    inputs: Iterable[AnnotationInput], pipeline: Reading | None, taxonomy: Taxonomy
) -> Iterator[tuple[Tag, ...]]:
    """The tags of each passage of one document, in the order of `inputs`.

    `pipeline` reads the passages when a trained model is behind it; the rules need none.
    """
    passages = list(inputs)
    bench = _bench(taxonomy)
    aliases = bench.references.aliases(passages)
    docs: Iterable[Doc | None] = [None] * len(passages)
    if pipeline is not None and pipeline.trained:
        docs = pipeline.pipe(passage.text for passage in passages)
    for passage, doc in zip(passages, docs, strict=True):
        yield annotate_passage(_introduced(passage, aliases), bench.speakers, doc, taxonomy)


def _introduced(passage: AnnotationInput, aliases: dict[str, str]) -> AnnotationInput:
    """The passage with the abbreviations that its document introduces."""
    if not aliases:
        return passage
    return dataclasses.replace(passage, facts=dataclasses.replace(passage.facts, aliases=aliases))
