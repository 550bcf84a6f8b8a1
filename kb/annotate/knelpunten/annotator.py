"""Tags of knelpunten: the same detection as the register's, so that the facet and the register agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.annotate.knelpunten.detect import detector
from kb.annotate.protocol import AnnotationInput
from kb.annotate.version import rules_version
from kb.records import Tag
from kb.taxonomy import Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc


class KnelpuntAnnotator:
    """Tags of type knelpunt: one for every theme of every bottleneck in a passage; the value is the theme."""

    name: str = "knelpunt"
    version: str = rules_version()

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def annotate(self, passage: AnnotationInput, doc: Doc | None = None) -> Iterator[Tag]:  # noqa: ARG002 - rules need no model
        """The themes of the bottlenecks, on the words that say so, or on the sentence that describes it."""
        for finding in detector(self._taxonomy).find(passage):
            for theme in finding.themes:
                start, end = finding.core
                if theme.start is not None and theme.end is not None:
                    start, end = theme.start, theme.end
                yield Tag(
                    type="knelpunt", value=theme.id, label=theme.label, text=passage.text[start:end],
                    start=start, end=end, rule=finding.rule, confidence=finding.confidence,
                )  # fmt: skip
