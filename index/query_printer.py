"""Prints a query tree in the query language: what is printed parses to the same tree."""

from __future__ import annotations

import re

from index.query import And, FieldFilter, In, Node, Not, Or, Phrase, Prefix, Soft, Word, YearFilter
from index.query_lexer import MINUS
from index.query_words import QueryWords, query_words
from kb.filters import YearKind, YearRange

_PLAIN_VALUE = re.compile(r"\w[\w./-]*")


def print_query(tree: Node | None) -> str:
    """`tree` in the query language; "" for None."""
    return "" if tree is None else _printed(tree, query_words(), top=True)


def _printed(node: Node, words: QueryWords, *, top: bool = False) -> str:
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Phrase):
        return f'"{node.text}"'
    if isinstance(node, Prefix):
        return f"{node.text}*"
    if isinstance(node, FieldFilter):
        values = ",".join(_value(value, words) for value in node.values)
        return f"{words.shown['fields', node.name]}:{values}"
    if isinstance(node, YearFilter):
        years = ",".join(_years(node.kind, years) for years in node.years)
        return f"{words.shown['years', node.kind]}:{years}"
    text = _compound(node, words)
    return text if top or isinstance(node, Not) else f"({text})"


def _compound(node: And | Or | Soft | Not | In, words: QueryWords) -> str:
    if isinstance(node, In):
        # Within its own group the words need no brackets of their own, unless they hold a place as well.
        inner = _printed(node.item, words, top=not isinstance(node.item, In))
        return f"in:{words.shown['zones', node.zone]} {inner}"
    if isinstance(node, Not):
        inner = _printed(node.item, words)
        # A word between two hyphens is an aside.
        return f"{words.shown['operators', 'not']} {inner}" if inner[-1] in MINUS else f"-{inner}"
    joint = " "
    if isinstance(node, And):
        joint = f" {words.shown['operators', 'and']} "
    elif isinstance(node, Or):
        joint = f" {words.shown['operators', 'or']} "
    return joint.join(_printed(item, words) for item in node.items)


def _value(value: str, words: QueryWords) -> str:
    plain = _PLAIN_VALUE.fullmatch(value) and value not in words.operators
    return value if plain else f'"{value}"'


def _years(kind: YearKind, years: YearRange) -> str:
    if kind == "session":
        return f"{years.first}-{years.last + 1}"
    return str(years.first) if years.first == years.last else f"{years.first}-{years.last}"
