"""Which kind of document it is, by what it says of itself and by its form; never by its file name.

The cues stand in `kinds.toml`; each adds its weight, the kind with the most points wins when it has
enough of them. Two kinds that end equal are left open: a wrong kind is worse than none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.identify.phrases import any_of, compile_phrase
from kb.identify.titlepage import is_numbered_line, title_like
from kb.identify.view import View

THRESHOLD = 5.0
"""Points that a kind needs at least."""
MARGIN = 0.5
"""Points by which it must beat the next kind."""

_HERE = Path(__file__).parent
_PLACES = ("regel", "kop", "slot", "tekst", "lijn", "onderwerp", "veld")
_SUBJECT_FIELDS = ("betreft", "onderwerp", "betreffende", "inzake", "titel", "subject")
_ADDRESSEE_FIELDS = ("geadresseerde", "aan")
_YEAR = re.compile(r"(?:19|20)\d\d")
# The number of a paper before its title: "Nr. 111 BRIEF VAN …", for the Eerste Kamer "AE1 BRIEF VAN …".
_PAPER_NUMBER = re.compile(r"(?:nr\.?\s?\d{1,4}|[A-Z]{1,3}\d?)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:\W*\d{1,3}\W+|\W*\d{1,2}e\s|concept\W+|bijlage\s?\d{0,2}\W+)+", re.IGNORECASE)
# Weights of a kind's own names, by where they stand.
_TITLE_FIRST, _TITLE_LATER, _FOOT, _NUMBERED_LINE, _SUBJECT, _VOOR_U_LIGT = 8.0, 4.0, 6.0, 5.0, 5.0, 5.0
_OFFICIAL, _SELF, _SELF_MOST = 10.0, 1.5, 5.0
_LONGEST_FOOT = 150
_FIRST_LINES, _WORDS_BEFORE = 15, 4
_SENT = re.compile(r"(?:verzonden|sent|verstuurd)\s?:", re.IGNORECASE)
_SUBJECT_LINE = re.compile(r"(?:onderwerp|subject|bijlagen?|attachments?)\s?:", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:bij|over|inzake|op|aan|naar|uit|betreffende|aanbieding|reactie|commentaar|voor|in|met|tot)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a kind: where they must stand, their weight, and the most they can add."""

    place: str
    pattern: re.Pattern[str]
    weight: float
    most: float


