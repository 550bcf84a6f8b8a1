"""Themes of bottlenecks: which passages speak of a theme as something that hinders.

A theme word alone is no bottleneck ("maatwerk wordt geboden"): a cue must stand in the same sentence, or
the passage or its heading must name bottlenecks outright.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.annotate.protocol import AnnotationInput
from kb.annotate.version import rules_version
from kb.language.sentences import sentence_spans
from kb.records import Tag
from kb.taxonomy import Match, Matcher, Taxonomy

if TYPE_CHECKING:
    from spacy.tokens import Doc

SAME_SENTENCE = 0.8
NAMED_BESIDE = 0.65
NAMED_ABOVE = 0.6


class KnelpuntAnnotator:
    """Tags of type knelpunt; the value is the theme."""

    name: str = "knelpunt"
    version: str = rules_version()

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._themes = Matcher(taxonomy, "theme", compounds=True)
        self._cues = Matcher(taxonomy, "cue")

    def annotate(self, passage: AnnotationInput, doc: Doc | None = None) -> Iterator[Tag]:  # noqa: ARG002 - rules need no model
        """One tag for every theme word that stands with a cue."""
        themes = self._themes.find(passage.text)
        if not themes:
            return
        sentences = sentence_spans(passage.text)
        cues = self._cues.find(passage.text)
        here = {_sentence_of(sentences, cue.start) for cue in cues}
        named = {_sentence_of(sentences, cue.start) for cue in cues if _names(cue)}
        above = any(_names(cue) for cue in self._cues.find(passage.headed))
        for match in themes:
            number = _sentence_of(sentences, match.start)
            found = _ground(number, here, named, above)
            if found is not None:
                rule, confidence = found
                yield Tag(
                    type="knelpunt", value=match.entry.id, label=match.entry.label, text=match.text,
                    start=match.start, end=match.end, rule=rule, confidence=confidence,
                )  # fmt: skip


def _ground(number: int, here: set[int], named: set[int], above: bool) -> tuple[str, float] | None:
    """Why a theme word in sentence `number` is a bottleneck, and how sure that is; None when it is none."""
    if number in here:
        return "knelpunt/zelfde-zin", SAME_SENTENCE
    if number - 1 in named or number + 1 in named:
        return "knelpunt/zin-ernaast", NAMED_BESIDE
    if above:
        return "knelpunt/kop", NAMED_ABOVE
    return None


def _names(cue: Match) -> bool:
    return cue.entry.get("strength") == "genoemd"


def _sentence_of(sentences: list[tuple[int, int]], offset: int) -> int:
    """Number of the sentence that `offset` lies in; -10 between sentences, so that nothing is its neighbour."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        start, end = sentences[middle]
        if offset < start:
            high = middle
        elif offset >= end:
            low = middle + 1
        else:
            return middle
    return -10
