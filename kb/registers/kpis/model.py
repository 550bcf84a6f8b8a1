"""The record of the register: one value of one KPI, with its source, and how it stands to other values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from kb.anchors import fold
from kb.records import Anchor, ReportingPeriod, Review
from kb.registers.kpis.headers import Role
from kb.registers.kpis.labels import Labels
from kb.taxonomy import Taxonomy

ConflictKind = Literal["tegenspraak", "afronding", "tussenstand", "andere-definitie", "leesfout"]
Where = Literal["table", "text"]
_ID_LENGTH: Final = 10


@dataclass(frozen=True, slots=True)
class Conflict:
    """How a value differs from another one of the same series and year.

    `kpi_value_id` is the other value; `likely_error` the id of the one of the two that is probably a slip of
    the pen, None when nothing tells; `why` (Dutch) gives the reason and both values with their sources.
    """

    kpi_value_id: str
    kind: ConflictKind
    likely_error: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the document itself says about a value: a passage and its words."""

    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class KpiValue:
    """One value as one place of a document gives it.

    `kpi` is the id of the canonical KPI, None for an indicator that is none; `label` is then the document's own
    name, as `label_in_text` always is. `series` is the KPI of one organisation ("dienst-toeslagen|…"): values
    are compared only inside it. `value` is in `unit` as written ("4,9" in "miljard euro" is 4.9), None for "-",
    "n.v.t.", words or a range; `text` are the exact words. `year` is the last year of `period`. `met` says
    whether a result meets the norm of its own document, None where nothing tells. `inferred` are the fields
    that do not stand in the cell or sentence itself.
    """

    kpi_value_id: str
    kpi: str | None
    label: str
    organisation: str | None
    year: int | None
    period: ReportingPeriod | None
    role: Role
    value: float | None
    unit: str | None
    comparator: str | None
    text: str
    document_id: str
    passage_id: str
    source: str
    page: int | None
    line: int | None
    explanation: Explanation | None = None
    met: bool | None = None
    definition_note: str | None = None
    confidence: float = 1.0
    conflicts: tuple[Conflict, ...] = ()
    conflict: bool = False
    organisation_id: str | None = None
    series: str = ""
    label_in_text: str = ""
    where: Where = "table"
    decimals: int = 0
    repaired: str | None = None
    inferred: tuple[str, ...] = ()
    rule: str = ""
    anchor: Anchor | None = None
    char_start: int | None = None
    char_end: int | None = None
    review: Review = "open"


@dataclass(frozen=True, slots=True)
class Tools:
    """What finding needs besides the document; build once with `Tools.of`."""

    taxonomy: Taxonomy
    labels: Labels

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> Tools:
        """The tools for a taxonomy; takes milliseconds."""
        return cls(taxonomy, Labels(taxonomy))


def identifier(document_id: str, words: str, number: int) -> str:
    """An id that stays while the words of the value stay: `number` counts equal ones."""
    letters = fold(words).text
    digest = hashlib.sha256(f"{document_id}|{letters}|{number}".encode()).hexdigest()
    return f"kpi-{digest[:_ID_LENGTH]}"
