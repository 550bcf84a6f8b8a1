"""The small phrase language of the cue files: readable words instead of regular expressions.

A phrase is matched as whole words, with any space between them; words in capitals only in capitals
("MOTIE VAN DE LEDEN" in the kop of a paper, not "motie van de leden" in a letter), others in any case.
`*` at a word's end or beginning stands for the rest of the word, `(a|b)` for a choice, `…` for at most 60
characters on the same line, `{jaar}` for a year, `{getal}` for a number, `{datum}` for a date. Nothing in
it can make matching slow: every repetition is bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_SLOTS = {
    "{jaar}": r"(?:19|20)\d\d",
    "{getal}": r"\d{1,6}",
    "{datum}": rf"\d{{1,2}} (?:{_MONTHS}) (?:19|20)\d\d",
    "…": r".{0,60}?",
    "*": r"\w{0,30}",
    " ": r"\s{1,3}",
}
_PIECE = re.compile(r"\{\w+\}|…|\*| +|[()|]|[^{}…* ()|]+")


@lru_cache(maxsize=2048)
def compile_phrase(phrase: str, *, at_start: bool = False) -> re.Pattern[str]:
    """The pattern of a phrase; `at_start`: only at the beginning of a text. Raises ValueError when empty."""
    if not phrase.strip():
        raise ValueError("een lege aanwijzing")
    parts = [_piece(piece) for piece in _PIECE.findall(phrase.strip())]
    start = r"\A\W{0,3}" if at_start else r"(?<!\w)"
    try:
        return re.compile(f"{start}(?:{''.join(parts)})(?!\\w)", re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"“{phrase}”: de haakjes kloppen niet") from error


def _piece(piece: str) -> str:
    if piece.startswith(" "):
        return _SLOTS[" "]
    if piece == "(":
        return "(?:"
    if piece in _SLOTS:
        return _SLOTS[piece]
    if piece in ")|":
        return piece
    return f"(?-i:{re.escape(piece)})" if piece.isupper() else re.escape(piece)


def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for a choice of phrases, the longest first."""
    return compile_phrase("(" + "|".join(sorted(phrases, key=len, reverse=True)) + ")")
