"""Toezeggingen: what was promised to parliament, with filters, order, terms at a day, and files."""

from __future__ import annotations

from typing import Any

import streamlit as st

from kb.records import Document
from kb.registers.toezeggingen import Toezegging
from kb.registers.toezeggingen.joining import day_of
from kennisbank import RegisterPage
from ui import markup, present_toezeggingen, register_view, session
from ui.address_registers import RecordAddress, RegisterAddress
from ui.register_view import Register

FIELDS = {
    "kind": "Soort",
    "status": "Status",
    "overdue": "Op de peildatum",
    "member": "Kamerlid",
    "party": "Partij",
    "ministry": "Ministerie",
    "committee": "Commissie",
    "year": "Jaar",
    "deadline": "Termijn genoemd",
    "regeling": "Regeling",
    "type": "Soort document",
    "document": "Document",
    "review": "Beoordeling",
}
LAST = "9999-12-31"


def register() -> Register:
    """The register with its orders, which need the days of the documents."""
    documents = {item.document_id: item for item in session.documents()}

    def newest(record: Toezegging) -> tuple[Any, ...]:
        day = (day_of(documents[record.document_id]) or "0") if record.document_id in documents else "0"
        return (-int(day.replace("-", "").ljust(8, "0")), record.document_id, record.anchor.start)

    def due(record: Toezegging) -> tuple[Any, ...]:
        return (record.deadline.to or LAST, *newest(record))

    def oldest(record: Toezegging) -> tuple[Any, ...]:
        rank, document_id, start = newest(record)
        return (-rank, document_id, start)

    return Register(
        kind="toezegging",
        path="toezeggingen",
        example="bijvoorbeeld: invordering, of de naam van een Kamerlid",
        fields=FIELDS,
        orders={
            "": ("Nieuwste stuk eerst", newest),
            "oudste": ("Oudste stuk eerst", oldest),
            "termijn": ("Vroegste termijn eerst", due),
            "zeker": ("Zekerste eerst", lambda record: (-record.confidence, *newest(record))),
        },
        opened=frozenset({"kind", "status"}),
    )


def line(record: Toezegging, documents: dict[str, Document], found: dict[str, Any], at: str | None) -> None:
    """One record of the list."""
    address = register_view.now()
    with st.container(key=register_view.row_key(record.toezegging_id), gap=None):
        st.page_link(
            session.TOEZEGGING,
            label=markup.label(present_toezeggingen.name(record)),
            query_params=RecordAddress.of(record.toezegging_id, record, address.at).params(),
        )
        passage = found.get(record.passage_id)
        session.show(present_toezeggingen.line(record, documents[record.document_id], passage, at))


def listed(page: RegisterPage, address: RegisterAddress) -> None:
    """The records of the page that the address asks for."""
    documents = {item.document_id: item for item in session.documents()}
    shown = [record for record in register_view.shown(page, address) if record.document_id in documents]
    found = dict(session.knowledge().passages_of([record.passage_id for record in shown]))
    for record in shown:
        line(record, documents, found, page.at)
    register_view.pager(page, address)


def page() -> None:
    """The page."""
    own, address = register(), register_view.now()
    session.title(own.name)
    told = "Toezeggingen, moties, verzoeken en aankondigingen aan het parlement, met de precieze woorden."
    session.show(markup.text_tag("p", told))
    found = register_view.found(own, address)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        register_view.word_field(own, address)
    with right:
        register_view.day_field(own, address)
    register_view.filters(own, found, address)
    register_view.chips(own, found, address)
    left, middle, right = st.columns([3, 3, 2], vertical_alignment="center")
    with left:
        summary = register_view.summary(own, found)
        session.show(markup.text_tag("p", summary, class_="kb-aantal", role="status"))
    with middle:
        register_view.order_field(own, address)
    with right:
        register_view.along(own, found, address)
    if not found.total:
        register_view.nothing(own, found, address)
        return
    session.show(markup.text_tag("p", present_toezeggingen.reach(session.documents()), class_="kb-verwijzing"))
    listed(found, address)


page()
