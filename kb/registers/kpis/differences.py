"""Tells what kind of difference there is between two values of one series for the same year.

In this order: equal; another part of the year (tussenstand, unless a count already exceeds the year's total);
rounding; a misreading (a marker glued to a number, a comma for a dot); another definition, when a note says so
and the note explains the other values it covers too; else a contradiction. A likely slip of the pen is named
with its reason, never corrected.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kb.records import ReportingPeriod
from kb.registers.kpis.lexicon import folded, pattern
from kb.registers.kpis.model import ConflictKind, KpiValue
from kb.registers.kpis.topics import rounded
from kb.registers.kpis.values import mentions_change

Extent = Literal["year", "until", "part", "unknown"]
Explains = Callable[[KpiValue, KpiValue], str | None]

_DAYS: Final = {"dagen": 1.0, "kalenderdagen": 1.0, "weken": 7.0, "maanden": 365.25 / 12, "jaren": 365.25}
_FACTORS: Final = {"duizend": 1e3, "miljoen": 1e6, "miljard": 1e9}
_LAST_DAYS: Final = "12-15"
_YEAR_END: Final = re.compile(r"(?:per\s+)?(?:eind|einde|ultimo|31[ -]dec|31-12)", re.IGNORECASE)
"""Words for the last days of a year: what holds then is the year's value."""
_NEAR: Final = 1e-9
_ROUND: Final = 2
"""Zeros at the end of a count that make it a rounded one."""
_MARKER: Final = 2
"""Figures that a footnote marker has at most."""
_LARGER: Final = 5
_SWAPPED: Final = 2
_OUTLIER: Final = 4.0
_FEWEST: Final = 3
"""Other years that a series needs before one value can be called unlikely."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two values differ in; `wrong` is the one that is probably mistaken, if anything tells."""

    kind: ConflictKind
    why: str
    wrong: KpiValue | None = None


def extent(period: ReportingPeriod | None) -> Extent:
    """How much of a year a period covers: all, from January until some day, another part, or nobody knows."""
    if period is None or (period.from_ is None and period.to is None):
        return "unknown"
    starts = (period.from_ or "").endswith("-01-01")
    if starts and (period.to or "").endswith("-12-31"):
        return "year"
    if (period.from_ or "")[5:] >= _LAST_DAYS and (period.to or "").endswith("-12-31"):
        return "year"
    if (period.to or "").endswith("-12-31") and _YEAR_END.match(period.label or ""):
        return "year"
    return "until" if starts else "part"


def base(value: KpiValue) -> tuple[str | None, float]:
    """Unit and number made comparable: weeks and months in days, "miljard euro" in euro."""
    number, unit = value.value or 0.0, value.unit
    if unit in _DAYS:
        return "dagen", number * _DAYS[unit]
    scale, _, rest = (unit or "").partition(" ")
    if scale in _FACTORS:
        return rest or "aantal", number * _FACTORS[scale]
    return unit, number


def difference(
    one: KpiValue, other: KpiValue, series: Sequence[KpiValue], explains: Explains
) -> Difference | None:
    """How two values of one series and year differ; None when they do not, or cannot be compared.

    `series` are all values of the series; `explains` says whether a note about the way of measuring accounts
    for the difference.
    """
    (unit, left), (unit_other, right) = base(one), base(other)
    if one.value is None or other.value is None or unit != unit_other:
        return None
    same = _same_period(one, other)
    if abs(left - right) <= _NEAR * max(1.0, abs(left)):
        return _reading(one, other) if same else None
    if not same:
        return _over_time(one, other)
    if one.role != "waarde":
        return Difference("tegenspraak", f"{_say(one)} tegenover {_say(other)} voor dezelfde {one.role}.")
    told = _rounding(one, other) or _misread(one, other)
    if told is None and (reason := explains(one, other)):
        told = Difference("andere-definitie", f"{_say(one)} tegenover {_say(other)}: {reason}")
    return told or _contradiction(one, other, series)


