"""Toezegging: one record with its words in context, sources, answer, what may fulfil it, chain and review."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

import streamlit as st

from kb.records import Document, RecordType
from kb.registers.toezeggingen import Fulfilment, Toezegging
from kb.registers.toezeggingen.facets import annex_row, cited
from kb.registers.toezeggingen.kamer_match import beside
from kennisbank import NotFound
from ui import citing, markup, present_toezeggingen, register_review, rights, session
from ui.address import DocumentAddress, link
from ui.address_registers import RecordAddress, readable_id
from ui.present_toezeggingen import Place
from ui.register_view import base_of
from ui.words import number

KIND: RecordType = "toezegging"


def now() -> RecordAddress:
    """The record that the address asks for."""
    return RecordAddress.from_params(session.given())


def places(found: Sequence[Place]) -> None:
    """Places to go to, each with its words."""
    for item in found:
        with st.container(key=f"citaat-{item.key}", gap=None):
            session.show(item.body)
            st.page_link(session.DOCUMENT, label=markup.label(item.label), query_params=item.target.params())


def along(record: Toezegging, address: RecordAddress) -> None:
    """The citation, the row of an annex and the address, to copy."""
    knowledge = session.knowledge()
    document, passage = knowledge.document(record.document_id), knowledge.passage(record.passage_id)
    place = link("toezegging", RecordAddress.of(record.toezegging_id, record).params(), base_of("toezegging"))
    row = "\t".join(annex_row(record, document, passage))
    with st.container(horizontal=True, vertical_alignment="center", key="toezegging-meenemen"):
        st.page_link(
            session.DOCUMENT, label="Lees in het document", icon=":material/description:",
            query_params=DocumentAddress.of(passage).params(),
        )  # fmt: skip
        told = citing.consulted(cited(record, document, passage).text, document.url)
        session.show(markup.copy_button("Kopieer verwijzing", told))
        session.show(markup.copy_button("Kopieer als regel voor een bijlage", row))
        session.show(markup.copy_button("Kopieer link", place))
    if address.at is not None:
        st.caption(f"Termijnen gezien op {address.at:%d-%m-%Y}.")


def candidates(record: Toezegging, documents: dict[str, Document]) -> None:
    """Later papers that may fulfil it; a person says whether one does."""
    st.header("Later nagekomen?", anchor=False)
    if not record.fulfilled_by:
        told = "In de documenten hier is geen later stuk gevonden dat dit kan nakomen."
        if record.status in ("afgedaan", "vervallen"):
            told = "Er is niet verder gezocht: de status is al afgedaan of vervallen."
        session.show(markup.text_tag("p", told))
        return
    if not all(map(present_toezeggingen.linked, record.fulfilled_by)):
        session.show(markup.text_tag("p", present_toezeggingen.ALONE_A_GUESS, class_="kb-over"))
    passages = session.knowledge().passages_of(
        [item.passage_id for item in record.fulfilled_by if item.passage_id]
    )
    for item in record.fulfilled_by:
        place = present_toezeggingen.candidate(record, item, documents, passages)
        if place is not None:
            places([place])
            _decide(record, item)


def _decide(record: Toezegging, item: Fulfilment) -> None:
    """Whether a later paper fulfils it: yes or no, by who may say so."""
    if not rights.may_edit():
        return
    of = {"document_id": item.document_id, "passage_id": item.passage_id}
    with st.container(horizontal=True, key=f"besluit-{item.document_id}"):
        if not present_toezeggingen.linked(item):
            st.button(
                "Ja, dit komt het na", key=f"koppel-{item.document_id}", icon=":material/link:",
                on_click=register_review.judged, args=(KIND, record.toezegging_id, "change"),
                kwargs={"value": {"koppel": [of]}},
            )  # fmt: skip
        name = "Loskoppelen" if present_toezeggingen.linked(item) else "Nee, dit niet"
        st.button(
            name, key=f"ontkoppel-{item.document_id}", icon=":material/link_off:",
            on_click=register_review.judged, args=(KIND, record.toezegging_id, "change"),
            kwargs={"value": {"ontkoppel": [item.document_id]}},
        )  # fmt: skip


def chain(record: Toezegging, documents: dict[str, Document]) -> None:
    """Records of other papers that say the same again, oldest first, this one among them."""
    if not record.repeats:
        return
    st.header("Door de tijd", anchor=False)
    told = "Deze regels lijken over hetzelfde te gaan, het oudste stuk eerst."
    session.show(markup.text_tag("p", told, class_="kb-over"))
    found = [record]
    for name in record.repeats:
        with suppress(NotFound):
            found.append(session.knowledge().record(KIND, name, at=now().at))
    found.sort(key=lambda item: present_toezeggingen.when(item, documents))
    for item in found:
        with st.container(key=f"citaat-keten-{item.toezegging_id}", gap=None):
            session.show(present_toezeggingen.chain_line(item, documents.get(item.document_id)))
            if item.toezegging_id == record.toezegging_id:
                session.show(markup.text_tag("p", "Deze regel.", class_="kb-aantal"))
                continue
            st.page_link(
                session.TOEZEGGING, label=markup.label(present_toezeggingen.name(item)),
                query_params=RecordAddress.of(item.toezegging_id, item, now().at).params(),
            )  # fmt: skip


def kamer(record: Toezegging, document: Document) -> None:
    """What the Kamer's own register may say of it, where that register is here."""
    knowledge = session.knowledge()
    register = knowledge.kamer.records()
    if not register:
        return
    st.header("In het register van de Tweede Kamer", anchor=False)
    found = beside(record, register, document, tuple(knowledge.passages(document.document_id)))
    if not found:
        told = f"Niet teruggevonden in de {number(len(register))} regels van dat register hier."
        session.show(markup.text_tag("p", told))
        return
    session.show(
        markup.text_tag("p", "Vermoedelijk dezelfde toezegging; vergelijk de woorden.", class_="kb-over")
    )
    for item, match in found:
        with st.container(key=f"citaat-kamer-{readable_id(item.id)}", gap=None):
            session.show(present_toezeggingen.kamer_line(item, match))


