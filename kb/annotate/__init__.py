"""Annotators: they find things in passages and say why."""

from kb.annotate.annotating import annotate_document, annotate_passage, annotators, reference_reader
from kb.annotate.protocol import AnnotationInput, Annotator, DocumentFacts
from kb.annotate.years import years_named

__all__ = [
    "AnnotationInput", "Annotator", "DocumentFacts", "annotate_document", "annotate_passage", "annotators",
    "reference_reader", "years_named",
]  # fmt: skip
