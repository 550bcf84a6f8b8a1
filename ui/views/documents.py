"""Documenten: all documents, newest first, to be narrowed by words and kind."""

from __future__ import annotations

import streamlit as st

from kb.filters import Filters
from ui import markup, present_collection, present_search, session
from ui.address import SearchAddress
from ui.present_collection import PAGE_SIZE
from ui.words import count

WORDS, KINDS = "documenten-woorden", "documenten-soort"


def now() -> SearchAddress:
    """What the address asks for."""
    return SearchAddress.from_params(session.given())


def on_words() -> None:
    """Other words."""
    session.go(now().asking(st.session_state[WORDS]).params())


def on_kinds() -> None:
    """Other kinds."""
    kinds = tuple(st.session_state[KINDS])
    session.go(SearchAddress(now().query, Filters(kinds=kinds, years=now().filters.years)).params())


def on_page(number: int) -> None:
    """Another page of the list."""
    address = now()
    session.go(SearchAddress(address.query, address.filters, page=number).params())


def page() -> None:
    """The page."""
    session.title("Documenten")
    address, documents = now(), session.documents()
    if not documents:
        session.show(present_search.empty_collection())
        st.page_link(session.MANAGE, label="Documenten toevoegen", icon=":material/upload_file:")
        return
    labels = session.knowledge().taxonomy.label
    kinds = present_collection.kinds_present(documents, labels)
    session.keep(WORDS, address.query)
    session.keep(KINDS, [kind for kind in address.filters.kinds if kind in kinds])
    left, right = st.columns(2)
    left.text_input("Titel, organisatie of nummer", key=WORDS, on_change=on_words)
    right.multiselect(
        "Soort document", list(kinds), key=KINDS, format_func=kinds.__getitem__, on_change=on_kinds,
        placeholder="alle soorten",
    )  # fmt: skip
    found = present_collection.chosen(documents, address)
    told = f"{count(len(found), 'document', 'documenten')}"
    session.show(markup.text_tag("p", told, class_="kb-aantal", role="status"))
    first = (address.page - 1) * PAGE_SIZE
    if not found:
        told = "Geen document past bij deze woorden en soorten. Gebruik minder woorden, of kies alle soorten."
        session.show(markup.notice(markup.text_tag("p", told), "uitleg"))
    session.show(present_collection.listed(found[first : first + PAGE_SIZE], labels))
    total = -(-len(found) // PAGE_SIZE)
    if total > 1:
        session.pager(address.page, total, on_page)


page()
