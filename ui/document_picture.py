"""The page of the source beside the text: a picture that can be leafed through without making the page anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kb.records import Document, Passage, SourceLine, SourcePage
from kennisbank import Kennisbank
from ui import markup, present_picture, session
from ui.present_document import Highlights
from ui.present_picture import Word

SHOWN, NUMBER = "bladzijde-ernaast", "blad-nummer"
PDF = "application/pdf"
MOST_PAGES = 9_999


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the pictures of a document need: the passage asked for, the matches, and where to begin."""

    document: Document
    passages: Sequence[Passage]
    highlights: Highlights
    target: Passage | None
    first: int


def possible(document: Document) -> bool:
    """True for a document that has a PDF, and so pages to be seen."""
    return any(item.media_type == PDF for item in document.forms)


@st.cache_resource(max_entries=3, show_spinner=False)
def _source(
    home: str,  # noqa: ARG001 - with the revision it makes another kennisbank or text another entry
    revision: int,  # noqa: ARG001
    document_id: str,
    _knowledge: Kennisbank,
) -> tuple[str, tuple[SourceLine, ...], dict[int, SourcePage]]:
    """Text, lines and pages of a document, read once for each revision."""
    pages = {item.number: item for item in _knowledge.source_pages(document_id)}
    return _knowledge.source_text(document_id), _knowledge.source_lines(document_id), pages


@st.fragment
def box(sheet: Sheet) -> None:
    """The picture of a page, with its number to change; only this part is made anew when it changes."""
    document = sheet.document
    total = document.pages if document.media_type == PDF else None
    begin(sheet)
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    name = f"Bladzijde (van {total})" if total else "Bladzijde"
    page = int(left.number_input(name, 1, total or MOST_PAGES, key=NUMBER, step=1))
    published = present_picture.pdf_address(document.url, page, pdf=possible(document))
    if published:
        with right:
            session.show(markup.outside_link("Deze bladzijde in de gepubliceerde PDF", published))
    drawn = session.knowledge().page_picture(document.document_id, page)
    if drawn is None:
        told = f"Van bladzijde {page} is geen plaatje te maken. Download het bronbestand om haar te zien."
        session.show(markup.notice(markup.text_tag("p", told)))
        return
    session.show(picture(sheet, page, drawn.data, drawn.words))


def begin(sheet: Sheet) -> None:
    """Another place in the address, or another document, begins at its own page."""
    place = (sheet.document.document_id, sheet.first, sheet.target.passage_id if sheet.target else None)
    if st.session_state.get("blad-bij") != place or NUMBER not in st.session_state:
        st.session_state["blad-bij"] = place
        st.session_state[NUMBER] = sheet.first


def picture(sheet: Sheet, page: int, data: bytes, known: Sequence[Word]) -> markup.Html:
    """The picture with its boxes; `known` are the words that the file has on the page."""
    document = sheet.document
    name = f"Bladzijde {page} van {document.title or document.source}, als plaatje; de tekst staat ernaast."
    if document.media_type != PDF:  # the text is that of another form: it has no places on this page
        return present_picture.picture_html(data, name)
    knowledge = session.knowledge()
    key = (str(session.home()), knowledge.revision, document.document_id)
    text, lines, pages = _source(*key, knowledge)
    source = pages.get(page)
    if source is None or not present_picture.fits(data, source):
        return present_picture.picture_html(data, name)
    spans = present_picture.matched(page, sheet.passages, sheet.highlights, text)
    words = present_picture.places(source, lines, spans, text, known)
    asked = present_picture.places(source, lines, sheet.target.spans, text) if sheet.target else []
    return present_picture.picture_html(data, name, words, present_picture.around(asked))
