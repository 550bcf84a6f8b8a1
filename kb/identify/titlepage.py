"""Title lines: which lines can be a title, and how a title runs on over the lines below it.

Used for the title itself and for the year beside a document's own name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kb.identify.dates import only_date
from kb.identify.view import Line, View

YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?"
"""A year, or two that belong together, as a pattern."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|kan|kunnen|ligt|zal|zullen|blijkt|gaat)\b"
)
_LABEL = re.compile(
    r"^(?:datum|versie|status|auteur|aan|van|directie|directie/afdeling|afdeling|betreft|onderwerp|inhoud|inhoudsopgave"
    r"|voorwoord|in opdracht van|opdrachtgever|contact|uitgave|colofon|bijlagen?|nr)\b",
    re.IGNORECASE,
)
# A line of running text goes on in the next one: it ends in a word in lower case, a comma or a hyphen.
_RUNS_ON = re.compile(r"(?:\s[a-zà-ÿ][\w’'-]*|[,-])$")
_NUMBERED = re.compile(r"\d{1,3}\s\D|.*\D\s\d{1,3}$")
_TITLE_WORDS = 14
_FULL_LINE, _SHORT_LINE = 50, 90
_MORE_LINES, _MORE_WORDS = 3, 10
_BIG = 1.2


def title_like(view: View, line: Line) -> bool:
    """True for a short line that is not a piece of running text.

    Running text shows by a full line right before or after it, by a comma or hyphen at its end, or by a
    verb of a whole sentence. Type that is clearly bigger than the text's is a title all the same.
    """
    if len(line.text.split()) > _TITLE_WORDS or line.text.endswith((",", ";", "-")) or _VERB.search(line.text):
        return False
    if line.size and view.body_size and line.size >= _BIG * view.body_size:
        return True
    before = view.lines[line.index - 1] if line.index and not line.gap else None
    after = view.lines[line.index + 1] if line.index + 1 < len(view.lines) else None
    if before and len(before.text) > _FULL_LINE and _RUNS_ON.search(before.text):
        return False
    follows = after is not None and not after.gap and len(after.text) > _FULL_LINE
    return not (follows and len(line.text) > _FULL_LINE)


def is_numbered_line(text: str) -> bool:
    """True for what looks like a running foot: a short line with a page number before or after it."""
    return len(text) < _SHORT_LINE and bool(_NUMBERED.match(text))


def whole_title(lines: Sequence[Line], position: int, stops: frozenset[str] = frozenset()) -> str:
    """The title that begins on the line at `position`, with the lines that it runs on over.

    A line with a year is complete. Without one the title takes the year right below or above it, or the
    lines below up to a blank line; a date, a label and a name in `stops` (in lower case) do not belong to it.
    """
    line = lines[position]
    if _YEAR.search(line.text):
        return line.text
    below = lines[position + 1] if position + 1 < len(lines) else None
    above = lines[position - 1].text if position else ""
    if below is not None and re.fullmatch(YEARS, below.text):
        return f"{line.text} {below.text}"
    if re.fullmatch(YEARS, above):
        return f"{line.text} {above}"
    parts = [line.text]
    for later in lines[position + 1 : position + 1 + _MORE_LINES]:
        ended = later.gap or len(later.text.split()) > _MORE_WORDS or later.text.endswith((".", ":", ";"))
        if ended or only_date(later.text) or _LABEL.match(later.text) or later.text.lower() in stops:
            break
        if later.size and line.size and later.size < line.size / _BIG:
            break
        parts.append(later.text)
        if _YEAR.search(later.text):
            break
    return " ".join(parts)
