"""What a number in a sentence is about: a KPI named there, a row of the document's tables, what came before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb.language.analysis import analyse
from kb.registers.kpis.amounts import SENTENCES, Amount
from kb.registers.kpis.labels import Mention, content_words, units_agree
from kb.registers.kpis.lexicon import any_of, words
from kb.registers.kpis.model import KpiValue
from kb.registers.kpis.tables import Name

_WITH: Final = re.compile(r"\s*met\s+(?:een\s+)?(?:\S{1,10}\s+)?", re.IGNORECASE)
_BACK: Final = re.compile(r"(?<![^\W_])(?:dat|dit|deze|die|daarmee)(?![^\W_])", re.IGNORECASE)
"""As in "Met een 6,8 hebben we dat niet gehaald"."""
_RIGHT_BEHIND: Final = 4
_ALL: Final = 100
_PERCENTAGE: Final = re.compile(r"(?:percentage|graad)(?![^\W_])", re.IGNORECASE)
"""A name that says its unit: a bare number behind it is a share ("Het verzuimpercentage daalde naar 4,8")."""
_PART: Final = 4
"""Letters of a part of a compound that may be shared."""
_NEAR: Final = 160
"""Characters that may lie between a KPI's name and its number."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a number is about, why we think so, and how sure that is.

    `twin` is a value of the document's own tables that the sentence repeats.
    """

    name: Name
    unit: str | None
    rule: str
    confidence: float
    twin: KpiValue | None = None


@lru_cache(maxsize=1)
def _anaphora() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){any_of(words(SENTENCES)['anaphora']['words'])}(?![^\W_])", re.IGNORECASE)


def refers_back(sentence: str, amount: Amount, after: int = 0) -> bool:
    """Whether the number belongs to what was named before: "steeg dit percentage naar", "hiervan is"."""
    begin = max((match.end() for match in re.finditer(r"[;]", sentence[: amount.start])), default=0)
    if _anaphora().search(sentence, max(begin, after), amount.start):
        return True
    return bool(_WITH.fullmatch(sentence[: amount.start]) and _BACK.search(sentence, amount.end))


def named(sentence: str, amount: Amount, mentions: Sequence[Mention]) -> Mention | None:
    """The KPI that the sentence names for this number: the nearest before it, else the nearest behind it."""
    fitting = [
        item for item in mentions
        if max(item.start - amount.end, amount.start - item.end) <= _NEAR and _fits(sentence, amount, item)
    ]  # fmt: skip
    before = [item for item in fitting if item.start < amount.start]
    behind = [item for item in fitting if item.start >= amount.start]
    whole_behind = [item for item in behind if item.start - amount.end < _RIGHT_BEHIND and item.whole]
    if whole_behind:
        return whole_behind[0]
    if before:
        return max(before, key=lambda item: (item.whole, item.end))
    return behind[0] if behind else None


_TERM: Final = re.compile(
    r"binnen\s+(?:\d{1,3}|een|twee|drie|vier|vijf|zes|zeven|acht|tien|twaalf|dertien)\s+"
    r"(?:minuten|uur|dagen|werkdagen|weken|maanden)",
    re.IGNORECASE,
)


def _fits(sentence: str, amount: Amount, mention: Mention) -> bool:
    unit = mention.entry.get("unit")
    if unit == "%" and _other_term(sentence, mention):
        return False
    if amount.unit is not None:
        return amount.unit == unit or units_agree(amount.unit, unit)
    if unit == "%" and amount.value <= _ALL and _PERCENTAGE.search(sentence, mention.start, mention.end):
        return mention.end <= amount.start and bool(_led().search(sentence[: amount.start]))
    if unit in {"%", "kwalitatief", "oordeel", "cijfer", None}:
        return unit == "cijfer" and amount.decimals > 0
    return bool(amount.pair or amount.decimals) or _counts(sentence, amount, mention)


def _other_term(sentence: str, mention: Mention) -> bool:
    """Whether the sentence names a term of its own: "binnen drie weken" makes it another indicator."""
    term = _TERM.search(sentence)
    if term is None or abs(term.start() - mention.end) > _NEAR // 2:
        return False
    said = {word.main for word in content_words(term.group())}
    known = {word.main for spelling in mention.entry.spellings for word in content_words(spelling)}
    return not said <= known


def _counts(sentence: str, amount: Amount, mention: Mention) -> bool:
    """Whether the KPI counts what is counted here: "1.725 klachten", "het aantal klachten is 12"."""
    behind = sentence[amount.end : amount.end + 60]
    if re.match(r"\s*[^\W\d_]", behind):
        counted = content_words(behind)[:2]
        names = (mention.entry.label, *mention.entry.spellings)
        known = {key for text in names for word in content_words(text) for key in word.keys}
        if any(word.keys & known for word in counted):
            return True
    target = amount.role != "waarde" and (amount.comparator is not None or not amount.in_words)
    led = _led().search(sentence[: amount.start]) or 0 <= amount.start - mention.end < _RIGHT_BEHIND
    return mention.end <= amount.start and bool(led or target) and not (amount.in_words and not target)


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    """Words that lead from a KPI to its number: "het aantal klachten bedroeg 12", "kwam uit op 12"."""
    copulas = any_of(words(SENTENCES)["results"]["copulas"])
    return re.compile(
        rf"(?<![^\W_])(?:{copulas}|uit op|op|naar|tot|met|van|tegenover|tegen)\s+(?:\S{{2,10}}\s+)?$|[(:]\s?$",
        re.IGNORECASE,
    )


def fits_before(amount: Amount, unit: str | None) -> bool:
    """Whether a number can belong to what was named before: its unit, or a bare number for a count or mark."""
    if amount.unit is not None:
        return amount.unit == unit
    if unit == "%" and amount.role != "waarde":
        return amount.value <= _ALL
    return unit in {"aantal", "cijfer", "fte"} or (unit or "").startswith("schaal")


# ------------------------------------------------------------------------------ the document's own tables


def repeated(
    sentence: str, before: str, amount: Amount, year: int | None, rows: Iterable[KpiValue]
) -> KpiValue | None:
    """The table value that a sentence repeats: same number, year and role, and a word in common.

    A rounded number counts too ("91 procent" for 90,9 %). None when none or several rows fit.
    """
    spoken = _keys(sentence)
    earlier = _keys(before) if refers_back(sentence, amount) else frozenset()
    fits: dict[str, list[tuple[int, KpiValue]]] = {}
    for row in rows:
        if row.value is None or row.year != year or not _same_role(row.role, amount.role):
            continue
        if not _same_unit(amount, row.unit) or not _equal(row, amount):
            continue
        shared = len(_keys(row.label_in_text) & (spoken | earlier))
        if shared:
            fits.setdefault(row.series, []).append((shared, row))
    if not fits:
        return None
    best = max(max(item[0] for item in items) for items in fits.values())
    chosen = [items for items in fits.values() if max(item[0] for item in items) == best]
    return max(chosen[0], key=lambda item: item[0])[1] if len(chosen) == 1 else None


def _same_unit(amount: Amount, unit: str | None) -> bool:
    """Whether a number is in the unit of a row; a bare one may be a count or a mark."""
    if amount.unit is not None:
        return amount.unit == unit
    return unit in {"aantal", None} or (unit == "cijfer" and amount.decimals > 0)


def _same_role(one: str, other: str) -> bool:
    return (one == "waarde") == (other == "waarde")


def _equal(row: KpiValue, amount: Amount) -> bool:
    value = row.value if row.value is not None else 0.0
    if value == amount.value:
        return True
    return (
        amount.unit == "%"
        and row.decimals > amount.decimals
        and rounded(value, amount.decimals) == amount.value
    )


def rounded(value: float, decimals: int) -> float:
    """`value` with so many decimals, halves away from zero, as people round."""
    factor = 10.0**decimals
    return int(abs(value) * factor + 0.5 + 1e-9) / factor * (1 if value >= 0 else -1)


@lru_cache(maxsize=4_096)
def _keys(text: str) -> frozenset[str]:
    """Content words of a text with the parts of compounds: "burgertevredenheid" shares with "tevredenheid"."""
    keys = {key for word in content_words(text) for key in word.keys if not key.isdigit()}
    return frozenset(keys | {part for term in analyse(text) for part in term.parts if len(part) >= _PART})
