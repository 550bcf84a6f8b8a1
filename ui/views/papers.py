"""Kamerstukken: the papers that the collection cites or holds, and which of them are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from kennisbank import __version__
from ui import export, markup, papers, present_papers, session
from ui.address import link
from ui.address_papers import PaperAddress, PapersAddress, PaperSort
from ui.papers import Paper
from ui.present_papers import PAGE_SIZE
from ui.words import count, date_text

QUERY, HOLDING, SORT = "stukken-woorden", "stukken-stand", "stukken-volgorde"
SORTS: dict[PaperSort, str] = {"cited": "Meest aangehaald eerst", "number": "Op nummer"}


def now() -> PapersAddress:
    """The list that the address asks for."""
    return PapersAddress.from_params(session.given())


def on_query() -> None:
    """Other words."""
    session.go(now().asking(st.session_state[QUERY]).params())


def on_holding() -> None:
    """All, those that are here, or those that are missing."""
    session.go(replace(now(), holding=st.session_state[HOLDING], page=1).params())


def on_sort() -> None:
    """Another order."""
    session.go(replace(now(), sort=st.session_state[SORT] or now().sort, page=1).params())


def on_page(number: int) -> None:
    """Another page of the list."""
    session.go(replace(now(), page=number).params())


def fields(address: PapersAddress, fitting: Sequence[Paper]) -> None:
    """The search field, what to show, and the order; the numbers are those of the query."""
    session.keep(QUERY, address.query)
    session.keep(HOLDING, address.holding)
    session.keep(SORT, address.sort)
    st.text_input(
        "Nummer of woorden", key=QUERY, on_change=on_query,
        placeholder="bijvoorbeeld: 31 066, nr. 1207 of jaarplan",
    )  # fmt: skip
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    choices = present_papers.holdings(fitting)
    left.radio(
        "Wat u ziet", list(choices), key=HOLDING, format_func=choices.__getitem__, horizontal=True,
        on_change=on_holding,
    )  # fmt: skip
    right.selectbox("Volgorde", list(SORTS), key=SORT, format_func=SORTS.__getitem__, on_change=on_sort)


def maker(address: PapersAddress, found: Sequence[Paper], place: str) -> Callable[[], bytes]:
    """What makes the CSV file, once somebody asks for it."""
    revision = session.knowledge().revision

    def make() -> bytes:
        about = [
            ("Zoekvraag", address.query or "(geen)"),
            ("Getoond", present_papers.HOLDINGS[address.holding]),
            ("Volgorde", SORTS[address.sort]),
            ("Geraadpleegd", date_text(date.today().isoformat()) or ""),  # noqa: DTZ011 - the reader's own day
            ("In deze uitvoer", f"alle {count(len(found), 'stuk', 'stukken')}"),
            ("Stand van de kennisbank", str(revision)),
            ("Programma", f"Kennisbank {__version__}"),
            ("Adres", place),
        ]
        return export.csv_table(present_papers.PAPER_COLUMNS, present_papers.paper_rows(found), about)

    return make


def along(address: PapersAddress, found: Sequence[Paper]) -> None:
    """The list as a file, and its address."""
    base = (st.context.url or "").split("?", 1)[0].rstrip("/").removesuffix("/kamerstukken")
    place = link("kamerstukken", address.params(), base)
    with st.container(horizontal=True, vertical_alignment="center", key="stukken-meenemen"):
        st.download_button(
            "Lijst downloaden (CSV)",
            data=maker(address, found, place),
            file_name=export.file_name(f"stukken {address.query}", date.today(), "csv"),  # noqa: DTZ011
            mime="text/csv",
            key="stukken-csv",
            icon=":material/download:",
            on_click="ignore",
        )
        session.show(markup.copy_address_button("Kopieer link"))


def page() -> None:
    """The page."""
    address, known = now(), session.papers()
    session.title(present_papers.title(address))
    told = "Stukken die in de documenten worden aangehaald, en stukken die zelf in de kennisbank staan."
    if address.holding == "missing":
        told = "Stukken die in de documenten worden aangehaald, maar zelf niet in de kennisbank staan."
    session.show(markup.text_tag("p", told))
    fitting = [item for item in known.values() if papers.fits(item, address.query)]
    fields(address, fitting)
    found = papers.chosen(fitting, address)
    session.show(markup.text_tag("p", count(len(found), "stuk", "stukken"), class_="kb-aantal", role="status"))
    if not found:
        session.show(present_papers.nothing_found(address, known))
        return
    along(address, found)
    total = -(-len(found) // PAGE_SIZE)
    shown = min(address.page, total)
    for item in found[(shown - 1) * PAGE_SIZE : shown * PAGE_SIZE]:
        with st.container(key=f"treffer-{item.form}", gap=None):
            target = PaperAddress(item.number).params()
            st.page_link(session.PAPER, label=markup.label(item.label), query_params=target)
            session.show(present_papers.line(item))
    if total > 1:
        session.pager(shown, total, on_page)


page()
