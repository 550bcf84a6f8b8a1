"""The app's pages without a browser: each field is set from the address, and each action writes it."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from kennisbank import Kennisbank
from ui import session
from ui.address import DocumentAddress

pytest_plugins = ["browser"]

APP = Path(__file__).parent.parent / "ui" / "app.py"
PATIENCE = 60


def values(app: AppTest, name: str) -> list[str]:
    found = app.query_params.get(name, [])
    return [found] if isinstance(found, str) else list(found)


@pytest.fixture
def open_page(filled_home, monkeypatch):
    """Open a page of the app at an address, on the filled kennisbank or on another home folder."""

    def opener(page: str | None = None, home: Path = filled_home, **params) -> AppTest:
        monkeypatch.setenv("KENNISBANK_HOME", str(home))
        app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        for name, value in params.items():
            app.query_params[name] = value
        app.run()
        if page is not None:
            app.switch_page(f"views/{page}.py")
            for name, value in params.items():
                app.query_params[name] = value
            app.run()
        assert not app.exception
        assert "Dit had niet mogen gebeuren" not in html(app)
        return app

    return opener


def html(app: AppTest) -> str:
    """All HTML of ours on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


TICK = re.compile(
    r'<a href="zoeken\?([^"]*)" target="_self" role="checkbox" aria-checked="(true|false)"'
    r'[^>]* data-kb-plek="([^"]*)"'
)


def ticks(app: AppTest) -> dict[str, bool]:
    """The filter values that can be ticked, and whether each is."""
    return {unescape(key): on == "true" for _, on, key in TICK.findall(html(app))}


def tick(app: AppTest, key: str) -> None:
    """Follow the link of a filter value."""
    (query,) = [unescape(query) for query, _, found in TICK.findall(html(app)) if unescape(found) == key]
    app.query_params.clear()
    for name, wanted in parse_qs(query).items():
        app.query_params[name] = wanted
    app.run()


@pytest.mark.parametrize("page", [None, "search", "papers", "paper", "documents", "manage", "help"])
def test_every_page_opens(open_page, page):
    """No page fails, each has one title."""
    app = open_page(page)
    assert len(app.title) == 1


def test_search_sets_its_fields_from_the_address(open_page):
    """Query, filters, order and exactness stand as the address says."""
    app = open_page("search", q="capaciteit", soort="jaarrapportage", sorteer="datum", exact="ja")
    assert app.text_input(key="zoekvraag").value == "capaciteit"
    assert ticks(app)["kinds=jaarrapportage"] is True
    assert ticks(app)["kinds=stand-van-de-uitvoering"] is False
    assert ticks(app)["years=2022"] is False
    assert app.selectbox(key="volgorde").value == "date"
    assert app.checkbox(key="precies").value is True


def test_a_search_writes_the_address(open_page):
    """The query goes into the address, the filters stay, the page begins at one."""
    app = open_page("search", q="bezwaar", soort="kamerbrief", pagina="1")
    app.text_input(key="zoekvraag").set_value("  brieven ")
    app.button(key="zoek").click().run()
    assert values(app, "q") == ["brieven"]
    assert values(app, "soort") == ["kamerbrief"]
    assert values(app, "pagina") == []


def test_filters_write_the_address(open_page):
    """Ticked, it is there; ticked off, it is gone; two of a kind are both there."""
    app = open_page("search", q="capaciteit")
    tick(app, "years=2022")
    tick(app, "years=2021")
    assert values(app, "jaar") == ["2022", "2021"]
    tick(app, "years=2022")
    assert values(app, "jaar") == ["2021"]
    app.button(key="weg-years=2021").click().run()
    assert values(app, "jaar") == []


def test_a_stretch_and_another_kind_of_year(open_page):
    """From and to make one stretch; another kind of year begins anew."""
    app = open_page("search", q="toeslagen")
    app.selectbox(key="jaar-van").select(2021).run()
    assert values(app, "jaar") == ["2021-2024"]  # as far as the collection goes
    app.selectbox(key="jaar-tot").select(2023).run()
    assert values(app, "jaar") == ["2021-2023"]
    assert app.selectbox(key="jaar-van").value == 2021
    app.selectbox(key="jaarsoort").select("publication").run()
    assert values(app, "jaar") == []
    assert values(app, "jaarsoort") == ["publicatie"]


