"""Follows a bottleneck through the years: which records of different documents are about the same one.

A pair is proposed when two records share a theme, do not speak of different regelingen, and use the same rare
words: words are compared by their keys, so inflections meet, and compounds by their parts too. Only records
that share one of their rarest words are compared, so the work grows with the number of records.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.annotate.knelpunten import naming_words
from kb.language.analysis import analyse
from kb.language.frequency import zipf
from kb.records import Document, Passage
from kb.registers.knelpunten.model import STATUSES, Knelpunt, Likeness, Step
from kb.taxonomy import Taxonomy

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
REMEMBERED = 10_000
"""Records whose words are kept between two joinings, so that most of them need no reading again."""
LEAST_COMMON = 2
"""Different words that two records must share."""
_SAYING = 5
"""Words in common that `why` names."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What a record is compared by: weight per key, the length of that vector, its rarest keys.

    `core` are the telling keys of its name and of the sentence that describes it.
    """

    weights: Mapping[str, float]
    norm: float
    rarest: tuple[str, ...]
    core: frozenset[str]


def join(
    records: Sequence[Knelpunt],
    documents: Sequence[Document] = (),
    passages_of: Callable[[str], Sequence[Passage]] | None = None,  # noqa: ARG001 - the registers share one form
    taxonomy: Taxonomy | None = None,
) -> list[Knelpunt]:
    """The records with `same_as`, `likenesses` and `history`; what people joined or parted goes first.

    `likenesses` are all proposals, the likeliest first; `same_as` and `history` follow the surer ones.

    `taxonomy`, when given, lets two finer themes under one general theme count as related.
    """
    dates = {document.document_id: document.publication_date.value or "" for document in documents}
    pairs = _decided(records, {(a, b): like for a, b, like in propose(records, documents, taxonomy)})
    groups = _groups(records, (pair for pair, (score, _) in pairs.items() if score >= JOINED))
    likenesses: dict[str, list[Likeness]] = defaultdict(list)
    for (one, other), (score, why) in pairs.items():
        likenesses[one].append(Likeness(other, score, why))
        likenesses[other].append(Likeness(one, score, why))
    return [
        _joined(record, groups[record.knelpunt_id], likenesses[record.knelpunt_id], dates) for record in records
    ]


def propose(
    records: Sequence[Knelpunt], documents: Sequence[Document] = (), taxonomy: Taxonomy | None = None
) -> Iterator[tuple[str, str, tuple[float, str]]]:
    """Pairs of records of different documents that may be the same bottleneck: ids, score in 0..1, reason.

    A record is paired with its best match in each other document.
    """
    words = _vectors(records, _naming(taxonomy))
    comparing = _Comparing(documents, taxonomy)
    best: dict[tuple[int, str], tuple[float, int, str]] = {}
    for number, other in _candidates(records, words):
        score, why = comparing.likeness((records[number], words[number]), (records[other], words[other]))
        if score < SAME:
            continue
        for one, two in ((number, other), (other, number)):
            place = (one, records[two].document_id)
            if (score, -two) > (best.get(place, (0.0, 0, ""))[0], -best.get(place, (0.0, 0, ""))[1]):
                best[place] = (score, two, why)
    seen: set[tuple[int, int]] = set()
    for (number, _), (score, other, why) in sorted(best.items()):
        pair = (min(number, other), max(number, other))
        if pair not in seen:
            seen.add(pair)
            yield records[pair[0]].knelpunt_id, records[pair[1]].knelpunt_id, (round(score, 2), why)


def _candidates(records: Sequence[Knelpunt], words: Sequence[_Words]) -> Iterator[tuple[int, int]]:
    """Pairs of records of different documents that share one of their rarest words, each pair once."""
    lookup: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(words):
        for key in item.rarest:
            lookup[key].append(number)
    for number, item in enumerate(words):
        near = {other for key in item.rarest if len(lookup[key]) <= MOST_COMPARED for other in lookup[key]}
        for other in sorted(near):
            if other > number and records[other].document_id != records[number].document_id:
                yield number, other


# ------------------------------------------------------------------------------ words


def _naming(taxonomy: Taxonomy | None) -> frozenset[str]:
    """The keys of words that only say that something is a bottleneck ("knelpunt"): they tell nothing of it."""
    words = naming_words(taxonomy) if taxonomy else ()
    return frozenset(key for word in words for key, part in _keys_of(word) if part == 1.0)


def _vectors(records: Sequence[Knelpunt], naming: frozenset[str] = frozenset()) -> list[_Words]:
    read = [_read(item.name, item.description, item.quote, item.subject) for item in records]
    counted = [_without(keys, naming) for keys, _ in read]
    spread = Counter(key for keys in counted for key in keys)
    total = len(records) + 1
    found: list[_Words] = []
    for keys, (_, said) in zip(counted, read, strict=True):
        weights = {key: count * math.sqrt(math.log(total / spread[key])) for key, count in keys.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        rarest = sorted((key for key in keys if spread[key] > 1), key=lambda key: (-weights[key], key))
        found.append(_Words(weights, norm, tuple(rarest[:RAREST]), said - naming))
    return found


def _without(keys: Mapping[str, float], naming: frozenset[str]) -> dict[str, float]:
    return {key: weight for key, weight in keys.items() if key not in naming}


@lru_cache(maxsize=20_000)
def _telling(key: str) -> float:
    """How much a word tells of its subject, 0..1: the commoner it is in Dutch, the less."""
    return min(1.0, max(0.0, (COMMONEST - zipf(key)) / (COMMONEST - RARE)))


@lru_cache(maxsize=REMEMBERED)
def _read(
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


class _Comparing:
    """Scores pairs of records: by theme, regeling, whose bottleneck it is, and words."""

    def __init__(self, documents: Sequence[Document], taxonomy: Taxonomy | None) -> None:
        self._taxonomy = taxonomy
        self._ministry = {document.document_id: document.ministry for document in documents}

    def likeness(self, one: tuple[Knelpunt, _Words], other: tuple[Knelpunt, _Words]) -> tuple[float, str]:
        """How surely two records are about the same bottleneck, and what they have in common (Dutch)."""
        (first, left), (second, right) = one, other
        theme = self._theme(first, second)
        regeling = _regeling(first, second)
        if not theme or regeling < 0:
            return 0.0, ""
        shared = left.weights.keys() & right.weights.keys()
        cosine = sum(left.weights[key] * right.weights[key] for key in shared) / (left.norm * right.norm)
        score = BY_THEME * theme + BY_REGELING * regeling + BY_WORDS * cosine
        if not regeling and not self._related(first, second):
            score -= OTHERS_BOTTLENECK
        if not left.core & right.core:
            score -= APART_CORES
        score -= UNSURE * (1 - min(first.confidence, second.confidence))
        if score < SAME:
            return 0.0, ""
        common = sorted(shared, key=lambda key: (-left.weights[key] * right.weights[key], key))
        common = _apart(common[:MOST_SHARED])
        if len(common) < LEAST_COMMON:
            return 0.0, ""
        parts = [f"zelfde woorden: {', '.join(common[:_SAYING])}"]
        parts.append("zelfde hoofdthema" if first.theme[:1] == second.theme[:1] else "verwant thema")
        if regeling:
            parts.append("zelfde regeling")
        return min(1.0, score), "; ".join(parts)

    def _theme(self, one: Knelpunt, other: Knelpunt) -> float:
        """1 for the same main theme, less for one in common or one general theme above both, 0 for none."""
        if one.theme[:1] == other.theme[:1]:
            return 1.0
        if set(one.theme) & set(other.theme):
            return 0.7
        return 0.4 if (self._above(one) & self._above(other)) - {None} else 0.0

    def _above(self, record: Knelpunt) -> set[str | None]:
        entries = (self._taxonomy.entry("theme", item) for item in record.theme) if self._taxonomy else ()
        return {entry.broader for entry in entries if entry is not None}

    def _related(self, one: Knelpunt, other: Knelpunt) -> bool:
        """Whether two records are of one organisation, or of organisations of one ministry; unknown counts."""
        if one.organisation_id == other.organisation_id or None in {one.organisation_id, other.organisation_id}:
            return True
        left, right = self._ministry.get(one.document_id), self._ministry.get(other.document_id)
        return left is not None and left == right


def _regeling(one: Knelpunt, other: Knelpunt) -> float:
    """1 for a regeling in common, 0 where one names none, -1 where they name different ones."""
    left, right = set(one.regeling), set(other.regeling)
    if left & right:
        return 1.0
    return -1.0 if left and right else 0.0


def _apart(keys: Sequence[str]) -> list[str]:
    """The keys without those that only are a part of a longer one: "proef" beside "steekproef"."""
    return [key for key in keys if not any(key in other for other in keys if other != key)]


# ------------------------------------------------------------------------------ chains


def _decided(
    records: Sequence[Knelpunt], pairs: dict[tuple[str, str], tuple[float, str]]
) -> dict[tuple[str, str], tuple[float, str]]:
    """The pairs with what people decided: joined ones are there for certain, parted ones are not."""
    known = {record.knelpunt_id: number for number, record in enumerate(records)}
    for record in records:
        for other in record.joined:
            if other in known and other != record.knelpunt_id:
                low, high = sorted((record.knelpunt_id, other), key=lambda item: known[item])
                pairs[low, high] = (1.0, "door een persoon samengevoegd")
    parted = {frozenset((record.knelpunt_id, other)) for record in records for other in record.parted}
    return {pair: why for pair, why in pairs.items() if frozenset(pair) not in parted}


def _groups(records: Sequence[Knelpunt], pairs: Iterable[tuple[str, str]]) -> dict[str, list[Knelpunt]]:
    """Per record all records of its chain, itself included, in order of year."""
    leader = {record.knelpunt_id: record.knelpunt_id for record in records}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, other in pairs:
        leader[find(one)] = find(other)
    members: dict[str, list[Knelpunt]] = defaultdict(list)
    for record in records:
        members[find(record.knelpunt_id)].append(record)
    return {name: members[find(name)] for name in leader}


def _joined(
    record: Knelpunt, group: Sequence[Knelpunt], likenesses: Sequence[Likeness], dates: Mapping[str, str]
) -> Knelpunt:
    if len(group) == 1:
        year = record.reporting_year
        return dataclasses.replace(
            record, same_as=(), likenesses=(), history=(), first_year=year, last_year=year, changed=None
        )
    ordered = sorted(
        group,
        key=lambda item: (
            item.reporting_year or 0,
            dates.get(item.document_id, ""),
            item.document_id,
            item.ordinal,
        ),
    )
    steps = tuple(
        Step(item.reporting_year, item.status, item.knelpunt_id, item.document_id) for item in ordered
    )
    years = [step.year for step in steps if step.year is not None]
    return dataclasses.replace(
        record,
        same_as=tuple(item.knelpunt_id for item in ordered if item.knelpunt_id != record.knelpunt_id),
        likenesses=tuple(sorted(likenesses, key=lambda like: (-like.score, like.knelpunt_id))),
        history=steps,
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        changed=changed(steps),
    )


def changed(steps: Sequence[Step]) -> str | None:
    """What changed through the years, in Dutch: "genoemd (2021) → maatregel (2023)"; None when nothing did."""
    per_year: dict[int | None, int] = {}
    for step in steps:
        per_year[step.year] = max(per_year.get(step.year, 0), STATUSES.index(step.status))
    told: list[tuple[int | None, int]] = []
    for year, status in per_year.items():
        if not told or told[-1][1] != status:
            told.append((year, status))
    if len(told) < 2:  # noqa: PLR2004 - a change takes two
        return None
    return " → ".join(f"{STATUSES[status]} ({year or 'jaar onbekend'})" for year, status in told)
