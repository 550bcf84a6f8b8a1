"""From what somebody typed behind a filter to the values of its facet."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeAlias

from index.columns import FacetColumn

# A taxonomy's word: (facet, typed) → values; nothing when it does not know the word either.
Resolver: TypeAlias = Callable[[str, str], Iterable[str]]


def no_taxonomy(_facet: str, _typed: str) -> Iterable[str]:
    """Knows no labels beyond those in the index."""
    return ()


def slug(text: str) -> str:
    """Letters and digits in lower case without diacritics, anything else one hyphen: how ids look."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def resolve(column: FacetColumn, facet: str, typed: str, resolver: Resolver) -> tuple[str, ...]:
    """The values meant by `typed`: the id itself, what the taxonomy says, a label, else part of a label.

    A part of a name ("Omtzigt") can mean several values: all of them are taken, as a filter is an OR.
    """
    wanted = slug(typed)
    if column.code(wanted) is not None:
        return (wanted,)
    if column.code(typed) is not None:
        return (typed,)
    known = tuple(resolver(facet, typed))
    if known:
        return known
    same = [v for v in column.values if wanted in (slug(v), slug(column.labels.get(v, v)))]
    if same:
        return tuple(same)
    pieces = set(wanted.split("-"))
    return tuple(
        value
        for value in column.values
        if any(pieces <= set(slug(text).split("-")) for text in (value, column.labels.get(value, value)))
    )


def nearest(column: FacetColumn, typed: str, limit: int = 3) -> tuple[str, ...]:
    """Labels or values that look like `typed`, for a message."""
    names = {slug(value): column.labels.get(value, value) for value in column.values}
    names |= {slug(label): label for label in column.labels.values()}
    return tuple(names[near] for near in difflib.get_close_matches(slug(typed), names, n=limit, cutoff=0.5))
