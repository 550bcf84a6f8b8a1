"""From a typed query to tokens: one pass over the characters, linear in the length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.query_words import QueryWords

TokenKind = Literal["word", "phrase", "open", "close", "and", "or", "not", "minus", "name"]
OPENING = '"“„«”‟'
CLOSING = '"”“»‟'
_BRACKETS: dict[str, TokenKind] = {"(": "open", ")": "close"}
_ENDS_WORD = frozenset(OPENING + CLOSING + "()")
_NAME_LENGTH = 20
MINUS = frozenset("-−–")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `text` without quotes, minus or colon; offsets into the query as typed.

    `closed` is False for a phrase whose closing quote is missing. `glued` is True when no white space
    stands before the token.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    closed: bool = True
    glued: bool = False


def _name_before_colon(query: str, start: int, words: QueryWords) -> int | None:
    """The offset of the colon when a known field name stands at `start`, else None."""
    colon = query.find(":", start, start + _NAME_LENGTH)
    if colon < 0:
        return None
    name = query[start:colon].lower()
    known = name in words.fields or name in words.years or name in words.zone_fields
    return colon if known else None


def _word_end(query: str, start: int) -> int:
    end = start
    while end < len(query) and not query[end].isspace() and query[end] not in _ENDS_WORD:
        end += 1
    return end


def _phrase(query: str, start: int, last_closing: int, *, glued: bool) -> Token:
    """The phrase that opens at `start`, up to the next closing quote of whatever shape."""
    if start >= last_closing:
        return Token("phrase", "", start, start + 1, closed=False, glued=glued)
    end = start + 1
    while query[end] not in CLOSING:
        end += 1
    return Token("phrase", query[start + 1 : end], start, end + 1, glued=glued)


def tokens(query: str, words: QueryWords) -> Iterator[Token]:
    """The tokens of `query`, in order; white space is between them and no token is empty but a bare quote."""
    at, previous_end, value, within, inside = 0, -1, False, False, False
    last_closing = max(query.rfind(quote) for quote in CLOSING)
    while at < len(query):
        char = query[at]
        if char.isspace():
            at += 1
            continue
        glued = at == previous_end
        token = _token(
            query, at, words, last_closing, glued=glued, value=value and glued, within=within and glued
        )
        yield token
        # In "eis(-en)" and «Leert Door»-regeling a minus is the word's.
        value = token.kind == "name"
        within = token.kind in ("phrase", "close") or (token.kind == "open" and glued and inside)
        inside = token.kind == "word"
        at = previous_end = token.end


def _takes_away(query: str, at: int) -> bool:
    """Whether the minus at `at` is one: something follows, and no aside -between dashes- as in a sentence."""
    after = query[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    return not (after.isalnum() and query[_word_end(query, at + 1) - 1] in MINUS)


def _token(
    query: str, at: int, words: QueryWords, last_closing: int, *, glued: bool, value: bool, within: bool
) -> Token:
    """The token at `at`: a minus is the value's right after "naam:", and a hyphen `within` a word."""
    char = query[at]
    if char in _BRACKETS:
        return Token(_BRACKETS[char], char, at, at + 1, glued=glued)
    if char in OPENING or char in CLOSING:
        return _phrase(query, at, last_closing, glued=glued)
    if char in MINUS and not value:
        if not within and _takes_away(query, at):
            return Token("minus", char, at, at + 1, glued=glued)
        start = _after_hyphens(query, at)
        if start > at:
            return _token(query, start, words, last_closing, glued=glued, value=False, within=True)
    colon = _name_before_colon(query, at, words)
    if colon is not None:
        return Token("name", query[at:colon].lower(), at, colon + 1, glued=glued)
    end = _word_end(query, at)
    text = query[at:end]
    operator = words.operators.get(text)
    return Token(operator or "word", text, at, end, glued=glued)


def _after_hyphens(query: str, at: int) -> int:
    """Where the hyphens at `at` end; `at` itself when nothing is joined by them."""
    end = at
    while end < len(query) and query[end] in MINUS:
        end += 1
    return at if end == len(query) or query[end].isspace() else end