def test_no_hits_is_a_helpful_screen(open_page):
    """What to try, what was searched, and a way to drop the filters."""
    app = open_page("search", q="xyzzyplugh", regeling="huurtoeslag")
    assert "Niets gevonden" in html(app)
    assert "Doorzocht: 5 documenten" in html(app)
    app.button(key="zonder-filters").click().run()
    assert values(app, "regeling") == []
    assert values(app, "q") == ["xyzzyplugh"]


def test_a_wrong_query_is_told_and_searched(open_page):
    """The place that went wrong is marked, and the rest is searched."""
    app = open_page("search", q='capaciteit "tijdig')
    assert "aanhalingsteken" in html(app)
    assert "gevonden" in html(app) or "van" in html(app)
    assert "kb-treffer" in html(app)


def test_an_old_address_beyond_the_last_page(open_page):
    """A page that is no longer there becomes the first."""
    app = open_page("search", q="capaciteit", pagina="900")
    assert values(app, "pagina") == []
    assert "kb-treffer" in html(app)


def test_an_unknown_filter_value_can_be_taken_away(open_page):
    """A mailed address with a value that no longer exists shows it, as a chip and as a box."""
    app = open_page("search", q="capaciteit", regeling="bestaat-niet")
    assert ticks(app)["regelingen=bestaat-niet"] is True
    app.button(key="weg-regelingen=bestaat-niet").click().run()
    assert "kb-treffer" in html(app)


def test_an_empty_kennisbank_says_how_to_fill_it(open_page, tmp_path):
    """Start and Zoeken show the way in; nothing fails."""
    for page in (None, "search", "documents", "manage"):
        app = open_page(page, home=tmp_path / "leeg")
        assert ("nog leeg" in html(app)) == (page in {None, "search", "documents"})


def test_a_document_at_its_passage(open_page, filled_home):
    """The passage asked for is marked, matches too; the contents stand beside it."""
    kennisbank = Kennisbank(filled_home)
    hit = kennisbank.search("capaciteit").hits[0]
    kennisbank.close()
    params = {name: found[0] for name, found in DocumentAddress.of(hit.passage, "capaciteit").params().items()}
    app = open_page("document", **params)
    shown = html(app)
    assert shown.count('id="doel"') == 1
    assert "<mark" in shown
    assert "kb-inhoud" in shown
    app.toggle(key="labels").set_value(True).run()
    assert 'class="kb-label kb-l-' in html(app)


def test_a_document_links_what_it_cites(open_page):
    """Links in text and footnotes without labels; with labels a legend; the list opens on a click."""
    app = open_page("document", id="kamerbrief-2023-stand-van-zaken")
    assert 'href="kamerstuk?nr=kst-31066-1207"' in html(app)
    assert 'class="kb-legenda"' not in html(app)
    app.toggle(key="labels").set_value(True).run()
    assert 'class="kb-legenda"' in html(app)
    assert "Regel: kamerstuk/kop. Zekerheid: 9" in html(app)


def test_the_list_of_papers_goes_by_the_address(open_page):
    """Words, what is missing and the order are written to the address and read from it."""
    app = open_page("papers", q="31066")
    assert app.text_input(key="stukken-woorden").value == "31066"
    app.radio(key="stukken-stand").set_value("missing").run()
    app.selectbox(key="stukken-volgorde").select("number").run()
    assert (values(app, "q"), values(app, "stand"), values(app, "sorteer")) == (
        ["31066"], ["ontbreekt"], ["nummer"],
    )  # fmt: skip
    assert app.title[0].value == "Ontbrekende stukken"
    app.text_input(key="stukken-woorden").set_value("Kamerstuk 31 066, nr. 1207").run()
    assert "1 stuk" in html(app)
    app.text_input(key="stukken-woorden").set_value("xyzzy<b>").run()
    assert "Geen stuk gevonden met “xyzzy&lt;b&gt;”" in html(app)


@pytest.mark.parametrize("number", ["kst-31066-1207", "31 066, nr. 1207"])
def test_a_paper_shows_who_cites_it(open_page, number):
    """In any notation: each sentence, with what is inferred, and the address where the paper can be read."""
    app = open_page("paper", nr=number)
    assert app.title[0].value == "Kamerstuk 31066, nr. 1207"
    for part in ('class="kb-fragment"', "<mark>", "Afgeleid van een andere plaats", "kst-31066-1207.html"):
        assert part in html(app)


