"""Parties: behind a name, "van GroenLinks", as a group ("de VVD-fractie"), and in lists of groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.records import Span
from kb.taxonomy import Entry, Taxonomy

REACH = 30
"""Characters behind a name in which "van" or "namens" a party must stand."""
_MOST_PARTIES = 20
PARTY_WORD = r"(?P<party>[A-Z0-9][A-Za-z0-9'+/]{1,14}(?:-(?!fractie|Kamerl)[A-Z][A-Za-z0-9]{1,14})?)"
_GROUP = re.compile(rf"(?<![\w-]){PARTY_WORD}-fracties?(?!\w)")
_GROUP_OF = re.compile(r"(?<!\w)fracties?\s{1,2}van\s{1,2}")
_IN_LIST = re.compile(
    r"(?:de\s|het\s)?(?P<party>[A-Z0-9][\w'+/-]{1,20}"
    r"(?:\s(?:van|voor)(?:\s(?:de|het))?\s[A-Z]\w{1,20}|\s[A-Z]\w{1,20}){0,3})"
)
_JOINT = re.compile(r"\s{0,2}(?:,\s{0,2}en(?=\s)|,|en(?=\s))\s{1,2}")
_FROM = re.compile(r"\s(?:van|namens)\s(?=(?:de\s|het\s)?[A-Z0-9])")


def find_groups(text: str, taxonomy: Taxonomy) -> Iterator[tuple[Span, Entry]]:
    """Parties named as a group: "de leden van de VVD-fractie", "de fracties van CDA, PvdA en SP"."""
    if "fractie" not in text:
        return
    for match in _GROUP.finditer(text):
        entry = taxonomy.find("party", match["party"])
        if entry is not None:
            yield match.span("party"), entry
    for match in _GROUP_OF.finditer(text):
        at = match.end()
        for _ in range(_MOST_PARTIES):
            found = _party_at(text, at, taxonomy)
            if found is None:
                break
            yield found
            joint = _JOINT.match(text, found[0][1])
            if joint is None:
                break
            at = joint.end()


def party_after(text: str, start: int, end: int, taxonomy: Taxonomy) -> tuple[int, Span, Entry] | None:
    """The party that "van" or "namens" gives a name at `start` to `end`, and where the bare name ends.

    The name may have swallowed it: "Özdil van GroenLinks".
    """
    for match in _FROM.finditer(text, start, min(len(text), end + REACH)):
        if start < match.start() <= end:
            found = _party_at(text, match.end(), taxonomy)
            if found is not None:
                return match.start(), *found
    return None


def _party_at(text: str, at: int, taxonomy: Taxonomy) -> tuple[Span, Entry] | None:
    """The party whose name begins at `at`: the longest run of words that the taxonomy knows."""
    match = _IN_LIST.match(text, at)
    if match is None:
        return None
    words = match["party"].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        entry = taxonomy.find("party", name)
        if entry is not None:
            start = match.start("party")
            return (start, start + len(name)), entry
    return None
