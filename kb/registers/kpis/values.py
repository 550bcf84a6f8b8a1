"""What stands in one table cell: a number with sign and unit, a judgement in words, a reference, or nothing.

`read_cell` reads a cell on its own. What only its neighbours can tell (its unit, or that a comma was meant
to be a dot) is settled per row, in `rows`.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kb.registers.kpis.lexicon import any_of, folded, owner, pattern, words
from kb.registers.kpis.numbers import CELL_NUMBER, to_number

CellKind = Literal["number", "range", "empty", "words", "reference", "relative"]

_REMARK: Final = re.compile(r"\s*\((?P<remark>[^()]{1,80})\)\s*$")
_SUPERSCRIPT: Final = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_ENDS: Final = " \t\n\u00a0.;,"
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell as read: `value` in the unit as written (4,9 under "in miljarden euro's" is 4.9).

    `comparator` is one of ≥ ≤ > <; `unit` and `scale` as far as the cell says them; `note` holds words
    beside the number; `marker` a footnote number that stuck to it; `repaired` says (Dutch) what was mended.
    `low`/`high` are the bounds of a range.
    """

    kind: CellKind
    text: str
    value: float | None = None
    decimals: int = 0
    comparator: str | None = None
    unit: str | None = None
    scale: str | None = None
    note: str | None = None
    marker: str | None = None
    repaired: str | None = None
    low: float | None = None
    high: float | None = None


