"""What the sentences of a stretch of text say for and against a bottleneck.

A sentence weighs what its groups of cues weigh together, each group once. A cue does not count where the
sentence denies it ("geen vertraging") or says that it must not happen ("om fouten te voorkomen"). A word that
only names bottlenecks ("knelpunten") counts in full only beside something that it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb.annotate.knelpunten.cues import Cue
from kb.annotate.knelpunten.patterns import Hit
from kb.language.sentences import sentence_spans
from kb.taxonomy import Words

DENIED_WITHIN = 2
"""Words after "geen" or "zonder" that are denied by it; after "niet" only the next one is."""
SAME_CLAUSE = 8
"""Words behind what hinders within which good words may be about it."""
NAMED_ALONE = 0.3
"""Share that a naming word keeps in a sentence that says nothing about the bottleneck itself."""
WEAK_ALONE = 0.6
"""The most that a sentence weighs with weak words only: "maar", "zelden", "niet"."""
SEVERAL_WEAK, SEVERAL_TOGETHER = 0.9, 1.05
"""From this weight on weak words of several groups say it together, where the sentence speaks of a theme."""
ABOUT_NOTHING = 0.3
"""What a sentence loses that uses no word of any theme: it may speak of anything."""
OTHERS = 0.25
"""Share with which the sentences beside the best one count, for and against."""
MOST_AGAINST = -0.8
"""The least that the other sentences can add: good news beside it does not undo a bottleneck."""
FEW, BY_CHANCE, MOST_BY_CHANCE = 3, 0.1, 0.5
"""In a long stretch one light word is sooner a chance: what every sentence above `FEW` costs, at most."""
SURE_BY_NAME = 0.85
"""How sure a finding is at least when it is named a bottleneck outright."""
_NOT_DENYING = frozenset({"alleen", "uitsluitend", "zelden"})
_PARTING = frozenset(";:")
_CLAUSE_BEGINS = frozenset({"om", "teneinde", "maar", "en"})
_COUNTING = frozenset({"genoemd", "hinder", "gunstig"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words (half-open numbers), the cues that count, and what they weigh together."""

    first: int
    end: int
    hits: tuple[Hit[Cue], ...]
    weight: float

    def has(self, role: str) -> bool:
        """Whether a cue of this role stands in the sentence."""
        return any(hit.owner.role == role for hit in self.hits)

    @property
    def hinders(self) -> bool:
        """Whether it describes something that hinders, in so many words."""
        return any(hit.owner.role == "hinder" and not hit.owner.weak for hit in self.hits)

    @property
    def names(self) -> bool:
        """Whether it names a bottleneck and does more than speak of bottlenecks in general."""
        return self.has("genoemd") and (self.hinders or not self.has("kader"))


