"""Numbers in a sentence that may be values: with unit and sign, and told apart from differences and norms.

"daalde met 18%" and "385 meer" are differences, "binnen zes weken" is a term, "1-meting" a name: none of them
is a value. "ligt met 79% ruim onder de norm van 90%" holds a result and a norm.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kb.records import Span
from kb.registers.kpis.headers import Role
from kb.registers.kpis.lexicon import DASHES, any_of, bounded, folded, owner, words
from kb.registers.kpis.numbers import Number, find_numbers

SENTENCES: Final = "sentences.toml"
_REACH: Final = 60
_PAIR_REACH: Final = 70
_SCALE_OF_MARKS: Final = re.compile(
    r"schaal\s+(?:van\s+)?(?P<low>\d{1,2})\s?(?:-|–|tot|t/m)\s?(?P<high>\d{1,3})", re.IGNORECASE
)
_ITEM: Final = re.compile(r"\s*(?:[•▪\-–]\s*)?\(?\d{1,2}[.)]\s")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_WITH_DIFFERENCE: Final = re.compile(
    r"(?<![^\W_])met\s+(?:(?!(?:naar|tot|van)\s)[^\s\d]{1,12}\s+){0,2}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a sentence that may be a value; `start`/`end` hold its unit too.

    `unit` is None for a bare count. `pair` is "van" or "naar" when the sentence goes from one number to
    another; `in_words` is True for "drie".
    """

    start: int
    end: int
    value: float
    decimals: int
    unit: str | None
    comparator: str | None
    approximate: str | None
    role: Role
    pair: str | None = None
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    number: Number
    unit: str | None
    scale: str | None
    in_words: bool


