"""Our own query language as a typed tree: what a user typed, before any analysis.

Engines never see this tree (they get the one of `index.engine`), and nothing of an engine shows here: a
change of engine changes no saved search. Offsets point into the query as typed and take no part in
comparing trees. `index.query_parser` reads a query, `index.query_printer` prints a tree.

How a row of items side by side (`Soft`) is read: words, prefixes and plain groups are wished for (any
may match; more, rarer and nearer is better); "phrases", EN and OF groups and filters are asked for (each
must hold); items behind - or NIET must not hold. Where nothing is asked for, one wish must match.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from index.results import Message
from kb.filters import YearKind, YearRange


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; the analysis may find several terms in it."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exact words in this order: no stemming, no splitting."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with `text`."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All items must hold (EN, AND)."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the items must hold (OF, OR)."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Soft:
    """Items side by side, without operator: see the module's text."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold (NIET, NOT, -)."""

    item: Node


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """`regeling:huurtoeslag`: `name` is the canonical name of a field, values are OR."""

    name: str
    values: tuple[str, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class YearFilter:
    """`jaar:2021-2023`: years of one of the four kinds; ranges are OR. A session counts by its first year."""

    kind: YearKind
    years: tuple[YearRange, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """`in:titel …`: the words of `item` are looked for in one zone of a passage only."""

    zone: str
    item: Node


Node: TypeAlias = Word | Phrase | Prefix | And | Or | Soft | Not | FieldFilter | YearFilter | In


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as read: `tree` is None when nothing is asked; `messages` say what was wrong, and where."""

    text: str
    tree: Node | None
    messages: tuple[Message, ...] = ()
