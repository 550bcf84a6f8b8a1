"""What is wished for by plain words: whom, which indicator, what a passage holds; and what that does."""

import pytest
from test_index_fakes import FakeLanguage, document, passage, tag

from index.entries import IndexEntry
from index.plan_terms import no_synonyms
from index.searcher import SearchIndex
from kb.filters import Filters

BAKKER, OMTZIGT = tag("person", "jan-bakker", "Jan Bakker"), tag("person", "pieter-omtzigt", "Pieter Omtzigt")
PROMISE = tag("toezegging", "toezegging")
ON_TIME = tag("kpi", "tijdig-uitbetaald", "Percentage toeslagen dat tijdig wordt uitbetaald")
PASSAGES = {
    p.passage_id: p
    for p in [
        passage("p.1", "De bakker op de hoek bakt brood voor Omtzigt.", tags=(OMTZIGT,)),
        passage("p.2", "De bakker sloot.", tags=()),
        passage("p.3", "Het lid Bakker vroeg naar capaciteit.", tags=(BAKKER,)),
        passage("p.4", "Aan Omtzigt is toegezegd capaciteit te melden.", tags=(OMTZIGT, PROMISE)),
        passage("p.5", "Aan Omtzigt is de capaciteit gemeld.", tags=(OMTZIGT,)),
        passage("p.6", "Het loon is tijdig uitbetaald aan een huishouden in 2021.", tags=(),
                years_named=(2021,)),
        passage("p.7", "Percentage toeslagen dat tijdig wordt uitbetaald 99 98", kind="table", tags=(ON_TIME,),
                context="2021 2022", years_named=(2021, 2022)),
        passage("p.8", "Tijdig uitbetaald is in 2021 gelukt, tijdig uitbetaald is goed.", tags=(ON_TIME,),
                years_named=(2021,)),
    ]
}  # fmt: skip
FETCH = {"passages": lambda ids: [PASSAGES[i] for i in ids], "labels": lambda _facet, value: value}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home") / "index"
    index = SearchIndex(folder, "s", language=FakeLanguage(), synonyms=no_synonyms)
    index.rebuild([IndexEntry(item, document()) for item in PASSAGES.values()], revision=1)
    yield index
    index.close()


WISHES = [
    # a surname with a capital is a name; without one only where most passages with the word are about them
    ("lid Bakker", ("lid:jan-bakker",)),
    ("bakker brood", ()),
    ("omtzigt capaciteit", ("lid:pieter-omtzigt",)),
    # an indicator by all of its name or most of it, also beside other words; with a year its table
    ("tijdig uitbetaald", ("kpi:tijdig-uitbetaald",)),
    ("percentage tijdig uitbetaald 2021", ("jaar:2021", "kpi:tijdig-uitbetaald", "tabellen")),
    ("percentage toeslagen dat tijdig wordt uitbetaald daalt", ("kpi:tijdig-uitbetaald",)),
    # one word of a longer name, or half a name beside other words, names no indicator
    ("percentage", ()),
    ("tijdig", ()),
    ("tijdig uitbetaald huishouden", ()),
    # a number of a paper is no year
    ("31066 1207 capaciteit", ()),
    # what a passage must hold, in singular or plural; what no passage here has is not wished for
    ("toezeggingen capaciteit", ("passages met een toezegging",)),
    ("toezegging Omtzigt", ("lid:pieter-omtzigt", "passages met een toezegging")),
    ("knelpunten capaciteit", ()),
    ("Kamervraag capaciteit", ()),
    # between quotes nothing is meant
    ('"toezegging" capaciteit', ()),
]


@pytest.mark.parametrize(("query", "wished"), WISHES)
def test_wishes(index, query, wished):
    understood = index.search(query, Filters(), **FETCH).understood
    assert understood.filters == tuple(f"voorkeur voor {text}" for text in wished)