@dataclass(frozen=True, slots=True)
class KindCues:
    """Everything that speaks for one kind; `common`: its names are also words of other documents."""

    kind: str
    names: tuple[str, ...]
    common: bool
    official: frozenset[str]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind, the words that said so most strongly, and the points of every kind that had any."""

    kind: str | None
    evidence: str | None
    points: dict[str, float]


class CueError(ValueError):
    """A cue file that cannot be used; the message (Dutch) names the kind and what is wrong."""


@lru_cache(maxsize=1)
def kind_cues() -> tuple[KindCues, ...]:
    """The cues of `kinds.toml`, in its order. Raises CueError."""
    data = tomllib.loads((_HERE / "kinds.toml").read_text(encoding="utf-8"))
    return tuple(_kind_cues(kind, table) for kind, table in data.items())


def _kind_cues(kind: str, table: dict[str, Any]) -> KindCues:
    unknown = set(table) - {"namen", "soort", "algemeen", *_PLACES}
    if unknown:
        raise CueError(f"kinds.toml [{kind}]: onbekend veld {sorted(unknown)[0]}")
    cues: list[Cue] = []
    for place in _PLACES:
        for item in table.get(place, []):
            if not {"woorden", "gewicht"} <= set(item) <= {"woorden", "gewicht", "hoogstens"}:
                raise CueError(f"kinds.toml [{kind}] {place}: een aanwijzing heeft woorden en gewicht nodig")
            weight = float(item["gewicht"])
            at_start = place in {"regel", "slot", "lijn"}
            try:
                pattern = compile_phrase(item["woorden"], at_start=at_start)
            except ValueError as error:
                raise CueError(f"kinds.toml [{kind}] {place}: {error}") from error
            cues.append(Cue(place, pattern, weight, float(item.get("hoogstens", weight))))
    official = frozenset(name.lower() for name in table.get("soort", []))
    return KindCues(
        kind, tuple(table.get("namen", [])), bool(table.get("algemeen", False)), official, tuple(cues)
    )


@lru_cache(maxsize=64)
def names_pattern(kind: str) -> re.Pattern[str] | None:
    """What documents of a kind call themselves, as one pattern; None for a kind without names."""
    for cues in kind_cues():
        if cues.kind == kind and cues.names:
            return any_of(cues.names)
    return None


def find_kind(view: View) -> KindFound:
    """The kind of the document, None when nothing or too little speaks for one."""
    points: dict[str, float] = {}
    words: dict[str, tuple[float, str]] = {}
    for cues in kind_cues():
        for weight, evidence in (*_official(view, cues), *_names(view, cues), *_cues(view, cues)):
            points[cues.kind] = points.get(cues.kind, 0.0) + weight
            if weight > words.get(cues.kind, (0.0, ""))[0]:
                words[cues.kind] = (weight, evidence)
    ranked = sorted(points, key=lambda kind: -points[kind])
    if not ranked or points[ranked[0]] < THRESHOLD:
        return KindFound(None, None, points)
    if len(ranked) > 1 and points[ranked[0]] - points[ranked[1]] < MARGIN:
        return KindFound(None, None, points)
    return KindFound(ranked[0], words[ranked[0]][1], points)


def _official(view: View, cues: KindCues) -> Iterator[tuple[float, str]]:
    for key, values in view.read.official.items():
        if key.lower().rsplit(".", 1)[-1].rsplit(":", 1)[-1] in {"type", "subtype", "documenttype"}:
            for value in values:
                if value.lower() in cues.official:
                    yield _OFFICIAL, value


def _cues(view: View, cues: KindCues) -> Iterator[tuple[float, str]]:
    for cue in cues.cues:
        hits = 0.0
        evidence = ""
        for text in _texts(view, cue.place):
            for match in cue.pattern.finditer(text):
                evidence = evidence or _around(text, match)
                hits += cue.weight
                if hits >= cue.most:
                    break
            if hits >= cue.most:
                break
        if hits:
            yield min(hits, cue.most), evidence


def _texts(view: View, place: str) -> Iterator[str]:
    if place == "regel":
        yield from (view.fields[label] for label in _ADDRESSEE_FIELDS if label in view.fields)
        for line in view.head:
            yield line.text
            if number := _PAPER_NUMBER.match(line.text):
                yield line.text[number.end() :]
    elif place == "kop":
        yield view.kop
        yield view.opening
    elif place == "slot":
        yield from (line.text for line in view.tail)
    elif place == "lijn":
        yield from (line.text for line in view.lines)
    elif place == "onderwerp":
        yield from subjects(view)
    elif place == "veld":
        yield from view.fields
    else:
        yield view.flat


def subjects(view: View) -> tuple[str, ...]:
    """What the letterhead says that the document is about."""
    return tuple(view.fields[label] for label in _SUBJECT_FIELDS if view.fields.get(label))


def _names(view: View, cues: KindCues) -> Iterator[tuple[float, str]]:
    pattern = names_pattern(cues.kind)
    if pattern is None:
        return
    title = max(_title_lines(view, pattern), default=None)
    if title is not None:
        yield title
    feet = (text for text in view.furniture if len(text) < _LONGEST_FOOT)
    foot = next((text for text in feet if names_itself(text, pattern)), None)
    if foot:
        yield _FOOT, foot
    elif numbered := next(_numbered_lines(view, pattern), None):
        yield _NUMBERED_LINE, numbered
    subject = next((text for text in subjects(view) if names_itself(text, pattern)), None)
    if subject:
        yield _SUBJECT, subject
    if not cues.common:
        yield from _self_references(view, pattern)


def _title_lines(view: View, pattern: re.Pattern[str]) -> Iterator[tuple[float, str]]:
    mail = any(_SENT.match(line.text) for line in view.head)
    for position, line in enumerate(line for line in view.head if line.role != "furniture"):
        if mail and _SUBJECT_LINE.match(line.text):
            continue  # what a message is about is not what it is
        if title_like(view, line) and names_itself(line.text, pattern):
            weight = _TITLE_FIRST if position < _FIRST_LINES else _TITLE_LATER
            yield weight + (1 if _YEAR.search(line.text) else 0), line.text


def names_itself(title: str, pattern: re.Pattern[str]) -> bool:
    """True when `title` is the title of a document that calls itself so.

    Its own name comes first, after a number or who publishes it at most: "2e Uitzonderingenrapportage
    jaarplan 2023" is no jaarplan, "Rapport bij het jaarverslag" no jaarverslag.
    """
    text = _COUNTED.sub("", title)
    match = pattern.search(text)
    first = _all_names().search(text)
    if match is None or first is None or first.start() < match.start():
        return False
    before = text[: match.start()]
    return len(before.split()) <= _WORDS_BEFORE and not _ABOUT.search(before)


@lru_cache(maxsize=1)
def _all_names() -> re.Pattern[str]:
    return any_of(tuple(name for cues in kind_cues() for name in cues.names))


def _numbered_lines(view: View, pattern: re.Pattern[str]) -> Iterator[str]:
    """Running feet that came only once: a page number, the kind's own name, a year."""
    for line in view.lines:
        match = pattern.search(line.text) if is_numbered_line(line.text) else None
        if match and _YEAR.match(line.text[match.end() :].strip()):
            yield line.text


def _self_references(view: View, pattern: re.Pattern[str]) -> Iterator[tuple[float, str]]:
    here = re.compile(
        rf"\b(?:deze|dit|onderhavige?|voorliggende?)\s(?:[\w-]+\s){{0,2}}?{pattern.pattern}",
        re.IGNORECASE,
    )
    total, evidence = 0.0, ""
    for match in here.finditer(view.flat):
        total += _SELF
        evidence = evidence or match.group()
        if total >= _SELF_MOST:
            break
    if total:
        yield min(total, _SELF_MOST), evidence
    ahead = re.compile(rf"\bvoor u ligt\b.{{0,40}}?{pattern.pattern}", re.IGNORECASE)
    presented = ahead.search(view.opening)
    if presented:
        yield _VOOR_U_LIGT, presented.group()


def _around(text: str, match: re.Match[str]) -> str:
    return text if len(text) < _LONGEST_FOOT else match.group()
