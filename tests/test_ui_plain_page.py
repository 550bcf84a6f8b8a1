"""The plain page of a document: complete, in order, nothing that runs."""

from __future__ import annotations

from contextlib import closing
from html.parser import HTMLParser

import pytest
from ui_builders import document, passage

from kb.records import Heading
from kennisbank import Kennisbank
from ui import cli, plain_page, plain_register


def labels(_facet, value):
    return value


class Reader(HTMLParser):
    """Reads a page back: its elements in order, and whether all is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.names, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag != "meta":
            self.open.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_page_is_whole_and_runs_nothing():
    """Language, title, skip link, landmarks, headings; hostile text stays text."""
    evil = "<script>alert(1)</script>"
    passages = [passage(f"Eerste. {evil}", start=100), passage("Tweede.", start=300)]
    page = plain_page.document_page(
        document(title=f"Titel {evil}", kind="kamerbrief"), passages, [Heading("Kop", 1, 250, 255)], labels
    )
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "script" not in reader.names
    order = [name for name in reader.names if name in ("title", "header", "h1", "nav", "main", "h2", "footer")]
    assert order == ["title", "header", "h1", "nav", "h2", "main", "h2", "footer", "h2"]
    assert 'href="#tekst"' in page
    assert page.index("Eerste.") < page.index(">Kop</h2>") < page.index("Tweede.")


def test_a_long_document_is_one_page():
    """No parts here: everything is on it, and the contents jump within it."""
    passages = [passage(f"Passage {n}.", start=100 * n) for n in range(600)]
    headings = [Heading(f"Kop {n}", 1, 100 * n - 20, 100 * n - 10) for n in (1, 300, 599)]
    page = plain_page.document_page(document(), passages, headings, labels)
    assert all(f"Passage {n}." in page for n in (0, 299, 599))
    assert page.count('href="#kop-') == 3
    assert "deel=" not in page


def test_the_index_leads_to_every_page():
    """One link per document."""
    page = plain_page.index_page([(document("a", title="A & B"), "a.html"), (document("b"), "b.html")])
    assert '<a href="a.html">A &amp; B</a>' in page
    assert '<a href="b.html">bron.txt</a>' in page


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A kennisbank with a letter that cites a paper that is here, and the folder of its plain pages."""
    place = tmp_path_factory.mktemp("eenvoudig")
    folder = place / "stukken"
    folder.mkdir()
    (folder / "brief.txt").write_text(
        "Den Haag, 4 juli 2023\n\nBetreft: <b>wachttijd</b>\n\nGeachte voorzitter,\n\nIn het debat van "
        "22 februari 2023 (Kamerstuk 31 066, nr. 1207) heb ik aan het lid Grinwis (ChristenUnie) toegezegd uw "
        "Kamer voor 1 december 2023 te informeren over <i>bezwaar</i>. Zie ook Kamerstuk 31 066, nr. 9999.\n\n"
        "De Staatssecretaris van Financiën,\nA. de Vries\n"
    )
    (folder / "verslag.txt").write_text(
        "Verslag van een commissiedebat\n\nDe commissie sprak over toeslagen.\n"
    )
    (folder / "manifest.toml").write_text(
        '[[document]]\nfile = "verslag.txt"\nkamerstuk = "31066, nr. 1207"\ntitle = "Verslag"\n'
    )
    with closing(Kennisbank(place / "kb")) as kennisbank:
        kennisbank.ingest([folder])
    assert cli.run(["--home", str(place / "kb"), "pages", str(place / "paginas")]) == 0
    return place / "paginas"


def test_references_lead_to_pages_here_or_to_the_published_paper(made):
    """Never to a page of the app, which is not in a folder."""
    page = (made / "brief.html").read_text()
    here = next(path.name for path in made.glob("*.html") if "<title>Verslag" in path.read_text())
    assert f'href="{here}"' in page
    assert "kst-31066-9999.html" in page
    assert 'href="document?' not in page
    assert 'href="kamerstuk' not in page
    assert "<b>wachttijd" not in page


def test_every_register_has_a_page(made):
    """Each record with its facts and a link to its place; the index leads to all of them."""
    index = (made / "index.html").read_text()
    for name in plain_register.FILES.values():
        assert f'href="{name}"' in index
        text = (made / name).read_text()
        reader = Reader()
        reader.feed(text)
        assert reader.open == []
        assert {"header", "main", "footer"} <= set(reader.names)
        assert "Herkomst van deze lijst" in text
    promises = (made / "register-toezeggingen.html").read_text()
    assert "Grinwis (ChristenUnie)" in promises
    assert 'href="brief.html"' in promises
    assert "<i>bezwaar" not in promises
    assert "Dit register is leeg." in (made / "register-kpis.html").read_text()


def test_pages_that_cannot_be_written_are_told(tmp_path, capsys):
    """The folder is a file."""
    (tmp_path / "bestand").write_text("x")
    assert cli.run(["--home", str(tmp_path / "kb"), "pages", str(tmp_path / "bestand")]) == 3
    assert "kan niet geschreven worden" in capsys.readouterr().err
