"""The cue words of `cues.toml` as patterns with a role and a weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from kb.annotate.knelpunten.patterns import PatternError, Patterns
from kb.taxonomy import Entry, Taxonomy

Role = Literal[
    "genoemd", "hinder", "gunstig", "kader", "voorkomen", "ontkenning", "opgelost", "open", "maatregel",
    "voorstel", "kop", "kolom", "drempel", "voorwaarde", "regelgevolg",
]  # fmt: skip
ROLES: frozenset[str] = frozenset(get_args(Role))
AROUND: frozenset[str] = frozenset({"kop", "kolom"})
"""Roles that are looked for in headings, lead-ins and column headers, not in sentences."""


class CueError(ValueError):
    """A group of cue words that cannot be used; the message (Dutch) names the group and what is wrong."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A group of cue words.

    `weight` is what the group counts for in a sentence (0 where it only changes what others count for).
    `weak` groups say something only beside others. `theme` is what such words are usually about;
    a group that `confirms` makes hints of that theme in its sentence clear words.
    `explicit` headings name bottlenecks outright. `reach` is what a *voorkomen* group puts
    out of play: the words before it, after it, or the whole sentence. What a `rises` group says is
    good news, but of what hinders it is bad news ("de achterstand groeide").
    `part` is what a column of a table holds: name, description or solution.
    """

    id: str
    label: str
    role: str
    weight: float
    weak: bool = False
    theme: str | None = None
    confirms: bool = False
    explicit: bool = False
    reach: str = "before"
    rises: bool = False
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a taxonomy: those of sentences, and those of what stands around them.

    `threshold` is what a stretch must weigh to be a bottleneck, `elsewhere` that in kinds of documents that
    tell of other things than the uitvoering (kind → weight).
    """

    all: tuple[Cue, ...]
    inside: Patterns[Cue]
    around: Patterns[Cue]
    threshold: float
    elsewhere: Mapping[str, float]

    def least(self, kind: str | None) -> float:
        """What a stretch must weigh in a document of this kind."""
        return self.elsewhere.get(kind or "", self.threshold)


def cues_of(taxonomy: Taxonomy) -> Cues:
    """The cues of a taxonomy. Raises CueError for a group that cannot be used."""
    inside: list[tuple[str, Cue]] = []
    around: list[tuple[str, Cue]] = []
    cues: list[Cue] = []
    threshold, elsewhere = 1.0, {}
    for entry in taxonomy.entries("cue"):
        cue = _cue(entry)
        if cue.role == "drempel":
            if kinds := entry.extra.get("kinds", ()):
                elsewhere.update({str(kind): cue.weight for kind in kinds})
            else:
                threshold = cue.weight
            continue
        cues.append(cue)
        (around if cue.role in AROUND else inside).extend((text, cue) for text in _patterns(entry))
    try:
        return Cues(tuple(cues), Patterns(inside), Patterns(around), threshold, elsewhere)
    except PatternError as error:
        raise CueError(f"cues.toml: {error}") from error


def _cue(entry: Entry) -> Cue:
    extra = entry.extra
    role = str(extra.get("role", ""))
    if role not in ROLES:
        raise CueError(
            f'cues.toml [{entry.id}]: role = "{role}" bestaat niet; kies uit {", ".join(sorted(ROLES))}'
        )
    return Cue(
        id=entry.id,
        label=entry.label,
        role=role,
        weight=_number(entry.id, extra.get("weight", 0.0)),
        weak=bool(extra.get("weak", False)),
        theme=entry.get("theme"),
        confirms=bool(extra.get("confirms", False)),
        explicit=bool(extra.get("explicit", False)),
        reach=str(extra.get("direction", "before")),
        rises=bool(extra.get("rises", False)),
        part=entry.get("part"),
    )


def _number(where: str, value: Any) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise CueError(f"cues.toml [{where}]: weight moet een getal zijn")


def _patterns(entry: Entry) -> Iterator[str]:
    patterns = entry.extra.get("patterns", [])
    if not isinstance(patterns, list) or not all(isinstance(item, str) for item in patterns):
        raise CueError(f"cues.toml [{entry.id}]: patterns moet een lijst van teksten zijn")
    yield from patterns


def naming_words(taxonomy: Taxonomy) -> Iterator[str]:
    """The single words of `cues.toml` that name a bottleneck outright ("knelpunt", "onvolkomenheid")."""
    for entry in taxonomy.entries("cue"):
        if entry.extra.get("role") == "genoemd":
            yield from (text.lstrip("=*") for text in _patterns(entry) if not set(text) & set(" |#…"))