def body(record: Toezegging, address: RecordAddress) -> None:
    """All that is known of a record."""
    knowledge = session.knowledge()
    documents = {item.document_id: item for item in session.documents()}
    document = knowledge.document(record.document_id)
    passage = knowledge.passage(record.passage_id)
    shown = markup.join([markup.badge(record.kind), markup.esc(present_toezeggingen.status(record, document))])
    session.show(markup.tag("p", shown, class_="kb-over"))
    at = (address.at or date.today()).isoformat()  # noqa: DTZ011 - the reader's own day
    session.show(present_toezeggingen.late(record, at))
    along(record, address)
    st.header("De precieze woorden", anchor=False)
    session.show(present_toezeggingen.in_context(record, passage))
    session.show(present_toezeggingen.facts(record, document))
    st.header("Bronnen", anchor=False)
    references = [
        item for item in knowledge.references(record.document_id) if item.reference_id in record.references
    ]
    session.show(present_toezeggingen.sources(references, documents))
    if record.answers:
        st.header("Het antwoord in dit stuk", anchor=False)
        found = knowledge.passages_of([item.passage_id for item in record.answers])
        places(present_toezeggingen.answers(record, found))
    if record.mentions:
        st.header("Ook genoemd in dit stuk", anchor=False)
        places(present_toezeggingen.mentions(record.mentions))
    candidates(record, documents)
    chain(record, documents)
    kamer(record, document)
    st.header("Beoordelen", anchor=False)
    later = present_toezeggingen.later_papers(record, documents)
    register_review.box(KIND, record.toezegging_id, record.review, present_toezeggingen.fields(record, later))


def page() -> None:
    """The page."""
    address = now()
    st.page_link(session.TOEZEGGINGEN, label="Alle toezeggingen", icon=":material/arrow_back:")
    try:
        record = session.knowledge().record(
            KIND, address.record_id, document_id=address.document_id, words=address.words, at=address.at
        )
    except NotFound as error:
        session.title("Toezegging niet gevonden")
        session.show(markup.notice(markup.text_tag("p", str(error))))
        return
    session.title(present_toezeggingen.name(record))
    body(record, address)


page()
