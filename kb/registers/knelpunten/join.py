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

from kb.language.analysis import analyse
from kb.records import Document, Passage
from kb.registers.knelpunten.model import STATUSES, Knelpunt, Likeness, Step
from kb.taxonomy import Taxonomy

SAME = 0.5
"""Score from which a pair is proposed."""
RAREST = 10
"""Rarest words of a record by which others are looked up."""
MOST_COMPARED = 60
"""Records that share a rare word and are compared; a word that more of them share is not rare."""
PART = 0.5
"""Share with which the part of a compound counts beside a whole word."""
IN_NAME = 2.0
"""Share with which the words of the name count: it says what the bottleneck is."""
_SHORT = 3
_SAYING = 5
"""Words in common that `why` names."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What a record is compared by: weight per key, the length of that vector, and its rarest keys."""

    weights: Mapping[str, float]
    norm: float
    rarest: tuple[str, ...]


def join(
    records: Sequence[Knelpunt],
    documents: Sequence[Document] = (),
    passages_of: Callable[[str], Sequence[Passage]] | None = None,  # noqa: ARG001 - the registers share one form
    taxonomy: Taxonomy | None = None,
) -> list[Knelpunt]:
    """The records with `same_as`, `likenesses` and `history`; what people joined or parted goes first.

    `taxonomy`, when given, lets two finer themes under one general theme count as related.
    """
    dates = {document.document_id: document.publication_date.value or "" for document in documents}
    pairs = _decided(records, {(a, b): like for a, b, like in propose(records, taxonomy)})
    groups = _groups(records, pairs)
    likenesses: dict[str, list[Likeness]] = defaultdict(list)
    for (one, other), (score, why) in pairs.items():
        likenesses[one].append(Likeness(other, score, why))
        likenesses[other].append(Likeness(one, score, why))
    return [
        _joined(record, groups[record.knelpunt_id], likenesses[record.knelpunt_id], dates) for record in records
    ]


def propose(
    records: Sequence[Knelpunt], taxonomy: Taxonomy | None = None
) -> Iterator[tuple[str, str, tuple[float, str]]]:
    """Pairs of records of different documents that may be the same bottleneck: ids, score in 0..1, reason.

    Of one document each record is paired with its best match in another document only.
    """
    words = _vectors(records)
    lookup: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(words):
        for key in item.rarest:
            lookup[key].append(number)
    best: dict[tuple[int, str], tuple[float, int, str]] = {}
    for number, record in enumerate(records):
        near = {
            other for key in words[number].rarest if len(lookup[key]) <= MOST_COMPARED for other in lookup[key]
        }
        for other in sorted(near):
            if records[other].document_id == record.document_id:
                continue
            score, why = _likeness(record, records[other], words[number], words[other], taxonomy)
            place = (number, records[other].document_id)
            if score >= SAME and score > best.get(place, (0.0, 0, ""))[0]:
                best[place] = (score, other, why)
    seen: set[tuple[int, int]] = set()
    for (number, _), (score, other, why) in sorted(best.items()):
        pair = (min(number, other), max(number, other))
        mutual = best.get((other, record_document(records, number)), (0.0, -1, ""))[1] == number
        if pair not in seen and mutual:
            seen.add(pair)
            yield records[pair[0]].knelpunt_id, records[pair[1]].knelpunt_id, (round(score, 2), why)


def record_document(records: Sequence[Knelpunt], number: int) -> str:
    """The document of the record with this number."""
    return records[number].document_id


# ------------------------------------------------------------------------------ words


def _vectors(records: Sequence[Knelpunt]) -> list[_Words]:
    counted = [_keys(record) for record in records]
    spread = Counter(key for keys in counted for key in keys)
    total = len(records) + 1
    found: list[_Words] = []
    for keys in counted:
        weights = {key: count * math.log(total / spread[key]) for key, count in keys.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        rarest = sorted((key for key in keys if spread[key] > 1), key=lambda key: (-weights[key], key))
        found.append(_Words(weights, norm, tuple(rarest[:RAREST])))
    return found


def _keys(record: Knelpunt) -> dict[str, float]:
    """The keys of a record's words, how often they count: more in the name, less in parts of compounds."""
    keys: dict[str, float] = {}
    for text, share in ((record.name, IN_NAME), (record.quote, 1.0)):
        for term in analyse(text):
            if term.kind == "word" and len(term.form) >= _SHORT and term.keys:
                key = term.keys[0]
                keys[key] = max(keys.get(key, 0.0), share)
                for part in term.parts:
                    if len(part) >= _SHORT:
                        keys[part] = max(keys.get(part, 0.0), share * PART)
    return keys


# ------------------------------------------------------------------------------ scoring


def _likeness(
    one: Knelpunt, other: Knelpunt, left: _Words, right: _Words, taxonomy: Taxonomy | None
) -> tuple[float, str]:
    """How surely two records are about the same bottleneck, and what they have in common (Dutch)."""
    theme = _theme(one, other, taxonomy)
    regeling = _regeling(one, other)
    if not theme or regeling < 0 or one.knelpunt_id in other.parted or other.knelpunt_id in one.parted:
        return 0.0, ""
    common = [key for key in left.weights if key in right.weights]
    cosine = sum(left.weights[key] * right.weights[key] for key in common) / (left.norm * right.norm)
    score = min(1.0, 0.15 * theme + 0.1 * regeling + 0.05 * _organisation(one, other) + 1.1 * cosine)
    common.sort(key=lambda key: (-left.weights[key] * right.weights[key], key))
    parts = [f"zelfde woorden: {', '.join(common[:_SAYING])}"]
    parts.append("zelfde hoofdthema" if one.theme[:1] == other.theme[:1] else "verwant thema")
    if regeling == 1:
        parts.append("zelfde regeling")
    return score, "; ".join(parts)


def _theme(one: Knelpunt, other: Knelpunt, taxonomy: Taxonomy | None) -> float:
    """1 for the same main theme, less for a theme in common or one general theme above both, 0 for none."""
    if one.theme[:1] == other.theme[:1]:
        return 1.0
    if set(one.theme) & set(other.theme):
        return 0.7
    if taxonomy is None:
        return 0.0
    above = [
        {entry.broader for item in record.theme if (entry := taxonomy.entry("theme", item))}
        for record in (one, other)
    ]
    return 0.4 if (above[0] & above[1]) - {None} else 0.0


def _regeling(one: Knelpunt, other: Knelpunt) -> float:
    """1 for a regeling in common, 0 where one names none, -1 where they name different ones."""
    left, right = set(one.regeling), set(other.regeling)
    if left & right:
        return 1.0
    return -1.0 if left and right else 0.0


def _organisation(one: Knelpunt, other: Knelpunt) -> float:
    if one.organisation_id is None or other.organisation_id is None:
        return 0.5
    return 1.0 if one.organisation_id == other.organisation_id else 0.0


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
