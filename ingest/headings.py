"""Which groups of lines are headings, and of what level.

The order of evidence: what the format says (style, level); a number that fits the outline; a larger or
bolder letter than the text below; a short line of its own without full stop, with text below it. Levels
come from numbers first. A heading without number lies below the last numbered one; among those, a
heading with white space below it lies above one that stands right on its text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from ingest.groups import Group, begins_upper, counted_item, is_bullet, open_words

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.(?!\d))?(?:\s+(?=[^\W\d_]|[‘“\"'«(])|$)")
_LETTER = re.compile(r"(?P<number>[A-Z]|[IVX]{1,4})[.)]\s+(?=[A-Z])")
_STOPS = (".", ",", ";", ":", "-", "–")
_FULL_STOP = re.compile(r"[.!…;]['\"’”»)\]]*\d{1,2}$")
"""A sentence that ends in the marker of a footnote."""
_LONGEST = 190
_MOST_WORDS = 26
_MOST_LINES = 5
_QUESTION = 10
"""Words: a longer question is asked in the text, not above it."""
_DATE = re.compile(
    r"\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Words:
    front_and_back: frozenset[str]
    numbered_words: frozenset[str]
    captions: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((resources.files(__package__) / "headings.toml").read_text(encoding="utf-8"))
    return _Words(
        frozenset(data["front_and_back"]), frozenset(data["numbered_words"]), frozenset(data["captions"])
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A heading: the group at place `at`, its number, its level by style or None, and how it stands."""

    at: int
    number: str | None
    level: int | None
    size: float
    bold: bool
    apart: bool
    named: bool


def find_headings(
    groups: Sequence[Group], taken: Sequence[bool], announced: Sequence[bool]
) -> dict[int, tuple[int, str | None]]:
    """Place in `groups` → (level, number) of the headings.

    `taken` are groups that are something else, `announced` those that announce what is below them
    ("Vraag 3"): that is no heading.
    """
    body = _body_size(groups)
    found: list[Found] = []
    outline = _Outline()
    for at, group in enumerate(groups):
        if taken[at]:
            continue
        heading = _heading(groups, announced, at, body, outline)
        if heading is not None:
            found.append(heading)
    return _levels(_with_text_below(found, groups, taken))


def _body_size(groups: Sequence[Group]) -> float:
    """The size in which most letters of the document are set; 0.0 where sizes are not known."""
    sizes: Counter[float] = Counter()
    for group in groups:
        for line in group:
            if line.size is not None:
                sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


class _Outline:
    """The numbers of the headings so far: tells a chapter number from a list item or a value."""

    def __init__(self) -> None:
        self.last: tuple[int, ...] = ()

    def accepts(self, number: str) -> bool:
        """Whether `number` can come next: a first part, the next one, or the next one higher up."""
        parts = tuple(int(part) for part in number.split("."))
        if 0 in parts[:1] or len(parts) > 4:  # noqa: PLR2004
            return False
        if not self.last:
            return all(part <= 3 for part in parts)  # noqa: PLR2004 - the first chapters may not be in the file
        for depth, part in enumerate(parts):
            before = self.last[depth] if depth < len(self.last) else 0
            if part != before:
                return before < part <= before + 2 and all(other <= 1 for other in parts[depth + 1 :])
        return parts == self.last  # a title page of the chapter, and its first page

    def note(self, number: str) -> None:
        """Remember a number that was accepted."""
        self.last = tuple(int(part) for part in number.split("."))


def _heading(
    groups: Sequence[Group], announced: Sequence[bool], at: int, body: float, outline: _Outline
) -> Found | None:
    group = groups[at]
    first = group[0]
    if at and announced[at - 1]:
        return None
    if first.hint is not None and first.hint not in ("heading", "paragraph", "box"):
        return None
    text = " ".join(line.text for line in group)
    after = groups[at + 1] if at + 1 < len(groups) else None
    apart = after is not None and (after[0].gap > 0 or after[0].page != first.page)
    number = _number(group, text)
    size = first.size or 0.0
    larger = bool(body) and size >= body * 1.08
    named = _named(text)
    if first.hint == "heading":
        return Found(at, number, first.level, size, first.bold, apart, named)
    if len(group) > _MOST_LINES or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or is_bullet(text):
        return None
    if number is not None and number[0].isdigit():
        deep = "." in number or (_parted(groups, at) and after is not None and _is_body(after))
        if (
            outline.accepts(number)
            and _like_title(text, number)
            and (deep or apart or larger or len(group) > 1)
        ):
            outline.note(number)
            return Found(at, number, number.count(".") + 1, size, first.bold, apart, named)
        if not larger:
            return None
    if not _is_title(text, group, larger or first.bold):
        return None
    before = groups[at - 1] if at else None
    if before is not None and not _ends(before) and not larger and not first.bold:
        return None
    return Found(at, number, None, size, first.bold, apart, named)