def sentence_ranges(words: Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `words.text[start:end]` as half-open numbers of words."""
    at = bisect_left(words.starts, start)
    count = len(words)
    for _, stop in sentence_spans(words.text[start:end]):
        first = at
        while at < count and words.starts[at] < start + stop:
            at += 1
        if at > first:
            yield first, at


def weigh(words: Words, hits: Sequence[Hit[Cue]], span: tuple[int, int], about: Callable[[], bool]) -> Sentence:
    """One sentence, the words `span` (half-open) with all cues found in it.

    `about` tells, when asked, whether the sentence speaks of a theme.
    """
    first, end = span
    hits = [hit for hit in hits if not _apart(words, hit)]
    denials = [hit for hit in hits if hit.owner.role == "ontkenning"]
    averted = [_averted(words, hit, first, end) for hit in hits if hit.owner.role == "voorkomen"]
    averted += _conditions(words, hits, first, end)
    kept: list[Hit[Cue]] = []
    for hit in hits:
        role = hit.owner.role
        if role in _COUNTING and not hit.owner.weak and any(_denied(words, denial, hit) for denial in denials):
            continue
        if role in {"genoemd", "hinder"} and any(a <= hit.first and hit.last < b for a, b in averted):
            continue
        kept.append(hit)
    bad = [hit for hit in kept if hit.owner.role in {"genoemd", "hinder"} and not hit.owner.weak]
    kept = [
        hit
        for hit in kept
        if hit.owner.role != "gunstig" or not any(_turned(words, hit, before) for before in bad)
    ]
    return Sentence(first, end, tuple(kept), _weight(kept, about))


def _apart(words: Words, hit: Hit[Cue]) -> bool:
    """Whether the words of a pattern stand on two sides of a colon or semicolon: they say nothing together."""
    return any(set(words.gap(at)) & _PARTING for at in range(hit.first, hit.last))


def _denied(words: Words, denial: Hit[Cue], hit: Hit[Cue]) -> bool:
    """Whether the words of `hit` stand right behind a denial."""
    distance = hit.first - denial.last
    if not 0 < distance <= DENIED_WITHIN:
        return False
    if words.folded[denial.last] == "niet":
        return distance == 1
    return words.folded[denial.last + 1] not in _NOT_DENYING


def _conditions(words: Words, hits: Sequence[Hit[Cue]], first: int, end: int) -> list[tuple[int, int]]:
    """The condition that a rule begins with, if it does: "Blijkt dat niet zo, dan volgt een boete"."""
    if not any(hit.owner.role == "voorwaarde" and hit.first == first for hit in hits):
        return []
    follows = [hit.first for hit in hits if hit.owner.role == "regelgevolg"]
    commas = [at + 1 for at in range(first, end - 1) if "," in words.gap(at)]
    return next(([(first, at)] for at in reversed(commas) if any(at <= then for then in follows)), [])


def _turned(words: Words, good: Hit[Cue], bad: Hit[Cue]) -> bool:
    """Whether good words are no good news after these: what is too little, is growing; too few to be in time.

    They stand in one clause: a rise of what hinders, or the purpose that it hinders.
    """
    if not 0 < good.first - bad.last <= SAME_CLAUSE:
        return False
    if any(set(words.gap(at)) & set(",;:(") for at in range(bad.last, good.first)):
        return False
    return good.owner.rises or "om" in words.folded[bad.last + 1 : good.first]


def _averted(words: Words, hit: Hit[Cue], first: int, end: int) -> tuple[int, int]:
    """The words (half-open) of which `hit` says that they must not happen."""
    if hit.owner.reach == "whole":
        return first, end
    if hit.owner.reach == "after":
        return hit.first, end
    at = hit.first
    while at > first and words.folded[at] not in _CLAUSE_BEGINS and not set(words.gap(at - 1)) & set(",;:("):
        at -= 1
    return at, hit.last + 1


def _weight(hits: Sequence[Hit[Cue]], about: Callable[[], bool]) -> float:
    groups = {hit.owner.id: hit.owner for hit in hits if hit.owner.role in _COUNTING}
    frames = any(hit.owner.role == "kader" for hit in hits)
    hinders = any(cue.role == "hinder" and not cue.weak for cue in groups.values())
    total = 0.0
    for cue in groups.values():
        alone = cue.role == "genoemd" and not hinders and (frames or not about())
        total += cue.weight * (NAMED_ALONE if alone else 1.0)
    told = hinders or any(cue.role == "genoemd" for cue in groups.values())
    if not told:
        several = len(_apart_groups(hits)) > 1 and total >= SEVERAL_WEAK and about()
        return SEVERAL_TOGETHER if several else min(total, WEAK_ALONE)
    if told:
        total += max((hit.owner.weight for hit in solved(hits)), default=0.0)
    if total > 0 and not about():
        total -= ABOUT_NOTHING
    return total


def _apart_groups(hits: Sequence[Hit[Cue]]) -> set[str]:
    """The weak groups that stand on words of their own: "nog maar" is not two of them."""
    found: set[str] = set()
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        places = range(hit.first, hit.last + 1)
        if hit.owner.role == "hinder" and hit.owner.weak and taken.isdisjoint(places):
            taken.update(places)
            found.add(hit.owner.id)
    return found


def solved(hits: Sequence[Hit[Cue]]) -> list[Hit[Cue]]:
    """The words that say that something is solved, without those that only can, must or will be."""
    still_open = [hit for hit in hits if hit.owner.role == "open"]
    return [
        hit
        for hit in hits
        if hit.owner.role == "opgelost"
        and not any(other.first <= hit.first and hit.last <= other.last for other in still_open)
    ]


def together(sentences: Sequence[Sentence]) -> float:
    """What the sentences of one stretch weigh: the best one, and a share of the others for and against."""
    if not sentences:
        return 0.0
    weights = [sentence.weight for sentence in sentences]
    best = max(weights)
    by_chance = min(MOST_BY_CHANCE, BY_CHANCE * max(0, len(sentences) - FEW))
    others = max(MOST_AGAINST, OTHERS * (sum(weights) - best))
    return best + others - by_chance
