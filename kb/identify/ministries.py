"""The ministries, and which one a text means: "Ministerie van …", "de Staatssecretaris van …"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry: its abbreviation and its name; a minister without a ministry counts with the one served."""

    abbreviation: str
    label: str


@dataclass(frozen=True, slots=True)
class MinistryFound:
    """A ministry named in a text, and the words that name it."""

    ministry: Ministry
    words: str
    start: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Ministry], dict[str, Ministry]]:
    data = tomllib.loads((_HERE / "ministries.toml").read_text(encoding="utf-8"))
    portfolios: dict[str, Ministry] = {}
    names: dict[str, Ministry] = {}
    written: list[str] = []
    for abbreviation, table in data.items():
        ministry = Ministry(abbreviation, table["label"])
        for portfolio in table["portfolios"]:
            portfolios[_key(portfolio)] = ministry
            written.append(portfolio)
        for spelling in table["spellings"]:
            names[_key(spelling)] = ministry
        names[_key(table["label"])] = ministry
        for function in table.get("functions", []):
            portfolios[_key(function)] = ministry
    words = "|".join(_loose(name) for name in sorted(written, key=len, reverse=True))
    abbreviations = "|".join(re.escape(name) for name in sorted(_abbreviations(data), key=len, reverse=True))
    named = re.compile(
        r"(?:\bministerie\s(?:van|voor)\s|\b(?:de\s)?(?:demissionair\s)?"
        r"(?:vice-?minister-president\sen\s)?(?:minister|staatssecretaris)\s(?:van|voor)\s(?:het\s)?)"
        rf"(?:(?P<portfolio>{words})\b|(?P<short>{abbreviations})\b)|\b(?P<own>minister-president)\b",
        re.IGNORECASE,
    )
    bracketed = re.compile(rf"\((?P<portfolio>{words})\)", re.IGNORECASE)
    return named, bracketed, portfolios, names


def _abbreviations(data: dict[str, dict[str, list[str]]]) -> list[str]:
    return [spelling for table in data.values() for spelling in table["spellings"]]


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name.lower())


def _loose(name: str) -> str:
    return r"\W{1,3}".join(re.escape(word) for word in re.split(r"\W+", name.lower()) if word)


def find_ministries(text: str) -> list[MinistryFound]:
    """Every ministry that `text` names, by its own name or by its minister, in order."""
    named, _, portfolios, names = _patterns()
    found = []
    for match in named.finditer(text):
        key = _key(match["portfolio"] or match["short"] or match["own"])
        ministry = portfolios.get(key) or names[key]
        found.append(MinistryFound(ministry, match.group(), match.start()))
    return found


def bracketed_ministry(text: str) -> MinistryFound | None:
    """The ministry in brackets after a minister's name ("Minister Koolmees (Sociale Zaken en …)")."""
    _, bracketed, portfolios, _ = _patterns()
    match = bracketed.search(text)
    return MinistryFound(portfolios[_key(match["portfolio"])], match.group(), match.start()) if match else None


@lru_cache(maxsize=1)
def _addresses() -> dict[str, Ministry]:
    data = tomllib.loads((_HERE / "ministries.toml").read_text(encoding="utf-8"))
    return {
        address.lower(): Ministry(abbreviation, table["label"])
        for abbreviation, table in data.items()
        for address in table.get("addresses", [])
    }


def ministry_by_address(text: str) -> Ministry | None:
    """The ministry whose post box or web address stands in `text`."""
    lower = f" {text.lower()} "
    for address, ministry in _addresses().items():
        if re.search(rf"(?<![\w-]){re.escape(address)}(?![\w-])", lower):
            return ministry
    return None


def ministry_by_name(text: str) -> Ministry | None:
    """The ministry that `text` names and nothing else: its label, abbreviation or portfolio."""
    _, _, portfolios, names = _patterns()
    key = _key(text)
    return names.get(key) or portfolios.get(key)
