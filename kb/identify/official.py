"""What official publications say of themselves: number, dossier, session, chamber, address.

Sources, best first: the official metadata (`ReadDocument.official`, keys as in the metadata files with or
without their prefix), the number printed in the margin ("kst-32545-143"), the running foot ("Tweede Kamer,
vergaderjaar 2020–2021, 32 545, nr. 143"), the kop of the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.identify.sessions import compact_session, parse_session
from kb.identify.view import View

ADDRESS = "https://zoek.officielebekendmakingen.nl/"

_NUMBER = re.compile(
    r"(?P<id>kst-\d{4,6}(?:-[A-Z]+(?:-[A-Z]+)?)?-(?:\d{1,4}|[A-Z]{1,3})(?:-[a-z]\d)?|ah-[te]k-\d{8}-\d{1,4}"
    r"|h-[te]k-\d{8}-\d{1,3}-\d{1,5}|kv-[te]k-\d{4}Z\d{5}|blg-\d{3,8}|st(?:b|crt)-\d{4}-\d{1,6})",
)
_WHOLE_NUMBER = re.compile(rf"^\W{{0,2}}{_NUMBER.pattern}\W{{0,2}}$")
_SEPARATOR = r"\s?[-–—]\s?"
_FOOT = re.compile(
    rf"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar (?P<session>\d{{4}}{_SEPARATOR}\d{{2,4}}), "
    r"(?P<dossier>\d{2} ?\d{3})(?:[ -](?P<chapter>[IVX]{1,6}|[A-Z]{1,2}))?(?: \(R ?\d+\))?, "
    r"(?:nr\. ?(?P<number>\d{1,4})|(?P<letter>[A-Z]{1,3}))(?!\w)",
    re.IGNORECASE,
)
_FOOT_ANNEX = re.compile(
    rf"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar (?P<session>\d{{4}}{_SEPARATOR}\d{{2,4}}), Aanhangsel",
    re.IGNORECASE,
)
_SESSION_LINE = re.compile(rf"^Vergaderjaar (\d{{4}}{_SEPARATOR}\d{{2,4}})$", re.IGNORECASE)
_DOSSIER_LINE = re.compile(r"^(\d{2} \d{3})(?: ([IVX]{1,6}|[A-Z]))?(?: \(R ?\d+\))?$")
_NUMBER_LINE = re.compile(r"^(?:Nr\. ?(\d{1,4})|([A-Z]{1,3}))(?:\s+[A-Z]{3}.*)?$")


@dataclass(frozen=True, slots=True)
class Official:
    """What an official publication says of itself; `kamerstuk` as "31066, nr. 1232"."""

    official_id: str | None = None
    kamerstuk: str | None = None
    session: str | None = None
    chamber: str | None = None
    url: str | None = None
    evidence: str | None = None


def metadata(view: View, *names: str) -> list[str]:
    """The values of official metadata under any of `names` (without prefix, in lower case), in that order."""
    by_name: dict[str, list[str]] = {}
    for key, values in view.read.official.items():
        by_name.setdefault(re.split(r"[.:]", key)[-1].lower(), []).extend(value.strip() for value in values)
    return [value for name in names for value in by_name.get(name, []) if value]


def find_official(view: View) -> Official:
    """The official identity of a paper; all None for a document that is no official publication."""
    return _from_metadata(view) or _from_margin(view) or _from_foot(view) or _from_head(view) or Official()


def official_from_number(number: str, evidence: str, session: str | None = None) -> Official:
    """Everything that follows from an official number ("kst-36200-IX-12")."""
    parts = number.split("-")
    kamerstuk, chamber = None, None
    if parts[0] == "kst":
        last = next((i for i in range(len(parts) - 1, 1, -1) if not re.fullmatch(r"[a-z]\d", parts[i])), 2)
        item = parts[last]
        dossier = "-".join([parts[1], *parts[2:last]])
        kamerstuk = f"{dossier}, nr. {item}" if item.isdigit() else f"{dossier}, {item}"
        chamber = "TK" if item.isdigit() else "EK"
    elif parts[0] in {"ah", "h"}:
        chamber = parts[1].upper()
        session = compact_session(parts[2])
    extension = ".pdf" if parts[0] == "blg" else ".html"
    return Official(number, kamerstuk, session, chamber, f"{ADDRESS}{number}{extension}", evidence)


def kamerstuk_parts(text: str) -> tuple[str, str] | None:
    """Dossier and number of a Kamerstuk in any form ("31 066, nr. 1232", "36200-IX-12", "36202, A")."""
    match = re.search(
        r"(?<!\d)(?P<dossier>\d{2} ?\d{3})(?:[ -](?P<chapter>[IVX]{1,6}))?(?:,? ?nr\.? ?|[, -]+)(?P<number>\d{1,4}|[A-Z]{1,3})\b",
        text,
    )
    if match is None:
        return None
    dossier = match["dossier"].replace(" ", "")
    return (f"{dossier}-{match['chapter']}" if match["chapter"] else dossier), match["number"]


def _from_metadata(view: View) -> Official | None:
    number = next((item for item in metadata(view, "identifier") if _NUMBER.fullmatch(item)), None)
    if number is None:
        return None
    session = next((parse_session(item) for item in metadata(view, "vergaderjaar")), None)
    return official_from_number(number, number, session)


def _from_margin(view: View) -> Official | None:
    """The number alone on a line or in the furniture, on the first pages."""
    texts = [*view.furniture, *(line.text for line in view.first_page), *(line.text for line in view.head)]
    for text in texts:
        match = _WHOLE_NUMBER.match(text)
        if match and not match["id"].startswith("blg"):
            return official_from_number(match["id"], text, _head_session(view))
    return None


def _head_session(view: View) -> str | None:
    for text in (*(line.text for line in view.head), *view.furniture):
        match = _SESSION_LINE.match(text) or _FOOT.search(text) or _FOOT_ANNEX.search(text)
        if match and (session := parse_session(match.group())):
            return session
    return None


def _whole_line_feet(view: View) -> list[str]:
    """Lines that are a running foot from their first word on: a reference in running text is none."""
    lines = [
        line.text for line in view.lines if line.text.lower().startswith(("tweede kamer, v", "eerste kamer, v"))
    ]
    return [*view.furniture, *lines]


def _from_foot(view: View) -> Official | None:
    for text in _whole_line_feet(view):
        if match := _FOOT.match(text):
            session = parse_session(match["session"])
            dossier = match["dossier"].replace(" ", "")
            item = match["number"] or (match["letter"] or "").upper()
            if item == "NR":
                continue
            parts = ["kst", dossier, *([match["chapter"].upper()] if match["chapter"] else []), item]
            return official_from_number("-".join(parts), match.group(), session)
        if match := _FOOT_ANNEX.match(text):
            session = parse_session(match["session"])
            number = _annex_number(view)
            if session and number:
                chamber = "tk" if match["chamber"].lower() == "tweede" else "ek"
                official_id = f"ah-{chamber}-{session.replace('-', '')}-{number}"
                return official_from_number(official_id, match.group(), session)
    return None


def _annex_number(view: View) -> str | None:
    """The number of an Aanhangsel: the first line of digits alone after its kop, before the questions."""
    texts = [line.text for line in view.head]
    for position, text in enumerate(texts):
        if text.lower().startswith(("vragen gesteld door", "aanhangsel van de handelingen")):
            for later in texts[position + 1 : position + 8]:
                if re.fullmatch(r"\d{1,4}", later) and later != "2" and later != "1":
                    return later
                if later.lower().startswith("vragen van"):
                    break
    return None


def _from_head(view: View) -> Official | None:
    """The kop of a Kamerstuk without foot or margin: session, dossier and number each on their line."""
    texts = [line.text for line in view.head[:40]]
    session = next((parse_session(match[1]) for text in texts if (match := _SESSION_LINE.match(text))), None)
    if session is None:
        return None
    at = next((i for i, text in enumerate(texts) if _DOSSIER_LINE.match(text)), None)
    if at is None:
        return Official(session=session, evidence=f"Vergaderjaar {session}")
    dossier = _DOSSIER_LINE.match(texts[at])
    assert dossier is not None
    for text in texts[at + 1 : at + 12]:
        match = _NUMBER_LINE.match(text)
        if match and match[1]:
            parts = ["kst", dossier[1].replace(" ", ""), *([dossier[2]] if dossier[2] else []), match[1]]
            return official_from_number("-".join(parts), f"{texts[at]}, {text}", session)
    return Official(session=session, evidence=f"Vergaderjaar {session}")
