"""Numbers and references as they are written, each to one form: 31 066, nr. 1236 and kst-31066-1236 alike.

Only how they are *written* is known here; what a reference means and where it leads is for the annotators.
Every pattern is anchored where a token begins and reads a bounded stretch.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Kind = Literal["word", "number", "reference"]

_LOOK_BACK: Final = 60  # characters in which the word "Kamerstuk" may stand before a dossier number
_MAX_LISTED: Final = 20  # papers in one range: "nrs. 12-15"; a longer row is no list of papers


class Found(NamedTuple):
    """One number or reference: offsets in the text, its one form, and its kind.

    `parts` are what it is made of (dossier, numbers): to be indexed beside it, not to search by.
    """

    start: int
    end: int
    form: str
    parts: tuple[str, ...]
    kind: Kind


_SPACE = r"[ \u00a0\u2009\u202f]"
_DOSSIER = re.compile(
    rf"(\d{{2}})(?:{_SPACE}|\.(?=\d{{3}}[^\n]{{0,20}}\bnr))?(\d{{3}})(?![\d.]\d|\d)"
    rf"(?:[-–](\d{{1,4}})(?![\d.,]\d|\d|{_SPACE}?%))?"
    rf"(?:(?:{_SPACE}|[-–])([IVXLC]{{1,6}}[A-Z]?|[A-Z](?=,?{_SPACE}nr))(?!\w))?"
    rf"(?:{_SPACE}?\(R{_SPACE}?\d{{3,5}}\))?"
)
_NUMBERS = re.compile(
    rf",?{_SPACE}?\n?(?:nrs?|nos?|nummers?)\b\.?{_SPACE}?\n?{_SPACE}?"
    r"(\d{1,4}|[A-Z]{1,3})(?![\w])"
    rf"((?:(?:,{_SPACE}?|{_SPACE}(?:en|t/m|tot en met){_SPACE}|[-–])"
    rf"(?:nr\.?{_SPACE}?)?\d{{1,4}}(?![\d.]\d|\w)){{0,12}})"
)
_LETTER = re.compile(rf",{_SPACE}?([A-Z]{{1,3}})(?![\w.])")
_BARE = re.compile(rf"(?:,{_SPACE}?|/|{_SPACE})(\d{{1,4}})(?![\d.,/-]\d|\d|{_SPACE}?%)")
_MORE = re.compile(rf"(?:,|{_SPACE}en){_SPACE}(?=\d{{2}}{_SPACE}?\d{{3}}(?!\d))")
_LISTED = re.compile(r"(,|en|t/m|tot en met|[-–])\D{0,6}?(\d{1,4})")

_SESSION = re.compile(r"((?:19|20)\d\d)\s?[-/–]\s?((?:19|20)?\d\d)(?![\d/.-])")
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(,\d+)?(?![\w])")
_PERCENT = re.compile(rf"{_SPACE}?%")
_DOTTED = re.compile(r"\d{1,4}(?:[.:]\d{1,4}){1,6}(?!\d)")
_PARLIAMENT = re.compile(r"((?:19|20)\d\d)([ADZ])(\d{5})(?!\w)")
_EUROPEAN = re.compile(r"((?:19|20)\d\d/\d{1,4}|\d{1,4}/(?:19|20)\d\d)(?:/(?:EU|EG|EEG))?(?!\w)")

_IDENTIFIER = re.compile(
    r"(?:kst-(?P<kst>\d{5}(?:-[0-9a-z]{1,8}){0,4})"
    r"|(?P<id>(?:ah|h)-(?:tk|ek)-\d{8}(?:-\d{1,5}){1,3}|blg-\d{3,9}|(?:stb|stcrt|trb)-\d{4}-\d{1,6}"
    r"|tz\d{6}-\d{1,5}|t\d{5}|bwbr\d{7}|w\d{2}\.\d{2}\.\d{4}(?:/[ivx]{1,5})?"
    r"|ecli:[a-z]{2}:[a-z0-9]{1,10}:\d{4}:[a-z0-9.]{1,30}))(?!\w)",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    rf"(?P<ah>Aanhangsel)(?:{_SPACE}van{_SPACE}de|{_SPACE}der)?{_SPACE}Handelingen,?{_SPACE}(?:(?P<ahk>II?),?{_SPACE})?"
    rf"(?P<ah1>\d{{4}})[-/–](?P<ah2>\d{{2,4}}),?{_SPACE}(?:aanhangsel{_SPACE})?(?:nr\.?{_SPACE}?)?(?P<ahn>\d{{1,5}})(?!\d)"
    rf"|Handelingen,?{_SPACE}(?P<hk>II?|TK|EK),?{_SPACE}(?P<h1>\d{{4}})[-/–](?P<h2>\d{{2,4}}),?{_SPACE}"
    rf"nr\.?{_SPACE}?(?P<hn>\d{{1,4}})(?:,?{_SPACE}(?:item{_SPACE}|p\.?{_SPACE}?|blz\.?{_SPACE}?)(?P<hi>\d{{1,5}}))?"
    rf"|(?P<gazette>Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad)\.?{_SPACE}(?P<gy>\d{{4}}),?{_SPACE}"
    rf"(?:nr\.?{_SPACE}?)?(?P<gn>\d{{1,6}})(?!\d)",
    re.IGNORECASE,
)
_GAZETTES: Final = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb"}


def identifier(text: str, at: int) -> list[Found]:
    """A number of a paper, a law or a court at the letters that begin at `at`: blg-1007826, TZ202603-130."""
    match = _IDENTIFIER.match(text, at)
    if match is None:
        return []
    if match["kst"]:
        form = match["kst"].lower()
        return [Found(at, match.end(), form, _pieces(form), "reference")]
    form = match["id"].lower()
    return [Found(at, match.end(), form, (), "reference")]


def phrase(text: str, at: int) -> list[Found]:
    """A reference that begins with a word: "Handelingen II 2022/23, nr. 83, item 26", "Stb. 2022, 532"."""
    match = _PHRASE.match(text, at)
    if match is None:
        return []
    parts: tuple[str, ...]
    if match["gazette"]:
        name = match["gazette"].lower()
        form = f"{_GAZETTES.get(name, name)}-{match['gy']}-{int(match['gn'])}"
        parts = _pieces(form)
    elif match["ah"]:
        years, number = _session(match["ah1"], match["ah2"]), str(int(match["ahn"]))
        form = f"ah-{'ek' if match['ahk'] == 'I' else 'tk'}-{years.replace('-', '')}-{number}"
        parts = ("aanhangsel", "handeling", years, number)
    else:
        years, number = _session(match["h1"], match["h2"]), str(int(match["hn"]))
        item: tuple[str, ...] = (str(int(match["hi"])),) if match["hi"] else ()
        form = "-".join(
            ("h", "ek" if match["hk"] in ("I", "EK") else "tk", years.replace("-", ""), number, *item)
        )
        parts = ("handeling", years, number, *item)
    return [Found(at, match.end(), form, parts, "reference")]


def figures(text: str, at: int) -> list[Found]:
    """What begins with the digit at `at`: papers, sessions, dates, amounts, percentages, plain numbers.

    Never empty for a digit that is followed by no letter; empty where letters are glued on ("17e").
    """
    return _paper(text, at) or _other_figures(text, at)


def _paper(text: str, at: int) -> list[Found]:
    """A parliamentary paper by dossier and number, or several of one dossier."""
    match = _DOSSIER.match(text, at)
    if match is None or text[match.end() : match.end() + 1].isalpha():
        return []
    if text[match.end() : match.end() + 2].lstrip(",.")[:1].isdigit() and text[match.end()] in ",.":
        return []  # an amount: "10 271,50"
    dossier = match[1] + match[2] + "".join(f"-{piece}" for piece in (match[3], match[4]) if piece).lower()
    named = "kamerstuk" in text[max(0, at - _LOOK_BACK) : at].lower()
    others, end = _other_dossiers(text, match.end())
    numbers = _NUMBERS.match(text, end)
    if numbers:
        return _numbered(at, match.end(), dossier, others, numbers)
    single = _LETTER.match(text, match.end()) or (
        _BARE.match(text, match.end()) if named and not others else None
    )
    if single and not match[3]:
        form = f"{dossier}-{single[1].lower()}"
        return [Found(at, single.end(), form, _pieces(form), "reference")]
    spaced = not text[at : at + 5].isdigit() and not dossier.endswith("00")  # "20 000 burgers"
    kind: Kind = "reference" if spaced or match[3] or match[4] or named else "number"
    return [Found(at, match.end(), dossier, _pieces(dossier) if "-" in dossier else (), kind)]


def _other_dossiers(text: str, end: int) -> tuple[list[Found], int]:
    """Dossiers named beside the first: in "31 066 en 24 515, nr. 1161" the number is the first one's."""
    others: list[Found] = []
    while len(others) < _MAX_LISTED and (gap := _MORE.match(text, end)):
        match = _DOSSIER.match(text, gap.end())
        if match is None:
            break
        others.append(Found(match.start(), match.end(), match[1] + match[2], (), "reference"))
        end = match.end()
    return others, end


