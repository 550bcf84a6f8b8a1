"""What a column (or a row) holds, told by its header: label, value of a role and period, unit, or remarks."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from kb.registers.kpis.lexicon import bounded, folded, owner, words
from kb.registers.kpis.periods import When, read_when

Role = Literal["waarde", "streefwaarde", "norm"]
_ROLES: Final[tuple[Role, ...]] = ("norm", "streefwaarde", "waarde")
MeaningKind = Literal["label", "value", "unit", "note", "skip", "unknown"]

_TITLES: Final[tuple[MeaningKind, ...]] = ("label", "unit", "note")
_LONGEST: Final = 300
_BROKEN_WORD: Final = re.compile(r"(?<=[a-zà-ÿ])[-‐‑]\s+(?=[a-zà-ÿ])")
_SCALE_OF_MARKS: Final = re.compile(
    r"(?:(?:op\s+)?(?:een\s+)?schaal\s+(?:van\s+)?)?([01])\s?(?:-|–|tot|t/m)\s?(\d{1,3})"
)
_BEFORE_UNIT: Final = re.compile(
    r"^(?:eenheid:?|gemeten in|gem\.|gemiddeld|gemiddelde|bedragen)\s+", re.IGNORECASE
)
_BROKEN_DAY: Final = re.compile(r"(?<=\d[-/.])\s+(?=(?:19|20)\d\d(?!\d))")
"""As in "31-08- 2021", a day over two lines."""
_PARENTHESES: Final = re.compile(r"\(([^()]{1,60})\)")
_IN_UNIT: Final = re.compile(r"(?<!\S)((?:in|x|×)\s+\S{1,16}(?:\s+\S{1,8}){0,2})\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands in a column or row.

    `role` is None where only a year or period is said; `rest` are words that say neither: of a row label they
    are the name of the indicator. `unit` and `scale` hold for the whole column. `back`: the year is so many
    years before that of the document ("Vorig jaar").
    """

    kind: MeaningKind
    text: str
    role: Role | None = None
    when: When | None = None
    unit: str | None = None
    scale: str | None = None
    rest: str = ""
    back: int = 0


@lru_cache(maxsize=1)
def _role_words() -> re.Pattern[str]:
    roles = words()["roles"]
    return re.compile(bounded(item for items in roles.values() for item in items) + r"s?(?![^\W_])", re.I)


@lru_cache(maxsize=1)
def _scale_words() -> re.Pattern[str]:
    return re.compile(bounded(item for items in words()["scales"].values() for item in items), re.IGNORECASE)


@lru_cache(maxsize=16)
def _titles(kind: str) -> frozenset[str]:
    return frozenset(folded(item) for item in words()["columns"][kind])


@lru_cache(maxsize=1)
def _skip_words() -> re.Pattern[str]:
    return re.compile(bounded(words()["columns"]["skip"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _year_before() -> re.Pattern[str]:
    return re.compile(bounded(words()["columns"]["year_before"]), re.IGNORECASE)


@lru_cache(maxsize=1)
def _besides() -> frozenset[str]:
    return frozenset(words()["columns"]["besides"])


def read_unit(text: str) -> tuple[str | None, str | None]:
    """Unit and scale that a text is made of: "in miljarden euro's" → ("euro", "miljard"); else (None, None)."""
    clean = _BEFORE_UNIT.sub("", folded(text).strip(" .:()"))
    span = _SCALE_OF_MARKS.fullmatch(clean)
    if span:
        return "cijfer" if span.groups() == ("1", "10") else f"schaal {span[1]}-{span[2]}", None
    euro = "€" in clean
    bare = " ".join(re.sub(r"[€()]", " ", clean).split())
    scale = _scale_words().search(bare)
    if scale:
        bare = " ".join(f"{bare[: scale.start()]} {bare[scale.end() :]}".split())
    said = owner("units").get(bare.removeprefix("in ").strip())
    if said is None and bare not in {"", "in"}:
        return None, None
    return "euro" if euro else said, owner("scales").get(folded(scale.group())) if scale else None


@lru_cache(maxsize=2_048)
def read_header(text: str) -> Meaning:
    """The meaning of one header cell; a whole paragraph is none."""
    if len(text) > _LONGEST:
        return Meaning("unknown", text, rest=text)
    joined = _read(_BROKEN_DAY.sub("", _BROKEN_WORD.sub("", text)))
    return joined if joined.kind != "unknown" else _read(text)


def unit_at_end(text: str) -> tuple[str | None, str | None]:
    """Unit and scale that a title ends with: "Volumes in duizenden", "Uitgaven x 1.000 euro"."""
    said = _IN_UNIT.search(text)
    return read_unit(said.group(1)) if said else (None, None)


def _read(text: str) -> Meaning:
    clean = folded(text).strip(" .:")
    for kind in _TITLES:
        if clean in _titles(kind):
            return Meaning(kind, text)
    when = read_when(text)
    earlier = _year_before().search(text) if when is None else None
    if earlier and not _skip_words().search(text):
        said = _read(f"{text[: earlier.start()]} {text[earlier.end() :]}".strip() or "waarde")
        return dataclasses.replace(said, text=text, back=1, kind="value") if said.kind == "value" else said
    role, rest = _role(_without(text, when))
    unit, scale, rest = _unit(rest)
    left = [word for word in re.findall(r"[^\W\d_][\w’'./-]*", folded(rest)) if word not in _besides()]
    if _skip_words().search(rest) or (role is None and _skip_words().search(text)):
        return Meaning("skip", text)
    known = (role is not None or when is not None) and (not left or (role is not None and when is not None))
    return Meaning("value" if known else "unknown", text, role, when, unit, scale, " ".join(left))


def _without(text: str, when: When | None) -> str:
    if when is None:
        return text
    return f"{text[: when.start]} {text[when.end :]}"


def _role(text: str) -> tuple[Role | None, str]:
    """The role that a header names, and what is left of it; a norm goes before a value ("norm waarde")."""
    found: dict[str, re.Match[str]] = {}
    for match in _role_words().finditer(text):
        name = folded(match.group())
        role = owner("roles").get(name) or owner("roles").get(name.removesuffix("s"))
        if role is not None:
            found.setdefault(role, match)
    rest = _role_words().sub(" ", text)
    return next((role for role in _ROLES if role in found), None), rest if found else text


def _unit(text: str) -> tuple[str | None, str | None, str]:
    """Unit and scale in brackets or at the end: "(x € 1.000)", "in %"."""
    for match in _PARENTHESES.finditer(text):
        unit, scale = read_unit(match.group(1))
        if unit or scale:
            return unit, scale, text[: match.start()] + text[match.end() :]
    said = _IN_UNIT.search(text)
    unit, scale = read_unit(said.group(1)) if said else (None, None)
    if said and (unit or scale):
        return unit, scale, text[: said.start()]
    percent = re.search(r"(?:in\s+)?(?:%|procenten|procent)(?!\w)", text, re.IGNORECASE)
    if percent:
        return "%", None, text[: percent.start()] + text[percent.end() :]
    return None, None, text
