"""Kamerstuk: one paper, where it can be read, and every sentence that cites it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import streamlit as st

from kb.records import Document, Passage, Reference
from kennisbank import NotFound, __version__
from ui import export, markup, present_collection, present_papers, session
from ui.address import DocumentAddress, link
from ui.address_papers import PaperAddress, one_form
from ui.papers import Paper, name_of
from ui.present_papers import PAGE_SIZE
from ui.words import count, date_text


def now() -> PaperAddress:
    """The paper that the address asks for."""
    return PaperAddress.from_params(session.given())


def on_page(number: int) -> None:
    """Another page of citations."""
    session.go(replace(now(), page=number).params())


def passage_of(reference: Reference) -> Passage | None:
    """The passage that a reference stands in, when it is still there."""
    with suppress(NotFound):
        return session.knowledge().passage(reference.passage_id or "")
    return None


def known_documents() -> dict[str, Document]:
    """The documents by their id."""
    return {item.document_id: item for item in session.documents()}


def maker(paper: Paper, place: str) -> Callable[[], bytes]:
    """What makes the CSV file, once somebody asks for it."""
    documents, revision = known_documents(), session.knowledge().revision
    knowledge = session.knowledge()

    def passage(reference: Reference) -> Passage | None:
        with suppress(NotFound):
            return knowledge.passage(reference.passage_id or "")
        return None

    def make() -> bytes:
        about = [
            ("Stuk", f"{paper.label} ({paper.number})"),
            ("Geraadpleegd", date_text(date.today().isoformat()) or ""),  # noqa: DTZ011 - the reader's own day
            ("In deze uitvoer", f"alle {count(paper.count, 'verwijzing', 'verwijzingen')}"),
            ("Stand van de kennisbank", str(revision)),
            ("Programma", f"Kennisbank {__version__}"),
            ("Adres", place),
        ]
        rows = present_papers.citation_rows(paper, documents, passage)
        return export.csv_table(present_papers.CITATION_COLUMNS, rows, about)

    return make


def along(paper: Paper) -> None:
    """To the paper itself; who cites it as a file; its address."""
    base = (st.context.url or "").split("?", 1)[0].rstrip("/").removesuffix("/kamerstuk")
    place = link("kamerstuk", PaperAddress(paper.number).params(), base)
    with st.container(horizontal=True, vertical_alignment="center", key="stuk-meenemen"):
        if paper.document is not None:
            st.page_link(
                session.DOCUMENT,
                label="Lees dit stuk hier",
                icon=":material/description:",
                query_params=DocumentAddress(paper.document.document_id).params(),
            )
        if paper.count:
            st.download_button(
                "Verwijzingen downloaden (CSV)",
                data=maker(paper, place),
                file_name=export.file_name(paper.label, date.today(), "csv"),  # noqa: DTZ011
                mime="text/csv",
                key="stuk-csv",
                icon=":material/download:",
                on_click="ignore",
            )
        session.show(markup.copy_address_button("Kopieer link"))


def citations(paper: Paper, address: PaperAddress) -> None:
    """Who cites the paper: the sentences, by document."""
    st.header("Wie dit stuk aanhaalt", anchor=False)
    if not paper.count:
        session.show(markup.text_tag("p", "Geen ander document in de kennisbank haalt dit stuk aan."))
        return
    documents, labels = known_documents(), session.knowledge().taxonomy.label
    total = -(-paper.count // PAGE_SIZE)
    shown = min(address.page, total)
    for document, references in present_papers.in_groups(paper, documents, shown):
        st.subheader(markup.label(document.title or document.source), anchor=False)
        session.show(present_collection.line(document, labels))
        for view in present_papers.citations(references, passage_of):
            with st.container(key=view.key, gap=None):
                session.show(view.body)
                st.page_link(
                    session.DOCUMENT, label=markup.label(view.label), query_params=view.target.params()
                )
    if total > 1:
        session.pager(shown, total, on_page)


def unknown(address: PaperAddress) -> None:
    """No such paper here: nothing cites it, or the address names none."""
    if not address.number:
        session.title("Kamerstuk")
        told = "Dit adres noemt geen stuk."
    else:
        session.title(name_of(address.number))
        told = f"Geen document in de kennisbank haalt “{address.number}” aan, en het stuk staat hier zelf niet."
    session.show(markup.notice(markup.text_tag("p", told)))
    st.page_link(session.PAPERS, label="Naar alle Kamerstukken")


def page() -> None:
    """The page."""
    address = now()
    paper = session.papers().get(one_form(address.number)) if address.number else None
    if paper is None:
        unknown(address)
        return
    st.page_link(session.PAPERS, label="Alle Kamerstukken", icon=":material/arrow_back:")
    session.title(paper.label)
    if paper.document is not None and paper.document.title not in (None, paper.label):
        session.show(markup.text_tag("p", paper.document.title or "", class_="kb-paragraaf"))
    session.show(present_papers.facts(paper))
    along(paper)
    citations(paper, address)


page()
