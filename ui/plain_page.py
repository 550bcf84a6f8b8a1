"""A document as one plain HTML page: headings, landmarks, a skip link, no scripts.

The way round for who cannot well use the app with a screen reader: what Streamlit leaves out of our hands
(language from the first moment, landmarks, order) is in ours here. The page also prints well.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.records import Document, Heading, Passage
from ui import markup, present_document
from ui.address import DocumentAddress
from ui.markup import Html
from ui.present_document import Part
from ui.words import Labels

STYLE = """
:root { color-scheme: light dark; }
html { background: light-dark(#fff, #11161d); color: light-dark(#1b1b1b, #eef1f5); }
body { font: 1.05rem/1.6 'Segoe UI', Arial, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem; }
.naar-tekst { position: absolute; left: -100vw; }
.naar-tekst:focus { position: static; }
a { color: light-dark(#154273, #9cc4f2); }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
nav ul { list-style: none; padding: 0; }
.kb-niveau-2 { padding-left: 1rem; } .kb-niveau-3 { padding-left: 2rem; } .kb-niveau-4 { padding-left: 3rem; }
.kb-pagina { font-size: .85rem; border-bottom: 1px solid; }
.kb-aanloop { font-style: italic; } .kb-grond { display: block; font-size: .88rem; }
.kb-noten { font-size: .9rem; list-style: none; }
.kb-feiten > div { margin-bottom: .4rem; } .kb-feiten dt { font-weight: 700; } .kb-feiten dd { margin: 0; }
.kb-tabel { overflow-x: auto; } table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .3rem .5rem; text-align: left; vertical-align: top; }
"""


def document_page(
    document: Document, passages: Sequence[Passage], headings: Sequence[Heading], labels: Labels
) -> Html:
    """The whole page of a document, ready to be written to a file."""
    part = Part(1, 1, tuple(passages), tuple(headings))
    items = [item for item in present_document.outline(headings, ()) if item.part == 1]
    contents = present_document.outline_html(items, 1, DocumentAddress(document.document_id))
    title = document.title or document.source
    top = markup.join(
        [
            markup.text_tag("h1", title),
            present_document.summary_html(document, labels),
            present_document.problems_html(document),
        ]
    )
    body = markup.join(
        [
            markup.text_tag("a", "Naar de tekst", class_="naar-tekst", href="#tekst"),
            markup.tag("header", top),
            _contents(contents) if items else Html(""),
            markup.tag("main", present_document.text_html(part, {}, None), id="tekst", tabindex="-1"),
            markup.tag("footer", _about(document, labels)),
        ]
    )
    return markup.whole_page(title, STYLE, body)


def index_page(documents: Sequence[tuple[Document, str]]) -> Html:
    """A page that leads to the pages of `documents`, each with the name of its file."""
    lines = [
        markup.tag("li", markup.text_tag("a", document.title or document.source, href=file))
        for document, file in documents
    ]
    top = markup.text_tag("h1", "Documenten in de kennisbank")
    body = markup.join([markup.tag("header", top), markup.tag("main", markup.tag("ul", markup.join(lines)))])
    return markup.whole_page("Documenten in de kennisbank", STYLE, body)


def _contents(contents: Html) -> Html:
    return markup.tag("nav", markup.join([markup.text_tag("h2", "Inhoud"), contents]), aria_label="Inhoud")


def _about(document: Document, labels: Labels) -> Html:
    return markup.join(
        [
            markup.text_tag("h2", "Gegevens en herkomst"),
            present_document.facts_html(document, labels),
        ]
    )