def _parted(groups: Sequence[Group], at: int) -> bool:
    """Whether white space or a page end stands before the group."""
    return at == 0 or groups[at][0].gap > 0 or groups[at][0].page != groups[at - 1][-1].page


def _number(group: Group, text: str) -> str | None:
    found = _NUMBER.match(text) or _LETTER.match(text)
    if found is None:
        return None
    return found["number"]


def _like_title(text: str, number: str) -> bool:
    rest = text[len(number) :].lstrip(". ")
    return begins_upper(rest) and not rest.rstrip("0123456789").endswith((".", ";", ",")) and len(rest) > 2  # noqa: PLR2004


def _named(text: str) -> bool:
    """Whether the title is one of the parts that stand outside the numbering."""
    plain = re.sub(r"[^\w\s]", " ", text.casefold()).split()
    if not plain:
        return False
    known = _words().front_and_back
    return " ".join(plain) in known or (plain[0] in known and plain[0] in _words().numbered_words)


def _is_title(text: str, group: Group, marked: bool) -> bool:
    """Whether the words can be a title: no sentence, no caption, no value, no signature."""
    if not begins_upper(text) or text.endswith(_STOPS) or re.match(r"\d+(?![\de])", text):
        return False
    words = text.split()
    if words[-1].casefold() in open_words() or _FULL_STOP.search(text):
        return False
    if words[0].casefold().rstrip(".:") in _words().captions and len(words) > 1 and words[1][:1].isdigit():
        return False
    if text.endswith("?") and len(words) > _QUESTION:
        return False
    letters = sum(char.isalpha() for char in text)
    if letters < 3 or letters < 0.5 * len(text) or _DATE.search(text):  # noqa: PLR2004
        return False
    if re.search(r"[.!?]\s+[A-Z]", text) or ("http" in text or "www." in text or "@" in text):
        return False
    return marked or len(group) <= 3  # noqa: PLR2004


def _ends(group: Group) -> bool:
    """Whether what stands before can be the end of something: the text does not break off in it."""
    last = group[-1]
    return last.ended or last.text.endswith((":", ";")) or last.fits(last) or last.right < 0.9 * last.edge


def _with_text_below(found: Sequence[Found], groups: Sequence[Group], taken: Sequence[bool]) -> list[Found]:
    """The headings that have text below them, or another heading that has: labels have none."""
    kept: list[Found] = []
    places = {item.at for item in found}
    sure: set[int] = set()
    for item in reversed(found):
        strong = item.level is not None or item.named or item.size > 0.0
        at = item.at + 1
        follows = at < len(groups) and (
            (at in sure and (item.number is not None or groups[at][0].page == groups[item.at][0].page))
            or taken[at]
            or (at not in places and _is_body(groups[at]))
        )
        if strong or follows:
            sure.add(item.at)
            kept.append(item)
    kept.reverse()
    return kept


def _is_body(group: Group) -> bool:
    """Whether a group is text that a heading can stand above: a sentence, a full line or a list."""
    if is_bullet(group[0].text) or counted_item(group[0].text):
        return True
    text = " ".join(line.text for line in group)
    if len(group) > 1:
        return len(text.split()) > 8  # noqa: PLR2004
    line = group[0]
    return len(text.split()) > 6 and (line.ended or text.endswith(":") or len(text) > 60)  # noqa: PLR2004


def _levels(found: Sequence[Found]) -> dict[int, tuple[int, str | None]]:
    """The level of each heading."""
    numbered = any(item.level is not None and item.number for item in found)
    sizes = sorted({round(item.size, 1) for item in found if item.size and item.level is None}, reverse=True)
    result: dict[int, tuple[int, str | None]] = {}
    above = 0
    loose: list[Found] = []
    parents = {item.at for item, after in pairwise(found) if item.apart and after.at == item.at + 1}
    for item in found:
        if item.level is not None:
            above, loose = item.level, []
            result[item.at] = (item.level, item.number)
        elif item.named and (numbered or not item.size):
            above, loose = 1, []
            result[item.at] = (1, item.number)
        else:
            loose.append(item)
            result[item.at] = (above + 1 + _depth(item, loose, sizes, parents), item.number)
    return result


def _depth(item: Found, loose: Sequence[Found], sizes: Sequence[float], parents: set[int]) -> int:
    """How deep a heading without number lies among those since the last numbered one: 0 is right below it.

    Where letters tell nothing: one that stands right on its text lies below one that stands apart and has
    a heading as its first text.
    """
    if item.size and len(sizes) > 1:
        present = sorted({round(other.size, 1) for other in loose}, reverse=True)
        return present.index(round(item.size, 1))
    if item.apart:
        return 0
    apart = [other for other in loose if other.apart]
    return int(bool(apart) and apart[-1].at in parents)
