"""Who signs: the name below the function at the end of a letter, or below a foreword.

A signature is a function ("De Staatssecretaris van Financiën,") with a name on the line below or above
it. The function tells the two apart from any other two lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.identify.official import metadata
from kb.identify.view import Line, View

_FUNCTION = re.compile(
    r"^(?:namens deze[,:]?\s*)?(?:de |het |namens (?:de |het )?)?(?:demissionair |plaatsvervangend |plv\. |waarnemend |wnd\. |algemeen )?"
    r"(?:minister|staatssecretaris|minister-president|secretaris-generaal|directeur(?:-generaal)?|inspecteur-generaal"
    r"|voorzitter|bestuursvoorzitter|hoofddirecteur|programmadirecteur|president|vicepresident|vice-president"
    r"|hoofd|afdelingshoofd|griffier|adjunct-griffier|ombudsman|raad van bestuur|dg|d-g)\b",
    re.IGNORECASE,
)
_INITIALS = r"(?:[A-Z](?:[a-z]|h)?\.\s?){1,5}"
_TUSSEN = r"(?:(?:van|de|der|den|ten|ter|te|’t|'t|in|op|el|al|ver|von|la|le|du)\s){0,3}"
_SURNAME = r"[A-ZÀ-Ý][\w’'à-ÿ-]{1,24}(?:[- ](?:(?:van|de|der|den)\s){0,2}[A-ZÀ-Ý][\w’'à-ÿ-]{1,24}){0,2}"
_GIVEN = r"(?:[A-ZÀ-Ý][a-zà-ÿ’'-]{1,14}\s){1,2}"
_TITLES = r"(?:(?:drs|dr|mr|ir|ing|prof|mw|dhr|MSc|MA|RA)\.?\s?){0,3}"
_NAME = re.compile(
    rf"^(?:{_TITLES}(?:{_INITIALS}|{_GIVEN})(?:\([A-Z][\w-]+\)\s)?{_TUSSEN}{_SURNAME})(?:,? (?:MSc|MA|RA|RE|MBA|MPA|LLM|CPC)){{0,3}}$"
)
_FOREWORD = re.compile(r"^(?:\d\.?\s)?(?:voorwoord|woord vooraf|ten geleide|bericht van)", re.IGNORECASE)
_FUNCTION_LINES = 3
_FOREWORD_LINES = 140


@dataclass(frozen=True, slots=True)
class SignatoryFound:
    """The name, the words around it (function and name), and the place of the signature among the lines."""

    name: str
    evidence: str
    index: int | None = None


def find_signatory(view: View, kind: str | None) -> SignatoryFound | None:
    """Who signed the document; None when no name stands with a function."""
    if kind == "motie":
        return _movers(view)
    if kind == "antwoord-kamervragen" and (found := _answered(view)):
        return found
    body = [line for line in view.lines if line.role not in {"furniture", "footnote"}]
    found = _signature(body[-200:], last=True)
    return found or _signature(_foreword(view), last=False)


def _answered(view: View) -> SignatoryFound | None:
    receivers = metadata(view, "ontvanger")
    if receivers:
        return SignatoryFound(" en ".join(receivers), "; ".join(receivers))
    kop = " ".join(line.text for line in view.head[:40])
    match = re.search(
        rf"\b(?:Antwoord|Mededeling) van (?:de )?(?:Minister|Staatssecretaris) (?P<name>{_TUSSEN}{_SURNAME}) \(",
        kop,
        re.IGNORECASE,
    )
    return SignatoryFound(match["name"], match.group().rstrip(" (")) if match else None


def _movers(view: View) -> SignatoryFound | None:
    """Who moved a motie: the metadata's movers, else the names below its last words."""
    movers = metadata(view, "indiener")
    if movers:
        return SignatoryFound(" en ".join(movers), "; ".join(movers))
    for line in view.lines:
        if re.search(r"gaat over tot de orde van de dag", line.text, re.IGNORECASE):
            names = []
            for later in view.lines[line.index + 1 : line.index + 13]:
                if len(later.text.split()) > 5 or re.search(r"\d", later.text) or later.role == "furniture":
                    break
                names.append(later.text)
            if names:
                return SignatoryFound(_listed(names), ", ".join(names))
    return None


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def _foreword(view: View) -> list[Line]:
    for line in view.lines[:400]:
        if _FOREWORD.match(line.text) and len(line.text) < 60:
            end = line.index + _FOREWORD_LINES
            return [item for item in view.lines[line.index + 1 : end] if item.role != "furniture"]
    return []


def _signature(lines: list[Line], *, last: bool) -> SignatoryFound | None:
    """The signatures among `lines`: the last one, with those right above it; or the first one."""
    found = [item for position in range(len(lines)) if (item := _signed_at(lines, position))]
    if not found:
        return None
    if not last:
        return found[0]
    group = [found[-1]]
    for item in reversed(found[:-1]):
        if group[0].index is None or item.index is None or group[0].index - item.index > 5:
            break
        if item.name != group[0].name:
            group.insert(0, item)
    names = [item.name for item in group]
    return SignatoryFound(_listed(names), " ".join(item.evidence for item in group), group[0].index)


def _signed_at(lines: list[Line], position: int) -> SignatoryFound | None:
    line = lines[position]
    if not _FUNCTION.match(line.text) or len(line.text) > 110:
        return None
    words = [line.text]
    for later in lines[position + 1 : position + 1 + _FUNCTION_LINES]:
        name = later.text.rstrip(" ,.")
        if _NAME.match(name) and not _FUNCTION.match(name):
            return SignatoryFound(name, " ".join([*words, later.text]), line.index)
        if (
            not (words[-1].endswith(("–", "-", ",", " en", " van")) or later.text[:1].islower())
            or len(later.text) > 90
        ):
            break
        words.append(later.text)
    above = lines[position - 1].text.rstrip(" ,.") if position else ""
    if len(line.text) < 70 and _NAME.match(above) and not _FUNCTION.match(above):
        return SignatoryFound(above, f"{above} {line.text}", line.index)
    return None
