"""Who signs: the name with the function at the end of a letter, or below a foreword.

A signature is a line with a function ("De Staatssecretaris van Financiën,") and a name on a line right
below or above it: the function tells them from any other two lines. The words are in `names.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kb.identify.official import metadata
from kb.identify.view import Line, View

_LAST_LINES = 250
_FUNCTION_LINES = 3
_LONGEST_FUNCTION, _LONGEST_FUNCTION_BELOW = 110, 75
_SAME_GROUP = 6
_MOVERS_REACH, _MOVER_WORDS = 13, 5
_ENDS_OPEN = ("–", "-", ",", " en", " van", " voor", " der", " de")


@dataclass(frozen=True, slots=True)
class SignatoryFound:
    """The name (several joined by "en"), the words with their function, the first line's place."""

    name: str
    evidence: str
    index: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of a function at a line's beginning, of a name that is a whole line, of a surname."""
    data = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))

    def choice(name: str) -> str:
        return "|".join(re.escape(item) for item in sorted(data[name], key=len, reverse=True))

    function = re.compile(
        rf"^(?:(?:{choice('voorvoegsels')})\s){{0,3}}(?:{choice('functies')})(?![\w-])", re.IGNORECASE
    )
    word = r"[A-ZÀ-Ý][\w’'à-ÿ]{0,24}(?:-[A-ZÀ-Ý]?[\w’'à-ÿ]{1,24})?"
    between = rf"(?:(?:{choice('tussenvoegsels')})\s){{0,3}}"
    surname = rf"(?i:{between})(?:[dl]’)?{word}(?:[- ](?i:{between}){word})?"
    initials = r"(?:[A-Z][a-z]?\.\s?){1,6}"
    given = r"(?:[A-ZÀ-Ý][a-zà-ÿ’'-]{1,14}\s){1,2}"
    titles = rf"(?i:(?:(?:{choice('titels')})\.?\s?){{0,3}})"
    after = rf"(?:,?\s(?:{choice('achtertitels')})){{0,3}}"
    no_name = rf"(?!(?:{choice('geen_naam')})\b)"
    person = rf"{titles}(?:{initials}|{given}(?:{initials})?)(?:\([A-Z][\w-]+\)\s)?{surname}{after}"
    return function, re.compile(rf"^{no_name}(?:{person})$"), re.compile(surname)


def is_function(text: str) -> bool:
    """True for a line that begins with the function of someone who signs."""
    return bool(_patterns()[0].match(text))


def is_name(text: str) -> bool:
    """True for a line that is a person's name and nothing else: "drs. A. van der Berg-Jansen MPA"."""
    return bool(_patterns()[1].match(text)) and not is_function(text)


def find_signatory(view: View, kind: str | None) -> SignatoryFound | None:
    """Who signed the document; None when no name stands with a function."""
    if kind == "motie":
        return _movers(view)
    if kind == "antwoord-kamervragen" and (found := _answered(view)):
        return found
    body = [line for line in view.lines if line.role not in {"furniture", "footnote", "letterhead"}]
    return _signature(body[-_LAST_LINES:], last=True) or _signature(view.foreword, last=False)


def _answered(view: View) -> SignatoryFound | None:
    """Who answers: the metadata's receiver of the questions, else the name in the kop."""
    receivers = metadata(view, "ontvanger")
    if receivers:
        return SignatoryFound(_listed(receivers), "; ".join(receivers), 0)
    _, _, surname = _patterns()
    match = re.search(
        rf"\b(?:Antwoord|Mededeling) van (?:de )?(?:Minister|Staatssecretaris) (?P<name>{surname.pattern}) \(",
        view.kop,
    )
    return SignatoryFound(match["name"], match.group().rstrip(" ("), 0) if match else None


def _movers(view: View) -> SignatoryFound | None:
    """Who moved a motie: the metadata's movers, else the names below its last words."""
    movers = metadata(view, "indiener")
    if movers:
        return SignatoryFound(_listed(movers), "; ".join(movers), 0)
    for line in view.lines:
        if not re.search(r"gaat over tot de orde van de dag", line.text, re.IGNORECASE):
            continue
        names: list[str] = []
        for later in view.lines[line.index + 1 : line.index + _MOVERS_REACH]:
            wordy = len(later.text.split()) > _MOVER_WORDS or re.search(r"\d", later.text)
            if wordy or later.role == "furniture":
                break
            names.append(later.text)
        if names:
            return SignatoryFound(_listed(names), ", ".join(names), line.index + 1)
    return None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _signature(lines: Sequence[Line], *, last: bool) -> SignatoryFound | None:
    """The last signature among `lines` with those right above it; or only the first one."""
    found = [item for position in range(len(lines)) if (item := _signed_at(lines, position))]
    if not found or not last:
        return found[0] if found else None
    group = [found[-1]]
    for item in reversed(found[:-1]):
        if group[0].index - item.index > _SAME_GROUP:
            break
        if item.name != group[0].name:
            group.insert(0, item)
    names = [item.name for item in group]
    return SignatoryFound(_listed(names), " ".join(item.evidence for item in group), group[0].index)


def _signed_at(lines: Sequence[Line], position: int) -> SignatoryFound | None:
    """The signature whose function begins on the line at `position`."""
    line = lines[position]
    if len(line.text) > _LONGEST_FUNCTION or not is_function(line.text):
        return None
    words = [line.text]
    for later in lines[position + 1 : position + 1 + _FUNCTION_LINES]:
        name = later.text.rstrip(" ,.")
        if is_name(name):
            return SignatoryFound(name, " ".join([*words, later.text]), line.index)
        open_ended = words[-1].endswith(_ENDS_OPEN) or later.text[:1].islower() or is_function(later.text)
        if not open_ended or len(later.text) > _LONGEST_FUNCTION:
            break
        words.append(later.text)
    above = lines[position - 1].text.rstrip(" ,.") if position else ""
    if len(line.text) < _LONGEST_FUNCTION_BELOW and is_name(above):
        return SignatoryFound(above, f"{above} {line.text}", line.index)
    return None
