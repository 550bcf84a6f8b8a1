"""Knelpunten in one passage: does it name or describe a bottleneck, what is it about, how does it stand.

`detector(taxonomy).find(passage)` is used by the annotator (tags for search) and by the register, so that the
facet and the register agree. The cues and their weights are data: `cues.toml` and `themes.toml`.
"""

from kb.annotate.knelpunten.annotator import KnelpuntAnnotator
from kb.annotate.knelpunten.cues import CueError, Cues, cues_of, naming_words
from kb.annotate.knelpunten.detect import Detector, Finding, detector
from kb.annotate.knelpunten.patterns import PatternError, Patterns
from kb.annotate.knelpunten.themes import ThemeHit

__all__ = [
    "CueError", "Cues", "Detector", "Finding", "KnelpuntAnnotator", "PatternError", "Patterns", "ThemeHit",
    "cues_of", "detector", "naming_words",
]  # fmt: skip
