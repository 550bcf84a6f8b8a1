"""Knelpunt: one record, its words and place, how it went through the years, and what people say of it."""

from __future__ import annotations

import streamlit as st

from kb.registers.knelpunten import Knelpunt
from kennisbank import NotFound
from ui import citing, markup, present_knelpunt, register_export, register_review, rights, session
from ui.address_registers import RecordAddress, readable_id
from ui.present_knelpunt import Alike
from ui.present_knelpunten import place_of
from ui.register_review import Field


def register() -> dict[str, Knelpunt]:
    """The whole register by id, what people rejected included: a chain may hold it."""
    chosen = {"review": ("open", "bevestigd", "gewijzigd", "afgewezen")}
    return {item.knelpunt_id: item for item in session.knowledge().register("knelpunt", chosen=chosen)}


def fields(record: Knelpunt) -> list[Field]:
    """What a person can correct."""
    taxonomy = session.knowledge().taxonomy
    themes, regelingen = (present_knelpunt.labels(taxonomy, kind) for kind in ("theme", "regeling"))
    states = present_knelpunt.words_of_states()
    return [
        Field("theme", "Thema (het eerste is het hoofdthema)", "several", record.theme, themes, most=2),
        Field("status", "Stand", "one", record.status, states),
        Field("regeling", "Regeling", "several", record.regeling, regelingen),
        Field("name", "Naam", "text", record.name),
        Field("description", "Omschrijving", "long", record.description),
        Field("solution", "Oplossing", "long", record.solution),
    ]


def alike_box(record: Knelpunt, item: Alike) -> None:
    """One record that may be about the same, and for who may: put it with this one, or keep it apart."""
    other = item.record.knelpunt_id
    left, right = st.columns([5, 2], vertical_alignment="center")
    with left:
        session.show(present_knelpunt.alike_html(item))
    if rights.may_edit():
        verb, name = ("part", "Hoort hier niet bij") if item.joined else ("join", "Is hetzelfde")
        right.button(
            name, key=f"{verb}-{readable_id(other)}", on_click=register_review.judged,
            args=("knelpunt", record.knelpunt_id, verb), kwargs={"value": {"knelpunt_id": [other]}},
        )  # fmt: skip


def chain(record: Knelpunt) -> None:
    """The same bottleneck in other documents, and what may be the same."""
    known = register()
    found = present_knelpunt.alike(record, known)
    st.header("Door de jaren", anchor=False)
    if record.history:
        session.show(markup.text_tag("p", present_knelpunt.span_text(record)))
        session.show(present_knelpunt.chain_html(record, known))
    else:
        told = "In geen ander document van deze kennisbank is hetzelfde knelpunt gevonden."
        session.show(markup.text_tag("p", told))
    for title, some in (
        ("Waarom dit hetzelfde knelpunt lijkt", [item for item in found if item.joined]),
        ("Misschien ook hetzelfde", [item for item in found if not item.joined]),
    ):
        if some:
            st.subheader(title, anchor=False)
            for item in some:
                alike_box(record, item)


def unknown(error: NotFound) -> None:
    """No such record."""
    session.title("Knelpunt")
    session.show(markup.notice(markup.text_tag("p", str(error))))
    st.page_link(session.KNELPUNTEN, label="Naar alle knelpunten")


def page() -> None:
    """The page."""
    address = RecordAddress.from_params(session.given())
    knowledge = session.knowledge()
    try:
        record: Knelpunt = knowledge.record(
            "knelpunt", address.record_id, document_id=address.document_id, words=address.words
        )
    except NotFound as error:
        unknown(error)
        return
    sources = register_export.sources_of(knowledge, [record])
    st.page_link(session.KNELPUNTEN, label="Alle knelpunten", icon=":material/arrow_back:")
    session.title(record.name)
    session.show(present_knelpunt.facts(record, sources))
    st.header("De woorden", anchor=False)
    session.show(present_knelpunt.quote(record, sources))
    session.show(present_knelpunt.parts(record))
    with st.container(horizontal=True, vertical_alignment="center", key="knelpunt-meenemen"):
        passage = sources.passages.get(record.passage_id)
        st.page_link(
            session.DOCUMENT, label="Lees in het document", icon=":material/description:",
            query_params=place_of(record, passage),
        )  # fmt: skip
        document = sources.documents.get(record.document_id)
        if passage is not None and document is not None:
            session.show(markup.copy_button("Kopieer verwijzing", citing.of_passage(passage, document)))
        session.show(markup.copy_address_button("Kopieer link"))
    chain(record)
    st.header("Uw oordeel", anchor=False)
    register_review.box("knelpunt", record.knelpunt_id, record.review, fields(record))


page()
