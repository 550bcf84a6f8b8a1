"""Lines that belong together: paragraphs, list items, loose lines. Columns, notes and page ends part none.

A line goes on with the line before it unless something says that it begins anew: white space, a bullet, a
line that ended before the margin. White space and page ends that stand in the middle of a sentence are
accidents of the layout.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from ingest.layout import BULLET, COUNTED, Line

OUTLINE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.)\s+[^\W\d_]")
_PAPER = re.compile(r"\d\d ?\d{3}(?:[ -][A-Z\d]{1,5})?|Nr\. \d{1,4}")
"""The number of a dossier or paper, above its title."""
_TITLE_LINES = 7
_HEAD = 12
"""Groups at the head of a document, where they stand."""
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_OPENERS = "\"'‘“«([„"
_UNWRAPPED = 220
"""Characters: no page has lines so long; such a line is a paragraph that was never wrapped."""
_OTHER_SIZE = 0.08
_CHAPTER_GAP = 4
_SHORT = 0.8
"""A line that ends a paragraph before this part of the measure ended it on purpose."""
_CAPITALS = 30
"""Characters: a title in capitals so long goes on in the next line in capitals."""
_FULL = 0.6
"""A line shorter than this part of the measure is not broken off: it is a label, heading or last line."""

Group = tuple[Line, ...]
_NOTHING: Mapping[int, bool] = MappingProxyType({})


@lru_cache(maxsize=1)
def open_words() -> frozenset[str]:
    """Words that no title or sentence ends in: after them something must follow."""
    data = tomllib.loads((resources.files(__package__) / "headings.toml").read_text(encoding="utf-8"))
    return frozenset(data["open_words"])


def grouped(lines: Sequence[Line], by_block: bool, parting: Mapping[int, bool] = _NOTHING) -> list[Group]:
    """The groups of `lines`.

    `by_block`: the format's own blocks are its paragraphs (XML, DOCX). `parting`: indexes of lines that
    begin a group of their own; True: nothing else belongs to it.
    """
    groups: list[list[Line]] = []
    for line in lines:
        announced = line.index in parting or bool(groups and parting.get(groups[-1][-1].index))
        if groups and not announced and not _begins(groups[-1], line, by_block):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = [tuple(group) for group in groups]
    return found if by_block else _with_whole_titles(found)


def _with_whole_titles(groups: Sequence[Group]) -> list[Group]:
    """Titles made whole: a chapter number on its own line, a numbered title that goes on in a capital."""
    result: list[Group] = []
    for at, group in enumerate(groups):
        title = result[-1] if result else ()
        after = groups[at + 1][0] if at + 1 < len(groups) else None
        last = len(group) <= 3 and (after is None or after.gap > 0 or after.page != group[0].page)  # noqa: PLR2004
        titled = title and last and _is_open_title(title) and _completes(title[-1], group)
        if titled or (at < _HEAD and _is_paper(title, group)):
            result[-1] = (*title, *group)
        else:
            result.append(group)
    return result


def _is_paper(number: Group, group: Group) -> bool:
    """Whether a group is the title of the dossier or paper whose number stands above it."""
    alone = len(number) == 1 and bool(_PAPER.fullmatch(number[0].text))
    return alone and begins_upper(group[0].text) and len(group) <= _TITLE_LINES and not group[-1].ended


def is_paper_title(group: Group) -> bool:
    """Whether a group is the number of a dossier or paper with its title."""
    return len(group) > 1 and bool(_PAPER.fullmatch(group[0].text))


def _is_open_title(group: Group) -> bool:
    text = group[0].text
    alone = text.isdigit() and len(text) <= 2  # noqa: PLR2004
    return len(group) <= 2 and (alone or bool(OUTLINE.match(text))) and not group[-1].ended  # noqa: PLR2004


def _completes(last: Line, group: Group) -> bool:
    short = all(line.right - line.left < _FULL * (line.edge - line.left) or line.edge < 40 for line in group)  # noqa: PLR2004
    plain = not group[-1].ended and not is_bullet(group[0].text) and not OUTLINE.match(group[0].text)
    # the number of a chapter in larger letters than its title stands on a page of its own with it
    large = last.text.isdigit() and (last.size or 0.0) > 1.2 * (group[0].size or last.size or 1.0)
    near = group[0].gap <= (_CHAPTER_GAP if large else 0)
    return near and group[0].page == last.page and (short or large) and plain


def _begins(group: Sequence[Line], line: Line, by_block: bool) -> bool:
    """Whether `line` begins a new group behind `group`."""
    last = group[-1]
    if (last.hint, last.ref) != (line.hint, line.ref):
        return True
    if by_block and last.block is not None:
        return last.block != line.block
    if _begins_bullet(group, line) or _begins_item(group, line):
        return True
    if _style_changes(group, line):
        return True
    if last.page != line.page or line.gap > 0:
        return not _goes_on(group, line)
    return _meant_to_end(group, line)


def _begins_bullet(group: Sequence[Line], line: Line) -> bool:
    """Whether the line begins a list item; a dash between words that wrapped to its beginning does not."""
    if not is_bullet(line.text):
        return False
    last = group[-1]
    first = line.text[0]
    dash = first in "-–—*o"
    return not dash or line.gap > 0 or group[0].text[0] == first or last.ended or last.text[-1] in ":;,"


def _begins_item(group: Sequence[Line], line: Line) -> bool:
    """Whether the line is a counted item that can follow: the first behind an announcement, or the next."""
    mark = counted_item(line.text)
    last = group[-1]
    if last.ended and OUTLINE.match(line.text):
        return True
    if mark is None:
        return False
    if last.ended and begins_capital(line.text.split(maxsplit=1)[1]):
        return True
    if mark in ("1", "a", "i"):
        below_title = mark == "a" and bool(OUTLINE.match(group[0].text)) and not last.ended
        return last.text.endswith(":") or (below_title and begins_upper(line.text[1:].lstrip(".) ")))
    before = counted_item(group[0].text)
    return (
        before is not None and before in marks_before(mark) and (last.ended or last.text.endswith((";", ",")))
    )


def marks_before(mark: str) -> frozenset[str]:
    """Marks that can stand before `mark` in a list: "b" before "c", "ii" before "iii"."""
    if mark.isdigit():
        return frozenset([str(int(mark) - 1)])
    found = {chr(ord(mark) - 1)} if len(mark) == 1 else set()
    if mark in _ROMAN[1:]:
        found.add(_ROMAN[_ROMAN.index(mark) - 1])
    return frozenset(found)


def is_bullet(text: str) -> bool:
    """Whether the line begins with the sign of a list item."""
    return bool(BULLET.match(text))


def begins_upper(text: str) -> bool:
    """Whether the text begins as a sentence or title does."""
    first = text.lstrip(_OPENERS)[:1]
    return first.isupper() or first.isdigit()


def begins_capital(text: str) -> bool:
    """Whether the text begins with a capital letter."""
    return text.lstrip(_OPENERS)[:1].isupper()


def begins_lower(text: str) -> bool:
    """Whether the text begins in lower case: it goes on from something."""
    return text.lstrip(_OPENERS)[:1].islower()


def _style_changes(group: Sequence[Line], line: Line) -> bool:
    """A change of size, or of weight where a line ended, in formats that tell them."""
    last = group[-1]
    if last.size is None or line.size is None:
        return False
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size):
        return True
    if last.bold == line.bold:
        # a line in italics that ends before the margin is a heading or a quotation of its own
        return last.italic != line.italic and last.fits(line) and begins_upper(line.text)
    # a few bold words that fill a line of a paragraph end nothing
    titled = all(other.bold for other in group) and begins_upper(line.text)
    return last.ended or last.fits(line) or line.gap > 0 or titled


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    """Whether a line behind white space or on a new page goes on with the sentence before it."""
    last = group[-1]
    if last.ended or last.text.endswith((":", ";")) or OUTLINE.match(line.text):
        return False
    broken = last.text.endswith("-") and len(last.text) > 1 and last.text[-2].isalpha()
    if broken or last.text.split()[-1].casefold() in open_words():
        return True
    full = last.right - last.left >= _FULL * (last.edge - last.left)
    if begins_lower(line.text):
        return full or is_bullet(group[0].text) or len(group) > 1
    # a name or noun may begin the next page; a heading or label is no full line
    near = line.gap <= 1 or last.page != line.page
    return len(group) > 1 and full and not last.fits(line) and near


def _meant_to_end(group: Sequence[Line], line: Line) -> bool:
    """Whether `line`, right below the last line of the group, begins something new."""
    last = group[-1]
    if len(last.text) > _UNWRAPPED and (last.ended or last.text.endswith((":", ";"))):
        return True
    if not begins_upper(line.text) or not last.fits(line):
        return False
    width = last.right - last.left
    measure = last.edge - last.left
    if last.ended or last.text.endswith((":", ";")):
        return width < _SHORT * measure
    # no full stop: the lines so far are a heading or a label, if no sentence has ended in them
    if any(other.ended for other in group) or len(group) > 4:  # noqa: PLR2004
        return width < 0.5 * measure
    first = line.text.split(maxsplit=1)[0]
    step = width / max(1, len(last.text))
    capitals = last.text.isupper() and line.text.isupper() and len(last.text) > _CAPITALS
    if capitals or line.text[:1] in _OPENERS or last.text.split()[-1].casefold() in open_words():
        return False
    room = last.right + step * (len(first) + 1) <= 0.97 * last.edge
    # "b) Gevolgen voor de begroting": what is lettered can be a title, and a title can be long
    most = 0.94 if counted_item(group[0].text) else 0.88
    return room and width < most * measure and not last.text.endswith(",")


def counted_item(text: str) -> str | None:
    """The mark of a counted list item ("1.", "a)"), if `text` begins with one."""
    found = COUNTED.match(text)
    return found["mark"] if found else None
