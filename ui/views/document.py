"""Document: its text by pages, the passage that was asked for marked and in view, its pages beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import streamlit as st

from kb.filters import Filters
from kb.records import Document, Passage, Reference, Span
from kennisbank import Kennisbank, KennisbankError, NotFound
from ui import citing, document_about, document_picture, markup, present_document, present_references, session
from ui.address import DocumentAddress, SearchAddress
from ui.document_picture import Sheet
from ui.words import date_text

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
    session.go(
        DocumentAddress(address.document_id, query=address.query, part=part, version=address.version).params()
    )


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


def text(
    knowledge: Kennisbank,
    address: DocumentAddress,
    document: Document,
    passages: Sequence[Passage],
    references: Sequence[Reference],
) -> None:
    """The text, its table of contents in the side bar, its page as a picture beside it."""
    target = address.find(passages)
    if address.words and target is None:
        told = "De passage uit deze verwijzing staat niet (meer) in het document. Gezocht is naar:"
        quoted = markup.text_tag("p", address.words, class_="kb-vraag")
        session.show(markup.notice(markup.join([markup.text_tag("p", told), quoted])))
    headings = knowledge.outline(address.document_id)
    place = present_document.part_of(address, passages, target)
    part = present_document.make_part(place, passages, headings)
    if headings:
        st.sidebar.header("Inhoud", anchor=False)
        with st.sidebar:
            contents = present_document.outline(headings, passages)
            session.show(present_document.outline_html(contents, place, address))
    highlights = matches(knowledge, address)
    pictured = document_picture.possible(document)
    with st.container(horizontal=True, key="weergave", vertical_alignment="center"):
        labels = st.toggle("Labels tonen", key=LABELS, help="Regelingen, data, personen en verwijzingen")
        if pictured:
            pictured = st.toggle("Bladzijde ernaast", key=document_picture.SHOWN, value=True)
        session.show(markup.copy_address_button("Kopieer link"))
        if target is not None:
            cited = citing.of_passage(target, document)
            session.show(markup.copy_button("Kopieer verwijzing naar deze passage", cited))
    by_passage = present_references.by_passage(references)
    if labels:
        session.show(present_references.legend(part.passages, by_passage))
    shown = present_document.text_html(
        part, highlights, target, words=address.words, labels=labels, references=by_passage
    )
    with st.container(key="balk"):
        session.show(present_document.match_bar(present_document.match_count(shown)))
    if not pictured:
        body(part, shown)
    else:
        left, right = st.columns([11, 9], gap="medium")
        with left:
            body(part, shown)
        with right, st.container(key="blad"):
            first = first_page(address, part, target)
            document_picture.box(Sheet(document, passages, highlights, target, first))
    if target is not None:
        session.scroll_to(address_key(address))
    elif address.page is not None:
        session.scroll_to(address_key(address), f"pagina-{address.page}")


def first_page(address: DocumentAddress, part: present_document.Part, target: Passage | None) -> int:
    """The page to begin with: that of the passage asked for, the page asked for, or the first of this part."""
    if target is not None and target.page_from is not None:
        return target.page_from
    begins = next((item.page_from for item in part.passages if item.page_from is not None), 1)
    return address.page or (begins if part.number > 1 else 1)


def body(part: present_document.Part, shown: markup.Html) -> None:
    """The text of a part, with the way to the others above and below it."""
    parts(part, "boven")
    session.show(shown)
    parts(part, "onder")


def address_key(address: DocumentAddress) -> str:
    """A short name for a place: the script that scrolls runs again when it changes."""
    place = f"{address.document_id}|{address.words}|{address.near}|{address.page}"
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def older(knowledge: Kennisbank, document: Document, number: int) -> None:
    """An older version: its text as it was read then, without links and matches."""
    told = f"U leest versie {number}. Zoeken en registers gaan over de nieuwste versie ({document.version})."
    session.show(markup.notice(markup.text_tag("p", told)))
    passages = knowledge.history.passages(document, number)
    headings = knowledge.history.outline(document, number)
    place = present_document.part_of(now(), passages, None)
    body_part = present_document.make_part(place, passages, headings)
    body(body_part, present_document.text_html(body_part, {}, None))


def missing(title: str, told: str) -> None:
    """There is nothing to show at this address."""
    session.title(title)
    session.show(markup.notice(markup.text_tag("p", told)))
    st.page_link(session.DOCUMENTS, label="Naar alle documenten")


def page() -> None:
    """The page."""
    address, knowledge = now(), session.knowledge()
    if not address.document_id:
        missing("Document", "Dit adres noemt geen document.")
        return
    try:
        document = knowledge.document(address.document_id)
    except NotFound:
        told = f"Er is geen document “{address.document_id}”. Misschien is het verwijderd."
        missing("Document niet gevonden", told)
        return
    way_back(address)
    session.title(document.title or document.source)
    session.show(present_document.summary_html(document, knowledge.taxonomy.label))
    if document.removed_at:
        told = (
            f"Dit document ligt sinds {date_text(document.removed_at)} in de prullenbak; zoeken vindt het niet."
        )
        session.show(markup.notice(markup.text_tag("p", told)))
    session.show(present_document.problems_html(document))
    numbers = {item.number for item in knowledge.history.versions(document.document_id)}
    if address.version is not None and address.version != document.version and address.version in numbers:
        document_about.versions_box(knowledge, document, address.version)
        older(knowledge, document, address.version)
        return
    passages = tuple(knowledge.passages(document.document_id))
    references = knowledge.references(document.document_id)
    document_about.files(knowledge, document, passages)
    with st.container(key="rondom", gap=None):
        document_about.about(knowledge, document)
        document_about.versions_box(knowledge, document, document.version)
        document_about.cited_box(references, passages)
        document_about.register_boxes(knowledge, document)
    text(knowledge, address, document, passages, references)


page()
