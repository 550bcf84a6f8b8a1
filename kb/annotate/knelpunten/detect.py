"""Decides which stretches of a passage are bottlenecks, and says what they are about and how they stand.

One function on one passage, for the annotator and for the register alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kb.annotate.knelpunten.cues import Cue, Cues, cues_of
from kb.annotate.knelpunten.learned import Learned, learned
from kb.annotate.knelpunten.patterns import Hit, Patterns, Word
from kb.annotate.knelpunten.themes import (
    BESIDE,
    IN_HEADING,
    IN_NAME,
    LEADING,
    OTHER,
    Clue,
    Points,
    ThemeHit,
    themes_of,
)
from kb.annotate.knelpunten.units import Unit, units
from kb.annotate.knelpunten.weighing import (
    SURE_BY_NAME,
    Sentence,
    sentence_ranges,
    solved,
    together,
    weigh,
)
from kb.annotate.protocol import AnnotationInput
from kb.records import Span
from kb.taxonomy import Taxonomy, Words, words_of

EVEN = 0.4
"""How far the threshold lies below even odds: weights are the logarithm of the odds, less this."""
ANNOUNCED = 2.2
"""What being an item under "De knelpunten zijn:" or a row of a table of Signalen weighs."""
NEAR_LINES = 2
"""Headings right above a passage (lead-in included) that tell what it is about."""
NEAREST = 1.5
"""How much more the heading right above a passage says than one higher up."""
NEAR_BEFORE, NEAR_AFTER = 2, 4
"""Words around a cue that confirms a theme ("te weinig") within which hints of that theme are clear words."""
MOST_REMEMBERED = 2_000
"""Rows of headings whose meaning is kept."""
_CLOSING = frozenset(".!?…:;)\"’”»'")
_ANNOUNCED_LABEL = "kop, lijst of tabel van knelpunten"


@dataclass(frozen=True, slots=True)
class Finding:
    """A bottleneck in a passage; all offsets are half-open, into the passage's clean text.

    `start`/`end` is the stretch (a whole passage, an item, a row); `core` the sentence that says it best;
    `name`, `description`, `solution` are known where the text sets them apart. `evidence` are the words that
    give the status. `cues` are the labels of the groups that made it one, strongest first.
    """

    start: int
    end: int
    core: Span
    row: int | None
    item: int | None
    name: Span | None
    description: Span | None
    solution: Span | None
    explicit: bool
    status: str
    evidence: Span | None
    themes: tuple[ThemeHit, ...]
    cues: tuple[str, ...]
    weight: float
    confidence: float
    rule: str


class _Text:
    """The words of a passage, with what each can be part of; words of themes are read when asked for."""

    __slots__ = ("_patterns", "_themes", "cues", "words")

    def __init__(self, words: Words, cues: Patterns[Cue], themes: Patterns[Clue]) -> None:
        self.words = words
        self.cues = cues.read(words.folded)
        self._patterns = themes
        self._themes: list[Word[Clue]] | None = None

    def themes(self, first: int, end: int) -> Iterator[Hit[Clue]]:
        """The words of themes among the words `first` up to `end`."""
        if self._themes is None:
            self._themes = self._patterns.read(self.words.folded)
        return self._patterns.find(self._themes, first, end)

    def speaks(self, first: int, end: int) -> bool:
        """Whether a theme is spoken of in the words `first` up to `end`."""
        return next(self.themes(first, end), None) is not None


@dataclass(frozen=True, slots=True)
class _Around:
    """What headings and lead-in say: points for and against, whether they name bottlenecks, their themes."""

    weight: float
    named: bool
    announced: bool
    clues: tuple[tuple[Words, tuple[Hit[Clue], ...]], ...]


class Detector:
    """Finds bottlenecks in passages; built once per taxonomy, safe to share between threads."""

    def __init__(self, taxonomy: Taxonomy, taught: Learned | None = None) -> None:
        """`taught` is what was learned from judged passages; None for the cues alone."""
        self._taught = taught
        self._cues = cues_of(taxonomy)
        self._themes = themes_of(taxonomy)
        self._known: dict[tuple[str, ...], _Around] = {}

    @property
    def cues(self) -> Cues:
        """The cues that it decides by."""
        return self._cues

    def find(self, passage: AnnotationInput) -> list[Finding]:
        """The bottlenecks of one passage, in order; [] when it has none."""
        words = words_of(passage.text)
        if not words.folded:
            return []
        around, elsewhere = self._around(passage), self._cues.least(passage.facts.kind)
        text = _Text(words, self._cues.inside, self._themes.patterns)
        found: list[Finding] = []
        for unit in units(passage, self._cues, around.announced):
            sentences = [
                weigh(
                    words,
                    tuple(self._cues.inside.find(text.cues, *span)),
                    span,
                    partial(text.speaks, *span),
                )
                for span in sentence_ranges(words, unit.start, unit.end)
            ]
            named = unit.announced or around.named or any(sentence.names for sentence in sentences)
            least = self._cues.threshold if named else elsewhere
            weight = together(sentences) + around.weight + (ANNOUNCED if unit.announced else 0.0)
            if sentences and self._taught is not None and not unit.announced:
                taught = self._taught.weight(words, sentences[0].first, sentences[-1].end)
                good = max(sentences, key=_weighs).has("gunstig")
                if least == self._cues.threshold and not good:  # learned of the uitvoering; good news stays so
                    weight += taught
            if sentences and weight >= least:
                found.append(self._finding(unit, around, text, sentences, weight - least))
        return found

    def _around(self, passage: AnnotationInput) -> _Around:
        """What headings, lead-in and column headers say."""
        context = passage.context if passage.cells is None else None  # of a table it is its header
        lines = (*(line for line in passage.section if line), context or "")
        known = self._known.get(lines)
        if known is None:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            known = self._known[lines] = self._read_around(lines)
        return known

    def _read_around(self, lines: tuple[str, ...]) -> _Around:
        """The last line is the lead-in, "" when there is none; the others are headings, the highest first."""
        weight, named = 0.0, False
        clues: list[tuple[Words, tuple[Hit[Clue], ...]]] = []
        *headings, lead_in = lines
        read = [line for line in lines if line]
        announced = any(cue.explicit for cue in self._headed(lead_in))
        for number, line in enumerate(read):
            nearest = number >= len(read) - (2 if lead_in else 1)
            for cue in self._headed(line):
                named = named or cue.explicit
                if cue.weight > 0:
                    weight = max(weight, cue.weight * (NEAREST if nearest else 1.0))
        against = [
            cue.weight for line in (*headings[-1:], lead_in) for cue in self._headed(line) if cue.weight < 0
        ]
        for line in read[-NEAR_LINES:]:
            words = words_of(line)
            found = self._themes.patterns.find(self._themes.patterns.read(words.folded), 0, len(words))
            clues.append((words, tuple(found)))
        return _Around(weight + NEAREST * min(against, default=0.0), named, announced, tuple(clues))

    def _headed(self, line: str) -> set[Cue]:
        """The cues of a heading or lead-in."""
        words = words_of(line)
        hits = self._cues.around.find(self._cues.around.read(words.folded), 0, len(words))
        return {hit.owner for hit in hits if hit.owner.role == "kop"}

    def _finding(
        self, unit: Unit, around: _Around, text: _Text, sentences: Sequence[Sentence], above: float
    ) -> Finding:
        """The finding of a unit that weighs `above` more than it must."""
        words = text.words
        named = any(sentence.names for sentence in sentences)
        explicit = unit.announced or around.named or named
        best = max(sentences, key=lambda sentence: sentence.weight)
        least = self._cues.threshold
        sure = 1 / (1 + math.exp(EVEN - above))
        status, evidence = status_of(words, sentences, least)
        return Finding(
            start=unit.start,
            end=unit.end,
            core=_span(words, best),
            row=unit.row,
            item=unit.item,
            name=unit.name,
            description=unit.description,
            solution=unit.solution
            if unit.row is not None and unit.announced
            else solution_of(words, sentences, least),
            explicit=explicit,
            status=status,
            evidence=evidence,
            themes=self._about(unit, around, text, sentences),
            cues=_labels(sentences, around, unit),
            weight=above + least,
            confidence=round(max(sure, SURE_BY_NAME if explicit else 0.0), 2),
            rule=_rule(unit, around, named),
        )

    def _about(
        self, unit: Unit, around: _Around, text: _Text, sentences: Sequence[Sentence]
    ) -> tuple[ThemeHit, ...]:
        """The themes of a unit: its name counts most, then sentences with a cue, then the heading."""
        points = Points(self._themes)
        for number, sentence in enumerate(sentences):
            cues = {hit.owner for hit in sentence.hits if hit.owner.theme is not None and sentence.weight > 0}
            share = (1.0 if sentence.weight > 0 else BESIDE) * (LEADING if number == 0 else 1.0)
            sure = {
                (hit.owner.theme or OTHER, place)
                for hit in sentence.hits
                if hit.owner.confirms
                for place in range(hit.first - NEAR_BEFORE, hit.last + NEAR_AFTER + 1)
            }
            points.words(text.words, text.themes(sentence.first, sentence.end), share, sure)
            for cue in cues:
                points.cue(cue.theme or OTHER, share)
        if unit.name is not None:
            name = words_of(text.words.text[unit.name[0] : unit.name[1]])
            read = self._themes.patterns.read(name.folded)
            points.around(name, self._themes.patterns.find(read, 0, len(name)), IN_NAME)
        for nearness, (line, hits) in enumerate(reversed(around.clues)):
            points.around(line, hits, IN_HEADING / (1 + nearness))
        return points.best() or (ThemeHit(OTHER, self._themes.labels.get(OTHER, OTHER), 0.0, None, None),)


def status_of(words: Words, sentences: Sequence[Sentence], threshold: float) -> tuple[str, Span | None]:
    """How a bottleneck stands, with the sentence that says so: opgelost, maatregel or genoemd.

    Solved needs a word that says so of the past, without "kan", "moet" or "niet" before it; when a later
    sentence still describes something that hinders, it is a measure.
    """
    still = max(
        (n for n, sentence in enumerate(sentences) if sentence.hinders and sentence.weight >= threshold),
        default=-1,
    )
    measure: Sentence | None = None
    for number, sentence in enumerate(sentences):
        done = bool(solved(sentence.hits))
        if done and number >= still:
            return "opgelost", _span(words, sentence)
        if done or sentence.has("maatregel"):
            measure = measure or sentence
    if measure is not None:
        return "maatregel", _span(words, measure)
    return "genoemd", None


def solution_of(words: Words, sentences: Sequence[Sentence], threshold: float) -> Span | None:
    """The first stretch of sentences that propose or do something about it, in their own words.

    A sentence that tells the bottleneck itself is none, whatever measure it names beside it.
    """
    first: Sentence | None = None
    last: Sentence | None = None
    for sentence in sentences:
        tells = sentence.hinders and sentence.weight >= threshold
        if not tells and (sentence.has("voorstel") or sentence.has("maatregel")):
            first, last = first or sentence, sentence
        elif first is not None:
            break
    return (_span(words, first)[0], _span(words, last)[1]) if first is not None and last is not None else None


def _weighs(sentence: Sentence) -> float:
    return sentence.weight


def _span(words: Words, sentence: Sentence) -> Span:
    """The place of a sentence in the text, with the mark that closes it."""
    end = words.ends[sentence.end - 1]
    while end < len(words.text) and words.text[end] in _CLOSING:
        end += 1
    return words.starts[sentence.first], end


def _labels(sentences: Sequence[Sentence], around: _Around, unit: Unit) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for sentence in sentences:
        for hit in sentence.hits:
            if hit.owner.weight > 0 and not hit.owner.weak:
                weights[hit.owner.label] = max(weights.get(hit.owner.label, 0.0), hit.owner.weight)
    if unit.announced or around.named:
        weights[_ANNOUNCED_LABEL] = ANNOUNCED
    return tuple(sorted(weights, key=lambda label: (-weights[label], label)))


def _rule(unit: Unit, around: _Around, named: bool) -> str:
    if unit.row is not None and unit.announced:
        return "knelpunt/tabelrij"
    if unit.item is not None and unit.announced:
        return "knelpunt/opsomming"
    if named:
        return "knelpunt/genoemd"
    return "knelpunt/kop" if around.named else "knelpunt/beschreven"


_DETECTORS: dict[str, Detector] = {}


def detector(taxonomy: Taxonomy) -> Detector:
    """The detector of a taxonomy, built once; one taxonomy at a time is in use."""
    known = _DETECTORS.get(taxonomy.version)
    if known is None:
        known = Detector(taxonomy, learned())
        _DETECTORS.clear()
        _DETECTORS[taxonomy.version] = known
    return known
