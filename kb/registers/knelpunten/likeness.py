"""How alike two records of bottlenecks are: by theme, regeling, whose bottleneck it is, and rare words.

Words are compared by their keys, so inflections meet, and compounds by their parts too. A word counts more the
fewer records have it.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kb.annotate.knelpunten import naming_words
from kb.language.analysis import analyse
from kb.language.frequency import zipf
from kb.records import Document
from kb.registers.knelpunten.model import Knelpunt
from kb.registers.shelf import rounded, rounded_total
from kb.store.cards import Card
from kb.taxonomy import Taxonomy

KIND = "knelpunt"
SAME, JOINED = 0.35, 0.46
"""Scores from which a pair is proposed, and from which it makes a chain unless a person says otherwise."""
RAREST = 8
"""Rarest words of a record by which others are looked up."""
MOST_COMPARED = 40
"""Records that share a rare word and are compared; a word that more of them share is not rare."""
PART = 0.5
"""Share with which the part of a compound counts beside a whole word."""
IN_NAME, IN_CORE, BESIDE = 1.5, 1.5, 1.0
"""Shares with which the words of the name, of the describing sentence and of the rest of the quote count."""
SUBJECT, AT_LEAST = 3.0, 0.5
"""What a word of its themes counts for, however common it is: "tekort", "personeel"."""
COMMONEST, RARE = 5.2, 3.2
"""Zipf values: above the one a word tells nothing ("deze", "groot"), below the other all ("inkoopbeheer")."""
_SHORT = 3
BY_THEME, BY_REGELING, BY_WORDS = 0.2, 0.08, 1.1
"""What the same main theme, a regeling in common and the same words count for."""
OTHERS_BOTTLENECK = 0.15
"""What is taken off where nothing says that two organisations have to do with each other."""
APART_CORES = 0.1
"""What is taken off where the describing sentences share no telling word."""
UNSURE = 0.35
"""What is taken off at most where it is not sure that both are bottlenecks."""
TELLING = 0.3
"""How telling such a word must be (see `_telling`)."""
MOST_SHARED = 24
"""Words in common, the heaviest first, that are looked at."""
LEAST_COMMON = 2
"""Different words that two records must share."""
_SAYING = 5
"""Words in common that `why` names."""

# ------------------------------------------------------------------------------ cards


def card_of(record: Knelpunt, document: Document | None, naming: frozenset[str] = frozenset()) -> Card:
    """What joining looks at of a record; `naming` are keys of words that tell nothing of a bottleneck."""
    keys, core = read(record.name, record.description, record.quote, record.subject)
    facts = {
        "theme": list(record.theme),
        "regeling": list(record.regeling),
        "organisation": record.organisation_id,
        "ministry": document.ministry if document is not None else None,
        "confidence": record.confidence,
        "core": sorted(core - naming),
        "year": record.reporting_year,
        "status": record.status,
        "date": (document.publication_date.value if document is not None else None) or "",
        "place": record.ordinal,
    }
    words = {key: weight for key, weight in keys.items() if key not in naming}
    return Card(KIND, record.knelpunt_id, record.document_id, words, facts)


@dataclass(frozen=True, slots=True)
class Side:
    """A record as it is compared: its card, the weight of its words and the length of that vector."""

    card: Card
    weights: Mapping[str, float]
    norm: float
    core: frozenset[str]

    def fact(self, name: str) -> Any:
        """A fact of its card."""
        return self.card.facts[name]


def rarity(count: int, total: int) -> float:
    """How much a word counts that `count` of `total` records have."""
    return math.sqrt(max(0.0, math.log(rounded_total(total + 1) / rounded(count))))


def side_of(card: Card, rarities: Mapping[str, float]) -> Side:
    """A record with its weights; `rarities` tell how much its words count."""
    weights = {key: weight * rarities[key] for key, weight in card.words.items()}
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return Side(card, weights, norm, frozenset(card.facts["core"]))


def rarest_of(side: Side, shared: Container[str]) -> tuple[str, ...]:
    """The words of a record by which others are looked up: the heaviest that others have as well (`shared`)."""
    own = (key for key in side.weights if key in shared)
    return tuple(sorted(own, key=lambda key: (-side.weights[key], key))[:RAREST])


# ------------------------------------------------------------------------------ words


def naming_keys(taxonomy: Taxonomy | None) -> frozenset[str]:
    """The keys of words that only say that something is a bottleneck ("knelpunt"): they tell nothing of it."""
    words = naming_words(taxonomy) if taxonomy else ()
    return frozenset(key for word in words for key, part in _keys_of(word) if part == 1.0)


@lru_cache(maxsize=20_000)
def _telling(key: str) -> float:
    """How much a word tells of its subject, 0..1: the commoner it is in Dutch, the less."""
    return min(1.0, max(0.0, (COMMONEST - zipf(key)) / (COMMONEST - RARE)))


def read(
    name: str, description: str, quote: str, subject: tuple[str, ...]
) -> tuple[Mapping[str, float], frozenset[str]]:
    """The keys of a record's words, and the telling ones of its name and of the sentence that describes it.

    What a key counts for: most in its subject, least as a part of a compound.
    """
    keys: dict[str, float] = {}
    telling: set[str] = set()
    for text, share in ((name, IN_NAME), (description, IN_CORE), (quote, BESIDE)):
        for key, part in _keys_of(text):
            keys[key] = max(keys.get(key, 0.0), share * part * _telling(key))
            if share != BESIDE and part == 1.0 and _telling(key) >= TELLING:
                telling.add(key)
    for key, part in _keys_of(" ".join(subject)):
        keys[key] = max(keys.get(key, 0.0), SUBJECT * part * max(AT_LEAST, _telling(key)))
    return {key: weight for key, weight in keys.items() if weight > 0}, frozenset(telling)


def _keys_of(text: str) -> Iterator[tuple[str, float]]:
    """The keys of the words of `text`, and of the parts of its compounds with the share that these have."""
    for term in analyse(text):
        if term.kind == "word" and len(term.form) >= _SHORT and term.keys:
            yield term.keys[0], 1.0
            for part in term.parts:
                if len(part) >= _SHORT:
                    yield part, PART


# ------------------------------------------------------------------------------ scoring


class Comparing:
    """Scores pairs of records; `taxonomy` lets two finer themes under one general theme be related."""

    def __init__(self, taxonomy: Taxonomy | None = None) -> None:
        self._taxonomy = taxonomy

    def likeness(self, left: Side, right: Side) -> tuple[float, str]:
        """How surely two records are about the same bottleneck, and what they have in common (Dutch).

        0 where it is less than `SAME`. The same whichever of the two comes first.
        """
        theme = self._theme(left, right)
        regeling = _regeling(left, right)
        if not theme or regeling < 0:
            return 0.0, ""
        shared = left.weights.keys() & right.weights.keys()
        cosine = math.fsum(left.weights[key] * right.weights[key] for key in shared) / (left.norm * right.norm)
        score = BY_THEME * theme + BY_REGELING * regeling + BY_WORDS * cosine
        if not regeling and not _related(left, right):
            score -= OTHERS_BOTTLENECK
        if not left.core & right.core:
            score -= APART_CORES
        score -= UNSURE * (1 - min(left.fact("confidence"), right.fact("confidence")))
        if score < SAME:
            return 0.0, ""
        common = sorted(shared, key=lambda key: (-left.weights[key] * right.weights[key], key))
        common = _apart(common[:MOST_SHARED])
        if len(common) < LEAST_COMMON:
            return 0.0, ""
        parts = [f"zelfde woorden: {', '.join(common[:_SAYING])}"]
        same = left.fact("theme")[:1] == right.fact("theme")[:1]
        parts.append("zelfde hoofdthema" if same else "verwant thema")
        if regeling:
            parts.append("zelfde regeling")
        return min(1.0, score), "; ".join(parts)

    def _theme(self, left: Side, right: Side) -> float:
        """1 for the same main theme, less for one in common or one general theme above both, 0 for none."""
        if left.fact("theme")[:1] == right.fact("theme")[:1]:
            return 1.0
        if set(left.fact("theme")) & set(right.fact("theme")):
            return 0.7
        return 0.4 if (self._above(left) & self._above(right)) - {None} else 0.0

    def _above(self, side: Side) -> set[str | None]:
        entries = (self._taxonomy.entry("theme", item) for item in side.fact("theme")) if self._taxonomy else ()
        return {entry.broader for entry in entries if entry is not None}


def _related(left: Side, right: Side) -> bool:
    """Whether two records are of one organisation, or of organisations of one ministry; unknown counts."""
    one, other = left.fact("organisation"), right.fact("organisation")
    if one == other or None in {one, other}:
        return True
    return left.fact("ministry") is not None and left.fact("ministry") == right.fact("ministry")


def _regeling(left: Side, right: Side) -> float:
    """1 for a regeling in common, 0 where one names none, -1 where they name different ones."""
    one, other = set(left.fact("regeling")), set(right.fact("regeling"))
    if one & other:
        return 1.0
    return -1.0 if one and other else 0.0


def _apart(keys: Sequence[str]) -> list[str]:
    """The keys without those that only are a part of a longer one: "proef" beside "steekproef"."""
    return [key for key in keys if not any(key in other for other in keys if other != key)]
