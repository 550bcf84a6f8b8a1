"""Passages per year as columns in which one clicks: years without passages in a row are one, told as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.results import ResultPage
from kb.filters import YearKind
from ui import markup
from ui.address import SearchAddress
from ui.markup import Html
from ui.present_search import YEAR_FACETS, shown_years
from ui.search_links import link_around, search_link
from ui.words import count, word

WIDE = 8
"""From so many columns on, years are written with two digits."""
CLOSE = 10
"""From more columns than this on, every second year is written."""
MOST_COLUMNS = 14
"""Columns side by side that the side bar has room for."""
LONG = 3
"""So many years without passages in a row, or more, are one column."""


@dataclass(frozen=True, slots=True)
class Column:
    """A year with its passages; or years in a row, both inclusive, that have none."""

    first: int
    last: int
    value: int

    @property
    def gap(self) -> bool:
        """True for years in a row without passages."""
        return self.first != self.last


def columns(counts: Mapping[int, int]) -> list[Column]:
    """The years from the first to the last that has passages; `LONG` or more without are one column."""
    found: list[Column] = []
    for year in sorted(year for year, value in counts.items() if value):
        missing = range(found[-1].last + 1, year) if found else range(0)
        if len(missing) >= LONG:
            found.append(Column(missing[0], missing[-1], 0))
        else:
            found += [Column(empty, empty, 0) for empty in missing]
        found.append(Column(year, year, counts[year]))
    return found


def window(found: Sequence[Column], most: int = MOST_COLUMNS) -> slice:
    """The columns that are shown where not all fit: a row with the most passages, the newest of equals."""
    starts = range(max(1, len(found) - most + 1))
    best = max(starts, key=lambda start: (sum(item.value for item in found[start : start + most]), start))
    first, last = best, min(len(found), best + most)
    while last - first > 1 and not found[first].value:
        first += 1
    while last - first > 1 and not found[last - 1].value:
        last -= 1
    return slice(first, last)


def year_chart(page: ResultPage, address: SearchAddress) -> Html:
    """Passages per year as columns; the boxes below say the same in words."""
    kind = address.filters.year_kind
    found = columns(dict(shown_years(page, YEAR_FACETS[kind])))
    if sum(item.value > 0 for item in found) < 2:  # noqa: PLR2004 - one column compares nothing
        return Html("")
    part = window(found)
    shown = found[part]
    top = max(item.value for item in shown)
    wide = len(shown) > WIDE
    drawn = [_gap(item) if item.gap else _year(item, top, address, wide=wide) for item in shown]
    names = "kb-jaren kb-dicht" if len(shown) > CLOSE else "kb-jaren"
    name = f"{word('year_kinds', kind)}: passages per jaar"
    chart = markup.tag("ol", markup.join(drawn), class_=names, aria_label=name)
    ends = [("Eerder", found[: part.start]), ("Later", found[part.stop :])]
    beyond = [_beyond(told, years, address) for told, years in ends if years]
    return markup.join(
        [chart, markup.tag("p", markup.join(beyond, " · "), class_="kb-jaren-buiten") if beyond else Html("")]
    )


def _year(item: Column, top: int, address: SearchAddress, *, wide: bool) -> Html:
    year = item.first
    chosen = any(year in span for span in address.filters.years)
    named = year_name(year, address.filters.year_kind)
    bar = markup.tag("span", "", class_="kb-jaarstaaf", style=f"height:{max(2.0, 100 * item.value / top):.1f}%")
    short = f"’{year % 100:02d}" if wide else str(year)
    inner = markup.join(
        [markup.tag("span", bar, class_="kb-jaarvlak"), markup.text_tag("span", short, class_="kb-jaar")]
    )
    if not item.value and not chosen:
        return markup.tag("li", inner, class_="kb-leeg", aria_hidden="true", title=f"{named}: geen passages")
    told = f"{named}: {count(item.value, 'passage', 'passages')}" + (", gekozen" if chosen else "")
    there = address.toggled("years", str(year))
    current = "true" if chosen else None
    drawn = link_around(
        inner, there, title=told, aria_label=told, aria_current=current, data_kb_plek=f"kolom={year}"
    )
    return markup.tag("li", drawn)


def _gap(item: Column) -> Html:
    """Years without passages: three dots in sight, the years in words to who listens or points at them."""
    told = f"{item.first} tot en met {item.last}: geen passages"
    dots = markup.tag("span", markup.text_tag("span", "…", class_="kb-jaar"), aria_hidden="true")
    heard = markup.text_tag("span", told, class_="kb-alleen-gehoord")
    return markup.tag("li", markup.join([dots, heard]), class_="kb-gat", title=told)


def _beyond(told: str, years: Sequence[Column], address: SearchAddress) -> Html:
    """A link to the stretch of years that does not fit beside the others."""
    held = [item for item in years if item.value]
    first, last = held[0].first, held[-1].last
    there = address.with_years(first, last, address.filters.year_kind)
    chosen = there.filters.years == address.filters.years
    text = f"{told}: {first}" if first == last else f"{told}: {first}–{last}"
    return search_link(text, there, aria_current="true" if chosen else None, data_kb_plek=f"kolom={told}")


def year_name(year: int, kind: YearKind) -> str:
    """A year as it is called: a session by both of its years."""
    return f"{year}-{year + 1}" if kind == "session" else str(year)
