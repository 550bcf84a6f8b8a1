"""Tags from the taxonomies: what a passage names outright."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.annotate.protocol import AnnotationInput
from kb.annotate.version import rules_version
from kb.records import Tag, TagType
from kb.taxonomy import COMPOUND_KINDS, Matcher, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONFIDENCE = {"woord": 0.97, "afkorting": 0.93, "samenstelling": 0.9, "samentrekking": 0.95}
"""How sure each way of recognising a spelling is; the whole word surest, a compound least."""


class TaxonomyAnnotator:
    """Finds the entries of one taxonomy kind and gives them as tags of the same type."""

    version: str = rules_version()

    def __init__(self, taxonomy: Taxonomy, kind: TagType) -> None:
        self.name: str = kind
        self._type: TagType = kind
        self._matcher = Matcher(taxonomy, kind, compounds=kind in COMPOUND_KINDS)

    def annotate(self, passage: AnnotationInput, doc: Doc | None = None) -> Iterator[Tag]:  # noqa: ARG002 - rules need no model
        """One tag for every place where a spelling stands."""
        for match in self._matcher.find(passage.text, passage.around):
            yield Tag(
                type=self._type,
                value=match.entry.id,
                label=match.entry.label,
                text=match.text,
                start=match.start,
                end=match.end,
                rule=f"{self._type}/{match.how}",
                confidence=CONFIDENCE[match.how],
            )
