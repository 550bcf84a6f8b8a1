"""What official publications say of themselves: number, dossier, session, chamber, address.

Sources, best first: the official metadata (`ReadDocument.official`, keys as in the metadata files with or
without their prefix), the number printed in the margin ("kst-32545-143"), the running foot ("Tweede Kamer,
vergaderjaar 2020–2021, 32 545, nr. 143"), the kop of the paper. A number in running text is a reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.identify.sessions import compact_session, parse_session
from kb.identify.view import View

ADDRESS = "https://zoek.officielebekendmakingen.nl/"

# A dossier has five digits, and after them a budget chapter (36 200 IX) or a part (21 501-31).
_DOSSIER = r"(?P<dossier>\d{2} ?\d{3})(?:(?:-| )(?P<part>[IVX]{1,6}|\d{2})(?!\w))?"
_NUMBER = (
    r"(?P<id>kst-\d{4,6}(?:-(?:[A-Z]{1,6}|\d{2}))?-(?:\d{1,4}|[A-Z]{1,3})(?:-[a-z]\d)?|ah-[te]k-\d{8}-\d{1,4}"
    r"|h-[te]k-\d{8}-\d{1,3}-\d{1,5}|blg-\d{3,8}|st(?:b|crt)-\d{4}-\d{1,6})"
)
_OFFICIAL_NUMBER = re.compile(_NUMBER)
_WHOLE_NUMBER = re.compile(rf"^\W{{0,2}}{_NUMBER}\W{{0,2}}$")
_SESSION = r"(?P<session>\d{4}\s?[-–—]\s?\d{2,4})"
_FOOT = re.compile(
    rf"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar {_SESSION}, {_DOSSIER}(?: \(R ?\d+\))?, "
    r"(?:[Nn]r\. ?(?P<number>\d{1,4})|(?P<letter>[A-Z]{1,3}))(?!\w)"
)
_FOOT_ANNEX = re.compile(rf"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar {_SESSION}, Aanhangsel")
_SESSION_LINE = re.compile(rf"^Vergaderjaar {_SESSION}$", re.IGNORECASE)
_CHAMBER_LINE = re.compile(r"^(?P<chamber>Tweede|Eerste) Kamer der Staten-Generaal", re.IGNORECASE)
_DOSSIER_LINE = re.compile(rf"^{_DOSSIER}(?: \(R ?\d+\))?(?P<title>\s.*)?$")
_ITEM_LINE = re.compile(r"^(?:[Nn]r\. ?(?P<number>\d{1,4})|(?P<letter>[A-Z]{1,2}))\d?(?P<rest>\s.*)?$")
_ANY_KAMERSTUK = re.compile(
    rf"(?<!\d){_DOSSIER}"
    r"(?:,? ?nrs?\.? ?(?P<number>\d{1,4})|-(?P<bare>\d{1,4})|, ?(?P<letter>[A-Z]{1,3}))(?!\w)"
)
_KOP_LINES = 40
_DOSSIER_LINES = 14
_ITEM_REACH = 14
_ANNEX_REACH = 8
_CHAMBER_NUMBERS = {"1", "2"}


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
    return _from_metadata(view) or _from_margin(view) or _from_foot(view) or _from_kop(view) or Official()


def official_from_number(number: str, evidence: str, session: str | None = None) -> Official:
    """Everything that follows from an official number ("kst-36200-IX-12")."""
    parts = number.split("-")
    kamerstuk, chamber = None, None
    if parts[0] == "kst":
        last = len(parts) - 1
        if re.fullmatch(r"[a-z]\d", parts[last]):
            last -= 1
        dossier, item = "-".join(parts[1:last]), parts[last]
        kamerstuk = f"{dossier}, nr. {item}" if item.isdigit() else f"{dossier}, {item}"
        chamber = "TK" if item.isdigit() else "EK"
    elif parts[0] in {"ah", "h"}:
        chamber = parts[1].upper()
        session = compact_session(parts[2])
    extension = ".pdf" if parts[0] == "blg" else ".html"
    return Official(number, kamerstuk, session, chamber, f"{ADDRESS}{number}{extension}", evidence)


def kamerstuk_parts(text: str) -> tuple[str, str] | None:
    """Dossier and number of a Kamerstuk in any form: "31 066, nr. 1232", "36200-IX-12", "36202, A".

    The dossier with its part ("36200-IX", "21501-31"); None where no dossier and number stand.
    """
    match = _ANY_KAMERSTUK.search(text)
    if match is None:
        return None
    return _dossier(match), match["number"] or match["bare"] or match["letter"]


def _dossier(match: re.Match[str]) -> str:
    digits = match["dossier"].replace(" ", "")
    return f"{digits}-{match['part']}" if match["part"] else digits


def _from_metadata(view: View) -> Official | None:
    number = next((item for item in metadata(view, "identifier") if _OFFICIAL_NUMBER.fullmatch(item)), None)
    if number is None:
        return None
    session = next((parse_session(item) for item in metadata(view, "vergaderjaar")), None)
    return official_from_number(number, number, session)


def _from_margin(view: View) -> Official | None:
    """The number alone on a line of the first pages, or in the furniture."""
    for text in (*view.furniture, *(line.text for line in (*view.first_page, *view.head))):
        match = _WHOLE_NUMBER.match(text)
        if match and not match["id"].startswith("blg"):
            return official_from_number(match["id"], text, _kop_session(view))
    return None


def _kop_session(view: View) -> str | None:
    for text in (*(line.text for line in view.head), *view.furniture):
        match = _SESSION_LINE.match(text) or _FOOT.match(text) or _FOOT_ANNEX.match(text)
        if match and (session := parse_session(match["session"])):
            return session
    return None


def _from_foot(view: View) -> Official | None:
    for text in (*view.furniture, *(line.text for line in view.lines)):
        if not text.startswith(("Tweede Kamer, v", "Eerste Kamer, v")):
            continue
        session = parse_session(text)
        if match := _FOOT.match(text):
            item = match["number"] or match["letter"]
            return official_from_number(f"kst-{_dossier(match)}-{item}", match.group(), session)
        match = _FOOT_ANNEX.match(text)
        found = _annex(view, match["chamber"], session, match.group()) if match and session else None
        if found is not None:
            return found
    return None


def _annex(view: View, chamber: str, session: str, evidence: str) -> Official | None:
    number = _annex_number(view)
    if number is None:
        return None
    house = "tk" if chamber.lower() == "tweede" else "ek"
    return official_from_number(f"ah-{house}-{session.replace('-', '')}-{number}", evidence, session)


def _annex_number(view: View) -> str | None:
    """The number of an Aanhangsel: the first line of digits alone after its kop, before the questions."""
    texts = [line.text for line in view.head]
    for position, text in enumerate(texts):
        if text.lower().startswith(("vragen gesteld door", "aanhangsel van de handelingen")):
            for later in texts[position + 1 : position + 1 + _ANNEX_REACH]:
                if later.lower().startswith("vragen van"):
                    break
                if re.fullmatch(r"\d{1,4}", later) and later not in _CHAMBER_NUMBERS:
                    return later
    return None


def _from_kop(view: View) -> Official | None:
    """The kop of a Kamerstuk without margin or foot: a line with the dossier, below it one with the number.

    The number goes with the first dossier only. A title in capitals, or the session above, must confirm it.
    """
    texts = [line.text for line in view.head[:_KOP_LINES]]
    session = next((parse_session(text) for text in texts if _SESSION_LINE.match(text)), None)
    for position, text in enumerate(texts[:_DOSSIER_LINES]):
        dossier = _DOSSIER_LINE.match(text)
        item = _item_below(texts[position + 1 : position + 1 + _ITEM_REACH]) if dossier else None
        if dossier and item and (session or _has_capitals(item[1])):
            number = f"kst-{_dossier(dossier)}-{item[0]}"
            return official_from_number(number, f"{text}, {item[2]}", session)
    chamber = next((match["chamber"] for text in texts if (match := _CHAMBER_LINE.match(text))), None)
    if session and chamber and (annex := _annex(view, chamber, session, f"Vergaderjaar {session}")):
        return annex
    return Official(session=session, evidence=f"Vergaderjaar {session}") if session else None


def _item_below(texts: Sequence[str]) -> tuple[str, str, str] | None:
    """The number of the paper, the words after it (on the line, or on the next one), and the line."""
    for position, text in enumerate(texts):
        match = _ITEM_LINE.match(text)
        if match is None:
            continue
        rest = (match["rest"] or "").strip()
        following = rest or (texts[position + 1] if position + 1 < len(texts) else "")
        if match["number"] or _has_capitals(following):
            return match["number"] or match["letter"], following, text
    return None


def _has_capitals(text: str) -> bool:
    return bool(re.match(r"[A-Z]{3,}(?:\s[A-Z]+)*", text))