@lru_cache(maxsize=1)
def _unit_behind() -> re.Pattern[str]:
    lists = words()
    units = [
        item for key, items in lists["units"].items() if key not in {"aantal", "kwalitatief"} for item in items
    ]
    scales = any_of(item for items in lists["scales"].values() for item in items)
    return re.compile(
        rf"(?:\s?(?P<scale>{scales})(?![^\W_]))?(?:\s?(?P<unit>%|{any_of(units)}(?![^\W_])))?", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(bounded(words(SENTENCES)["others"]["words"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _durations() -> frozenset[str]:
    kinds = ("seconden", "minuten", "uren", "dagen", "werkdagen", "kalenderdagen", "weken", "maanden", "jaren")
    return frozenset(item for kind in kinds for item in words()["units"][kind])


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(words(SENTENCES)['terms']['before'])}\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    lists = words()
    comparators = any_of(item for items in lists["comparators"].values() for item in items)
    approximate = any_of(lists["approximate"]["words"])
    return re.compile(
        rf"(?:(?<![^\W_])(?P<comparator>{comparators})\s*)?(?:(?<![^\W_])(?P<approximate>{approximate})\s*)?(?:€\s?)?$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _difference() -> re.Pattern[str]:
    changes = words(SENTENCES)["changes"]
    between = rf"(?:(?:{any_of(changes['adverbs'])}|[^\W\d_]{{3,30}})\s+)?"
    return re.compile(rf"\s*{between}{any_of(changes['difference'])}(?![^\W_])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _changes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    changes = words(SENTENCES)["changes"]
    noun = re.compile(
        rf"(?<![^\W_]){any_of(changes['nouns'])}\s+(?:van|met|is|was)\s+\S{{0,12}}\s?$", re.IGNORECASE
    )
    return re.compile(bounded(changes["verbs"]), re.IGNORECASE), noun


_FRACTION: Final = re.compile(
    r"\s*(?:op|van|uit)\s+(?:de|elke|iedere)?\s*(?:\d{1,3}|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|honderd)(?![\w%])|\s+(?:derde|kwart|vijfde|tiende)(?![^\W_])",
    re.IGNORECASE,
)
_FRACTION_BEFORE: Final = re.compile(
    r"(?<!(?:19|20)\d)\d\s+(?:op|van)\s+(?:de|elke)?\s*$|\b(?:een|twee|drie|vier|zes|zeven|acht|negen)\s+(?:op|van)\s+de\s+$",
    re.IGNORECASE,
)


def read_amounts(sentence: str, blocked: Sequence[Span]) -> list[Amount]:
    """The amounts of a sentence that may be values, in order. `blocked` are dates, names and references."""
    raws = [
        raw for raw in _raws(sentence) if not any(raw.start < end and start < raw.end for start, end in blocked)
    ]
    pairs = _pairs(sentence, raws)
    raws = [_with_unit(raw, raws, pairs) for raw in raws]
    found: list[Amount] = []
    last = 0
    for raw in raws:
        before = sentence[last : raw.start]
        signs = _before().search(before)
        comparator = folded(signs["comparator"]) if signs and signs["comparator"] else None
        approximate = signs["approximate"] if signs else None
        role = _role(before, comparator is not None)
        if role == "waarde":
            role = _role_behind(sentence[raw.end : raw.end + _REACH])
        if role == "waarde" and owner("comparators").get(comparator or "") in {"≥", "≤"}:
            role = "norm"  # "wettelijk is dat maximaal 42 dagen": a bound is no result
        pair = pairs.get(raw.start)
        other = role == "waarde" and _others().search(before)
        if other or (pair is None and role == "waarde" and _is_difference(sentence, raw)):
            last = raw.end
            continue
        start = raw.start
        found.append(
            Amount(
                start, raw.end, _scaled(raw), raw.number.decimals if raw.scale is None else 0, _unit(raw),
                owner("comparators").get(comparator or ""), approximate, role, pair, raw.in_words,
            )
        )  # fmt: skip
        last = raw.end
    return found


def _raws(sentence: str) -> Iterable[_Raw]:
    """Numbers with the unit behind them, without ordinals, names, fractions and scales of marks."""
    marks = [match.span() for match in _SCALE_OF_MARKS.finditer(sentence)]
    item = _ITEM.match(sentence)
    begin = item.end() if item else 0
    for start, end, number in find_numbers(sentence):
        text = sentence[start:end]
        after = sentence[end : end + 2]
        glued = bool(after) and (after[0].isalpha() or (after[0] in DASHES and after[1:].isalnum()))
        if start < begin or glued or any(low <= start < high for low, high in marks):
            continue
        if (
            _YEAR.fullmatch(text)
            or _FRACTION.match(sentence, end)
            or _FRACTION_BEFORE.search(sentence[max(0, start - 20) : start])
        ):
            continue
        behind = _unit_behind().match(sentence, end)
        if behind and (behind["unit"] or "").lower() in _durations() and _term().search(sentence[:start]):
            continue
        unit = owner("units").get((behind["unit"] or "").lower()) if behind else None
        scale = owner("scales").get((behind["scale"] or "").lower()) if behind else None
        if "€" in sentence[max(0, start - 2) : start]:
            unit = "euro"
        yield _Raw(start, behind.end() if behind else end, number, unit, scale, not text[0].isdigit())


def _scaled(raw: _Raw) -> float:
    factors: dict[str, int] = words()["scale_factors"]
    return raw.number.value * factors[raw.scale] if raw.scale and raw.unit != "euro" else raw.number.value


def _unit(raw: _Raw) -> str | None:
    return f"{raw.scale} euro" if raw.unit == "euro" and raw.scale else raw.unit


def _is_difference(sentence: str, raw: _Raw) -> bool:
    """Whether a number says how much something changed or differs."""
    verbs, nouns = _changes()
    before = sentence[max(0, raw.start - _REACH) : raw.start]
    clause = re.split(r"[;:]", sentence[: raw.start])[-1] + sentence[raw.end : raw.end + 30]
    with_ = _WITH_DIFFERENCE.search(before)
    if with_ and verbs.search(clause):
        return True
    if nouns.search(before):
        return True
    return bool(_difference().match(sentence, raw.end)) and not with_


def _pairs(sentence: str, raws: Sequence[_Raw]) -> dict[int, str]:
    """Numbers of "van 1.896 naar 1.560", by where they start."""
    found: dict[int, str] = {}
    for one, other in pairwise(raws):
        between = sentence[one.end : other.start]
        if len(between) > _PAIR_REACH or re.search(r"[;:]|,\s", between):
            continue
        opens = re.search(
            r"(?<![^\W_])van\s+(?:(?!met\s)\S{1,30}\s+){0,3}$",
            sentence[max(0, one.start - 45) : one.start],
            re.IGNORECASE,
        )
        closes = re.search(r"(?<![^\W_])(?:naar|tot)\s+(?:\S{1,12}\s+)?$", between, re.IGNORECASE)
        if opens and closes and (one.unit == other.unit or one.unit is None):
            found[one.start], found[other.start] = "van", "naar"
    return found


def _with_unit(raw: _Raw, raws: Sequence[_Raw], pairs: dict[int, str]) -> _Raw:
    """The first number of a pair with the unit of the second: "van 3,8 naar 3,5 procent"."""
    if pairs.get(raw.start) != "van" or raw.unit is not None:
        return raw
    second = raws[raws.index(raw) + 1]
    return dataclasses.replace(raw, unit=second.unit, scale=raw.scale or second.scale)


# ------------------------------------------------------------------------------ norm or result


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    lists = words(SENTENCES)
    norm, target = any_of(lists["targets"]["norm"]), any_of(lists["targets"]["streefwaarde"])
    result = any_of(lists["results"]["words"])
    return re.compile(
        rf"(?<![^\W_])(?:(?P<norm>[^\W\d_]{{0,20}}{norm})|(?P<streefwaarde>{target})|(?P<waarde>{result}))(?![^\W_])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _connections() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lists = words(SENTENCES)
    signs = any_of(
        [item for items in words()["comparators"].values() for item in items] + words()["approximate"]["words"]
    )
    direct = re.compile(
        rf"(?:[^;]{{0,200}}[\s(])?(?:van|op|tot|naar|:|=|\()\s*(?:een\s+)?(?:{signs}\s*){{0,2}}$", re.IGNORECASE
    )
    copula = re.compile(
        rf"[^;]{{0,200}}(?<![^\W_]){any_of(lists['results']['copulas'])}(?![^\W_])[^;]{{0,80}}$", re.IGNORECASE
    )
    preposition = re.compile(
        rf"(?<![^\W_]){any_of(lists['results']['prepositions'])}\s+(?:(?:de|het|een|deze|onze|zijn|haar|die|dit)\s+)?(?:[^\W\d_]{{3,20}}\s+)?$",
        re.IGNORECASE,
    )
    return direct, copula, preposition


@lru_cache(maxsize=1)
def _cue_behind() -> re.Pattern[str]:
    lists = words(SENTENCES)["targets"]
    return re.compile(
        rf"\s*(?:(?:als\s+|de\s+|onze\s+|het\s+){{0,2}}(?:(?P<norm>[^\W\d_]{{0,20}}{any_of(lists['norm'])})|{any_of(lists['streefwaarde'])})"
        rf"(?:\s+(?:is|was|geldt|gold|hanteren|gesteld|die)(?![^\W_])|\s*[.;])"
        rf"|(?:\S{{2,20}}\s+)?(?:(?:die|dat|zoals|zijn|is|was|wordt|werd)\s+)?(?:(?:wij|we)\s+)?(?:(?P<allowed>{any_of(lists['norm_behind'])})|{any_of(lists['behind'])})(?![^\W_]))",
        re.IGNORECASE,
    )


def _role_behind(behind: str) -> Role:
    """What a number is by the words right behind it: "60 dagen de norm is", "tien weken die wij nastreven"."""
    cue = _cue_behind().match(behind)
    if cue is None:
        return "waarde"
    return "norm" if cue["norm"] or cue["allowed"] else "streefwaarde"


def _role(before: str, has_sign: bool) -> Role:
    """What a number is, by the words between it and the number before it: the nearest cue counts."""
    matches = list(_cues().finditer(before))
    if not matches:
        return "waarde"
    cue = matches[-1]
    role = cue.lastgroup
    if role == "waarde":
        return "waarde"
    tail = before[cue.end() :]
    direct, copula, preposition = _connections()
    kind: Role = "norm" if role == "norm" else "streefwaarde"
    if not tail.strip() or direct.fullmatch(tail):
        return kind
    governed = preposition.search(before[: cue.start()])
    if copula.fullmatch(tail) and not governed:
        return kind
    return kind if has_sign and not governed else "waarde"