def _say(value: KpiValue) -> str:
    place = f"r. {value.line}" if value.line else f"p. {value.page}" if value.page else ""
    return f"{value.text} ({value.source}{', ' + place if place else ''})"


def _same_period(one: KpiValue, other: KpiValue) -> bool:
    kinds = extent(one.period), extent(other.period)
    if kinds == ("year", "year") or "unknown" in kinds:
        return True
    if one.period is None or other.period is None:
        return True
    return (one.period.from_, one.period.to) == (
        other.period.from_,
        other.period.to,
    ) and one.period.to is not None


# ------------------------------------------------------------------------------ kinds


def _over_time(one: KpiValue, other: KpiValue) -> Difference | None:
    """A standing before the end of the year against a later one; a count that shrinks contradicts itself."""
    if one.role != "waarde" or other.role != "waarde":
        return None
    early, late = sorted((one, other), key=lambda item: (extent(item.period) == "year", _until(item)))
    if adds_up(early) and _inside(early, late) and base(early)[1] > base(late)[1]:
        return Difference(
            "tegenspraak",
            f"{_say(early)} over {_label(early)} is meer dan {_say(late)} over {_label(late)}: "
            "een tussenstand kan niet boven het totaal liggen.",
        )
    if extent(early.period) != "until" or one.document_id == other.document_id:
        return None
    return Difference(
        "tussenstand", f"{_say(early)} gaat over {_label(early)}, {_say(late)} over {_label(late)}."
    )


def _until(value: KpiValue) -> str:
    return (value.period.to if value.period else None) or ""


def _label(value: KpiValue) -> str:
    period = value.period
    if period is None:
        return str(value.year)
    label = period.label or f"{period.from_} t/m {period.to}"
    return label if re.search(r"(?:19|20)\d\d", label) else f"{value.year} {label}"


def _inside(early: KpiValue, late: KpiValue) -> bool:
    """Whether the first period lies wholly in the second."""
    one, other = early.period, late.period
    if one is None or other is None or not (one.from_ and other.from_ and other.to):
        return False
    return one.from_ >= other.from_ and (one.to or other.to) <= other.to


def adds_up(value: KpiValue) -> bool:
    """Whether the value is a count that only grows in the course of a year."""
    said = f"{value.label} {value.label_in_text}"
    return value.unit == "aantal" and not pattern("differences", "stocks").search(folded(said))


def _rounding(one: KpiValue, other: KpiValue) -> Difference | None:
    """Whether the coarser of the two is the finer one rounded."""
    fine, coarse = sorted((one, other), key=lambda item: -item.decimals)
    exact, short = fine.value or 0.0, coarse.value or 0.0
    told = Difference("afronding", f"{_say(coarse)} is {_say(fine)} afgerond.")
    if fine.unit == coarse.unit and fine.decimals > coarse.decimals:
        return told if rounded(exact, coarse.decimals) == short else None
    if fine.decimals == coarse.decimals == 0:
        coarse, fine = sorted((one, other), key=lambda item: -_zeros(item.value or 0.0))
        zeros = _zeros(coarse.value or 0.0)
        step = 10.0**zeros
        if zeros >= _ROUND and rounded((fine.value or 0.0) / step, 0) * step == coarse.value:
            return Difference("afronding", f"{_say(coarse)} is {_say(fine)} afgerond.")
    return None


def _zeros(number: float) -> int:
    digits = str(int(abs(number)))
    return len(digits) - len(digits.rstrip("0")) if digits != "0" else 0


def _reading(one: KpiValue, other: KpiValue) -> Difference | None:
    """Equal values of which one had to be put right: the other one confirms it."""
    for mended, plain in ((one, other), (other, one)):
        if mended.repaired and not plain.repaired:
            return Difference("leesfout", f"{mended.repaired}; {_say(plain)} bevestigt dat.", mended)
    return None


