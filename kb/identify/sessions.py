"""The parliamentary year (vergaderjaar): from Prinsjesdag to the day before the next one.

Rule: article 65 of the Grondwet, the session opens on the third Tuesday of September.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

TUESDAY = 1
_SHORT_YEAR, _TWO_YEARS = 2, 8
_SESSION = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20|21)?\d\d)(?!\d)")


def prinsjesdag(year: int) -> date:
    """The third Tuesday of September of `year`."""
    first = date(year, 9, 1)
    return first + timedelta(days=(TUESDAY - first.weekday()) % 7 + 14)


def session_of(day: date) -> str:
    """The session that `day` falls in, as "2022-2023"."""
    first = day.year if day >= prinsjesdag(day.year) else day.year - 1
    return f"{first}-{first + 1}"


def session_days(session: str) -> tuple[date, date] | None:
    """First and last day of a session in any spelling; None when it is no session."""
    known = parse_session(session)
    if known is None:
        return None
    first = int(known[:4])
    return prinsjesdag(first), prinsjesdag(first + 1) - timedelta(days=1)


def parse_session(text: str) -> str | None:
    """The first session named in `text`, in any spelling ("2022–2023", "2022/23"), as "2022-2023".

    Two years that do not follow each other are no session.
    """
    for match in _SESSION.finditer(text):
        first, second = int(match[1]), match[2]
        if int(second) % 100 == (first + 1) % 100 and (len(second) == _SHORT_YEAR or int(second) == first + 1):
            return f"{first}-{first + 1}"
    return None


def compact_session(text: str) -> str | None:
    """A session written without a mark, as in official numbers: "20222023" → "2022-2023"."""
    digits = text.strip()
    if len(digits) != _TWO_YEARS or not digits.isdigit():
        return None
    return parse_session(f"{digits[:4]}-{digits[4:]}")
