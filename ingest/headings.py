"""Which groups of lines are headings.

The order of evidence: what the format says (style, level); a number that fits the outline; a larger or
bolder letter than the text below; a short line of its own without full stop, with text below it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ingest.groups import (
    Group,
    begins_capital,
    begins_upper,
    counted_item,
    is_bullet,
    is_paper_title,
    open_words,
)
from ingest.layout import is_gapless
from ingest.levels import FoundHeading, Style, levels
from ingest.outline import FIRST_LETTERS, Outline, heading_number, titled

_STOPS = (".", ",", ";", ":", "-", "–")
_QUOTE = re.compile(r"[“‘«„\"'].*[”’»\"']")
"""A saying in large letters, with who said it below: a pull quote."""
_FULL_STOP = re.compile(r"[.!…;]['\"’”»)\]]*\d{1,2}$")
"""A sentence that ends in the marker of a footnote."""
_LONGEST = 190
_MOST_WORDS = 26
_MOST_LINES = 5
_QUESTION = 10
"""Words: a longer question is asked in the text, not above it."""
_LARGER = 1.08
"""A letter of so many times the size of the running text is a larger one."""
_SHORT = 0.65
"""A line that fills more of the measure is no title between lines of text."""
_NEARLY = 0.85
_LISTED = 8
"""Letters: a shorter title can stand in the table of contents by chance."""
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATE = re.compile(rf"\d{{1,2}}\s+(?:{_MONTHS})|,\s*(?:{_MONTHS})\s+\d{{4}}$", re.I)
"""A day, or a place with a month behind it ("Den Haag, mei 2025")."""
_VALUE = re.compile(r"\d+(?![\de])")
"""A line that begins with a number is no title, unless it is "2e rapportage" or set as one."""
_SLANTED_WORDS = 10
_STRETCHED = 1.45
_SHORTEST_NAME, _LONGEST_NAME = 2, 6
_BETWEEN_NAMES = frozenset(["van", "de", "der", "den", "ten", "ter", "el", "in", "’t", "'t"])
_SENTENCES = re.compile(r"[.!?]\s+[A-Z]")
_ADDRESS = re.compile(r"https?:|www\.|@")
_TEXT_HINTS = (None, "heading", "paragraph", "box")


@dataclass(frozen=True, slots=True)
class _Words:
    front_and_back: frozenset[str]
    numbered_words: frozenset[str]
    captions: frozenset[str]
    signers: tuple[str, ...]
    functions: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads((resources.files(__package__) / "headings.toml").read_text(encoding="utf-8"))
    return _Words(
        frozenset(data["front_and_back"]),
        frozenset(data["numbered_words"]),
        frozenset(data["captions"]),
        tuple(data["signers"]),
        tuple(data["functions"]),
    )


def find_headings(
    groups: Sequence[Group],
    taken: Sequence[bool],
    announced: Sequence[bool],
    contents: str = "",
    by_block: bool = False,
    *,
    plain: bool = False,
) -> dict[int, tuple[int, str | None]]:
    """Place in `groups` → (level, number) of the headings.

    `taken` are groups that are something else, `announced` those that announce what is below them
    ("Vraag 3"): that is no heading. `contents` are the words of the table of contents. `by_block`: the
    format's own blocks are its paragraphs; where it marks some as headings, it marks them all. `plain`: short
    lines are no titles by themselves (e-mails).
    """
    search = _Search(groups, contents)
    search.by_block = by_block
    search.telling = plain or (
        by_block and any(group[0].hint == "heading" or group[0].bold for group in groups)
    )
    found: list[FoundHeading] = []
    for at in range(len(groups)):
        if not taken[at] and not (at and announced[at - 1]):
            heading = search.heading(at)
            if heading is not None:
                found.append(heading)
    return levels(_with_text_below(found, groups, taken))


class _Search:
    """Looks for headings from the first group to the last; numbers must follow on each other."""

    def __init__(self, groups: Sequence[Group], contents: str) -> None:
        self.groups = groups
        self.contents = _letters(contents)
        self.outline = Outline()
        self.by_block = False
        self.gapless = is_gapless([line for group in groups for line in group])
        self.last = -1
        """The place of the last heading."""
        self.telling = False
        """Whether the format says of all headings that they are, by style or bold letters."""
        self.body, self.bold = _body_style(groups)
        wide = [(line.right - line.left) / len(line.text) for group in groups for line in group if line.box]
        self.step = sorted(wide)[len(wide) // 2] if wide else 0.0
        letters = [(line.italic, len(line.text)) for group in groups for line in group]
        self.slanted = 2 * sum(size for italic, size in letters if italic) > sum(size for _, size in letters)

    def heading(self, at: int) -> FoundHeading | None:
        """The heading that group `at` is, or None."""
        group = self.groups[at]
        first = group[0]
        text = " ".join(line.text for line in group)
        number = heading_number(text)
        listed = self._is_listed(text) and self._is_marked(at) and not text.endswith(":")
        if first.hint == "heading" or (listed and first.hint in _TEXT_HINTS):
            level = first.level if first.hint == "heading" else self._level_of(number)
            return self._found(at, number, level, sure=True)
        if is_paper_title(group):
            return self._found(at, None, 1, sure=True)
        room = 2 if self._is_larger(at) else 1
        short = len(group) <= _MOST_LINES and max(len(text) / _LONGEST, len(text.split()) / _MOST_WORDS) <= room
        quoted = first.hint == "box" and (_QUOTE.fullmatch(text) or not self._has_text_in_box(at))
        if first.hint not in _TEXT_HINTS or quoted or not short or is_bullet(text):
            return None
        if number is not None and number[0].isdigit():
            return self._numbered(at, text, number)
        return self._titled(at, text, number)

    def _level_of(self, number: str | None) -> int | None:
        """The level that a number says, when it can come next; noted as the last one."""
        if number is None or not number[0].isdigit() or not self.outline.accepts(number):
            return None
        self.outline.note(number)
        return number.count(".") + 1

    def _is_listed(self, text: str) -> bool:
        """Whether the table of contents names this title."""
        plain = _letters(text)
        return len(plain) >= _LISTED and plain in self.contents

    def _has_text_in_box(self, at: int) -> bool:
        """Whether other text stands below in the same box: a box of large letters only is a pull quote."""
        first = self.groups[at][0]
        for group in self.groups[at + 1 : at + 4]:
            if group[0].hint != "box" or group[0].block != first.block:
                return False
            if (group[0].size, group[0].bold) != (first.size, first.bold):
                return True
        return False

    def _numbered(self, at: int, text: str, number: str) -> FoundHeading | None:
        """A heading with a number that can come next; a lone chapter number needs a sign more."""
        if not self.outline.accepts(number) or not titled(text, number):
            return self._titled(at, text, None) if self._is_larger(at) else None
        after = self._after(at)
        apart = self._is_apart(at)
        below = after is not None and (_is_body(after) or after[0].text.startswith(f"{number}.1"))
        stands = "." in number or (self._is_parted(at) and below)
        if not (stands or apart or self._is_marked(at) or len(self.groups[at]) > 1):
            return None
        self.outline.note(number)
        return self._found(at, number, number.count(".") + 1, sure=True)

    def _titled(self, at: int, text: str, number: str | None) -> FoundHeading | None:
        marked = self._is_marked(at)
        if self.telling and not marked:
            return None
        if number is not None and number.islower():
            return self._lettered(at, text, number)
        set_apart = marked or self._is_slanted(at) or self._stands_free(at)
        if not _is_title(text, self.groups[at], marked) or not set_apart:
            return None
        return self._found(at, number, None, sure=False)

    def _is_slanted(self, at: int) -> bool:
        """Whether the group is a short line in italics above a text that is not: a heading in many letters."""
        group, after = self.groups[at], self._after(at)
        if self.slanted or len(group) > 1 or not group[0].italic or after is None or after[0].italic:
            return False
        before = self.groups[at - 1][-1].italic if at else False
        text = group[0].text
        short = len(text.split()) <= _SLANTED_WORDS and not text.endswith("?")
        return short and not before and _is_body(after) and (not at or _ends(self.groups[at - 1]))

    def _stands_free(self, at: int) -> bool:
        """Whether a line in the letter of the text breaks no sentence and has the white space it needs."""
        if (at and not _ends(self.groups[at - 1])) or self._runs_on(at) or self._is_stretched(at):
            return False
        # where letters tell headings, all others stand free; elsewhere a short line tells itself
        if self.body:
            return self._is_parted(at) and (len(self.groups[at]) == 1 or self._is_apart(at))
        line = self.groups[at][-1]
        short = line.right - line.left <= _SHORT * (line.edge - line.left)
        return short or self._is_parted(at) or self._is_apart(at)

    def _is_stretched(self, at: int) -> bool:
        """Whether white space stands between the words of a line: the cells of a row that no rule tells."""
        return self.step > 0 and any(
            line.right - line.left > _STRETCHED * self.step * len(line.text) for line in self.groups[at]
        )

    def _lettered(self, at: int, text: str, letter: str) -> FoundHeading | None:
        """The heading that begins with a letter, unless it is an item of a list.

        A heading stands free or right below another, with text below it.
        """
        marked = self._is_marked(at)
        first = letter in FIRST_LETTERS and self.last == at - 1
        free = (first or self._is_parted(at)) and self._is_cut(at) and self._has_text_below(at)
        if not free or not self.outline.accepts_letter(letter):
            return None
        if not _is_title(text[len(letter) + 1 :].lstrip(), self.groups[at], marked):
            return None
        if not (marked or first) and at and not _ends(self.groups[at - 1]):
            return None
        self.outline.letter = letter
        return self._found(at, letter, None, sure=False)

    def _runs_on(self, at: int) -> bool:
        """Whether a full line goes on in what is below it: that begins with no capital."""
        after = self._after(at)
        line = self.groups[at][-1]
        full = line.right - line.left > _NEARLY * (line.edge - line.left)
        return full and after is not None and not is_bullet(after[0].text) and not begins_capital(after[0].text)

    def _has_text_below(self, at: int) -> bool:
        after = self._after(at)
        return after is not None and _is_body(after) and counted_item(after[0].text) is None

    def _found(self, at: int, number: str | None, level: int | None, sure: bool) -> FoundHeading:
        self.last = at
        group = self.groups[at]
        text = " ".join(line.text for line in group)
        style = (round((group[0].size or 0.0) * 2) / 2, group[0].bold)
        return FoundHeading(
            at, number, level, style, sure, self._is_marked(at), self._is_apart(at), _is_named(text)
        )

    def _is_larger(self, at: int) -> bool:
        return bool(self.body) and (self.groups[at][0].size or 0.0) >= self.body * _LARGER

    def _is_marked(self, at: int) -> bool:
        return self._is_larger(at) or (all(line.bold for line in self.groups[at]) and not self.bold)

    def _after(self, at: int) -> Group | None:
        return self.groups[at + 1] if at + 1 < len(self.groups) else None

    def _is_apart(self, at: int) -> bool:
        after = self._after(at)
        if after is not None and self.gapless:
            return begins_capital(after[0].text) and self.groups[at][-1].fits(after[0])
        return after is not None and (after[0].gap > 0 or after[0].page != self.groups[at][0].page)

    def _is_cut(self, at: int) -> bool:
        """Whether the group ends on purpose: apart from what is below, or with room for its first word."""
        after = self._after(at)
        return self._is_apart(at) or (after is not None and self.groups[at][-1].fits(after[0]))

    def _is_parted(self, at: int) -> bool:
        """Whether white space or a page end stands before the group, or the format says that it is one."""
        first = self.groups[at][0]
        if self.gapless and at:
            return self.groups[at - 1][-1].ended or self.last == at - 1
        return self.by_block or at == 0 or first.gap > 0 or first.page != self.groups[at - 1][-1].page


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _body_style(groups: Sequence[Group]) -> Style:
    """The size of most letters (0.0 where sizes are not known), and whether they are bold."""
    sizes: Counter[Style] = Counter()
    for group in groups:
        for line in group:
            if line.size is not None:
                sizes[round(line.size * 2) / 2, line.bold] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else (0.0, False)


def _is_named(text: str) -> bool:
    """Whether the title is one of the parts that stand outside the numbering."""
    plain = re.sub(r"[^\w\s]", " ", text.casefold()).split()
    if not plain:
        return False
    known = _words().front_and_back
    return " ".join(plain) in known or (plain[0] in known and plain[0] in _words().numbered_words)


def _is_title(text: str, group: Group, marked: bool) -> bool:
    """Whether the words can be a title: no sentence, no caption, no value, no signature."""
    words = text.split()
    letters = sum(char.isalpha() for char in text)
    captioned = words[0].casefold().rstrip(".:") in _words().captions and len(words) > 1
    faults = (
        not begins_upper(text) or text.endswith(_STOPS) or bool(_VALUE.match(text) and not marked),
        words[-1].casefold() in open_words() or bool(_FULL_STOP.search(text)),
        captioned and words[1][:1].isdigit(),
        text.endswith("?") and len(words) > _QUESTION and not marked,
        text.casefold().startswith(tuple(word for word in _words().signers if not marked or word[-1] == ":")),
        letters < 3 or letters < 0.5 * len(text) or bool(_DATE.search(text)),  # noqa: PLR2004
        bool(_ADDRESS.search(text)) or (not marked and bool(_SENTENCES.search(text))),
        not marked and len(group) > 3,  # noqa: PLR2004
    )
    return not any(faults)


def _ends(group: Group) -> bool:
    """Whether what stands before can be the end of something: the text does not break off in it."""
    last = group[-1]
    return last.ended or last.text.endswith((":", ";")) or last.fits(last) or last.right < 0.9 * last.edge


def _with_text_below(
    found: Sequence[FoundHeading], groups: Sequence[Group], taken: Sequence[bool]
) -> list[FoundHeading]:
    """The headings that have text below them, or a heading on their page that has: labels have none."""
    kept: list[FoundHeading] = []
    places = {item.at for item in found}
    with_text: set[int] = set()
    for item in reversed(found):
        at = item.at + 1
        numbered = item.sure and item.number is not None
        around = [groups[near] for near in (item.at - 1, at) if 0 <= near < len(groups)]
        signed = not item.sure and any(_is_signature(groups[item.at], group) for group in around)
        follows = (
            not signed
            and at < len(groups)
            and (
                (at in with_text and (numbered or groups[at][0].page == groups[item.at][0].page))
                or taken[at]
                or (at not in places and _stands_below(item, groups[item.at], groups[at]))
            )
        )
        # "Bijlagen" above a bare number is a label of a letter
        label = at < len(groups) and groups[at][0].text.isdigit()
        if item.sure or (item.named and not label) or follows:
            with_text.add(item.at)
            kept.append(item)
    kept.reverse()
    return kept


def _is_signature(name: Group, beside: Group) -> bool:
    """Whether a name has the function of who bears it below or above it: who signs, no title."""
    words = name[0].text.split()
    named = len(name) == 1 and _SHORTEST_NAME <= len(words) <= _LONGEST_NAME and words[0][:1].isupper()
    capitals = sum(word[:1].isupper() for word in words)
    small = all(word[:1].isupper() or word in _BETWEEN_NAMES for word in words)
    function = beside[0].text.casefold().removeprefix("de ")
    return named and capitals > 1 and small and function.startswith(_words().functions)


def _stands_below(item: FoundHeading, heading: Group, group: Group) -> bool:
    """Whether `group` can be what the heading is above: text, or anything on its page below a marked one."""
    return _is_body(group) or (item.marked and heading[0].page == group[0].page and not group[0].bold)


def _is_body(group: Group) -> bool:
    """Whether a group is text that a heading can stand above: a sentence, a full line or a list."""
    if is_bullet(group[0].text) or counted_item(group[0].text):
        return True
    text = " ".join(line.text for line in group)
    if len(group) > 1:
        return len(text.split()) > 8  # noqa: PLR2004
    line = group[0]
    return len(text.split()) > 6 and (line.ended or text.endswith(":") or len(text) > 60)  # noqa: PLR2004
