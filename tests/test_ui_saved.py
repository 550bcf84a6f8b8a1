"""Saved searches as people see them, and how fast a search in the app is."""

from __future__ import annotations

import os
import sqlite3
import statistics
from contextlib import closing
from dataclasses import fields, replace

import pytest
from crash import STORES, from_dump
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest
from test_ui_address import ADDRESSES
from test_ui_manage import APP, shown

from kb.filters import Filters, YearRange
from kb.saved import SavedSearch
from kb.store.database import Database
from kb.store.saved import SavedSearches
from kennisbank import Kennisbank
from ui import feeds, present_saved, rights, speed
from ui.address import SearchAddress
from ui.present_asked import conditions
from ui.rights import Visitor

pytest_plugins = ["browser"]

SEARCH = SavedSearch(
    3, "Anna <b>", "Bezwaar", "wachttijd", Filters(), "relevance", False, "week", False,
    "2025-01-01T00:00:00Z", "2025-05-26T00:00:00Z", 4,
)  # fmt: skip


@given(ADDRESSES)
@settings(max_examples=40, deadline=None)
def test_a_search_comes_back_with_its_whole_address(tmp_path_factory, address):
    """All that an address says is kept, except which page of it one happened to be on."""
    with closing(Database(tmp_path_factory.mktemp("bewaard") / "kb.sqlite")) as database:
        made = SavedSearches(database).add(
            owner="Anna", name="Vraag", query=address.query, filters=address.filters, sort=address.sort,
            exact=address.exact, off=address.off,
        )  # fmt: skip
        assert feeds.address_of(made) == address.turned(1)
        assert made == SavedSearches(database).one(made.saved_search_id)


def test_what_changes_a_result_is_a_part_of_what_is_kept():
    """A new part of the address is kept too, or this test asks why not."""
    kept = {item.name for item in fields(SavedSearch)}
    assert {item.name for item in fields(SearchAddress)} - {"page"} <= kept


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("kot=kinderopvangtoeslag", "kinderopvangtoeslag"),
        ("jaar:2022", "jaar 2022"),
        ('lid:"inge-van-dijk",grinwis', "Inge van Dijk of Grinwis"),
        ("type:kamerbrief", "Kamerbrief"),
        ("passages met een toezegging", "passages met een toezegging"),
    ],
)
def test_what_was_switched_off_is_told_in_words(key, told):
    """A word searched along, a year, people, a kind; with the filters and that the words were meant exactly."""
    address = SearchAddress("x", Filters(kinds=("motie",)), exact=True, off=(key,))
    assert conditions(address, lambda _facet, value: value, str) == [
        "Motie", "alleen precies deze woorden", f"uitgezet: {told}",
    ]  # fmt: skip


def test_what_was_switched_off_stays_off(tmp_path):
    """Opened again it finds the same; what only the word switched off finds is not in it, and is no news."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "een.txt").write_text("Brief\n\nDe kinderopvangtoeslag is herzien en later uitbetaald.\n")
    (folder / "twee.txt").write_text("Brief\n\nDe KOT-regels zijn kort uitgelegd aan alle ouders.\n")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([folder])
        along = [item.key for item in kennisbank.search("KOT").understood.expansions]
        assert kennisbank.search("KOT").total == 2
        kept = kennisbank.saved.add(owner="A", name="n", query="KOT", filters=Filters(), off=along)
        page = kennisbank.search(kept.query, kept.filters, sort=kept.sort, exact=kept.exact, off=kept.off)
        assert [hit.document.document_id for hit in page.hits] == ["twee"]
        (folder / "drie.txt").write_text("Brief\n\nOok nu ging kinderopvangtoeslag naar veel ouders.\n")
        (folder / "vier.txt").write_text("Brief\n\nVragen over KOT zijn beantwoord door de dienst.\n")
        kennisbank.ingest([folder])
        assert [item.document_id for item in kennisbank.new_in(kept)] == ["vier"]
        made, total = feeds.entries(kennisbank, kept)
        assert ({item.document_id for item in made}, total) == ({"twee", "vier"}, 2)
        told = " ".join(feeds.filter_words(kennisbank, kept))
        assert "uitgezet: kinderopvangtoeslag" in told


def test_a_search_of_an_older_store_has_nothing_switched_off(tmp_path):
    """The migration leaves what people kept as it was."""
    from_dump(tmp_path, STORES / "0004.sql")
    with closing(sqlite3.connect(tmp_path / "kennisbank.sqlite")) as connection, connection:
        connection.execute(
            "INSERT INTO saved_search (owner, name, query, filters, sort, exact, created_at, "
            "last_seen_revision) VALUES ('Anna', 'Vraag', 'huurtoeslag', '{}', 'date', 1, '2026-01-01', 1)"
        )
    with closing(Kennisbank(tmp_path)) as kennisbank:
        (kept,) = kennisbank.saved.all()
        assert feeds.address_of(kept) == SearchAddress("huurtoeslag", sort="date", exact=True)


@pytest.mark.parametrize(
    ("changes", "new", "said", "not_said"),
    [
        ({}, 0, "niets nieuws", "<b>"),
        ({}, 2, "2 nieuwe documenten", "niets nieuws"),
        ({"paused": True}, 2, "gepauzeerd", "2 nieuwe"),
        ({"owner": ""}, 0, "gezien op 26 mei 2025", "van "),
    ],
)
def test_a_saved_search_in_one_line(changes, new, said, not_said):
    """Whose, how often, since when, how much is new; paused, nothing is."""
    html = present_saved.about(replace(SEARCH, **changes), new)
    assert said in html
    assert not_said not in html


def test_a_name_to_begin_with():
    """The words of the search, or that there are none."""
    assert present_saved.proposed_name(SearchAddress("  wachttijd   bezwaar ")) == "wachttijd bezwaar"
    years = SearchAddress(filters=Filters(years=(YearRange(2021, 2022),)))
    assert present_saved.proposed_name(years) == "Alles wat door de filters komt"


def test_who_is_not_known_does_not_see_who_asks(tmp_path, monkeypatch):
    """A reader from elsewhere sees the searches without names, and can change none of them."""
    file = tmp_path / "brief.txt"
    file.write_text("Brief\n\nDe wachttijd bij bezwaar liep op.\n")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([file])
        kennisbank.saved.add(owner="Anna Jansen", name="Bezwaar", query="wachttijd", filters=Filters())
    monkeypatch.setenv("KENNISBANK_HOME", str(tmp_path / "kb"))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("views/saved.py").run()
    assert "van Anna Jansen" in shown(app)
    assert app.button
    monkeypatch.setattr(rights, "visitor", lambda: Visitor(here=False, host="localhost"))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    app.switch_page("views/saved.py").run()
    assert "wachttijd" in shown(app)
    assert "Anna Jansen" not in shown(app)
    assert not app.button


@pytest.mark.browser
@pytest.mark.skipif(
    not os.environ.get("KENNISBANK_SPEED"), reason="KENNISBANK_SPEED=1: alleen op een stille machine"
)
def test_a_search_is_fast_to_the_hand(filled_home):
    """At most three times the rerun of an empty page, medians in one browser."""
    empty, found = speed.measure(filled_home, speed.TIMES)
    assert statistics.median(found) <= speed.BOUND * statistics.median(empty)
