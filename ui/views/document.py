"""Document: its text by pages, with the passage that was asked for marked and in view."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from kb.filters import Filters
from kb.records import Document, Passage, Reference, Span
from kennisbank import Kennisbank, KennisbankError, NotFound
from ui import markup, plain_page, present_document, present_references, session
from ui.address import DocumentAddress, SearchAddress
from ui.address_papers import PaperAddress, one_form
from ui.papers import number_of
from ui.words import number

LABELS = "labels"
MOST_MATCHES = 2000
"""Passages with a match that are marked in one document."""


def now() -> DocumentAddress:
    """The place that the address asks for."""
    return DocumentAddress.from_params(session.given())


def matches(knowledge: Kennisbank, address: DocumentAddress) -> dict[str, tuple[Span, ...]]:
    """Where the words of the query stand in this document."""
    if not address.query:
        return {}
    try:
        chosen = Filters(documents=(address.document_id,))
        found = knowledge.search(address.query, chosen, limit=MOST_MATCHES)
    except KennisbankError:
        return {}  # the document can be read all the same
    return {hit.passage.passage_id: hit.highlights for hit in found.hits}


def on_part(part: int) -> None:
    """Another part of a long document."""
    address = now()
    session.go(DocumentAddress(address.document_id, query=address.query, part=part).params())


def way_back(address: DocumentAddress) -> None:
    """Back to the hits, when we came from there."""
    if address.query:
        params = SearchAddress(address.query).params()
        st.page_link(
            session.SEARCH,
            label=f"Alle treffers voor “{markup.label(address.query)}”",
            icon=":material/arrow_back:",
            query_params=params,
        )


def plain_html(knowledge: Kennisbank, document: Document) -> str:
    """The document as one plain page."""
    passages = tuple(knowledge.passages(document.document_id))
    headings = knowledge.outline(document.document_id)
    return plain_page.document_page(document, passages, headings, knowledge.taxonomy.label)


def about(knowledge: Kennisbank, document: Document) -> None:
    """What is known of the document, and its source."""
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
    path = knowledge.file_path(document.document_id)
    with st.container(horizontal=True, key="meenemen", vertical_alignment="center"):
        st.download_button(
            "Bronbestand downloaden",
            data=path.read_bytes,
            file_name=document.source,
            mime=document.media_type,
            key="bron",
            icon=":material/download:",
            on_click="ignore",
        )
        if document.url:
            session.show(markup.outside_link("Officiële publicatie", document.url))
        st.page_link(
            session.SEARCH,
            label="Zoeken in dit document",
            icon=":material/search:",
            query_params={"document": [document.document_id]},
        )


def parts(part: present_document.Part, key: str) -> None:
    """To the other parts of a long document."""
    if part.total == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="center", key=f"delen-{key}"):
        st.button(
            "Vorig deel", key=f"vorig-deel-{key}", disabled=part.number <= 1, on_click=on_part,
            args=(part.number - 1,), icon=":material/chevron_left:",
        )  # fmt: skip
        session.show(markup.text_tag("p", f"Deel {part.number} van {part.total}"))
        st.button(
            "Volgend deel", key=f"volgend-deel-{key}", disabled=part.number >= part.total, on_click=on_part,
            args=(part.number + 1,), icon=":material/chevron_right:", icon_position="right",
        )  # fmt: skip


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


def text(
    knowledge: Kennisbank,
    address: DocumentAddress,
    passages: Sequence[Passage],
    references: Sequence[Reference],
) -> None:
    """The text, its table of contents in the side bar."""
    target = address.find(passages)
    if address.words and target is None:
        told = "De passage uit deze verwijzing staat niet (meer) in het document. Gezocht is naar:"
        quoted = markup.text_tag("p", address.words, class_="kb-vraag")
        session.show(markup.notice(markup.join([markup.text_tag("p", told), quoted])))
    headings = knowledge.outline(address.document_id)
    place = present_document.part_of(address, passages, target)
    part = present_document.make_part(place, passages, headings)
    st.sidebar.header("Inhoud", anchor=False)
    with st.sidebar:
        contents = present_document.outline(headings, passages)
        session.show(present_document.outline_html(contents, place, address))
    labels = bool(st.session_state.get(LABELS))
    highlights = matches(knowledge, address)
    cited = present_references.by_passage(references)
    shown = present_document.text_html(
        part, highlights, target, words=address.words, labels=labels, references=cited
    )
    with st.container(horizontal=True, key="weergave", vertical_alignment="center"):
        st.toggle("Labels tonen", key=LABELS, help="Regelingen, data, personen en verwijzingen")
        session.show(markup.copy_address_button("Kopieer link"))
    if labels:
        session.show(present_references.legend(part.passages, cited))
    with st.container(key="balk"):
        session.show(present_document.match_bar(present_document.match_count(shown)))
    parts(part, "boven")
    session.show(shown)
    parts(part, "onder")
    session.scroll_to(address_key(address) if target is not None else None)


def address_key(address: DocumentAddress) -> str:
    """A short name for a place: the script that scrolls runs again when it changes."""
    place = f"{address.document_id}|{address.words}|{address.near}"
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def page() -> None:
    """The page."""
    address, knowledge = now(), session.knowledge()
    if not address.document_id:
        session.title("Document")
        session.show(markup.notice(markup.text_tag("p", "Dit adres noemt geen document.")))
        st.page_link(session.DOCUMENTS, label="Naar alle documenten")
        return
    try:
        document = knowledge.document(address.document_id)
    except NotFound:
        session.title("Document niet gevonden")
        told = f"Er is geen document “{address.document_id}”. Misschien is het verwijderd."
        session.show(markup.notice(markup.text_tag("p", told)))
        st.page_link(session.DOCUMENTS, label="Naar alle documenten")
        return
    title = document.title or document.source
    way_back(address)
    session.title(title)
    session.show(present_document.summary_html(document, knowledge.taxonomy.label))
    if document.removed_at:
        told = "Dit document ligt in de prullenbak en is niet te vinden met zoeken."
        session.show(markup.notice(markup.text_tag("p", told)))
    session.show(present_document.problems_html(document))
    about(knowledge, document)
    citing_link(document)
    passages = tuple(knowledge.passages(document.document_id))
    references = knowledge.references(document.document_id)
    cited_box(references, passages)
    text(knowledge, address, passages, references)


page()
