"""The period of a value in words for people."""

from __future__ import annotations

from kb.records import ReportingPeriod
from kb.registers.kpis.differences import extent


def is_interim(period: ReportingPeriod | None) -> bool:
    """Whether a period is a part of a year: until a month, a quarter, a day within it."""
    return extent(period) in {"until", "part"}


def when_text(period: ReportingPeriod | None, year: int | None) -> str:
    """A period as people say it: "t/m november 2023", "Q1 2023"."""
    said = (period.label if period else None) or (str(year) if year is not None else "jaar onbekend")
    return said if year is None or str(year) in said or said == "tot de brief" else f"{said} {year}"
