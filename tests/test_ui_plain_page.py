"""The plain page of a document: complete, in order, nothing that runs."""

from __future__ import annotations

from html.parser import HTMLParser

from ui_builders import document, passage

from kb.records import Heading
from ui import plain_page


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