def first(index, query):
    return index.search(query, Filters(), **FETCH).hits[0].passage.passage_id


def test_a_member_with_the_word_toezegging_brings_what_was_promised_to_them(index):
    assert first(index, "Omtzigt capaciteit") == "p.5"
    assert first(index, "toezegging Omtzigt capaciteit") == "p.4"


def test_an_indicator_with_a_year_brings_its_table_then_what_is_said_of_it(index):
    page = index.search("tijdig uitbetaald 2021", Filters(), **FETCH)
    assert [hit.passage.passage_id for hit in page.hits[:2]] in (["p.7", "p.8"], ["p.8", "p.7"])
    assert page.hits[-1].passage.passage_id == "p.6"


def test_wishes_narrow_nothing_and_are_no_facet(index):
    assert index.search("toezegging capaciteit", Filters(), **FETCH).total == 3
    assert "trait" not in index.search("", Filters(), **FETCH).facets


# ------------------------------------------------------------------ what the registers hold

HELD = {
    "r.0": ("De motie is er nog.", (), ()),
    "r.1": ("Aan het lid Bakker is iets toegezegd.", ("toezegging", "toezegging:jan-bakker"), ()),
    "r.2": ("Het lid Bakker herhaalt wat is toegezegd, wat is toegezegd en wat is toegezegd.", (), (BAKKER,)),
    "r.3": ("Het is toegezegd aan het lid Omtzigt.", ("toezegging", "toezegging:pieter-omtzigt"), (OMTZIGT,)),
    "r.4": ("Tijdig uitbetaald door 2021.", ("kpi:tijdig-uitbetaald:2021",), (ON_TIME,)),
    "r.5": ("Tijdig uitbetaald in 2021.", ("kpi:tijdig-uitbetaald:2020",), (ON_TIME,)),
    "r.6": ("De motie is er nu.", ("motie",), ()),
}


@pytest.fixture(scope="module")
def with_records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home") / "index"
    index = SearchIndex(folder, "s", language=FakeLanguage(), synonyms=no_synonyms)
    passages = {name: passage(name, text, tags=tags) for name, (text, _, tags) in HELD.items()}
    entries = [IndexEntry(item, document(), HELD[name][1]) for name, item in passages.items()]
    index.rebuild(entries, revision=1)
    yield lambda query, **more: index.search(
        query,
        Filters(),
        passages=lambda ids: [passages[i] for i in ids],
        labels=lambda _f, value: value,
        **more,
    )
    index.close()


@pytest.mark.parametrize(
    ("query", "best"),
    [
        # a record of that member before a passage that says the words more often
        ("toezegging Bakker toegezegd", "r.1"),
        ("toezegging Omtzigt", "r.3"),
        # the value of that year and its explanation before another year's
        ("tijdig uitbetaald 2021", "r.4"),
        ("motie", "r.6"),
    ],
)
def test_records_of_the_registers_take_part(with_records, query, best):
    assert with_records(query).hits[0].passage.passage_id == best


def test_a_preference_goes_off_by_its_key(with_records):
    page = with_records("motie")
    assert page.understood.wishes == ("passages over wat met een motie is gedaan",)
    off = with_records("motie", off=page.understood.wishes)
    assert off.understood.wishes == ()
    assert off.hits[0].passage.passage_id == "r.0"


def test_an_office_is_no_surname(tmp_path):
    """Who types VWS asks for the ministry, not for what its minister did."""
    office = passage(
        "o.1", "De minister van VWS schrijft.", tags=(tag("person", "minister-van-vws", "Minister"),)
    )
    index = SearchIndex(tmp_path / "index", "s", language=FakeLanguage(), synonyms=no_synonyms)
    index.rebuild([IndexEntry(office, document())], revision=1)
    page = index.search("VWS", Filters(), passages=lambda _ids: [office], labels=lambda _f, value: value)
    assert page.understood.wishes == ()
    index.close()
