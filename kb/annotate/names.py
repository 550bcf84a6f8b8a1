"""Names of people, by their form: particles, capitals, initials, and a party in brackets behind them.

"Inge van Dijk (CDA)", "Van Weyenberg", "J.H. Brouwerink", "El Yassini c.s.". No list of names is used;
the words that say that a name follows, and the few capitalised words that are none, are persons.toml.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    (resources.files(__package__) / "persons.toml").read_text(encoding="utf-8")
)
MOST_WORDS = 7
"""Words that a name has at most, particles included ("Van der Burg van der Laan" is long)."""
MOST_NAMES = 40
_FIRST_AND_LAST = 2

_UPPER = "A-ZÀ-ÖØ-Þ"
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿĀ-ž"
_PARTICLE = "(?:" + "|".join(sorted(map(re.escape, WORDS["particles"]), key=len, reverse=True)) + ")"
_LOWER = "a-zß-öø-ÿā-ž"
# A capital and then small letters: a word all in capitals is an abbreviation, not a name.
_CAPITAL = (
    rf"(?:(?:IJ|[{_UPPER}Ā-Ž](?:['’][{_UPPER}])?)[{_LOWER}][{_LETTER}]{{0,24}}"
    rf"(?:[-'’][{_LETTER}]{{1,25}}){{0,3}})"
)
_TOKEN = re.compile(
    rf"(?P<particle>(?i:{_PARTICLE})(?![{_LETTER}]))|(?P<glued>(?:van|de|der|den|ten|ter)(?=[{_UPPER}][{_LOWER}]))"
    rf"|(?P<capital>{_CAPITAL})(?![{_LETTER}])"
)
_GAP = re.compile(r"[ \t\u00a0]{1,2}|(?<=[a-z])(?=[A-ZÀ-Þ])")
_GLUED = re.compile(r"\b(van|de|der|den|ten|ter)(?=[A-ZÀ-Þ])")
INITIALS = re.compile(rf"(?<![\w.])(?:[{_UPPER}](?:[a-z])?\.[ \u00a0]?){{1,5}}")
PARTY = re.compile(r"\s{0,2}\((?P<party>[^()\n]{2,30})\)")
COMPANY = re.compile(r"\s{0,2}c\.?\s?s\.?(?!\w)")
JOINT = re.compile(
    r"\s{0,2}(?:,\s{0,2}en|,|/|&|-(?=[A-Z])|(?<=\s)en)\s{0,2}(?:(?:het\s|de\s)?(?:lid|leden|heer|mevrouw)\s)?"
)
_NOT_NAMES = frozenset(WORDS["not_names"])
_ENDINGS = tuple(WORDS["not_name_endings"])
_ONLY_FIRST = frozenset({"in", "op", "of", "al", "te", "da", "di"})
"""Particles that inside a name are nearly always the preposition ("het lid Omtzigt in Rotterdam")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in a text; `party` is what stands in brackets behind it, as written."""

    text: str
    start: int
    end: int
    party: str | None = None
    party_start: int = 0
    party_end: int = 0

    @property
    def after(self) -> int:
        """Offset behind the name and its party."""
        return max(self.end, self.party_end + 1 if self.party else 0)


def read_name(text: str, at: int, most: int = MOST_WORDS) -> Name | None:
    """The name that begins at `at`: particles and at most `most` capitalised words, one of them last."""
    start, end, capitals, count = at, at, 0, 0
    initials = INITIALS.match(text, at)
    if initials:
        at = end = initials.end()
    while count < MOST_WORDS:
        token = _TOKEN.match(text, at)
        if token is None:
            break
        word = token.group()
        if token["capital"] and word.lower().endswith(_ENDINGS):
            break
        if token["capital"] and word in _NOT_NAMES and not (capitals == 0 and _leads(text, token.end())):
            break
        if token["particle"] and word in _ONLY_FIRST and count:
            break
        count += 1
        if token["capital"] and not _is_particle(word):
            capitals += 1
            end = token.end()
            if capitals == most or (most <= _FIRST_AND_LAST and count > capitals):
                break  # behind a stroke stands a surname, or a first name and one: "X/Pieter Heerma"
        gap = _GAP.match(text, token.end())
        if gap is None:
            break
        at = gap.end()
    if not capitals:
        return None
    return _with_party(text, start, end)


def _leads(text: str, at: int) -> bool:
    """Whether a capitalised article is the first part of a surname ("De Jong", "Het Lam")."""
    gap = _GAP.match(text, at)
    following = _TOKEN.match(text, gap.end()) if gap else None
    return following is not None and following["capital"] is not None and following.group() not in _NOT_NAMES


def _is_particle(word: str) -> bool:
    return word.lower() in WORDS["particles"]


def _with_party(text: str, start: int, end: int) -> Name:
    company = COMPANY.match(text, end)
    behind = company.end() if company else end
    match = PARTY.match(text, behind)
    name = _GLUED.sub(r"\1 ", " ".join(text[start:end].split()))
    if match and (match["party"][0].isupper() or match["party"].split()[0] in WORDS["for_all"]):
        return Name(name, start, end, match["party"].strip(), match.start("party"), match.end("party"))
    return Name(name, start, end)


def read_names(text: str, at: int, *, capital: bool = True) -> list[Name]:
    """The names of a list that begins at `at`: "X (A), Y (B) en Z", "X/Y", "X en Y c.s.", "X en Y (beiden A)".

    With `capital` the list must open with a capital: "de leden van de Kamer" names nobody.
    """
    names = list(_listed(text, at))
    if not names or (capital and names[0].text[0].islower()):
        return []
    last = names[-1]
    word, _, party = (last.party or "").partition(" ")
    if word.lower() not in WORDS["for_all"] or not party:
        return names
    start = last.party_end - len(party)
    return [
        dataclasses.replace(name, party=party, party_start=start, party_end=last.party_end)
        if name.party in {None, last.party}
        else name
        for name in names
    ]


def _listed(text: str, at: int) -> Iterator[Name]:
    most = MOST_WORDS
    for _ in range(MOST_NAMES):
        name = read_name(text, at, most)
        if name is None:
            return
        yield name
        at = name.after
        company = COMPANY.match(text, at)
        if company:
            at = company.end()
        joint = JOINT.match(text, at)
        if joint is None:
            return
        at = joint.end()
        if "/" in joint.group():
            most = _FIRST_AND_LAST
