"""What is only known over documents: how values of one series stand to each other, and which norms are met."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from kb.records import Document, Passage
from kb.registers.kpis.differences import (
    Difference,
    adds_up,
    base,
    changes_definition,
    difference,
    explains_change,
    extent,
)
from kb.registers.kpis.labels import stem_set
from kb.registers.kpis.lexicon import folded, words
from kb.registers.kpis.model import Conflict, KpiValue
from kb.registers.kpis.topics import rounded
from kb.registers.kpis.values import verdict

_MOST: Final = 60
"""Values of one series, year and role that are compared with each other; more are not one indicator."""
_ALIKE: Final = 0.6
_SAME_VALUES: Final = 2


def join(
    records: Sequence[KpiValue],
    documents: Sequence[Document],
    passages_of: Callable[[str], Sequence[Passage]],  # noqa: ARG001 - the same call for every register
) -> list[KpiValue]:
    """All values with their differences and with norms met or not, in the order given.

    Deterministic: run again on the same values it gives the same. What an earlier run found is forgotten.
    Values of documents that are not among `documents` are left out.
    """
    known = {document.document_id for document in documents}
    values = [
        _with(value, conflicts=(), conflict=False, met=None)
        for value in records
        if value.document_id in known and value.review != "afgewezen"
    ]
    values = _one_series(values)
    by_series: dict[str, list[KpiValue]] = {}
    for value in values:
        by_series.setdefault(value.series, []).append(value)
    conflicts = _conflicts(by_series)
    met = {value.kpi_value_id: is_met(value, by_series[value.series]) for value in values}
    rejected = [value for value in records if value.document_id in known and value.review == "afgewezen"]
    done = {
        value.kpi_value_id: _with(
            value,
            conflicts=tuple(conflicts.get(value.kpi_value_id, ())),
            conflict=any(item.kind == "tegenspraak" for item in conflicts.get(value.kpi_value_id, ())),
            met=met[value.kpi_value_id],
        )
        for value in values
    } | {value.kpi_value_id: _with(value, conflicts=(), conflict=False) for value in rejected}
    return [done[value.kpi_value_id] for value in records if value.kpi_value_id in done]


def _with(value: KpiValue, **fields: Any) -> KpiValue:
    """A value with these fields; itself when it has them already, as most have."""
    if all(getattr(value, name) == new for name, new in fields.items()):
        return value
    return dataclasses.replace(value, **fields)


# ------------------------------------------------------------------------------ differences


def _conflicts(by_series: Mapping[str, Sequence[KpiValue]]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = {}
    shares = _Shares(by_series)
    for series in by_series.values():
        for one, other in _pairs(series):
            told = difference(one, other, series, shares.explains)
            if told is not None:
                for value, against in ((one, other), (other, one)):
                    found.setdefault(value.kpi_value_id, []).append(_conflict(told, against))
    return found


def _conflict(told: Difference, against: KpiValue) -> Conflict:
    return Conflict(
        against.kpi_value_id, told.kind, told.wrong.kpi_value_id if told.wrong is not None else None, told.why
    )


def _pairs(series: Sequence[KpiValue]) -> Iterator[tuple[KpiValue, KpiValue]]:
    """Values of one series that can contradict each other: the same role and year."""
    groups: dict[tuple[str, int], list[KpiValue]] = {}
    for value in series:
        if value.value is not None and value.year is not None:
            groups.setdefault((value.role, value.year), []).append(value)
    for group in groups.values():
        yield from combinations(group[:_MOST], 2)


class _Shares:
    """Whether a note about the way of measuring explains differences: for most of the values that it covers."""

    def __init__(self, by_series: Mapping[str, Sequence[KpiValue]]) -> None:
        self._known: dict[tuple[str, str, str], bool] = {}
        self._told: dict[tuple[str, str], str] = {}
        self._of: dict[str, dict[str, list[KpiValue]]] = {}
        for name, series in by_series.items():
            for value in series:
                self._of.setdefault(value.document_id, {}).setdefault(name, []).append(value)
                note = explains_change(value)
                if note is not None:
                    self._told.setdefault((value.series, value.document_id), note)

    def _note(self, value: KpiValue) -> str | None:
        """What a document says about how a value was measured: beside it, or in its toelichting."""
        return changes_definition(value) or self._told.get((value.series, value.document_id))

    def explains(self, one: KpiValue, other: KpiValue) -> str | None:
        """The note that accounts for the difference of two values of two documents, or None."""
        if one.document_id == other.document_id:
            return None
        for noted, plain in ((one, other), (other, one)):
            note = self._note(noted)
            if note is None or note == self._note(plain):
                continue
            key = (note, noted.document_id, plain.document_id)
            if key not in self._known:
                self._known[key] = self._mostly_differ(*key)
            if self._known[key]:
                return note
        return None

    def _mostly_differ(self, note: str, document: str, other: str) -> bool:
        """Whether most values under this note differ from what the other document says for the same year."""
        differ = same = 0
        for series, mine in self._of[document].items():
            noted = [item for item in mine if self._note(item) == note]
            plain = {
                item.year: item for item in self._of[other].get(series, ())
                if item.role == "waarde" and extent(item.period) == "year"
            }  # fmt: skip
            for item in noted:
                match = plain.get(item.year)
                if item.role != "waarde" or match is None or item.value is None or match.value is None:
                    continue
                if _about_equal(item, match):
                    same += 1
                else:
                    differ += 1
        return differ > same


def _about_equal(one: KpiValue, other: KpiValue) -> bool:
    decimals = min(one.decimals, other.decimals)
    return rounded(base(one)[1], decimals) == rounded(base(other)[1], decimals)


# ------------------------------------------------------------------------------ norm and result


def is_met(value: KpiValue, series: Sequence[KpiValue]) -> bool | None:
    """Whether a result meets the norm that its document gives for the same year; None when nothing tells."""
    if value.role != "waarde":
        return None
    if value.value is None:
        return verdict(value.text)
    targets = [
        item for item in series
        if item.role != "waarde" and item.document_id == value.document_id and item.year == value.year
        and item.value is not None and base(item)[0] == base(value)[0]
    ]  # fmt: skip
    if not targets:
        return None
    best = min(
        targets, key=lambda item: (_other_period(item, value), item.where != "table", item.role != "norm")
    )
    if extent(value.period) in {"until", "part"} and _other_period(best, value) and adds_up(value):
        return None  # a count for part of the year says nothing about a norm for all of it
    sign = best.comparator or _sign(targets) or _sign(series) or _direction(best)
    if sign is None:
        return None
    return _holds(base(value)[1], sign, base(best)[1])


def _other_period(target: KpiValue, value: KpiValue) -> bool:
    return target.period != value.period and extent(target.period) != extent(value.period)


def _sign(targets: Sequence[KpiValue]) -> str | None:
    """The sign that other targets of the series bear: one direction, or none."""
    signs = {item.comparator for item in targets if item.role != "waarde" and item.comparator}
    higher = bool(signs & {"≥", ">"})
    if not signs or higher == bool(signs & {"≤", "<"}):
        return None
    return "≥" if higher else "≤"


def _direction(value: KpiValue) -> str | None:
    """Whether more is better, by the words of the indicator: only where no norm bears a sign."""
    said = folded(f"{value.label} {value.label_in_text}")
    if _direction_words("lower").search(said):
        return "≤"
    return "≥" if _direction_words("higher").search(said) else None


@lru_cache(maxsize=2)
def _direction_words(which: str) -> re.Pattern[str]:
    """Words of words.toml, `direction`; also as the end of a longer word ("burgertevredenheid")."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words()['direction'][which]))})(?![^\W_])")