def _misread(one: KpiValue, other: KpiValue) -> Difference | None:
    """A footnote figure glued to a number, or a comma where a dot was meant."""
    for long, short in ((one, other), (other, one)):
        left, right = _digits(long), _digits(short)
        ratio = (long.value or 0.0) / (short.value or 1.0)
        longer = len(left) - len(right)
        if 1 <= longer <= _MARKER and left.startswith(right) and ratio > _LARGER and len(right) > 1:
            why = f"{_say(long)} is waarschijnlijk {_say(short)} met een nootcijfer eraan."
            return Difference("leesfout", why, long)
        if left == right and abs(ratio - 1000) < _NEAR:
            return Difference(
                "leesfout",
                f"{_say(short)} is waarschijnlijk {_say(long)} met een komma in plaats van een punt.",
                short,
            )
    return None


def _digits(value: KpiValue) -> str:
    number = f"{value.value or 0.0:.{value.decimals}f}"
    return re.sub(r"\D", "", number)


def _contradiction(one: KpiValue, other: KpiValue, series: Sequence[KpiValue]) -> Difference:
    """Two values that cannot both be right, with what tells that one is a slip of the pen."""
    slip = _slip(_digits(one), _digits(other)) if one.decimals == other.decimals else None
    wrong = _unlikely(one, other, series)
    why = f"{_say(one)} tegenover {_say(other)} voor {_label(one)}"
    if slip and wrong is not None:
        right = other if wrong is one else one
        usual = _typical(series, one.year)
        why += f": {wrong.text} is waarschijnlijk een typefout voor {right.text} ({slip}; "
        why += f"andere jaren liggen tussen {usual})."
        return Difference("tegenspraak", why, wrong)
    if slip:
        why += f": {slip}; welke van beide klopt is hieruit niet op te maken."
        return Difference("tegenspraak", why)
    return Difference("tegenspraak", why + ", zonder toelichting.")


def _slip(one: str, other: str) -> str | None:
    """How one number may have come from the other in typing: one figure changed, two figures swapped."""
    if len(one) != len(other) or one == other:
        return None
    wrong = [index for index, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(wrong) == 1 and len(one) > _MARKER:
        return "één cijfer verschilt"
    if len(wrong) == _SWAPPED and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]:
        return "twee cijfers verwisseld"
    return None


def _unlikely(one: KpiValue, other: KpiValue, series: Sequence[KpiValue]) -> KpiValue | None:
    """The one of the two that lies far outside the other years of the series, when the other does not."""
    rest = _others(series, one.year)
    if len(rest) < _FEWEST:
        return None
    middle = statistics.median(rest)
    spread = max(
        statistics.median(abs(item - middle) for item in rest), abs(middle) * 0.001, 10.0**-one.decimals
    )
    far = [abs((item.value or 0.0) - middle) > _OUTLIER * 3 * spread for item in (one, other)]
    if far == [True, False]:
        return one
    return other if far == [False, True] else None


def _others(series: Sequence[KpiValue], year: int | None) -> list[float]:
    return [
        item.value for item in series if item.role == "waarde" and item.value is not None and item.year != year
    ]


def _typical(series: Sequence[KpiValue], year: int | None) -> str:
    rest = sorted(_others(series, year))
    return f"{rest[0]:g} en {rest[-1]:g}".replace(".", ",") if rest else "onbekend"


def changes_definition(value: KpiValue) -> str | None:
    """The note beside a value that says it was measured otherwise, or None."""
    brackets = " ".join(re.findall(r"\(([^()]*)\)", value.label_in_text))
    note = "; ".join(part for part in (value.definition_note, brackets) if part and mentions_change(part))
    return note or None


def explains_change(value: KpiValue) -> str | None:
    """What the toelichting on a value says about another way of measuring, or None."""
    quote = value.explanation.quote if value.explanation is not None else ""
    return quote if pattern("definition", "recalculated").search(quote) else None
