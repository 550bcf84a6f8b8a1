"""The named parts of references, as regexes and the words of notations.toml.

Each regex matches one part at one place (`match(text, at)`) and every repetition in it is bounded, so that
reading is linear whatever the text. Names follow the domain: dossier, number, session, chamber, page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, Literal, TypeAlias

Chamber: TypeAlias = Literal["TK", "EK"]

NOTATIONS: dict[str, Any] = tomllib.loads(
    (resources.files(__package__) / "notations.toml").read_text(encoding="utf-8")
)

LONGEST_RANGE = 50
"""Numbers that a range may stand for; a longer one is no list of papers and stays as its two ends."""
EU_DOSSIERS = frozenset({"21501", "21109", "23490", "23530"})
"""Dossiers of European councils, whose parts have two digits: 21 501-07."""
FIRST_DOSSIER, LAST_OLD_SESSION = 4000, 1970
"""Dossiers of four digits (from 1945 on) end with the sixties."""


def words(items: Iterable[str]) -> str:
    """An alternation, longest first, with free white space inside an item."""
    ordered = sorted(items, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(item).replace(r"\ ", r"\s{1,3}") for item in ordered) + ")"


_SPACE = r"\s{0,3}"
_ROMAN = (
    r"(?:XXVIII|XXVII|XXVI|XXV|XXIV|XXIII|XXII|XXI|XX|XIX|XVIII|XVII|XVI|XV|XIV|XIII|XII|XI|X|"
    r"IX|VIII|VII|VI|V|IV|III|IIB|IIA|II|I)"
)

SEPARATOR = re.compile(r"[\s,;:]{0,5}")
CHAMBERS: dict[str, Chamber] = {
    "".join(word.lower().split()): code
    for code, spellings in NOTATIONS["chambers"].items()
    for word in spellings
}
CHAMBER = re.compile(rf"{words(w for ws in NOTATIONS['chambers'].values() for w in ws)}(?![\w-])")
SESSION = re.compile(
    rf"\(?(?:[Vv]ergaderjaar|[Zz]itting(?:sjaar)?)?{_SPACE}(?P<first>(?:19|20)\d\d){_SPACE}"
    rf"(?:-|–|—|/|\\){_SPACE}-?{_SPACE}(?P<last>(?:19|20)\d\d|\d\d)(?!\d)\)?"
)
DOSSIER = re.compile(r"(?P<a>\d{2})[\s.\-\u00a0]{0,2}(?P<b>\d{3})(?!\d)")
OLD_DOSSIER = re.compile(r"-?(?P<a>\d{4})(?!\d)")
BUDGET = re.compile(
    rf"[\s.\-]{{0,2}}(?:hoofdstuk\s{{1,2}})?(?P<part>{_ROMAN}|[A-J](?=,?\s{{0,2}}nrs?\b))(?![A-Za-z])"
)
COUNCIL = re.compile(r"\s?-\s?(?P<part>\d{2})(?!\d)")
KINGDOM = re.compile(r"\s{0,2}\(?\s?R\s{0,2}(?P<r>\d{3,4})\s?\)?(?!\w)")
MORE_DOSSIERS = re.compile(r"\s{0,3}(?:,|en|&|/)\s{0,3}(?=\d{2}[\s.]?\d{3}(?!\d))")
NUMBER_WORD = re.compile(r"(?:[Nn]rs?|[Nn]ummers?|[Nn]os?)\b\.?\s{0,3}")
NUMBER = re.compile(r"(?P<n>\d{1,4}(?:[a-z](?![a-z]))?|[A-Z]{1,2}(?![\w]))(?!\d|[.,]\d)")
NUMBER_HYPHEN = re.compile(r"-(?P<n>\d{1,4})(?![\d-])")
LETTER = re.compile(r",\s{0,3}(?P<n>[A-Z]{1,2})(?![\w]|\.\s?[A-Z])")
BARE = re.compile(r"(?:,\s{0,3}|\s{1,3})(?P<n>\d{1,4})(?=\s{0,2}(?:$|[).;,\]]|\s(?:en|p|blz)))(?!,\s?\d{3})")
RANGE = re.compile(r"\s{0,2}(?:-|–|t/m|tot\s{1,2}en\s{1,2}met)\s{0,2}(?=\d)")
LIST = re.compile(
    r"\s{0,3}(?P<sep>,\s{0,2}en|,|;|en|&|alsmede)\s{0,3}(?P<word>(?:[Nn]rs?|[Nn]ummers?)\b\.?\s{0,3})?(?=[\dA-Z])"
)
NEXT_IS_DATE = re.compile(
    r"\s{0,3}(?:\d{3}(?!\d)|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
ANNEX = re.compile(r"\s{0,2}\(bijlagen?[^()]{0,40}\)")
PAGE = re.compile(
    r",?\s{0,3}(?:pp?|blz|pag(?:ina)?)\b\.?\s{0,2}(?P<p>\d[\d–-]{0,12}(?:\s?(?:,|en|e\.v\.)\s?\d[\d–-]{0,12}){0,4})"
)
ITEM = re.compile(r"[\s,]{0,3}(?:items?|agendapunt)\s{0,2}(?P<i>\d{1,3}(?:\s?(?:,|en)\s?\d{1,3}){0,6})")
MORE_ITEMS = re.compile(r"\d{1,3}")
PAGE_HYPHEN = re.compile(r"[\s,]{0,3}(?:p|blz|pag)\.?\s{0,2}(?P<nr>\d{1,3})-(?P<p>\d{3,5})")

HEAD = re.compile(rf"(?<![^\W\d_])(?<!-){words(NOTATIONS['kamerstuk'])}(?!\w)\.?", re.IGNORECASE)
SHORT_HEAD = re.compile(
    r"(?<![\w-])(?:TK|EK|Tweede Kamer|Eerste Kamer)[\s,]{1,3}(?=(?:vergaderjaar\s)?(?:19|20)\d\d\s?[-–/])"
)
DOSSIER_HEAD = re.compile(
    rf"(?<![\w-]){words(NOTATIONS['dossier'])}\s{{1,3}}(?:met\s{{1,3}}(?:nr\.|nummer)\s{{1,3}})?\(?(?=\d{{2}}[\s.]?\d{{3}}(?!\d))",
    re.IGNORECASE,
)
HEADLESS = re.compile(
    rf"(?<![\w.,/€-])(?<![Pp]ostbus\s)(?=\d{{2}}[\s.]?\d{{3}}(?:[\s.-]{{0,2}}{_ROMAN}|-\d\d)?(?:\s?\(R\s?\d{{3,4}}\))?"
    rf"(?:,?\s{{0,3}}nrs?\b|,\s[A-Z]{{1,2}}\s{{0,2}}(?:$|[);,])))"
)
BRACKETED = re.compile(r"\((?P<a>[1-3]\d)\s?(?P<b>\d{3})\)")
HYPHENATED = re.compile(
    rf"(?<![\w-])(?P<dossier>[1-3]\d{{4}}(?:-(?:{_ROMAN}|\d\d(?=-)))?)-(?P<n>\d{{1,4}}|[A-Z]{{1,2}})(?![\w-])"
)
BILLS = re.compile(words(NOTATIONS["bills"]), re.IGNORECASE)
PAPERS = re.compile(words(NOTATIONS["papers"]), re.IGNORECASE)
HANDELINGEN = re.compile(
    r"(?<!\w)(?<!Aanhangsel\s)(?<!van de\s)(?<!der\s)Handelingen"
    r"(?:\s{1,3}(?:van\s{1,3}de|der))?(?:\s{1,3}(?:Kamer|Staten-Generaal))?"
)
AANHANGSEL = re.compile(
    r"(?<!\w)(?:Aanhangsel(?:\s{1,3}(?:van\s{1,3}de|der|bij\s{1,3}de))?(?:\s{1,3}Handelingen)?(?:\s{1,3}der\s{1,3}Kamer)?"
    r"|Handelingen(?=[^.;]{0,40}[Aa]anhangsel))"
)
AANHANGSEL_WORD = re.compile(r"[\s,]{0,3}\(?[Aa]anhangsel\)?")

GAZETTE = re.compile(
    rf"(?<!\w)(?P<name>{words(w for ws in NOTATIONS['gazettes'].values() for w in ws)})(?!\w)\.?\s{{0,3}}"
    r"(?P<year>(?:19|20)\d\d)\s{0,2}(?:,|/|-)?\s{0,3}(?:nrs?\.?\s{0,2})?(?P<n>\d{1,5})"
    r"(?P<more>(?:\s{0,2}(?:,|en)\s{0,2}(?!(?:19|20)\d\d,\s?\d)\d{1,5}(?![\d.])){0,6})(?!\d)"
    r"(?:\s{0,2}en\s{0,2}(?P<year2>(?:19|20)\d\d),\s?(?P<n2>\d{1,5})(?!\d))?"
)
GAZETTES: dict[str, str] = {
    word.lower(): code for code, spellings in NOTATIONS["gazettes"].items() for word in spellings
}
ANNEX_ID = re.compile(r"(?<![\w-])blg-(?P<n>\d{4,9})(?!\d)", re.IGNORECASE)
OFFICIAL_ID = re.compile(
    r"(?<![\w-])(?P<kind>kst|h-tk|h-ek|ah-tk|ah-ek|stb|stcrt|trb)-(?P<rest>\d{4,8}(?:-\(?[A-Z\d]{1,6}\)?){0,4})(?![\w-])"
)
CHAMBER_NUMBER = re.compile(r"(?<!\w)(?P<n>(?:19|20)\d\d[DZAPL]\d{4,6})(?!\w)")
PROMISE_TK = re.compile(r"(?<!\w)(?P<n>TZ\d{6}-\d{1,4})(?!\w)")
PROMISE_EK = re.compile(r"(?<!\w)(?P<n>T0\d{4})(?!\w)")
ECLI = re.compile(r"(?<!\w)(?P<n>ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25})")
URL = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>«»\"“”]{3,400}")
EU_ACT = re.compile(
    r"(?<!\w)(?P<kind>(?:[Uu]itvoerings|[Gg]edelegeerde\s|[Kk]ader)?(?:[Vv]erordening|[Rr]ichtlijn|[Bb]esluit))\s{1,3}"
    r"(?:\((?P<org>EU|EG|EEG)\)\s{0,3})?(?:[Nn]r\.?\s{0,3})?(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/(?P<tail>EU|EG|EEG|JBZ|GBVB))?(?!\d)"
)
EU_JOURNAL = re.compile(
    r"(?<!\w)(?P<j>P[bB](?:EU|EG)?)\.?\s{0,2}(?:(?P<year>(?:19|20)\d\d),?\s{0,2})?(?P<s>[LC])\s?(?P<n>\d{1,4})(?!\d)"
)
COM = re.compile(r"(?<!\w)COM\s?\(?(?P<year>(?:19|20)\d\d)\)?\s?(?P<n>\d{1,4})(?!\d)")


def session_of(first: str, last: str) -> str:
    """A session year in full: "2022", "23" → "2022-2023"."""
    return (
        f"{first}-{last if len(last) == len(first) else first[:2] + last if last != '00' else int(first) + 1}"
    )
