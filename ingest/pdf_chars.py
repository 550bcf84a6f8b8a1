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

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_MATHEMATICS = {
    **{0x41 + at: char for at, char in enumerate(_GREEK)},
    **{0x61 + at: char for at, char in enumerate(_GREEK_SMALL)},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    0xA0: "€", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
    0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔",
    0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
"""The font Symbol has an encoding of its own (PDF 32000-1, annex D.6): ≥ lies where others have ³ or ‡."""


def symbol_char(code: int, font: str) -> str | None:
    """The text of a code of the font Symbol, whatever the file says of it; None for other fonts."""
    name = font.rsplit("+", 1)[-1].lower()
    if not name.startswith("symbol") or not 0x20 < code < 0x100:  # noqa: PLR2004
        return None
    return _MATHEMATICS.get(code) or (chr(code) if code < 0x80 else "•")  # noqa: PLR2004


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
    mathematics = symbol_char(code, font)
    if mathematics is not None:
        return mathematics
    plain = chr(code)
    letters = plain.isprintable() and plain != " " and "symbol" not in font.lower()
    return _SYMBOLS.get(code) or (plain if letters else "•")
