"""How taxonomy words are compared: without case, accents, hyphens or spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = re.compile(r"[^\w]+|_", re.UNICODE)


@lru_cache(maxsize=4096)
def _fold_word(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def fold_word(word: str) -> str:
    """One word in lower case without accents; ĳ becomes ij ("Financiën" → "financien")."""
    return word.lower() if word.isascii() else _fold_word(word)


def letters(text: str) -> str:
    """Only the folded letters and digits of `text`: "Kind-gebonden budget" → "kindgebondenbudget"."""
    return _APART.sub("", fold_word(text))


def kebab(text: str) -> str:
    """`text` as an id: folded words with hyphens ("Ministerie van Financiën" → "ministerie-van-financien")."""
    return "-".join(part for part in _APART.split(fold_word(text)) if part)