def _holds(result: float, sign: str, target: float) -> bool:
    return {"≥": result >= target, ">": result > target, "≤": result <= target, "<": result < target}[sign]


# ------------------------------------------------------------------------------ one series under two names


def _one_series(values: Sequence[KpiValue]) -> list[KpiValue]:
    """Values whose label changed a little between reports, in one series.

    Only for labels that are no canonical KPI, within one organisation: most words in common, at least two
    equal values for the same year, none that differ, and never two rows of one table.
    """
    by_series: dict[str, list[KpiValue]] = {}
    for value in values:
        if value.kpi is None and value.where == "table":
            by_series.setdefault(value.series, []).append(value)
    by_stem: dict[tuple[str, str], list[str]] = {}
    for series, members in sorted(by_series.items()):
        for stem in stem_set(members[0].label):
            by_stem.setdefault((series.split("|", 1)[0], stem), []).append(series)
    pairs = {pair for names in by_stem.values() if len(names) <= _MOST for pair in combinations(names, 2)}
    renamed: dict[str, str] = {}
    for one, other in sorted(pairs):
        if one not in renamed and other not in renamed and _alike(by_series[one], by_series[other]):
            renamed[other] = one
    return [_with(value, series=renamed.get(value.series, value.series)) for value in values]


def _alike(one: Sequence[KpiValue], other: Sequence[KpiValue]) -> bool:
    left, right = stem_set(one[0].label), stem_set(other[0].label)
    if not left or not right or len(left & right) / len(left | right) < _ALIKE:
        return False
    if {item.document_id for item in one} & {item.document_id for item in other}:
        return False
    known = {(item.year, item.role, item.period): item for item in one if item.value is not None}
    equal = 0
    for item in other:
        match = known.get((item.year, item.role, item.period))
        if match is None or item.value is None:
            continue
        if base(match) != base(item):
            return False
        equal += item.role == "waarde"
    return equal >= _SAME_VALUES
