"""Where Dutch sentences begin and end, by rules of our own.

A sentence ends at ``.``, ``?``, ``!`` or ``…``, with the quotes, brackets and footnote marker that stand
directly behind it ("2023.1", "bent.”"), unless the word before is an abbreviation that goes on, or what
follows does not look like a beginning. A blank line ends a sentence, and so does a line end before a list
item. A single line end is a wrapped line and ends nothing. The abbreviations are data: abbreviations.toml.

Every decision looks at most `_REACH` characters around one stretch of white space, so the work grows with
the length of the text and with nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_REACH = 40  # no Dutch abbreviation, number or footnote marker is longer
_BRACKET_REACH = 300  # an aside in brackets; a longer one is more likely a bracket that was never closed
_SPACE = re.compile(r"\s+")
_GLUED = re.compile(r"[a-zà-ÿ]{3}\.(?=[A-ZÀ-Ý][a-zà-ÿ])")
_CLOSERS = "\"'»”’)]›"
_OPENERS = "\"'«“‘„([‹"
_ENDERS = ".?!…"
_MARKER_FIGURES = 2  # of a footnote marker behind a year; three would make "2023.123" one
_WITH_VOWEL = 4  # letters; a longer word is no unknown abbreviation even without a vowel
_HOST_DOTS = 2
_MARKER = re.compile(r"\d{1,3}$")
_BULLET = re.compile(r"[•▪◦●■□‣∙·➢✓]|\(cid:\d+\)|[-–—*o]\s")
_COUNTED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})(?:[.)°]|\.\))\s")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d$")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,3}\.){1,6}[A-Za-z]{1,3}")
_NUMBER = re.compile(r"\d{1,4}(?:[.,:]\d{1,4}){0,4}")
_NOTE = re.compile(r"\d{1,3} [A-ZÀ-Ý«“]")  # the next footnote of a list
_ROMAN = re.compile(r"[IVXLC]+\b")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """The lists of abbreviations.toml, by what may follow."""

    before_number: frozenset[str]
    before_name: frozenset[str]
    inside: frozenset[str]
    may_end: frozenset[str]
    openers: frozenset[str]


@lru_cache(maxsize=1)
def _abbreviations() -> _Abbreviations:
    data = tomllib.loads((resources.files(__package__) / "abbreviations.toml").read_text(encoding="utf-8"))
    return _Abbreviations(**{name: frozenset(words) for name, words in data.items()})


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as half-open offsets in code points, in order, without white space around.

    Every character that is not white space lies in exactly one span. Linear in the length of `text`.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[start:cut]
        body = piece.strip()
        if body:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(body)))
        start = cut
    return spans


def _cuts(text: str) -> list[int]:
    """Offsets at which a new sentence may begin."""
    closed = _bracketed(text)
    cuts = [match.end() for match in _GLUED.finditer(text) if not _is_address(text, match.start())]
    in_list = bool(_is_item(text, 0, ""))
    line = 0  # where the sentence or line now read begins
    for gap in _SPACE.finditer(text):
        left, right = gap.span()
        if left == 0 or right == len(text):
            continue
        breaks = gap.group().count("\n")
        if breaks == 1:
            kind = _is_item(text, right, text[max(0, left - 3) : left])
            if kind == "sure" or (kind == "maybe" and (in_list or text[left - 1] in ".:;,?!")):
                cuts.append(right)
                in_list, line = True, right
                continue
        elif breaks > 1:
            cuts.append(right)
            in_list, line = bool(_is_item(text, right, "")), right
            continue
        if _ends_sentence(text, left, right, line) and not _inside(closed, left):
            cuts.append(right)
            line = right
    return sorted(set(cuts))


def _is_item(text: str, at: int, before: str) -> str:
    """Whether a list item begins at `at`: "sure", "maybe" (a dash or a number can be a wrapped line) or ""."""
    if match := _BULLET.match(text, at):
        return "maybe" if match.group()[0] in "-–—*o" else "sure"
    if _COUNTED.match(text, at):
        return "sure" if before.endswith((":", ";")) else "maybe"
    return ""


def _ends_sentence(text: str, left: int, right: int, line: int) -> bool:
    """Whether the sentence ends before the white space `text[left:right]`."""
    end = _ender(text, left)
    if end is None:
        return False
    opening = _opening(text, right)
    if not opening:
        return False
    if text[end] != ".":
        return opening != "digit" or text[end] in "?!"
    return _full_stop(text, end, right, opening, line)


def _ender(text: str, left: int) -> int | None:
    """Offset of the full stop, question or exclamation mark that the white space at `left` follows, or None.

    Closing quotes and brackets may stand between, and a footnote marker glued on: "Financiën.12 De".
    """
    at = left - 1
    low = max(0, left - _REACH)
    marker = _MARKER.search(text[low:left])
    if marker and left - len(marker.group()) > 0:
        behind = left - len(marker.group()) - 1
        if _skip_closers(text, behind, low) is not None and _marker_fits(text, behind, marker.group()):
            at = behind
    return _skip_closers(text, at, low)


def _skip_closers(text: str, at: int, low: int) -> int | None:
    while at >= low and text[at] in _CLOSERS:
        at -= 1
    return at if at >= low and text[at] in _ENDERS else None


def _marker_fits(text: str, behind: int, marker: str) -> bool:
    """Whether `marker`, glued behind `text[behind]`, is a footnote's and not the rest of a number.

    After a figure only a year can end a sentence ("2023.1"): "3.1" is a section, "1.547" a thousand.
    """
    if text[behind] != "." or not text[behind - 1 : behind].isdigit():
        return True
    return len(marker) <= _MARKER_FIGURES and _YEAR.search(text[max(0, behind - 6) : behind]) is not None


def _opening(text: str, right: int) -> str:
    """What stands at `right`: "upper", "digit", "bullet", or "" when no sentence begins there."""
    if _BULLET.match(text, right) and text[right] not in "-–—*o":
        return "bullet"
    at = right
    while at < min(len(text), right + 4) and text[at] in _OPENERS:
        at += 1
    if at >= len(text):
        return ""
    char = text[at]
    if char in "’'" or (text[at - 1] in "’'‘" and char in "st" and text[at + 1 : at + 2] in (" ", "-")):
        return "upper"  # 's Avonds, 't Is
    if char.isdigit():
        return "digit"
    return "upper" if char.isupper() else ""


def _full_stop(text: str, end: int, right: int, opening: str, line: int) -> bool:
    """Whether the full stop at `end` ends a sentence, given what follows."""
    low = max(0, end - _REACH)
    word = text[low:end].rsplit(None, 1)[-1] if text[low:end].strip() else ""
    bare = word.lstrip(_OPENERS + "-–/")
    if word[-1:] in _CLOSERS or not bare:
        return opening != "digit" or bool(word)
    if _NUMBER.fullmatch(bare):
        return _after_number(text, end - len(word), line, opening)
    glued_marker = bare.rstrip("0123456789")  # "cryptografie14."
    return _after_word(glued_marker or bare, text[right : right + _REACH], opening)


def _after_number(text: str, begin: int, line: int, opening: str) -> bool:
    """A full stop after a figure: the number of a list item ("1. Inleiding") ends nothing."""
    if not text[line:begin].strip():
        return False
    return opening != "digit" or begin - line > 1


def _after_word(word: str, following: str, opening: str) -> bool:
    """A full stop after a word that may be an abbreviation."""
    short = _abbreviations()
    lower = word.lower()
    next_word = re.match(r"\w*", following.lstrip(_OPENERS))
    first = next_word.group() if next_word else ""
    opener = first.lower() in short.openers
    if lower in short.inside or lower in short.before_name:
        ends = lower in short.may_end and opener
    elif lower in short.before_number:
        numbered = any(char.isdigit() for char in first) or _ROMAN.fullmatch(first) or len(first) == 1
        ends = opening == "bullet" or not numbered
    elif lower in short.may_end:
        ends = opening == "upper" and following[:1].isupper()
    elif len(word) == 1 and word.isalpha():  # an initial: "A. de Vries", "bijlage A. De"
        ends = opener or (word.islower() and _NOTE.match(following) is not None)
    elif _DOTTED.fullmatch(word):  # "J.A.", "B.V."
        ends = opener and not word.isupper()
    elif opening == "digit":  # "xx. 12": without a vowel it is an abbreviation that the list does not know
        ends = len(word) > _WITH_VOWEL or any(char in "aeiouyéëï" for char in lower)
    else:
        ends = True
    return ends


def _is_address(text: str, at: int) -> bool:
    """Whether the glued full stop near `at` stands in a web or mail address."""
    low = max(0, at - _REACH)
    high = min(len(text), at + _REACH)
    before = text[low:at].rsplit(None, 1)[-1] if text[low:at].strip() and not text[at - 1].isspace() else ""
    token = before + text[at:high].split(None, 1)[0]
    return any(mark in token for mark in ("/", "@", "www", "_")) or token.count(".") > _HOST_DOTS


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Stretches between round brackets that were closed within `_BRACKET_REACH`, outermost, in order."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in re.finditer(r"[()]", text):
        at = match.start()
        if match.group() == "(":
            open_at.append(at)
        elif open_at:
            begin = open_at.pop()
            if at - begin <= _BRACKET_REACH:
                while pairs and pairs[-1][0] > begin:
                    pairs.pop()
                pairs.append((begin, at))
    return pairs


def _inside(pairs: list[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies within one of `pairs`, which are in order and do not overlap."""
    low, high = 0, len(pairs)
    while low < high:
        middle = (low + high) // 2
        if pairs[middle][1] < at:
            low = middle + 1
        else:
            high = middle
    return low < len(pairs) and pairs[low][0] < at < pairs[low][1]
