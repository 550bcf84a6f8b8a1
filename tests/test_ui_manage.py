"""Beheer: correcting metadata, how far the collection goes, figures of the last measurement."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from ui_builders import document

from kb import quality
from kb.quality import Figures
from kb.store.coverage import Refused
from kennisbank import Kennisbank
from ui import manage_parts, present_coverage

APP = Path(__file__).parent.parent / "ui" / "app.py"


def labels(_facet, value):
    return value


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "stukken"
    folder.mkdir()
    (folder / "brief.txt").write_text("Jaarrapportage 2022\n\nDe wachttijd bij bezwaar liep op.\n")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.4 <b>stuk</b>")
    with closing(Kennisbank(tmp_path / "kb")) as kennisbank:
        kennisbank.ingest([folder])
    monkeypatch.setenv("KENNISBANK_HOME", str(tmp_path / "kb"))
    return tmp_path / "kb"


def opened(**params) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page("views/manage.py")
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_metadata_is_corrected_and_taken_back(home):
    """What is filled in goes first, a wrong value is told and kept out, all can be taken back."""
    app = opened(document="brief")
    app.text_input(key="wijzig-title-brief").set_value("Een betere titel")
    app.text_input(key="wijzig-reporting_year-brief").set_value("2020 en 2021")
    app.button(key="wijzig-bewaar").click().run()
    assert "De gegevens zijn bewaard." in shown(app)
    with closing(Kennisbank(home)) as kennisbank:
        changed = kennisbank.document("brief")
        assert (changed.title, changed.reporting_years) == ("Een betere titel", (2020, 2021))
        (own,) = kennisbank.own_manifest.all().values()
        assert own.who
    app.text_input(key="wijzig-publication_date-brief").set_value("vorige week")
    app.button(key="wijzig-bewaar").click().run()
    assert "moet een datum zijn" in shown(app)
    app.button(key="wijzig-terug").click().run()
    assert "teruggenomen" in shown(app)
    with closing(Kennisbank(home)) as kennisbank:
        assert kennisbank.document("brief").title != "Een betere titel"
        assert kennisbank.own_manifest.all() == {}


def test_what_was_refused_and_what_was_measured_is_shown(home):
    """The reason of a refusal, escaped; figures as they were told; a broken file of them is no error."""
    quality.keep(home, "zoeken", "nDCG 0,8 <b>", "0.1.0")
    text = shown(opened())
    assert "stuk.pdf" in text
    assert "nDCG 0,8 &lt;b&gt;" in text
    (home / "quality.json").write_text("{niet")
    assert "Er is nog niets gemeten" in shown(opened())


def test_figures_replace_older_ones_of_the_same_part(tmp_path):
    """One entry per part, cut off when it is endless."""
    quality.keep(tmp_path, "zoeken", "oud", "1")
    quality.keep(tmp_path, "taal", "x" * (quality.LONGEST + 5), "1")
    quality.keep(tmp_path, "zoeken", "nieuw", "2")
    found = {item.part: item for item in quality.kept(tmp_path)}
    assert (found["zoeken"].text, found["zoeken"].version) == ("nieuw", "2")
    assert len(found["taal"].text) == quality.LONGEST
    assert [path.name for path in tmp_path.iterdir()] == ["quality.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", "[1]", '[{"part": "x"}]', "\xff"])
def test_a_file_that_is_none_of_ours_gives_no_figures(tmp_path, content):
    """Whatever stands in it."""
    (tmp_path / "quality.json").write_bytes(content.encode("latin-1"))
    assert quality.kept(tmp_path) == []


def test_a_refused_file_that_came_in_later_is_refused_no_more(home):
    """Only the last try counts."""
    with closing(Kennisbank(home)) as kennisbank:
        assert [item.path for item in kennisbank.coverage.refused()] == ["stuk.pdf"]
        (home.parent / "stukken" / "stuk.pdf").write_bytes(b"Toch gewoon tekst over de uitvoering.\n")
        (home.parent / "stukken" / "stuk.pdf").rename(home.parent / "stukken" / "stuk.txt")
        kennisbank.ingest([home.parent / "stukken"])
        assert [item.path for item in kennisbank.coverage.refused()] == ["stuk.pdf"]  # it is still not here
        (home.parent / "stukken" / "stuk.pdf").write_bytes(b"%PDF-1.4 nog stuk")
        kennisbank.ingest([home.parent / "stukken"])
        assert len(kennisbank.coverage.refused()) == 1
        assert kennisbank.coverage.page_states().get("brief", Counter())["failed"] == 0


def test_years_that_lack_in_a_series():
    """Between the first and the last, per organisation and kind; other kinds are expected in no year."""
    found = [
        document(f"a{year}", kind="jaarrapportage", organisation="Dienst A", reporting_years=(year,))
        for year in (2018, 2019, 2022)
    ]
    found.append(document("b", kind="kamerbrief", organisation="Dienst A", reporting_years=(2010,)))
    found.append(document("c", kind="jaarrapportage", organisation="Dienst B", reporting_years=()))
    assert present_coverage.gaps(found) == [("Dienst A", "jaarrapportage", [2020, 2021])]
    assert "2020, 2021 ontbreekt" in present_coverage.gaps_html(found, labels)
    assert "ontbreekt geen jaar" in present_coverage.gaps_html(found[:2], labels)


def test_pages_that_were_not_simply_read():
    """How many in which state; documents without such pages are left out."""
    states = {"a": Counter(ok=3, ocr=2, failed=1), "b": Counter(ok=9)}
    table = present_coverage.pages_table([document("a", title="<i>A</i>"), document("b")], states)
    assert "2 herkend uit een scan, 1 mislukt" in table
    assert "6 pagina" in table
    assert "&lt;i&gt;A" in table
    assert present_coverage.pages_table([document("b")], states) == ""


def test_long_tables_say_that_they_are_cut_off():
    """With how many more there are."""
    refused = [Refused(f"{n}.pdf", "kapot", "2025-01-01T00:00:00Z") for n in range(present_coverage.MOST + 3)]
    assert "En nog 3." in present_coverage.refused_table(refused)
    assert present_coverage.refused_table([]) == ""
    assert "niets gemeten" in present_coverage.quality_html([])
    assert "Zoeken: gemeten op" in present_coverage.quality_html(
        [Figures("zoeken", "x", "2025-01-01T00:00:00Z", "1")]
    )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022", [2022]),
        ("2021, 2022 en 2023", [2021, 2022, 2023]),
        ("2021;2022", [2021, 2022]),
        ("ooit", "ooit"),
    ],
)
def test_years_as_people_write_them(text, years):
    """Several in a row; what is no year is handed on, to be told."""
    assert manage_parts.years_of(text) == years
    json.dumps(years)
