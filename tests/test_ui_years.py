"""The columns of passages per year: no year is lost, empty stretches are told and not drawn out."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_builders import facet, result

from kb.filters import Filters, YearRange
from ui.address import SearchAddress
from ui.present_years import LONG, MOST_COLUMNS, columns, window, year_chart

COUNTS = st.dictionaries(st.integers(1900, 2100), st.integers(0, 50), max_size=60)


def page(counts, name="year"):
    return result(facets={name: facet(*((str(year), value) for year, value in sorted(counts.items())))})


def heard(html):
    """What a screen reader says of the columns, in order."""
    return re.findall(r'aria-label="([^"]+)"|class="kb-alleen-gehoord">([^<]+)<', html.partition("</ol>")[0])[
        1:
    ]


@given(COUNTS)
def test_columns_hold_every_year_once(counts):
    """From the first to the last year that has passages, without a hole, long gaps as one."""
    found = columns(counts)
    years = [year for item in found for year in range(item.first, item.last + 1)]
    held = sorted(year for year, value in counts.items() if value)
    assert years == (list(range(held[0], held[-1] + 1)) if held else [])
    assert {item.first: item.value for item in found if item.value} == {year: counts[year] for year in held}
    for item, following in pairwise(found):
        assert not (item.gap and following.gap)
    assert all(item.last - item.first + 1 >= LONG for item in found if item.gap)


@given(COUNTS)
def test_the_window_begins_and_ends_with_passages(counts):
    """As many columns as fit, none of them wasted at an end, and none denser elsewhere."""
    found = columns(counts)
    if not found:
        return
    part = found[window(found)]
    assert len(part) <= MOST_COLUMNS
    assert part[0].value
    assert part[-1].value
    stretches = (found[start : start + MOST_COLUMNS] for start in range(len(found)))
    assert sum(item.value for item in part) == max(sum(item.value for item in some) for some in stretches)


def test_years_are_columns_in_which_one_clicks():
    """A link for every year that has passages, told in words; an empty year between is no link."""
    html = year_chart(page({2021: 4, 2023: 8}), SearchAddress("x", Filters(years=(YearRange(2023, 2023),))))
    assert 'aria-label="2021: 4 passages"' in html
    assert 'aria-label="2023: 8 passages, gekozen"' in html
    assert html.count("<a ") == 2
    assert html.count("<li") == 3
    assert "jaar=2023&amp;jaar=2021" in html
    assert year_chart(page({2021: 4}), SearchAddress()) == ""
    assert year_chart(page({}), SearchAddress()) == ""


def test_a_long_gap_is_three_dots_and_told():
    """Between its neighbours, which keep their places."""
    html = year_chart(page({1998: 1, 2009: 2, 2010: 3}), SearchAddress())
    assert [told for pair in heard(html) for told in pair if told] == [
        "1998: 1 passage", "1999 tot en met 2008: geen passages", "2009: 2 passages", "2010: 3 passages",
    ]  # fmt: skip
    assert html.count("…") == 1
    assert "Eerder" not in html


def test_years_that_do_not_fit_are_a_link_to_their_stretch():
    """The densest stretch is drawn; what lies before and after it can be chosen as a whole."""
    counts = {1975: 1, 1980: 1} | dict.fromkeys(range(2010, 2024), 9) | {2030: 1, 2050: 1}
    html = year_chart(page(counts, "year_named"), SearchAddress("x", Filters(year_kind="named")))
    assert next(told for pair in heard(html) for told in pair if told) == "2010: 9 passages"
    assert "Eerder: 1975–1980" in html
    assert "Later: 2030–2050" in html
    assert "jaar=1975-1980&amp;jaarsoort=genoemd" in html


def test_a_session_is_named_by_both_its_years():
    """As people call it."""
    html = year_chart(page({2021: 4, 2022: 1}, "session"), SearchAddress("x", Filters(year_kind="session")))
    assert 'aria-label="2021-2022: 4 passages"' in html


@pytest.mark.parametrize("chosen", [(), (YearRange(2022, 2022),)])
def test_an_empty_year_is_a_link_only_where_it_is_on(chosen):
    """So that it can be taken away."""
    html = year_chart(page({2021: 4, 2023: 8}), SearchAddress("x", Filters(years=chosen)))
    assert ("2022: 0 passages, gekozen" in html) is bool(chosen)
