"""Knelpunten: what hinders the uitvoering, by theme and year, and the list with its filters."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kb.registers import knelpunten
from kb.registers.knelpunten import Knelpunt
from kennisbank import RegisterPage
from ui import markup, present_knelpunten, register_export, register_view, session
from ui.address_registers import RecordAddress, RegisterAddress
from ui.register_view import Register
from ui.words import count

REGISTER = Register(
    kind="knelpunt",
    path=present_knelpunten.PAGE,
    example="bijvoorbeeld: capaciteit, wachttijd of maatwerk",
    fields={
        "theme": "Thema",
        "regeling": "Regeling",
        "organisation": "Organisatie",
        "year": "Verslagjaar",
        "status": "Stand",
        "kind": "Genoemd of omschreven",
        "review": "Beoordeling",
        "document": "Document",
    },
    orders={
        "": ("Nieuwste eerst", lambda item: (-(item.reporting_year or 0), item.document_id, item.ordinal)),
        "oud": ("Oudste eerst", lambda item: (item.reporting_year or 9999, item.document_id, item.ordinal)),
        "zeker": ("Zekerste eerst", lambda item: (-item.confidence, item.document_id, item.ordinal)),
        "lang": ("Langst bekend eerst", lambda item: (item.first_year or 9999, item.document_id, item.ordinal)),
    },
    opened=frozenset({"theme", "regeling"}),
)
SINCE = REGISTER.key("sinds")
EVER = "alle jaren"


def found(address: RegisterAddress, *without: str) -> RegisterPage:
    """What the address asks for, as if nothing were chosen in the fields `without`."""
    for name in without:
        address = address.choosing(name, ())
    return register_view.found(REGISTER, address)


def with_themes(page: RegisterPage, address: RegisterAddress) -> RegisterPage:
    """The page with general themes among the choices, each followed by its finer ones."""
    records: tuple[Knelpunt, ...] = found(address, "theme").records
    chosen = address.values("theme")
    themes = present_knelpunten.theme_choices(records, session.knowledge().taxonomy, chosen)
    return replace(page, choices={**page.choices, "theme": themes})


def since_field(address: RegisterAddress) -> None:
    """From which year on, of all years that documents report on; the same as choosing those years."""
    years = sorted({str(year) for item in session.documents() for year in item.reporting_years})
    if len(years) < 2:  # noqa: PLR2004 - nothing to choose
        return
    chosen = set(address.values("year"))
    now = next((year for year in years if chosen == {item for item in years if item >= year}), EVER)
    session.keep(SINCE, now)

    def on_since() -> None:
        year = st.session_state[SINCE]
        wanted = [] if year == EVER else [item for item in years if item >= year]
        register_view.move(register_view.now().choosing("year", wanted))

    st.selectbox(
        "Sinds verslagjaar", [EVER, *years], key=SINCE, on_change=on_since,
        help="Toont wat documenten over dit jaar en latere jaren melden.",
    )  # fmt: skip


def matrix(address: RegisterAddress) -> None:
    """Themes against years, of all that passes the other filters."""
    known = session.documents()
    documents = present_knelpunten.documents_of(known, address)
    records = found(address, "theme", "year").records
    made = knelpunten.matrix(records, documents, session.knowledge().taxonomy)
    session.show(present_knelpunten.matrix_html(made, address))
    undated = [item for item in documents if not item.reporting_years]
    if undated:
        told = f"{count(len(undated), 'document', 'documenten')} zonder verslagjaar: niet in deze tabel."
        st.caption(told)


def row(record: Knelpunt, sources: register_export.Sources) -> None:
    """One record of the list."""
    with st.container(key=register_view.row_key(record.knelpunt_id), gap=None):
        target = RecordAddress.of(record.knelpunt_id, record).params()
        st.page_link(session.KNELPUNT, label=markup.label(record.name), query_params=target)
        session.show(present_knelpunten.line(record, sources))


def page() -> None:
    """The page."""
    address = register_view.now()
    here = with_themes(found(address), address)
    session.title("Knelpunten")
    told = (
        "Wat de uitvoering van regelingen hindert of burgers en medewerkers schaadt: wie het meldt, sinds "
        "wanneer, welke oplossing is voorgesteld. Het programma zoekt ze in de tekst; een mens beslist."
    )
    session.show(markup.text_tag("p", told))
    register_view.filters(REGISTER, here, address)
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        register_view.word_field(REGISTER, address)
    with right:
        since_field(address)
    register_view.chips(REGISTER, here, address)
    matrix(address)
    session.show(markup.text_tag("p", register_view.summary(REGISTER, here), class_="kb-aantal", role="status"))
    if not here.total:
        register_view.nothing(REGISTER, here, address)
        return
    order, along = st.columns([3, 1], vertical_alignment="bottom")
    with order:
        register_view.order_field(REGISTER, address)
    with along:
        register_view.along(REGISTER, here, address)
    shown = register_view.shown(here, address)
    sources = register_export.sources_of(session.knowledge(), shown)
    for record in shown:
        row(record, sources)
    register_view.pager(here, address)


page()
