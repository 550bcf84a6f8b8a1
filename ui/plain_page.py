"""A document as one plain HTML page: headings, landmarks, a skip link, no scripts.

The way round for who cannot well use the app with a screen reader: what Streamlit leaves out of our hands
(language from the first moment, landmarks, order) is in ours here. The page also prints well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from kb.records import Document, Heading, Passage, Reference
from ui import markup, present_document
from ui.address import DocumentAddress
from ui.markup import Html
from ui.present_document import NO_REFERENCES, Part
from ui.present_references import Leads, References, by_passage
from ui.words import Labels

if TYPE_CHECKING:
    from kennisbank import Kennisbank

_ODD = re.compile(r"[^A-Za-z0-9._-]+")

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


def file_of(document_id: str) -> str:
    """The name of the page of a document."""
    return f"{_ODD.sub('-', document_id).lstrip('.-') or 'document'}.html"


def leads_to(documents: Collection[str]) -> Leads:
    """Where references lead in a folder with the pages of these documents: to a page here, else to its address.

    Without documents (a page on its own) they lead to the published paper only.
    """

    def target(reference: Reference) -> tuple[str | None, str]:
        if reference.resolved_to in documents and reference.resolved_to != reference.document_id:
            return file_of(reference.resolved_to or ""), "Opent de eenvoudige pagina van dit stuk."
        if reference.urls and reference.urls[0].startswith(("https://", "http://")):
            return reference.urls[0], "Opent een andere site."
        return None, ""

    return target


def page_of(kennisbank: Kennisbank, document: Document, documents: Collection[str] = ()) -> Html:
    """The page of a document of this kennisbank; `documents` have pages in the same folder."""
    return document_page(
        document,
        tuple(kennisbank.passages(document.document_id)),
        kennisbank.outline(document.document_id),
        kennisbank.taxonomy.label,
        references=by_passage(kennisbank.references(document.document_id)),
        leads=leads_to(documents),
    )


def document_page(
    document: Document,
    passages: Sequence[Passage],
    headings: Sequence[Heading],
    labels: Labels,
    *,
    references: References = NO_REFERENCES,
    leads: Leads = leads_to(()),  # noqa: B008 - a function that holds nothing
) -> Html:
    """The whole page of a document, ready to be written to a file; `references` lead where `leads` says."""
    part = Part(1, 1, tuple(passages), tuple(headings))
    items = [item for item in present_document.outline(headings, ()) if item.part == 1]
    contents = present_document.outline_html(items, 1, DocumentAddress(document.document_id))
    title = document.title or document.source
    text = present_document.text_html(part, {}, None, references=references, leads=leads)
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
            markup.tag("main", text, id="tekst", tabindex="-1"),
            markup.tag("footer", _about(document, labels)),
        ]
    )
    return markup.whole_page(title, STYLE, body)


def index_page(documents: Sequence[tuple[Document, str]], registers: Sequence[tuple[str, str]] = ()) -> Html:
    """A page that leads to the pages of `documents` and `registers`, each with the name of its file."""
    groups = [("Registers", list(registers))] if registers else []
    groups.append(("Documenten", [(document.title or document.source, file) for document, file in documents]))
    parts = []
    for title, items in groups:
        lines = [markup.tag("li", markup.file_link(name, file)) for name, file in items]
        parts += [markup.text_tag("h2", title), markup.tag("ul", markup.join(lines))]
    top = markup.text_tag("h1", "Kennisbank: eenvoudige pagina's")
    body = markup.join([markup.tag("header", top), markup.tag("main", markup.join(parts))])
    return markup.whole_page("Kennisbank: eenvoudige pagina's", STYLE, body)


def _contents(contents: Html) -> Html:
    return markup.tag("nav", markup.join([markup.text_tag("h2", "Inhoud"), contents]), aria_label="Inhoud")


def _about(document: Document, labels: Labels) -> Html:
    # Links in the facts lead to pages of the app, which is not here.
    facts = present_document.facts_html(document, labels, links=False)
    return markup.join([markup.text_tag("h2", "Gegevens en herkomst"), facts])
