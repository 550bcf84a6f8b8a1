"""Saved searches as people see them, and how fast a search in the app is."""

from __future__ import annotations

import os
import statistics
from contextlib import closing
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from test_ui_manage import APP, shown

from kb.filters import Filters, YearRange
from kb.saved import SavedSearch
from kennisbank import Kennisbank
from ui import present_saved, rights, speed
from ui.address import SearchAddress
from ui.rights import Visitor

pytest_plugins = ["browser"]

SEARCH = SavedSearch(
    3, "Anna <b>", "Bezwaar", "wachttijd", Filters(), "relevance", False, "week", False,
    "2025-01-01T00:00:00Z", "2025-05-26T00:00:00Z", 4,
)  # fmt: skip


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
