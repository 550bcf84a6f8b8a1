"""Running heads and feet, page numbers and navigation words: found because they come again, not by a list.

What stands at the edge of page after page with the same words (digits apart) is furniture, and so is a
longer run of short lines that comes again as a whole. The header of a table that goes on over pages comes
again too: it is told apart because it also stands in the middle of a page, or has table rows below it.
Furniture is kept out of the text and remembered; the number in it is the label of its page.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import zip_longest

from ingest.layout import Line
from ingest.navigation import NUMBER, PAGES, Navigation, find_navigation, key_of

_ZONE = 3
"""Lines from the head or foot of a page in which running heads and feet stand."""
_SHARE = 0.6
_ROW = 2.5
"""Points: lines whose tops differ less stand beside each other."""
_BESIDE = 8
_SAME_SIZE = 0.15
_FURTHEST = 500
"""A single page can be taken out of a longer document, but of none with more pages than this."""
_LONGEST = 160
_PAGE_OF = re.compile(
    r"^(?:(?:pagina|pag\.?|blz\.?|bladzijde|p\.)\s*)?(\d{1,4})\s*(?:van|/|\|)\s*(\d{1,4})$", re.I
)
_PAGE_WORD = re.compile(r"^(?:pagina|pag\.?|blz\.?|bladzijde)\s*(\d{1,4})$", re.I)
_LABELLED = re.compile(r"^(?:(?P<head>\d{1,4})\s+(?P<rest>\D.*)|(?P<words>.*\S)\s(?P<tail>\d{1,4}))$")
_VALUES = re.compile(r"(?:\d[\d.,]*\s*%?|n\.?v\.?t\.?|-)\s*$")
_URL = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+(?:/\S*)?)$")
_SMALL = frozenset(["van", "de", "het", "en", "der", "voor", "in", "over"])


@dataclass(frozen=True, slots=True)
class Furnished:
    """`lines` without furniture; `taken` the furniture in order; `labels` page → number printed on it."""

    lines: tuple[Line, ...]
    taken: tuple[Line, ...]
    labels: dict[int, str]


def without_furniture(lines: Sequence[Line]) -> Furnished:
    """Take the furniture out of `lines`."""
    pages = _by_page(lines)
    taken: dict[int, Line] = {line.index: line for line in lines if line.hint == "furniture"}
    taken.update((line.index, line) for line in _running_lines(pages))
    navigation = find_navigation(pages)
    taken.update(navigation.lines)
    pages = {page: [line for line in found if line.index not in taken] for page, found in pages.items()}
    taken.update((line.index, line) for line in _numbered(pages))
    labels = _labels(taken.values())
    taken.update((line.index, line) for line in (*_addresses(pages), *_imprints(pages)))
    rests: dict[int, Line] = {}
    for line, after in zip_longest(lines, lines[1:]):
        tail = _split_tail(line, after, navigation, rests) if line.index not in taken else None
        if tail is not None:
            taken[line.index] = tail
    kept = [rests.get(line.index, line) for line in lines if line.index not in taken or line.index in rests]
    ordered = sorted(taken.values(), key=lambda line: line.start)
    return Furnished(tuple(_regapped(lines, kept)), tuple(ordered), labels)


def _by_page(lines: Iterable[Line]) -> dict[int, list[Line]]:
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.page is not None and line.hint not in ("letterhead", "footnote"):
            pages[line.page].append(line)
    return dict(pages)


def _zone(lines: Sequence[Line]) -> list[Line]:
    """The lines at the head and foot of one page."""
    if lines and lines[0].box is not None:
        return _outer_rows(lines)
    ordered = list(lines)
    # from the edges inward: of two lines that look alike the outer one is the running line
    inward = [line for pair in zip(ordered, reversed(ordered), strict=True) for line in pair]
    return list(dict.fromkeys(inward[: 2 * _ZONE]))


def _outer_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of the outermost rows of a page with places: what stands beside each other is one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top if line.box else 0.0):
        last = rows[-1][0].box if rows else None
        if last is not None and line.box is not None and line.box.top - last.top < _ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    inward = [row for pair in zip(rows, reversed(rows), strict=True) for row in pair][: 2 * _ZONE]
    return list(dict.fromkeys(line for row in inward for line in row[:_BESIDE]))


def _running_lines(pages: dict[int, list[Line]]) -> Iterable[Line]:
    """The running lines of all pages; a bare number only where it is the number of its page."""
    keys = _running(pages)
    sizes: dict[str, Counter[float]] = defaultdict(Counter)
    found: list[Line] = []
    for page, lines in pages.items():
        for line in _zone(lines):
            key = key_of(line.text)
            if key in keys and keys[key] in (None, _first_number(line) - page):
                found.append(line)
                sizes[key][line.size or 0.0] += 1
    for line in found:
        # the title of a chapter in large letters is no running head, though its words are
        usual = sizes[key_of(line.text)].most_common(1)[0][0]
        if abs((line.size or 0.0) - usual) <= _SAME_SIZE * usual:
            yield line


def _first_number(line: Line) -> int:
    found = NUMBER.search(line.text)
    return int(found[0][:9]) if found else 0


def _running(pages: dict[int, list[Line]]) -> dict[str, int | None]:
    """Keys of the lines that stand at the edges of page after page, in the same place.

    For a bare number also what it has more than the page that it stands on.
    """
    at_edge, inside = _edges(pages)
    least = PAGES if len(pages) > PAGES else 2
    shift, numbers = _page_numbers(pages)
    own_numbers = {line.index for line in numbers.values()}
    found: dict[str, int | None] = {}
    for key, where in at_edge.items():
        if len(where) < least or not key or len(key) > _LONGEST:
            continue
        if inside[key] >= 2 and inside[key] > 0.1 * len(where):  # noqa: PLR2004 - it stands in the text as well
            continue
        if _same_place(where, pages, inside[key], own_numbers) and _is_running(key, where, pages):
            found[key] = None
    # bare numbers are judged by running along with the pages: cells of tables are numbers too
    others = {line.index for key in found for line in at_edge[key].values()}
    if len(numbers) >= max(least, _SHARE * len(pages)) and _same_place(numbers, pages, 0, others):
        found["#"] = shift
    return found


def _edges(pages: dict[int, list[Line]]) -> tuple[dict[str, dict[int, Line]], Counter[str]]:
    """Key of words → page → the outermost line with it; and how often it stands inside a page."""
    at_edge: dict[str, dict[int, Line]] = defaultdict(dict)
    inside: Counter[str] = Counter()
    for page, lines in pages.items():
        zone = _zone(lines)
        for line in zone:
            if any(char.isalpha() for char in line.text):
                at_edge[key_of(line.text)].setdefault(page, line)
        if page > min(pages):
            inner = {line.index for line in lines} - {line.index for line in zone}
            inside.update(key_of(line.text) for line in lines if line.index in inner)
    return at_edge, inside


def _page_numbers(pages: dict[int, list[Line]]) -> tuple[int, dict[int, Line]]:
    """What most bare numbers at the edges have more than their page, and the lines that have it."""
    shifts: dict[int, dict[int, Line]] = defaultdict(dict)
    for page, lines in pages.items():
        for line in _zone(lines):
            if key_of(line.text) == "#":
                shifts[_first_number(line) - page].setdefault(page, line)
    shift = max(shifts, key=lambda value: len(shifts[value]), default=0)
    return shift, shifts.get(shift, {})


def _same_place(
    where: dict[int, Line], pages: dict[int, list[Line]], inside: int, others: Set[int] = frozenset()
) -> bool:
    """Whether the line stands at the same height, or as far from the edge, on nearly all its pages.

    `others` are running lines by index: on left and right pages such lines can change places.
    """
    places: Counter[int] = Counter()
    for page, line in where.items():
        lines = [other for other in pages[page] if other.index not in others]
        at = lines.index(line)
        from_edge = at if at < len(lines) - at else at - len(lines)
        places[round(line.box.top / 4) if line.box else from_edge] += 1
    best = max(places[place] + places[place + 1] * bool(next(iter(where.values())).box) for place in places)
    return best >= 0.75 * (len(where) + inside)


def _is_running(key: str, where: dict[int, Line], pages: dict[int, list[Line]]) -> bool:
    """Whether what comes again is a running line, and no table header, footnote or list of values."""
    if "#" in key and not _counts_up(where):
        return False
    if len(pages) <= PAGES:
        return len(where) == len(pages)
    below = 0
    for page, line in where.items():
        lines = pages[page]
        at = lines.index(line)
        below += at + 1 < len(lines) and at < _ZONE and bool(_VALUES.search(lines[at + 1].text))
    return below < _SHARE * len(where)


def _counts_up(where: dict[int, Line]) -> bool:
    """Whether every number in the line stays the same or runs along with the pages."""
    columns = zip(
        *([(int(found[:9]), page) for found in NUMBER.findall(line.text)] for page, line in where.items()),
        strict=False,
    )
    for column in columns:
        same = Counter(value for value, _ in column).most_common(1)[0][1]
        along = Counter(value - page for value, page in column).most_common(1)[0][1]
        if max(same, along) < max(2, _SHARE * len(column)):
            return False
    return True


def _numbered(pages: dict[int, list[Line]]) -> list[Line]:
    """Page-number lines that come once: "Pagina 2 van 3", "29 Dienst Toeslagen - Jaarrapportage 2022"."""
    found: list[Line] = []
    titles = {word for line in pages.get(1, [])[:6] for word in line.text.casefold().split()}
    for page, lines in pages.items():
        found.extend(line for line in _zone(lines) if _PAGE_OF.match(line.text) or _PAGE_WORD.match(line.text))
        edge = [lines[0], lines[-1]] if lines else []
        for line in edge:
            label = _LABELLED.match(line.text)
            if label and page > 1 and _is_label(label, page, titles) and _stands_alone(line, lines):
                found.append(line)
    return found


def _is_label(label: re.Match[str], page: int, titles: set[str]) -> bool:
    number = int(label["head"] or label["tail"])
    words = (label["rest"] or label["words"]).strip(" |-–—").split()
    if len(words) < 3 or words[-1][-1] in ".,;:":  # noqa: PLR2004 - "Bijlage 2" is a heading
        return False
    known = sum(word.casefold() in titles for word in words)
    if label["tail"]:
        return 0 <= number - page <= 4 and known == len(words)  # noqa: PLR2004 - covers that are not in the file
    # a number before the words could be a chapter: no chapter has a number that large this far on
    dated = any(re.fullmatch(r"(?:19|20)\d\d", word) for word in words) and all(
        word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in words
    )
    return 0 <= number - page <= 8 and number > 12 and (dated or known == len(words))  # noqa: PLR2004


def _stands_alone(line: Line, lines: Sequence[Line]) -> bool:
    at = lines.index(line)
    return at + 1 == len(lines) or lines[at + 1].gap > 0


def _addresses(pages: dict[int, list[Line]]) -> list[Line]:
    """Web addresses that a PDF reader adds at the foot of a page and that stand in its text already."""
    found: list[Line] = []
    for lines in pages.values():
        text = "".join(line.text for line in lines)
        for line in reversed(lines):
            address = _URL.match(line.text)
            if address is None:
                break
            if text.count(address[1].rstrip("/.")) > sum(other.text == line.text for other in lines):
                found.append(line)
    return found


@lru_cache(maxsize=1)
def _imprint_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads((resources.files(__package__) / "furniture.toml").read_text(encoding="utf-8"))
    return re.compile(data["issn"]), re.compile(f"(?:{'|'.join(data['imprint'])})")


def _imprints(pages: dict[int, list[Line]]) -> list[Line]:
    """Official number, ISSN and place at the foot of a first page: official papers have them once."""
    issn, imprint = _imprint_patterns()
    found: list[Line] = []
    for lines in pages.values():
        for at, line in enumerate(lines):
            if issn.fullmatch(line.text):
                around = lines[max(0, at - 2) : at + 3]
                found.extend(other for other in around if imprint.fullmatch(other.text))
    return found


def _split_tail(line: Line, after: Line | None, run: Navigation, rests: dict[int, Line]) -> Line | None:
    """Navigation words that a reader glued behind the last line before them: "2.1 Heden Strategisch doel".

    Only when the run that follows lacks just these words, which stand before it on other pages.
    """
    if after is None or after.index not in run.lines:
        return None
    for first in run.before.get(key_of(after.text), ()):
        cut = len(line.text) - len(first)
        if cut > 2 and line.text.endswith(" " + first):  # noqa: PLR2004
            body = line.text[:cut].rstrip()
            rests[line.index] = replace(
                line, end=line.start + len(body), text=body, right=line.left + len(body)
            )
            return replace(line, start=line.start + cut, text=first, right=float(len(first)))
    return None


def _labels(taken: Iterable[Line]) -> dict[int, str]:
    """The number printed on each page: of those in its furniture the one that runs along with the pages."""
    shifts: Counter[int] = Counter()
    numbers: dict[int, list[int]] = defaultdict(list)
    for line in taken:
        if line.page is not None:
            for found in NUMBER.findall(line.text):
                numbers[line.page].append(int(found[:9]))
    for page, values in numbers.items():
        shifts.update({value - page for value in values})
    if not shifts:
        return {}
    shift, count = shifts.most_common(1)[0]
    if count < 2 and len(numbers) > 1:  # noqa: PLR2004
        return {}
    if len(numbers) == 1 and 0 in shifts:
        shift = 0
    elif len(numbers) == 1 and not -1 < shift < _FURTHEST:
        return {}  # the number of a paper or a year, on the only page
    return {
        page: str(page + shift)
        for page, values in numbers.items()
        if page + shift in values and page + shift > 0
    }


def _regapped(lines: Sequence[Line], kept: Sequence[Line]) -> Iterable[Line]:
    """The lines that are left; white space around what was taken counts for the line behind it."""
    gap = 0
    by_index = {line.index: line for line in kept}
    for line in lines:
        if line.index in by_index:
            own = by_index[line.index]
            yield replace(own, gap=max(own.gap, gap)) if gap else own
            gap = 0
        else:
            gap = max(gap, line.gap, 1 if line.gap else 0)
