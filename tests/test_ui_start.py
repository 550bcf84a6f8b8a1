"""Start: what a browser remembers of its visits, what is new since, the chart of the collection."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_builders import document

from kennisbank import Kennisbank
from ui import present_chart, present_start
from ui.present_chart import Columns
from ui.present_start import Visit

HOUR = 3600


def test_the_first_visit_has_nothing_to_compare_with():
    """Not known, and whatever else a cookie may hold."""
    for cookie in (None, "", "x", "1.2.3", "1.2.3.4.5", "-1.2.3.4", "1.2.3.٤"):
        assert Visit.of(cookie, 7, 1_000_000).before is None


def test_a_visit_goes_on_until_somebody_was_away():
    """Within half an hour the comparison stays; after it, it is with the last moment here."""
    first = Visit.of(None, 5, 1_000_000)
    second = Visit.of(first.cookie, 8, 1_000_000 + 24 * HOUR)
    assert second.before == (5, 1_000_000)
    reload = Visit.of(second.cookie, 9, 1_000_000 + 24 * HOUR + 60)
    assert reload.before == (5, 1_000_000)
    assert reload.now[0] == 9
    third = Visit.of(reload.cookie, 12, 1_000_000 + 48 * HOUR)
    assert third.before == (9, 1_000_000 + 24 * HOUR + 60)
    assert third.day == "1970-01-13"


def test_a_second_look_on_the_first_day_is_still_the_first_visit():
    """Nothing is new to who was here a minute ago for the first time."""
    first = Visit.of(None, 5, 1_000_000)
    assert Visit.of(first.cookie, 6, 1_000_060).before is None


@given(st.text(max_size=40), st.integers(0, 10**9), st.integers(1, 9 * 10**9))
def test_any_cookie_gives_a_visit_that_can_be_kept(cookie, revision, moment):
    """What is written can be read back and holds no sign that a cookie cannot."""
    made = Visit.of(cookie, revision, moment)
    assert re.fullmatch(r"[\d.]+", made.cookie)
    assert Visit.of(made.cookie, revision, moment).now == (revision, moment)


def test_what_changed_since_a_visit(tmp_path):
    """A new letter with its promise, and the promise again once its term has passed."""
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "een.txt").write_text("Jaarrapportage 2022\n\nDe wachttijd liep op.\n")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([folder])
        before = kennisbank.revision
        (folder / "brief.txt").write_text(
            "Den Haag, 4 juli 2023\n\nBetreft: <b>wachttijd</b>\n\nGeachte voorzitter,\n\nIn het "
            "commissiedebat van 22 februari 2023 heb ik aan het lid Grinwis (ChristenUnie) toegezegd uw Kamer "
            "voor 1 december 2023 te informeren over <b>bezwaar</b>.\n\n"
            "De Staatssecretaris van Financiën,\nA. de Vries\n"
        )
        kennisbank.ingest([folder])
        documents = kennisbank.documents()
        found = present_start.changes_since(kennisbank, documents, before, "2023-06-01")
        nothing = present_start.changes_since(kennisbank, documents, kennisbank.revision, "2024-06-01")
    assert [item.document_id for item in found.documents] == ["brief"]
    assert len(found.new) == 1
    assert found.overdue == found.new
    assert nothing.empty
    by_id = {item.document_id: item for item in documents}
    html = present_start.changes_html(found, by_id, "2023-06-01")
    assert "1 nieuw document" in html
    assert "1 nieuwe toezegging" in html
    assert "1 toezegging nu over de termijn" in html
    assert "<b>" not in html
    assert "Niets veranderd sinds 1 juni 2024" in present_start.changes_html(nothing, by_id, "2024-06-01")


def columns(*pairs):
    cells = Counter({(column, layer): value for column, layer, value in pairs})
    return Columns.of("Titel", sorted({column for column, _, _ in pairs}), cells)


def test_small_layers_are_put_together():
    """No more layers than there are patterns, and none is lost."""
    data = columns(*[("2022", f"soort {n}", n) for n in range(1, 11)])
    assert len(data.layers) == present_chart.LAYERS
    assert data.layers[-1] == present_chart.OTHERS
    assert data.total("2022") == 55


def test_a_chart_says_all_that_it_shows():
    """Heights are shares of the highest column; names are escaped; it has a name for a screen reader."""
    html = present_chart.chart(columns(("2021", "<b>brief</b>", 1), ("2022", "<b>brief</b>", 4)))
    assert "height:100.00%" in html
    assert "height:25.00%" in html
    assert "<b>" not in html
    assert 'role="img"' in html
    assert "De meeste bij 2022: 4" in html


def test_the_years_of_the_collection_have_no_holes():
    """A year without documents is an empty column; documents without a year come last."""
    found = [document("a", kind="kamerbrief", reporting_years=(2019,)), document("b", reporting_years=(2022,))]
    data = present_start.by_year([*found, document("c")], lambda _facet, value: value)
    assert data.columns == ("2019", "2020", "2021", "2022", "zonder jaar")
    assert data.total("2020") == 0
    far = present_start.by_year([document("a", reporting_years=(1950,)), found[1]], lambda _facet, value: value)
    assert far.columns == ("1950", "2022")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (None, None),
        ({"finished_at": None}, None),
        (
            {"finished_at": "2025-05-26T10:00:00Z", "report": {"files": [{"status": "toegevoegd"}] * 2}},
            "26 mei 2025",
        ),
    ],
)
def test_when_it_was_last_added_to(run, said):
    """With what came of it; nothing when it never was."""
    told = present_start.last_update(run)
    assert told is None if said is None else (said in told and "2 toegevoegd" in told)
