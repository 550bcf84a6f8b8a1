"""The normal form of a word: what is left when spelling habits of printers are taken away."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not take apart, and marks that stand for one of the keyboard.
_LETTERS: Final = str.maketrans(
    {
        "ĳ": "ij", "Ĳ": "ij", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
        "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ı": "i", "ð": "d", "þ": "th",
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "′": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u00ad": None, "\u200b": None,
        "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None,
    }
)  # fmt: skip


def normal_form(word: str) -> str:
    """`word` in lower case, ĳ as ij, ligatures and accents undone, quotes and hyphens as on a keyboard.

    Soft hyphens and other characters without width are dropped. The normal form of a normal form is itself.
    """
    if word.isascii():
        return word.lower()
    taken_apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    bare = "".join(char for char in taken_apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS).lower().translate(_LETTERS))