def _numbered(at: int, end: int, dossier: str, others: list[Found], numbers: re.Match[str]) -> list[Found]:
    forms = [f"{dossier}-{number}" for number in _listed(numbers[1], numbers[2])]
    first_end = end if others else numbers.end(1)
    found = [Found(at, first_end, forms[0], _pieces(forms[0]), "reference"), *others]
    return [
        *found,
        *(Found(numbers.end(1), numbers.end(), form, _pieces(form), "reference") for form in forms[1:]),
    ]


def _listed(first: str, rest: str) -> list[str]:
    """The numbers of "1232 en 1233", "12, 14" or "12-15"."""
    numbers = [first.lower()]
    for joint, number in _LISTED.findall(rest):
        low, high = numbers[-1], int(number)
        if joint in ("-", "–", "t/m", "tot en met") and low.isdigit() and 0 < high - int(low) <= _MAX_LISTED:
            numbers += [str(between) for between in range(int(low) + 1, high)]
        numbers.append(number)
    return numbers


def _other_figures(text: str, at: int) -> list[Found]:
    """Sessions, papers of the Kamer, European acts, amounts, percentages, sections and times."""
    if match := _PARLIAMENT.match(text, at):
        return [Found(at, match.end(), match[0].lower(), (), "reference")]
    if match := _SESSION.match(text, at):
        years = _session(match[1], match[2])
        if years:
            return [Found(at, match.end(), years, tuple(years.split("-")), "number")]
    if match := _EUROPEAN.match(text, at):
        return [Found(at, match.end(), match[1], (), "reference")]
    if match := _AMOUNT.match(text, at):
        whole, rest = match[1].replace(".", ""), match[2] or ""
        follow = text[match.end() : match.end() + 2]
        if not (follow[:1] in ".:" and follow[1:].isdigit()):
            percent = _PERCENT.match(text, match.end())
            end = percent.end() if percent else match.end()
            return [Found(at, end, whole + rest, (), "number")]
    if match := _DOTTED.match(text, at):
        return [Found(at, match.end(), match[0], (), "number")]
    return []


def _session(first: str, second: str) -> str:
    """Two years in full, "2022-2023" for "2022/23"; "" when the second is not the year after or later."""
    full = first[: 4 - len(second)] + second
    if second == "00":
        full = str(int(first[:2]) + 1) + "00"
    return f"{first}-{full}" if int(first) < int(full) else ""


def _pieces(form: str) -> tuple[str, ...]:
    """The dossier and the number of a paper, each of which may be looked for."""
    return tuple(form.split("-"))
