"""Characters of PDF fonts as text: signs of symbol fonts, letters that fonts keep in private places."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNKNOWN = "\ufffd"
"""A glyph that the file gives no text for (pdfminer shows "(cid:129)")."""

_SYMBOLS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xA8: "◻",
    0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑", 0x9F: "•", 0x2D: "-",
}  # fmt: skip
"""The signs that office programs use from Wingdings and Symbol: their codes lie at U+F000 + code."""


@lru_cache(maxsize=4096)
def clean_char(char: str, font: str) -> str:
    """The text of one character: " " for any space, "" for a sign without text, a bullet for a symbol."""
    if len(char) != 1:
        return UNKNOWN if char.startswith("(cid:") else "".join(clean_char(part, font) for part in char)
    code = ord(char)
    if char.isspace():
        return " "
    if 0xF000 <= code <= 0xF0FF:  # noqa: PLR2004 - where symbol fonts keep their signs
        return _symbol(code - 0xF000, font)
    category = unicodedata.category(char)
    if category in ("Co", "Cc", "Cn", "Cs"):
        return UNKNOWN if code > 0x20 else ""  # noqa: PLR2004
    return _SYMBOLS.get(code, "•") if "wingdings" in font.lower() and code < 0x100 else char  # noqa: PLR2004


def _symbol(code: int, font: str) -> str:
    """A sign of a symbol font: a known one, its plain letter (some text fonts lie there), or a bullet."""
    plain = chr(code)
    letters = plain.isprintable() and plain != " " and "symbol" not in font.lower()
    return _SYMBOLS.get(code) or (plain if letters else "•")
