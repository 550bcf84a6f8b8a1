"""KPI's in a whole kennisbank: search finds their cells, the app shows and judges them."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kennisbank import Kennisbank

pytest_plugins = ["browser"]

APP = Path(__file__).parent.parent / "ui" / "app.py"
PATIENCE = 60


@pytest.fixture(scope="module")
def filled(filled_home):
    """The kennisbank of the seeds."""
    with closing(Kennisbank(filled_home)) as kennisbank:
        yield kennisbank


@pytest.mark.parametrize(
    ("query", "kpi", "year"),
    [
        ("aantal ontvangen klachten 2022", "aantal-ontvangen-klachten", 2022),
        ("hoeveel klachten in 2022", "aantal-ontvangen-klachten", 2022),
        ("klanttevredenheid balie 2023", "klanttevredenheid-balie", 2023),
        ("ernstige productieverstoringen 2024", "ernstige-productieverstoringen", 2024),
        ("afgehandelde bezwaren awb-termijn 2022", "afgehandelde-bezwaren-binnen-awb-termijn", 2022),
        ("tijdig uitbetaald 2021", "tijdig-uitbetaald", 2021),
    ],
)
def test_search_finds_the_cells_of_an_indicator(filled, query, kpi, year):
    # The first hit, or the second, holds a value of the indicator for that year.
    holding = {
        value.passage_id
        for value in filled.register("kpi")
        if (value.kpi, value.year, value.role) == (kpi, year, "waarde")
    }
    found = [hit.passage.passage_id for hit in filled.search(query, limit=2).hits]
    assert holding & set(found), [hit.passage.text[:60] for hit in filled.search(query, limit=3).hits]


def opened(home: Path, monkeypatch, page: str, **params) -> AppTest:
    """A page of the app on a home folder."""
    monkeypatch.setenv("KENNISBANK_HOME", str(home))
    app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    app.run()
    app.switch_page(f"views/{page}.py")
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert "Dit had niet mogen gebeuren" not in html(app)
    return app


def html(app: AppTest) -> str:
    """All HTML of ours on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def test_the_page_lists_all_series(filled_home, filled, monkeypatch):
    # Without a choice: every series, each with a link; the fields are empty.
    app = opened(filled_home, monkeypatch, "kpis")
    assert app.title[0].value == "KPI's"
    series = {(value.series, value.unit) for value in filled.register("kpi") if value.value is not None}
    assert html(app).count("kpis?kpi=") >= len({key for key, _ in series})
    assert app.multiselect[0].value == []


def test_what_is_chosen_stands_in_the_address(filled_home, monkeypatch):
    # The field shows what the address asks for, and writes what is chosen; years are filters.
    app = opened(filled_home, monkeypatch, "kpis", kpi="tijdig-uitbetaald", jaar="2022")
    assert app.multiselect[0].value == ["tijdig-uitbetaald"]
    told = html(app)
    assert ("99,79 %" in told, "99,97%" in told, "90,98 %" in told) == (True, True, False)
    app.multiselect[0].set_value(["tijdig-uitbetaald", "burgertevredenheid"]).run()
    assert app.query_params["kpi"] == ["tijdig-uitbetaald", "burgertevredenheid"]
    assert app.query_params["jaar"] in ("2022", ["2022"])


def test_nothing_fits(filled_home, monkeypatch):
    # A year without values says so and offers a way back.
    app = opened(filled_home, monkeypatch, "kpis", jaar="1999")
    assert "Geen waarden" in html(app)


def test_a_person_corrects_a_slip_of_the_pen(filled_home, tmp_path, monkeypatch):
    # 90,98 becomes 99,98 and is no contradiction any more; what cannot be is refused and said.
    home = tmp_path / "eigen"
    shutil.copytree(filled_home, home)
    with closing(Kennisbank(home)) as kennisbank:
        wrong = next(value for value in kennisbank.register("kpi") if value.text == "90,98 %")
        assert wrong.conflict
    app = opened(home, monkeypatch, "kpi", id=wrong.kpi_value_id)
    assert "waarschijnlijk een typefout" in html(app)
    fields = {field.label: field for field in app.text_input}
    assert (fields["Getal"].value, fields["Jaar"].value) == ("90,98", "2021")
    fields["Getal"].set_value("veel")
    app.button(key="oordeel-vastleggen").click().run()
    assert "Dit past niet bij getal" in html(app)
    fields = {field.label: field for field in app.text_input}
    fields["Getal"].set_value("99,98")
    app.button(key="oordeel-vastleggen").click().run()
    assert "Vastgelegd" in html(app)
    with closing(Kennisbank(home)) as kennisbank:
        now = kennisbank.record("kpi", wrong.kpi_value_id)
        assert (now.value, now.review, now.conflict) == (99.98, "gewijzigd", False)
        other = [value for value in kennisbank.register("kpi") if value.text == "99,98%"]
        assert not any(value.conflict for value in other)


def test_a_value_that_is_gone(filled_home, monkeypatch):
    # An address of a value that is not there leads to the list.
    app = opened(filled_home, monkeypatch, "kpi", id="kpi-bestaat-niet")
    assert app.title[0].value == "KPI"
    assert any("Naar alle KPI" in link.label for link in app.get("page_link"))