@pytest.mark.parametrize(
    ("params", "told"),
    [({}, "noemt geen stuk"), ({"nr": "99 999, nr. 1<b>"}, "“99 999, nr. 1&lt;b&gt;” aan")],
)
def test_addresses_of_papers_that_nobody_knows(open_page, params, told):
    """Said plainly, with the way on."""
    assert told in html(open_page("paper", **params))


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, "noemt geen document"),
        ({"id": "bestaat-niet<b>"}, "Er is geen document “bestaat-niet&lt;b&gt;”"),
        (
            {"id": "jaarrapportage-2022", "woorden": "woorden die er niet staan"},
            "staat niet (meer) in het document",
        ),
    ],
)
def test_addresses_of_documents_that_lead_nowhere(open_page, params, told):
    """Said plainly, with the way on."""
    assert told in html(open_page("document", **params))


def test_the_list_of_documents_narrows(open_page):
    """Words and kinds go by the address."""
    app = open_page("documents")
    assert "5 documenten" in html(app)
    app.text_input(key="documenten-woorden").set_value("jaarrapportage").run()
    assert values(app, "q") == ["jaarrapportage"]
    app.multiselect(key="documenten-soort").select("jaarrapportage").run()
    assert "2 documenten" in html(app)
    assert values(app, "soort") == ["jaarrapportage"]


def test_an_error_that_nobody_foresaw_is_told(open_page, filled_home, monkeypatch, caplog):
    """In Dutch on the page, with the particulars in the log; never a blank page."""
    app = open_page("search", q="capaciteit")
    monkeypatch.setattr(Kennisbank, "search", lambda *_, **__: 1 / 0)
    app.run()
    assert "Dit had niet mogen gebeuren" in html(app)
    assert "ZeroDivisionError" in caplog.text
    assert filled_home.name not in html(app)


def test_the_taxonomies_can_be_looked_into(open_page):
    """What the kennisbank knows by name is there to read."""
    app = open_page("manage")
    app.selectbox(key="taxonomie").select("regeling").run()
    assert "Kinderopvangtoeslag" in html(app)


@pytest.mark.parametrize(
    ("button", "told"),
    [
        ("werk-Index opbouwen", "De index is opnieuw opgebouwd"),
        ("werk-Labels zoeken", "bij de tijd"),
        ("werk-Controle", "Alles is in orde."),
    ],
)
def test_upkeep_tells_its_outcome(open_page, tmp_path, button, told):
    """Each button starts its work and shows what came of it."""
    home, file = tmp_path / "kennisbank", tmp_path / "brief.txt"
    file.write_text("Brief\n\nDe wachttijd bij bezwaar liep op.\n")
    kennisbank = Kennisbank(home)
    kennisbank.ingest([file])
    kennisbank.close()
    app = open_page("manage", home=home)
    app.button(key=button).click().run()
    wait_for_job(home)
    app.run()
    assert told in html(app)


def test_read_only_offers_nothing_that_changes(open_page, monkeypatch):
    """By a setting the app is for reading only."""
    monkeypatch.setenv("KENNISBANK_READ_ONLY", "1")
    app = open_page("manage")
    assert "alleen om te lezen" in html(app)
    assert len(app.button) == 0


def test_a_folder_that_is_not_there_is_told(open_page, tmp_path):
    """What went wrong and what to do, in Dutch, on the page."""
    home = tmp_path / "kennisbank"
    app = open_page("manage", home=home)
    app.text_input(key="map").set_value(str(tmp_path / "bestaat-niet"))
    app.button(key="map-knop").click().run()
    wait_for_job(home)
    app.run()
    assert "niet gevonden" in html(app)


def test_reading_a_folder_in_reports_each_file(open_page, tmp_path):
    """The good one is in, the bad one is named with the reason; the report stays until it is closed."""
    home, folder = tmp_path / "kennisbank", tmp_path / "map"
    folder.mkdir()
    (folder / "goed.txt").write_text("Jaarrapportage 2022\n\nDe uitvoering van de huurtoeslag liep goed.\n")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.4 stuk")
    app = open_page("manage", home=home)
    app.text_input(key="map").set_value(str(folder))
    app.button(key="map-knop").click().run()
    wait_for_job(home)
    app.run()
    shown = html(app)
    assert "1 geweigerd" in shown
    assert shown.index("stuk.pdf") < shown.index("goed.txt")
    app.button(key="melding-weg").click().run()
    assert "1 geweigerd" not in html(app)
    assert "goed.txt" not in html(app)
    assert "stuk.pdf" in html(app)  # among what is not here, with the reason


def wait_for_job(home: Path) -> None:
    """Until the job of the app on this home folder is done."""
    deadline = time.monotonic() + PATIENCE
    while session.all_jobs(str(home)).busy:
        assert time.monotonic() < deadline
        time.sleep(0.05)
