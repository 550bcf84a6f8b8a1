"""The address is the only state of a view: what is written is read back, and nonsense does no harm."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_builders import passage

from kb.filters import Filters, YearRange
from ui.address import FIELDS, MAX_QUERY, DocumentAddress, SearchAddress, beginning, link

VALUES = st.lists(
    st.text(min_size=1, max_size=30).filter(lambda text: text.strip() == text and text), max_size=4, unique=True
).map(tuple)
YEARS = st.integers(1000, 9999)
RANGES = st.tuples(YEARS, YEARS).map(lambda pair: YearRange(min(pair), max(pair)))
FILTERS = st.builds(
    Filters,
    kinds=VALUES,
    regelingen=VALUES,
    themes=VALUES,
    kpis=VALUES,
    organisations=VALUES,
    persons=VALUES,
    parties=VALUES,
    documents=VALUES,
    years=st.lists(RANGES, max_size=3, unique=True).map(tuple),
    year_kind=st.sampled_from(["reporting", "publication", "named", "session"]),
    excluded=st.lists(
        st.tuples(st.sampled_from([*FIELDS, "years"]), st.sampled_from(["een-waarde", "2022", "a:b"])),
        max_size=4,
        unique=True,
    ).map(tuple),
)
ADDRESSES = st.builds(
    SearchAddress,
    query=st.text(max_size=80).map(str.strip),
    filters=FILTERS,
    sort=st.sampled_from(["relevance", "date"]),
    exact=st.booleans(),
    page=st.integers(1, 10_000),
    off=VALUES,
)


@given(ADDRESSES)
def test_a_search_survives_its_address(address):
    """What an address says is what was asked, also after a browser has had it in its hands."""
    browser = parse_qs(urlencode(address.params(), doseq=True), keep_blank_values=True)
    assert SearchAddress.from_params(browser) == address


@given(
    st.dictionaries(
        st.sampled_from(["q", "jaar", "pagina", "jaarsoort", "niet", "soort", "exact", "sorteer", "zonder"]),
        st.lists(st.text(max_size=40), max_size=3),
    )
)
def test_an_address_that_anybody_typed_is_read_and_settles(given_params):
    """No address is an error, and reading what was read changes nothing more."""
    address = SearchAddress.from_params(given_params)
    assert SearchAddress.from_params(address.params()) == address
    assert address.page >= 1


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        # the plain case, as a person would mail it
        (
            {"q": ["iv capaciteit"], "jaar": ["2022"], "regeling": ["huurtoeslag"]},
            SearchAddress(
                "iv capaciteit", Filters(regelingen=("huurtoeslag",), years=(YearRange(2022, 2022),))
            ),
        ),
        # a stretch of years, the wrong way round
        ({"jaar": ["2023-2021"]}, SearchAddress(filters=Filters(years=(YearRange(2021, 2023),)))),
        # what is no year is left out
        ({"jaar": ["tweeduizend", "22", "2022-"]}, SearchAddress()),
        # values are OR: both stay, the same one twice is one
        (
            {"soort": ["kamerbrief", "jaarrapportage", "kamerbrief"]},
            SearchAddress(filters=Filters(kinds=("kamerbrief", "jaarrapportage"))),
        ),
        ({"pagina": ["0"]}, SearchAddress()),
        ({"pagina": ["-3"]}, SearchAddress()),
        ({"pagina": ["9" * 5000]}, SearchAddress(page=10_000)),
        ({"sorteer": ["datum"], "exact": ["ja"]}, SearchAddress(sort="date", exact=True)),
        (
            {"niet": ["regeling:zorgtoeslag", "jaar:2021", "onzin:x", "regeling:"]},
            SearchAddress(filters=Filters(excluded=(("regelingen", "zorgtoeslag"), ("years", "2021")))),
        ),
        (
            {"jaarsoort": ["vergaderjaar"], "jaar": ["2022"]},
            SearchAddress(filters=Filters(years=(YearRange(2022, 2022),), year_kind="session")),
        ),
    ],
)
def test_reading_addresses(params, expected):
    """Each form of an address, good and bad."""
    assert SearchAddress.from_params(params) == expected


def test_a_toggle_twice_is_where_one_began_and_goes_to_the_first_page():
    """Switching a filter on and off leaves the search as it was, but for the page."""
    start = SearchAddress("x", Filters(kinds=("kamerbrief",)), page=4)
    on = start.toggled("regelingen", "huurtoeslag")
    assert on.filters.regelingen == ("huurtoeslag",)
    assert on.page == 1
    assert on.toggled("regelingen", "huurtoeslag") == SearchAddress("x", Filters(kinds=("kamerbrief",)))
    years = start.toggled("years", "2022").toggled("years", "2021")
    assert years.filters.years == (YearRange(2022, 2022), YearRange(2021, 2021))
    assert years.toggled("years", "2022").filters.years == (YearRange(2021, 2021),)
    apart = start.excluding("regelingen", "huurtoeslag").excluding("years", "2022")
    assert apart.toggled("regelingen", "huurtoeslag").filters.excluded == (("years", "2022"),)
    assert apart.toggled("years", "2022").filters.excluded == (("regelingen", "huurtoeslag"),)
    assert apart.toggled("regelingen", "zorgtoeslag").filters.excluded == apart.filters.excluded
    stretch = years.with_years(2020, 2023, "reporting")
    assert stretch.toggled("years", "2022").filters.years == (YearRange(2022, 2022),)
    assert stretch.toggled("years", "2024").filters.years == (YearRange(2020, 2023), YearRange(2024, 2024))


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2021, 2023, (YearRange(2021, 2023),)),
        (2021, None, (YearRange(2021, 2021),)),
        (None, 2023, (YearRange(2023, 2023),)),
        (2023, 2021, (YearRange(2021, 2023),)),
        (None, None, ()),
    ],
)
def test_a_stretch_of_years(first, last, years):
    """Open ends close on each other, both open is no filter."""
    assert SearchAddress().with_years(first, last, "reporting").filters.years == years


def test_taking_filters_away():
    """Each chip takes its own filter away and no other."""
    address = SearchAddress(
        filters=Filters(
            kinds=("a", "b"), years=(YearRange(2021, 2023),), excluded=(("themes", "ict"), ("kinds", "c"))
        )
    )
    assert address.without("kinds", "a").filters.kinds == ("b",)
    assert address.without("years", "2021-2023").filters.years == ()
    assert address.without("excluded", "themes:ict").filters.excluded == (("kinds", "c"),)
    assert address.unfiltered().filters.empty


def test_a_link_finds_its_passage_again_after_another_reading():
    """Words and hint find the passage though ids, offsets, spaces and hyphens have changed."""
    before = passage("De wacht- tijd bij bezwaar  loopt op tot 40 weken.", start=900)
    address = DocumentAddress.of(before, "bezwaar")
    again = [
        passage("Iets anders.", start=0),
        passage("De wachttijd bij bezwaar loopt op tot 40 weken, en verder.", start=1100),
        passage("De wachttijd bij bezwaar loopt op tot 40 weken.", start=9000),
    ]
    assert address.find(again) is again[1]  # the nearest to the hint of those that have the words
    assert DocumentAddress.from_params(address.params()) == address


def test_a_link_whose_words_are_gone_finds_nothing():
    """Losgeraakt is said, never guessed."""
    assert DocumentAddress("d", words="niet meer hier").find([passage("Iets anders.")]) is None
    assert DocumentAddress("d", words="…—!").find([passage("Iets anders.")]) is None


def test_beginning_is_cut_between_words():
    """The words in an address are whole words and few."""
    text = "De uitvoering van de toeslagen staat onder druk door een tekort aan capaciteit voor IV en meer."
    cut = beginning(text)
    assert text.startswith(cut + " ")
    assert len(cut) <= 80
    assert len(beginning("x" * 300)) == 80


def test_a_long_query_is_cut_off():
    """A query of a megabyte does not come in by the address."""
    assert len(SearchAddress.from_params({"q": ["a" * 1_000_000]}).query) == MAX_QUERY


def test_link_writes_a_whole_address():
    """Characters that mean something in an address are written so that they do not."""
    assert link("zoeken", {"q": ["a & b"], "jaar": ["2021", "2022"]}, "http://127.0.0.1:8501/") == (
        "http://127.0.0.1:8501/zoeken?q=a+%26+b&jaar=2021&jaar=2022"
    )
    assert link("start", {}) == "/start"
