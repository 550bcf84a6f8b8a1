"""How common a Dutch word is, by the frequency list of `wordfreq` (subtitles, news, web, books, Wikipedia)."""

from __future__ import annotations

import math
from functools import lru_cache

import wordfreq

from kb.language.forms import normal_form

_PER_BILLION = 9  # the Zipf scale: the base-10 logarithm of occurrences per billion words


@lru_cache(maxsize=1)
def accented() -> dict[str, str]:
    """For a normal form its commonest spelling with accents, if any: "geinformeerd" → "geïnformeerd"."""
    spellings: dict[str, str] = {}
    for word in wordfreq.get_frequency_dict("nl", wordlist="best"):  # commonest first
        if not word.isascii():
            spellings.setdefault(normal_form(word), word)
    return spellings


@lru_cache(maxsize=1)
def frequencies() -> dict[str, float]:
    """Every normal form of the list with its Zipf value (1 rare … 7 very common); spellings are added up."""
    shares: dict[str, float] = {}
    for word, share in wordfreq.get_frequency_dict("nl", wordlist="best").items():
        form = normal_form(word)
        shares[form] = shares.get(form, 0.0) + share
    return {form: math.log10(share) + _PER_BILLION for form, share in shares.items()}


def zipf(word: str) -> float:
    """The Zipf value of `word` in Dutch: 0.0 when it is not in the list, above 3 for words that people know."""
    table = frequencies()
    value = table.get(word)
    return value if value is not None else table.get(normal_form(word), 0.0)