@lru_cache(maxsize=1)
def _number_cell() -> re.Pattern[str]:
    lists = words()
    units = any_of([item for group in lists["units"].values() for item in group])
    scales = any_of([item for group in lists["scales"].values() for item in group])
    comparators = any_of([item for group in lists["comparators"].values() for item in group])
    after = any_of([item for group in lists["comparators_after"].values() for item in group])
    approximate = any_of(lists["approximate"]["words"])
    number_words = any_of(word for word in lists["number_words"] if word not in {"een", "nul"})
    return re.compile(
        rf"(?:{any_of(lists['cells']['lead'])}[\s:]+)?"
        rf"(?:(?P<comparator>{comparators})\s*)?(?:(?P<approximate>{approximate})\s*)?"
        rf"(?P<euro>€|eur)?\s*(?P<sign>[+\-−–])?\s*(?P<number>{CELL_NUMBER}|{number_words}(?!\w))"
        rf"(?:\s?(?P<scale>{scales})(?!\w))?(?:\s?(?P<unit>%|{units}(?![^\W_])))?(?:,-)?"
        rf"(?:\s(?P<after>{after})(?!\w))?(?P<tail>.*)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=1)
def _range_cell() -> re.Pattern[str]:
    units = any_of([item for group in words()["units"].values() for item in group])
    number = rf"{CELL_NUMBER}"
    return re.compile(
        rf"(?:tussen\s+(?:de\s+)?)?(?P<low>{number})\s?(?:{units})?\s*(?:-|–|—|tot(?: en met)?|t/m|en|à)\s*"
        rf"(?P<high>{number})\s?(?P<unit>{units})?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _empties() -> frozenset[str]:
    return frozenset(folded(item) for item in words()["cells"]["empty"])


@lru_cache(maxsize=1)
def _reference() -> re.Pattern[str]:
    names = any_of(words()["cells"]["reference"])
    return re.compile(
        rf"\(?(?:zie\s+)(?:de\s+)?(?P<what>{names})\s*(?P<number>\d{{1,3}}|\*{{1,3}})?\)?[.)]*", re.I
    )


@lru_cache(maxsize=4_096)
def read_cell(text: str) -> CellValue:
    """What the words of a cell say; never fails: what is no number is words."""
    clean = " ".join(text.split())
    if folded(clean).strip() in _empties() or not any(char.isalnum() for char in clean):
        return CellValue("empty", clean)
    if len(clean) > _LONGEST:
        return CellValue("words", clean)
    reference = _reference().fullmatch(clean)
    if reference:
        return CellValue("reference", clean, marker=reference["number"])
    return _range(clean) or _number(clean) or _relative(clean) or CellValue("words", clean)


def _range(clean: str) -> CellValue | None:
    """Two bounds: "80-85%", "tussen 7 en 8"."""
    match = _range_cell().fullmatch(_without_remark(clean)[0])
    if match is None:
        return None
    low, high = to_number(match["low"]), to_number(match["high"])
    if low is None or high is None or low.value >= high.value:
        return None
    unit = owner("units").get((match["unit"] or "").lower())
    return CellValue("range", clean, low=low.value, high=high.value, unit=unit, note=f"bandbreedte: {clean}")


def _without_remark(clean: str) -> tuple[str, str | None]:
    remark = _REMARK.search(clean)
    return (clean[: remark.start()], remark["remark"]) if remark else (clean, None)


def _number(clean: str) -> CellValue | None:
    """A number with what belongs to it; None when the words around it make it something else."""
    match = _number_cell().fullmatch(clean)
    if match is None:
        return None
    number = to_number(match["number"])
    if number is None:
        return None
    tail, remark = _without_remark(match["tail"].strip(_ENDS + ")") + (")" if "(" in match["tail"] else ""))
    marker = number.marker
    if tail and not marker:
        tail, marker = _split_marker(tail, match)
    comparator = match["comparator"] or match["after"]
    if tail and not (comparator or _explains(tail)):
        return None
    euro = match["euro"] is not None or owner("units").get((match["unit"] or "").lower()) == "euro"
    unit = "euro" if euro else owner("units").get((match["unit"] or "").lower())
    sign = -1 if match["sign"] in {"-", "−", "–"} else 1
    scale = owner("scales").get((match["scale"] or "").lower())
    why = f"“{clean}” gelezen als {clean[: -len(marker)].strip()}, met nootcijfer {marker}" if marker else None
    notes = [part for part in (match["approximate"], remark, tail.strip(" ,;:") if tail else None) if part]
    return CellValue(
        "number", clean, sign * number.value, number.decimals,
        comparator=_comparator(comparator), unit=unit, scale=scale, note="; ".join(notes) or None,
        marker=marker, repaired=why,
    )  # fmt: skip


def _split_marker(tail: str, match: re.Match[str]) -> tuple[str, str | None]:
    """A footnote marker behind the number: "93% 6", "97,6%2"; digits behind a bare number are no marker."""
    bare = tail.strip(" )").translate(_SUPERSCRIPT)
    if re.fullmatch(r"\d{1,2}|\*{1,3}", bare) and (match["unit"] or tail[0] in "¹²³⁴⁵⁶⁷⁸⁹⁰*"):
        return "", bare
    return tail, None


def _explains(tail: str) -> bool:
    """Whether the words behind a number only explain it: "90% binnen acht weken", "6,3 (voorlopig)"."""
    first = re.match(r"[\s(]*(?P<word>[\w/-]+)(?P<rest>.*)", tail.lower())
    if first is None or first["word"] not in words()["cells"]["tail"]:
        return False
    return not re.match(r"\s+(?:de\s+)?\d", first["rest"]) or first["word"] != "van"  # "12 van de 15"


def _comparator(phrase: str | None) -> str | None:
    if phrase is None:
        return None
    key = folded(phrase)
    return owner("comparators").get(key) or owner("comparators_after").get(key)


@lru_cache(maxsize=1)
def _relative_cell() -> re.Pattern[str]:
    cells = words()["cells"]
    less, more, equal = (any_of(cells[f"relative_{key}"]) for key in ("less", "more", "equal"))
    return re.compile(
        rf"(?:(?P<equal>{equal})|(?P<less>{less})|(?P<more>{more}))\b[^.;\d]{{0,60}}?{any_of(cells['last_year'])}",
        re.IGNORECASE,
    )


def _relative(clean: str) -> CellValue | None:
    """A norm that last year's value sets: "Minder klachten dan vorig jaar"."""
    match = _relative_cell().search(clean)
    if match is None:
        return None
    comparator = "≤" if match["equal"] else "<" if match["less"] else ">"
    return CellValue("relative", clean, comparator=comparator)


def verdict(text: str) -> bool | None:
    """What a judgement in words says: "Gerealiseerd" True, "Niet behaald" False, else None."""
    key = folded(text).strip(" .")
    cells = words()["cells"]
    if key in cells["not_met"]:
        return False
    return True if key in cells["met"] else None


def mended(cell: CellValue, value: float, why: str) -> CellValue:
    """The cell with another value, and the reason."""
    return dataclasses.replace(cell, value=value, decimals=0, repaired=why)


def mentions_change(text: str) -> bool:
    """Whether a text speaks of another way of measuring (words.toml, `definition`)."""
    return bool(pattern("definition", "changed").search(text))
