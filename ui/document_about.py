"""What the document page tells around the text: facts, files, citing, versions, annexes, its registers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from kb.records import Document, Passage, Reference
from kennisbank import Kennisbank
from ui import (
    citing,
    markup,
    plain_page,
    present_document,
    present_records,
    present_references,
    rights,
    session,
)
from ui.address import DocumentAddress
from ui.address_papers import PaperAddress, one_form
from ui.papers import number_of
from ui.words import date_text, number, word


def plain_html(knowledge: Kennisbank, document: Document) -> str:
    """The document as one plain page."""
    return plain_page.page_of(knowledge, document)


def about(knowledge: Kennisbank, document: Document) -> None:
    """What is known of the document, with the words that say so, and its plain page."""
    with st.expander("Gegevens en herkomst", key="gegevens"):
        session.show(present_document.facts_html(document, knowledge.taxonomy.label))
        st.download_button(
            "Eenvoudige pagina (HTML, voor schermlezer en printer)",
            data=lambda: plain_html(knowledge, document),
            file_name=f"{Path(document.source).stem}.html",
            mime="text/html",
            key="eenvoudig",
            icon=":material/article:",
            on_click="ignore",
        )


def files(knowledge: Kennisbank, document: Document, passages: Sequence[Passage]) -> None:
    """The document's files, where it was published, who cites it, and what belongs to it."""
    with st.container(horizontal=True, key="meenemen", vertical_alignment="center"):
        downloads(knowledge, document)
        if document.url:
            session.show(markup.outside_link("Officiële publicatie", document.url))
        st.page_link(
            session.SEARCH,
            label="Zoeken in dit document",
            icon=":material/search:",
            query_params={"document": [document.document_id]},
        )
        cited = citing.of_document(document, next(iter(passages), None))
        session.show(markup.copy_button("Kopieer verwijzing", cited))
        citing_link(document)
        if rights.may_edit() and not document.removed_at:
            st.page_link(
                session.MANAGE,
                label="Gegevens wijzigen",
                icon=":material/edit:",
                query_params={"document": [document.document_id]},
            )
    session.show(present_document.annexes_html(document, session.documents()))


def downloads(knowledge: Kennisbank, document: Document) -> None:
    """The source file, and the other forms of the same paper."""
    for place, form in enumerate(document.forms):
        name = "Bronbestand downloaden" if place == 0 else f"Ook als {word('media_types', form.media_type)}"
        st.download_button(
            name,
            data=knowledge.file_path(document.document_id, form.sha256).read_bytes,
            file_name=form.source,
            mime=form.media_type,
            key="bron" if place == 0 else f"vorm-{place}",
            icon=":material/download:",
            on_click="ignore",
        )


def cited_box(references: Sequence[Reference], passages: Sequence[Passage]) -> None:
    """All that the document cites, made only when somebody opens it."""
    if not references:
        return
    name = f"Verwijzingen in dit document ({number(len(references))})"
    box = st.expander(name, key="verwijzingen", on_change="rerun")
    if not box.open:
        return
    with box:
        documents = {item.document_id: item for item in session.documents()}
        here = {item.passage_id: item for item in passages}
        session.show(present_references.listed(references, here, documents))


def register_boxes(knowledge: Kennisbank, document: Document) -> None:
    """What the registers hold of this document, each made only when somebody opens it."""
    if document.removed_at:
        return
    for kind, records in present_records.by_register(knowledge.records_of(document.document_id)).items():
        name = present_records.title(kind, records)
        box = st.expander(name[:1].upper() + name[1:], key=f"register-{kind}", on_change="rerun")
        if box.open:
            with box:
                labels = knowledge.taxonomy.label
                session.show(present_records.listed(kind, records, labels))


def citing_link(document: Document) -> None:
    """To who cites this document, when it is a paper that others cite."""
    official = number_of(document)
    paper = session.papers().get(one_form(official)) if official else None
    if paper is not None and paper.count:
        st.page_link(
            session.PAPER,
            label=f"Wie dit stuk aanhaalt ({number(paper.count)})",
            icon=":material/format_quote:",
            query_params=PaperAddress(paper.number).params(),
        )


def versions_box(knowledge: Kennisbank, document: Document, shown: int) -> None:
    """The versions of a document, when there are several; the one that is `shown` is no link."""
    found = knowledge.history.versions(document.document_id)
    if len(found) <= 1:
        return
    with st.expander(f"Versies ({number(len(found))})", key="versies"):
        for item in found:
            name = f"Versie {item.number}, gelezen op {date_text(item.read_at)}"
            told = f"{name}{' (de nieuwste)' if item.current else ''}"
            if item.number == shown:
                session.show(markup.text_tag("p", f"{told}: deze leest u nu"))
                continue
            version = None if item.current else item.number
            params = DocumentAddress(document.document_id, version=version).params()
            st.page_link(session.DOCUMENT, label=markup.label(told), query_params=params)
