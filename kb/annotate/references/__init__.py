"""References: what a text cites, in normal form, with its address."""

from kb.annotate.references.finding import find_references
from kb.annotate.references.laws import LawFinder
from kb.annotate.references.named import report_kind
from kb.annotate.references.normal import normal_form, surname
from kb.annotate.references.reading import ReferenceReader, citing_sentence

__all__ = [
    "LawFinder",
    "ReferenceReader",
    "citing_sentence",
    "find_references",
    "normal_form",
    "report_kind",
    "surname",
]
